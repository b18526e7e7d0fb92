"""Where pictures go: a folder, or a file; made ready before anything is paid."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from ._report import command_line

if TYPE_CHECKING:
    from evolink import Images, Task

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".heic", ".heif")
_LONGEST_STEM = 100


@dataclass(frozen=True, slots=True)
class Target:
    """Where pictures go.

    Attributes:
        given: What the command line says.
        overwrite: Whether files that are there may be replaced.
        any_type: Whether they may be something else than a PNG, JPEG, WebP or GIF.
    """

    given: str
    overwrite: bool
    any_type: bool = False

    @classmethod
    def ready(
        cls, given: str | None, *, overwrite: bool, pictures: int = 1, tasks: int = 1, any_type: bool = False
    ) -> Self:
        """Give a target that can take the pictures of some tasks; its folder is made.

        Raises:
            UsageError: It can't.
        """
        target = cls(given or ".", overwrite, any_type)
        if tasks > 1 and target._names_a_picture:
            raise click.UsageError(f"{given} names one file, and there are {tasks} tasks: name a folder")
        target._make_ready(pictures, as_folder=tasks > 1 or target.is_folder)
        return target

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder: one that is there, or ends as one."""
        return self.given.endswith(("/", os.sep)) or Path(self.given).is_dir()

    def command(self, task_id: str, verb: str = "wait") -> str:
        """Give the command that brings a task's pictures here."""
        return command_line(verb, task_id, "-o", self.given, *self._flags)

    @property
    def _flags(self) -> list[str]:
        flags = {"--overwrite": self.overwrite, "--any-type": self.any_type}
        return [flag for flag, given in flags.items() if given]

    def save(self, task: "Task", images: "Images", expected: int = 1, saved: Collection[int] = ()) -> Iterator[Path]:
        """Save each picture and give its path, as it is done.

        Args:
            task: The task that made them; in a folder, they are named by it.
            images: The pictures.
            expected: How many were asked for: of several, each name has a number.
            saved: Places of pictures that an earlier run has saved.

        Raises:
            EvoLinkError: A picture could not be had.
            OSError: The disk refuses.
        """
        pictures = max(len(images), expected)
        names = self._names_by(task.id, pictures) if self.is_folder else self._names(pictures)
        for place, (image, path) in enumerate(zip(images, names, strict=False)):
            if place not in saved:
                yield image.save(path, overwrite=self.overwrite, any_type=self.any_type)

    @property
    def _names_a_picture(self) -> bool:
        return Path(self.given).suffix.lower() in _PICTURES and not self.is_folder

    def _names_by(self, task_id: str, pictures: int) -> list[Path]:
        """The id comes from the service, so only harmless characters of it stay."""
        stem = re.sub(r"[^A-Za-z0-9_-]", "_", task_id)[:_LONGEST_STEM]
        return [Path(self.given) / f"{stem}-{number}" for number in range(1, pictures + 1)]

    def _names(self, pictures: int) -> list[Path]:
        path = Path(self.given)
        if pictures == 1:
            return [path]
        suffix = path.suffix if self._names_a_picture else ""
        return [
            path.with_name(f"{path.name.removesuffix(suffix)}-{number}{suffix}") for number in range(1, pictures + 1)
        ]

    def _make_ready(self, pictures: int, *, as_folder: bool) -> None:
        folder = Path(self.given) if as_folder else Path(self.given).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.UsageError(f"can't make the folder {folder}: {error.strerror}") from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise click.UsageError(f"can't write into the folder {folder}")
        if not as_folder and not self.overwrite:
            self._refuse_if_taken(pictures)

    def _refuse_if_taken(self, pictures: int) -> None:
        """The kind of the picture is not known yet: a name without a suffix may come to have any."""
        suffixes = [""] if self._names_a_picture else ["", *_PICTURES]
        taken = [path for name in self._names(pictures) for end in suffixes if (path := Path(f"{name}{end}")).exists()]
        if taken:
            are = "is" if len(taken) == 1 else "are"
            raise click.UsageError(f"{', '.join(map(str, taken))} {are} there already; --overwrite replaces")
