"""The pictures of a completed task, in both colours."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from ._flow import Flow
from ._run import run

I = TypeVar("I", bound="_Picture")  # noqa: E741 - an image

_LONGEST_STEM = 100


class _Picture:
    """One picture behind a link that lasts a day."""

    def __init__(self, flow: Flow, url: str) -> None:
        self._flow = flow
        self.url = url

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.url}>"

    async def _save(self, path: str | os.PathLike[str], *, overwrite: bool) -> Path:
        return await self._flow.save(self.url, Path(path), overwrite=overwrite)


class Image(_Picture):
    """One picture behind a link that lasts a day."""

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Save it as a file, whole or not at all.

        Args:
            path: Where. The suffix is added, or put right, to fit the picture.
            overwrite: Whether a file that is there may be replaced.

        Returns:
            The path of the file.

        Raises:
            WouldOverwrite: There is a file of that name.
            NotAPicture: The link gives something else.
            EvoLinkError: The link does not work.
            OSError: The disk refuses.
        """
        return run(self._save(path, overwrite=overwrite))


class AsyncImage(_Picture):
    """One picture behind a link that lasts a day."""

    async def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Save it as a file, whole or not at all; see `Image.save`."""
        return await self._save(path, overwrite=overwrite)


class _Pictures(Generic[I]):
    """The pictures of one task, in the service's order."""

    _kind: type[I]

    def __init__(self, flow: Flow, task_id: str, urls: tuple[str, ...]) -> None:
        self._flow = flow
        self._stem = _harmless(task_id)
        self._pictures = [self._kind(flow, url) for url in urls]

    def __len__(self) -> int:
        return len(self._pictures)

    def __iter__(self) -> Iterator[I]:
        return iter(self._pictures)

    def __getitem__(self, place: int) -> I:
        return self._pictures[place]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(self.urls)}>"

    @property
    def urls(self) -> tuple[str, ...]:
        """Their links, which last a day."""
        return tuple(picture.url for picture in self._pictures)

    async def _save(self, folder: str | os.PathLike[str], *, overwrite: bool) -> list[Path]:
        place = Path(folder)
        await self._flow.port.call(lambda: place.mkdir(parents=True, exist_ok=True))
        targets = [place / f"{self._stem}-{number}" for number in range(1, len(self) + 1)]
        return [
            await self._flow.save(url, target, overwrite=overwrite)
            for url, target in zip(self.urls, targets, strict=True)
        ]


class Images(_Pictures[Image]):
    """The pictures of one task, in the service's order."""

    _kind = Image

    def save(self, folder: str | os.PathLike[str], *, overwrite: bool = False) -> list[Path]:
        """Save all in a folder, made if need be, under names of the task's id and a number.

        Args:
            folder: Where.
            overwrite: Whether files that are there may be replaced.

        Returns:
            The paths of the files.

        Raises:
            EvoLinkError: As for `Image.save`.
            OSError: The disk refuses.
        """
        return run(self._save(folder, overwrite=overwrite))


class AsyncImages(_Pictures[AsyncImage]):
    """The pictures of one task, in the service's order."""

    _kind = AsyncImage

    async def save(self, folder: str | os.PathLike[str], *, overwrite: bool = False) -> list[Path]:
        """Save all in a folder; see `Images.save`."""
        return await self._save(folder, overwrite=overwrite)


def _harmless(task_id: str) -> str:
    """Give a file's stem. The id comes from the service, so only harmless characters of it stay."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", task_id)[:_LONGEST_STEM]
