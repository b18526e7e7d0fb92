"""A small application: postcards whose images are generated once and then kept."""

from dataclasses import dataclass
from pathlib import Path

from evolink import EvoLink, TaskFailed


class NotDrawableError(Exception):
    """The service rejects this motif; the customer should choose another one."""


@dataclass(frozen=True)
class Studio:
    """Creates postcards in a folder."""

    client: EvoLink
    folder: Path

    def postcard(self, motif: str) -> Path:
        """Return the image of a motif. Only a new one is generated and paid for."""
        kept = sorted(self.folder.glob(f"{motif}.*"))
        if kept:
            return kept[0]
        try:
            images = self.client.images.generate(model="nano-banana-beta", prompt=f"a postcard of {motif}", size="3:2")
        except TaskFailed as failed:
            raise NotDrawableError(motif) from failed
        return images[0].save(self.folder / motif)
