"""The images of a completed task, sync and async."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from evolink._calls.notebook import shown
from evolink._files.destination import Destination, expand_user, safe_stem
from evolink._files.link import Link
from evolink._http.run import run
from evolink._task.flow import Flow
from evolink.errors._echo import cut

if TYPE_CHECKING:
    from evolink._files.memory import Memory

I = TypeVar("I", bound="_Picture")  # noqa: E741 - an image


class _Picture:
    """One picture behind a link that lasts a day."""

    def __init__(self, link: Link, stem: str) -> None:
        self._link = link
        self._stem = stem
        self._read: Memory | None = None
        self._path: Path | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {cut(self.url)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), **shown(self.url, self._read)}

    @property
    def url(self) -> str:
        """The link."""
        return self._link.url

    @property
    def expires_at(self) -> float | None:
        """Unix time in seconds, on the service's clock, until which the link surely works; None if unknown."""
        return self._link.expires_at

    @property
    def path(self) -> Path | None:
        """The file that it was last saved as; None if it was not."""
        return self._path

    async def _save(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool,
        any_type: bool,
        timeout: float | None,
    ) -> Path:
        target = expand_user(path)
        if target.is_dir():
            target /= self._stem
        self._path = await self._link.save(target, overwrite=overwrite, any_type=any_type, timeout=timeout)
        return self._path

    async def _to_bytes(self, timeout: float | None) -> bytes:
        if self._read is None:
            self._read = await self._link.read(timeout)
        return self._read.content


class Image(_Picture):
    """One picture behind a link that lasts a day. Notebooks show it."""

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> Path:
        """Save it as a file, whole or not at all.

        Args:
            path: Where; in a folder that is there, under the name that `Images.save` gives. The suffix is added, or
                put right, to fit the image.
            overwrite: Whether a file that is there may be replaced.
            any_type: Whether it may be something else than a PNG, JPEG, WebP or GIF, such as AVIF or HEIC.
            timeout: Seconds it may take, with everything that is tried again; five minutes if None.

        Returns:
            The path of the file.

        Raises:
            WouldOverwrite: There is a file of that name.
            NotAPicture: The link gives something else, and `any_type` is False.
            LinkExpired: The link has died.
            EvoLinkError: The link does not work.
            OSError: The disk refuses.
        """
        return run(self._save(path, overwrite=overwrite, any_type=any_type, timeout=timeout))

    def to_bytes(self, *, timeout: float | None = None) -> bytes:
        """Return its bytes, of whatever type. They are fetched once and kept, and notebooks then show them.

        Args:
            timeout: As for `save`.

        Raises:
            EvoLinkError: The link does not work, or has died.
        """
        return run(self._to_bytes(timeout))


class AsyncImage(_Picture):
    """One picture behind a link that lasts a day. Notebooks show it."""

    async def save(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> Path:
        """Save it as a file, whole or not at all; see `Image.save`."""
        return await self._save(path, overwrite=overwrite, any_type=any_type, timeout=timeout)

    async def to_bytes(self, *, timeout: float | None = None) -> bytes:
        """Return its bytes, of whatever type; see `Image.to_bytes`."""
        return await self._to_bytes(timeout)


class _Pictures(Generic[I]):
    """The pictures of one task, in the service's order."""

    _kind: type[I]

    def __init__(self, flow: Flow, task_id: str, urls: tuple[str, ...], created: float | None) -> None:
        self._flow = flow
        self._links = [Link(flow, url, created, (task_id, place)) for place, url in enumerate(urls)]
        self._stems = [f"{safe_stem(task_id)}-{number}" for number in range(1, len(urls) + 1)]
        self._pictures = [self._kind(*each) for each in zip(self._links, self._stems, strict=True)]

    def __len__(self) -> int:
        return len(self._pictures)

    def __iter__(self) -> Iterator[I]:
        return iter(self._pictures)

    def __getitem__(self, place: int) -> I:
        return self._pictures[place]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(map(cut, self.urls))}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": "".join(shown(url, None)["text/html"] for url in self.urls)}

    @property
    def urls(self) -> tuple[str, ...]:
        """Their links, which last a day."""
        return tuple(link.url for link in self._links)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of those that were saved."""
        return tuple(picture.path for picture in self._pictures if picture.path is not None)

    @property
    def expires_at(self) -> float | None:
        """Unix time in seconds, on the service's clock, until which all links surely work; None if unknown."""
        return min((end for link in self._links if (end := link.expires_at) is not None), default=None)

    async def _save(
        self,
        folder: str | os.PathLike[str],
        *,
        overwrite: bool,
        any_type: bool,
        timeout: float | None,
    ) -> list[Path]:
        place = expand_user(folder)
        await self._flow.port.run_blocking(lambda: place.mkdir(parents=True, exist_ok=True))
        names = [place / stem for stem in self._stems]
        return await self._save_as(names, overwrite=overwrite, any_type=any_type, timeout=timeout)

    async def _save_as(
        self,
        names: Sequence[Path],
        *,
        overwrite: bool,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> list[Path]:
        """Save each under its name; all names are noted first, so that a crash between two loses none."""
        wanted = list(zip(self._pictures, names, strict=True))
        for picture, path in wanted:
            await picture._link.plan(path, overwrite=overwrite)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (of this module)
        return [
            await picture._save(path, overwrite=overwrite, any_type=any_type, timeout=timeout)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (the same)
            for picture, path in wanted
        ]


class Images(_Pictures[Image]):
    """The pictures of one task, in the service's order. Notebooks show them."""

    _kind = Image

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> list[Path]:
        """Save all in a folder, made if need be, under names of the task's id and a number.

        Args:
            folder: Where.
            overwrite: Whether files that are there may be replaced.
            any_type: As for `Image.save`.
            timeout: Seconds that each may take; five minutes if None.

        Returns:
            The paths of the files.

        Raises:
            EvoLinkError: As for `Image.save`.
            OSError: The disk refuses.
        """
        return run(self._save(folder, overwrite=overwrite, any_type=any_type, timeout=timeout))


class AsyncImages(_Pictures[AsyncImage]):
    """The pictures of one task, in the service's order. Notebooks show them."""

    _kind = AsyncImage

    async def save(
        self,
        folder: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> list[Path]:
        """Save all in a folder; see `Images.save`."""
        return await self._save(folder, overwrite=overwrite, any_type=any_type, timeout=timeout)


async def save_in(destination: Destination, images: "_Pictures[Any]", task_id: str, expected: int) -> None:
    """Save the images of a call, as many as were expected or fewer, where they were wanted."""
    names = destination.names(task_id, max(len(images), expected))[: len(images)]
    await images._save_as(names, overwrite=destination.overwrite)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (of this module)


def adopted(image: Image, path: Path, *, overwrite: bool, any_type: bool) -> Path:
    """Save an image as a file, or keep the very same file that an earlier run has saved there."""
    link = image._link  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (of this module)
    return run(link.save(path, overwrite=overwrite, any_type=any_type, timeout=None, adopt=True))


def pour(image: Image, write: Callable[[bytes], object]) -> None:
    """Hand an image's bytes to what writes them elsewhere than into a file of ours, such as stdout."""
    run(image._link.pour(write))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (of this module)
