"""The destination of results: a folder, a file or stdout, prepared before anything is paid for."""

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from evolink._contract.kinds import IMAGES, Kind
from evolink._files.destination import Destination
from evolink._files.media_types import find_kind_of_suffix
from evolink._http.run import run
from evolink.errors import SavingError, WouldOverwrite
from evolink.errors._shorten import short_repr

from ._report import Report, command_line

if TYPE_CHECKING:
    from evolink import Results, Task
    from evolink._files.link import Link

    from ._progress import ProgressDisplay

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """The destination of results.

    Attributes:
        given: The argument of `-o`.
        overwrite: Whether to replace existing files.
        any_type: Whether to save types that few programs open as well.
        kind: What is saved there; None if only the service knows.
    """

    given: str
    overwrite: bool
    any_type: bool = False
    kind: Kind | None = None

    @classmethod
    def prepare(
        cls, given: str | None, *, overwrite: bool, images: int = 1, tasks: int = 1, any_type: bool = False
    ) -> Self:
        """Return a target for the results of tasks, and create its folder; see `make_ready`."""
        target = cls(given or ".", overwrite, any_type)
        target.make_ready(images, tasks)
        return target

    def make_ready(self, images: int = 1, tasks: int = 1) -> None:
        """Check that the results of tasks can be saved here, and create the folder.

        Args:
            images: How many results each task has.
            tasks: How many tasks there are.

        Raises:
            FilesExistError: Files already exist.
            UsageError: The target is not usable.
        """
        if self.is_stdout:
            _refuse_unless_one_goes_to_stdout(images * tasks)
            return
        try:
            place = self.place
            if tasks > 1 and place.names_type:
                name = short_repr(self.given)
                raise click.UsageError(f"{name} is one file, but there are {tasks} tasks; use a folder")
            replace(place, is_folder=place.is_folder or tasks > 1).prepare(images)
        except WouldOverwrite as error:
            raise FilesExistError(error, self, self.place.existing(images)) from error
        except SavingError as error:
            raise click.UsageError(error.message) from error

    def place_of_call(self, calls: int, number: int, stem: str) -> Self:
        """Return the target of one of several calls: a file of its own, whatever the target of all of them is.

        Args:
            calls: How many calls share the target.
            number: Which of them it is, from 1; for a file that the user named.
            stem: How to name its files in a folder.

        Raises:
            UsageError: The target is not usable.
        """
        if self.is_stdout:
            return self
        try:
            if not self.names_files(calls):
                return replace(self, given=str(Path(self.given) / stem))
        except SavingError as error:
            raise click.UsageError(error.message) from error
        return self if calls == 1 else replace(self, given=_numbered(self.given, number))

    def names_files(self, calls: int) -> bool:
        """Whether it names the files of so many calls, and not their folder."""
        place = self.place
        return not place.is_folder and (calls == 1 or place.names_type)

    @property
    def is_stdout(self) -> bool:
        """Whether it is stdout. A file with that name is `./-`."""
        return self.given == STDOUT

    @property
    def place(self) -> Destination:
        """The folder or the file."""
        kind = self.kind or find_kind_of_suffix(IMAGES, self.given)
        return Destination.of(self.given, kind, overwrite=self.overwrite)

    @property
    def recorded_path(self) -> str | None:
        """The path for the journal; None for stdout."""
        return None if self.is_stdout else self.place.recorded_path

    def command(self, task_id: str, verb: str = "wait") -> str:
        """Return the command that saves the results of a task here."""
        return command_line(verb, task_id, "-o", self.given, *self._flags)

    @property
    def _flags(self) -> list[str]:
        flags = {"--overwrite": self.overwrite, "--any-type": self.any_type}
        return [flag for flag, given in flags.items() if given]

    def save(
        self, task: "Task", results: "Results", expected: int = 1, saved: Collection[int] = (), *, adopt: bool = False
    ) -> Iterator[Path]:
        """Save each result, and yield its path as soon as it is saved.

        Args:
            task: Their task, which names the files in a folder.
            results: The results.
            expected: How many were requested; several are numbered.
            saved: Positions of results that an earlier run saved.
            adopt: Whether an earlier run may have saved the same file and stopped before that was recorded.

        Raises:
            EvoLinkError: A result can't be downloaded.
            OSError: A file can't be written.
        """
        from evolink._calls.results import get_link

        if self.is_stdout:
            self._write_to_stdout(results, saved)
            return
        paths = self.place.places(task.id, len(results), expected)
        for position, (result, path) in enumerate(zip(results, paths, strict=True)):
            if position in saved:
                continue
            save = partial(_adopt, get_link(result)) if adopt else result.save
            yield save(path, overwrite=self.overwrite, any_type=self.any_type)

    def say_type(self, path: Path, watch: "ProgressDisplay") -> None:
        """Print why a saved file has another suffix than it was named with, if it has."""
        place = self.place
        if place.names_type and path.suffix.lower() != place.path.suffix.lower():
            given = path.with_suffix(place.path.suffix).name
            watch.print_message(f"  the service sent {path.suffix[1:].upper()}, so it is not named {given}")

    def _write_to_stdout(self, results: "Results", saved: Collection[int]) -> None:
        from evolink._calls.results import get_link

        if len(results) > 1:
            raise SavingError(f"stdout takes one file, but there are {len(results)}; use a folder")
        if not saved:
            run(get_link(results[0]).write_to(sys.stdout.buffer.write))
            sys.stdout.flush()


def _adopt(link: "Link", path: Path, *, overwrite: bool, any_type: bool) -> Path:
    """Save a result, or keep the same file that an earlier run has saved there."""
    return run(link.save(path, overwrite=overwrite, any_type=any_type, timeout=None, adopt=True))


class FilesExistError(click.UsageError):
    """Files already exist.

    Args:
        error: The error of the check.
        target: The destination.
        paths: The files.
    """

    def __init__(self, error: WouldOverwrite, target: Target, paths: Sequence[Path]) -> None:
        super().__init__(error.message.replace("overwrite=True", "--overwrite"))
        self.target = target
        self.paths = paths


def _numbered(path: str, number: int) -> str:
    named = Path(path)
    return str(named.with_name(f"{named.stem}-{number}{named.suffix}"))


def _refuse_unless_one_goes_to_stdout(images: int) -> None:
    report = click.get_current_context().find_object(Report)
    if report is not None and report.wants_json:
        raise click.UsageError("with --json, stdout is for the JSON; use a file or a folder")
    refuse_several_to_stdout(images)
    if report is not None and report.stdout_is_closed:
        raise click.UsageError("stdout is closed; redirect it to a file or a pipe, or use -o FILE")
    if sys.stdout.isatty():
        raise click.UsageError("stdout is a terminal; redirect it to a file or a pipe, or use -o FILE")


def refuse_several_to_stdout(images: int) -> None:
    """Refuse stdout for several files.

    Raises:
        UsageError: There are several.
    """
    if images > 1:
        raise click.UsageError(f"stdout takes one file, but there are {images}; use a folder")
