"""The results of a completed task, sync and async, of whatever kind."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from evolink._calls.arguments import check_flags
from evolink._calls.notebook import render
from evolink._contract.kinds import IMAGES, Kind
from evolink._files.destination import expand_user, number_stems
from evolink._files.link import Link
from evolink._files.link_rules import find_earliest_expiry
from evolink._files.media_types import names_type
from evolink._http.run import run
from evolink._task.flow import Flow
from evolink.errors import SavingError
from evolink.errors._shorten import cut

R = TypeVar("R", bound="BaseResult")


class BaseResult:
    """What `Result` and `AsyncResult` have in common."""

    def __init__(self, link: Link, stem: str) -> None:
        self._link = link
        self._stem = stem

    def __repr__(self) -> str:
        saved = f", saved as {self.path}" if self.path else ""
        return f"<{type(self).__name__} {cut(self.url)}{saved}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        link = self._link
        return {"text/plain": repr(self), **render(link.kind, link.url, link.content)}

    @property
    def url(self) -> str:
        """The link."""
        return self._link.url

    @property
    def task_id(self) -> str:
        """The ID of the task that made it."""
        return self._link.task_id

    @property
    def expires_at(self) -> float | None:
        """Unix time in seconds, on the service's clock, until which the link surely works; None if unknown."""
        return self._link.expires_at

    @property
    def path(self) -> Path | None:
        """The file that it was last saved as; None if it was not."""
        return self._link.path

    async def _save(
        self, path: str | os.PathLike[str], *, overwrite: bool, any_type: bool, timeout: float | None
    ) -> Path:
        check_flags(overwrite=overwrite, any_type=any_type)
        target = expand_user(path)
        file = target / self._stem if target.is_dir() else target
        return await self._link.save(file, overwrite=overwrite, any_type=any_type, timeout=timeout)


class Result(BaseResult):
    """One file that a task made, behind a link that lasts a day. Notebooks show it."""

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> Path:
        """Save it as a file, completely or not at all.

        Args:
            path: The file, or an existing folder; the suffix is added or corrected to fit the content.
                In a folder, it is named by the task's ID and a number.
            overwrite: Whether an existing file may be replaced.
            any_type: Whether it may be of a type that few programs open, or of none that is known.
                Such types are AVIF or Matroska, instead of PNG or MP4.
            timeout: Seconds it may take, retries included; five minutes if None.

        Returns:
            The path of the file.

        Raises:
            WouldOverwrite: A file of that name exists.
            WrongFileType: The link returns another type of file, and `any_type` is False.
            LinkExpired: The link has expired.
            EvoLinkError: The link does not work.
            OSError: The file can't be written.
        """
        return run(self._save(path, overwrite=overwrite, any_type=any_type, timeout=timeout))

    def to_bytes(self, *, timeout: float | None = None) -> bytes:
        """Return its bytes, of whatever type. They are downloaded once and kept, and notebooks then show them.

        Args:
            timeout: As for `save`.

        Raises:
            EvoLinkError: The link does not work, or has expired.
        """
        return run(self._link.read(timeout))


class AsyncResult(BaseResult):
    """One file that a task made, behind a link that lasts a day. Notebooks show it."""

    async def save(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> Path:
        """Save it as a file, completely or not at all.

        Args:
            path: The file, or an existing folder; the suffix is added or corrected to fit the content.
                In a folder, it is named by the task's ID and a number.
            overwrite: Whether an existing file may be replaced.
            any_type: Whether it may be of a type that few programs open, or of none that is known.
                Such types are AVIF or Matroska, instead of PNG or MP4.
            timeout: Seconds it may take, retries included; five minutes if None.

        Returns:
            The path of the file.

        Raises:
            WouldOverwrite: A file of that name exists.
            WrongFileType: The link returns another type of file, and `any_type` is False.
            LinkExpired: The link has expired.
            EvoLinkError: The link does not work.
            OSError: The file can't be written.
        """
        return await self._save(path, overwrite=overwrite, any_type=any_type, timeout=timeout)

    async def to_bytes(self, *, timeout: float | None = None) -> bytes:
        """Return its bytes, of whatever type. They are downloaded once and kept, and notebooks then show them.

        Args:
            timeout: As for `save`.

        Raises:
            EvoLinkError: The link does not work, or has expired.
        """
        return await self._link.read(timeout)


class BaseResults(Generic[R]):
    """What `Results` and `AsyncResults` have in common.

    Args:
        flow: The operations of the service.
        task_id: The ID of the task.
        urls: The links.
        created: When the task was created, Unix seconds on the service's clock, if known.
        kind: What the task made.
    """

    _result: type[R]

    def __init__(
        self, flow: Flow, task_id: str, urls: Sequence[str], created: float | None, kind: Kind = IMAGES
    ) -> None:
        self._flow = flow
        self._kind = kind
        self._created = created
        self._task_id = task_id
        self._stems = number_stems(task_id, len(urls))
        links = [Link(flow, url, created, (task_id, position), kind) for position, url in enumerate(urls)]
        self._results = [self._result(*each) for each in zip(links, self._stems, strict=True)]

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[R]:
        return iter(self._results)

    def __getitem__(self, position: int) -> R:
        return self._results[position]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(map(cut, self.urls))}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        shown = "".join(render(self._kind, url, None)["text/html"] for url in self.urls)
        return {"text/plain": repr(self), "text/html": shown}

    @property
    def task_id(self) -> str:
        """The ID of the task that made them."""
        return self._task_id

    @property
    def urls(self) -> tuple[str, ...]:
        """Their links, which last a day."""
        return tuple(result.url for result in self._results)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of those that were saved."""
        return tuple(result.path for result in self._results if result.path is not None)

    @property
    def expires_at(self) -> float | None:
        """Unix time in seconds, on the service's clock, until which all links surely work; None if unknown."""
        return find_earliest_expiry(self.urls, self._created)

    async def _save(
        self, folder: str | os.PathLike[str], *, overwrite: bool, any_type: bool, timeout: float | None
    ) -> list[Path]:
        check_flags(overwrite=overwrite, any_type=any_type)
        place = expand_user(folder)
        await self._flow.port.run_blocking(lambda: _make_folder(place, self._kind))
        paths = [place / stem for stem in self._stems]
        return await save_at(self, paths, overwrite=overwrite, any_type=any_type, timeout=timeout)


class Results(BaseResults[Result]):
    """The files that one task made, in the service's order. Notebooks show them."""

    _result = Result

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> list[Path]:
        """Save all in a folder, named by the task's ID and a number.

        Args:
            folder: The folder, which is made if needed.
            overwrite: Whether existing files may be replaced.
            any_type: Whether they may be of a type that few programs open, or of none that is known.
            timeout: Seconds that each may take; five minutes if None.

        Returns:
            The paths of the files.

        Raises:
            EvoLinkError: As for `Result.save`.
            OSError: A file can't be written.
        """
        return run(self._save(folder, overwrite=overwrite, any_type=any_type, timeout=timeout))


class AsyncResults(BaseResults[AsyncResult]):
    """The files that one task made, in the service's order. Notebooks show them."""

    _result = AsyncResult

    async def save(
        self,
        folder: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        any_type: bool = False,
        timeout: float | None = None,
    ) -> list[Path]:
        """Save all in a folder, named by the task's ID and a number.

        Args:
            folder: The folder, which is made if needed.
            overwrite: Whether existing files may be replaced.
            any_type: Whether they may be of a type that few programs open, or of none that is known.
            timeout: Seconds that each may take; five minutes if None.

        Returns:
            The paths of the files.

        Raises:
            EvoLinkError: As for `Result.save`.
            OSError: A file can't be written.
        """
        return await self._save(folder, overwrite=overwrite, any_type=any_type, timeout=timeout)


def _make_folder(place: Path, kind: Kind) -> None:
    """Make a folder if it is not there.

    Raises:
        SavingError: Something else is there, or the name is that of a file.
        OSError: It can't be made.
    """
    if names_type(kind, place.suffix) and not place.is_dir():
        raise _not_a_folder(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise _not_a_folder(place) from error


def _not_a_folder(place: Path) -> SavingError:
    how = "save of all results takes a folder, and save of one of them, as in results[0].save(path), a file"
    return SavingError(f"{str(place)!r} is not a folder: {how}")


async def save_at(
    results: Iterable[BaseResult],
    paths: Iterable[Path],
    *,
    overwrite: bool,
    any_type: bool = False,
    timeout: float | None = None,
) -> list[Path]:
    """Save each result at its path. All paths are recorded first, so that a crash in between loses none."""
    planned = [(get_link(result), path) for result, path in zip(results, paths, strict=True)]
    for link, path in planned:
        await link.plan(path, overwrite=overwrite)
    return [await link.save(path, overwrite=overwrite, any_type=any_type, timeout=timeout) for link, path in planned]


def get_link(result: BaseResult) -> Link:
    """Return the link of a result."""
    return result._link  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (users see the URL alone)
