"""A small application: postcards, each with a picture that is drawn once and then kept."""

from dataclasses import dataclass
from pathlib import Path

from evolink import EvoLink, TaskFailed


class NotDrawableError(Exception):
    """The service will not draw this; the customer should choose another motif."""


@dataclass(frozen=True)
class Studio:
    """Draws postcards into a folder."""

    client: EvoLink
    folder: Path

    def postcard(self, motif: str) -> Path:
        """Return the picture of a motif; only a new one is drawn and paid for."""
        kept = sorted(self.folder.glob(f"{motif}.*"))
        if kept:
            return kept[0]
        try:
            images = self.client.images.generate(model="nano-banana-beta", prompt=f"a postcard of {motif}", size="3:2")
        except TaskFailed as failed:
            raise NotDrawableError(motif) from failed
        return images[0].save(self.folder / motif)
