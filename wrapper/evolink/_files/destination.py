"""Where the images of a call go, examined before anything is paid: what can be known of a path is known then."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from evolink._files.media_types import SUFFIXES, names_a_picture
from evolink._files.path_type import PathType, inspect_path
from evolink.errors import ConfigurationError, SavingError, WouldOverwrite

_LONGEST_STEM = 100
_LONGEST_NAME = 255
"""Bytes of a file's name, where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A folder, or a file whose suffix is still to be put right.

    Attributes:
        path: Where, with `~` expanded.
        is_folder: Whether it is a folder: one that is there, or ends as one.
        overwrite: Whether files that are there may be replaced.
    """

    path: Path
    is_folder: bool
    overwrite: bool

    @classmethod
    def of(cls, given: str | os.PathLike[str], *, overwrite: bool, as_folder: bool = False) -> Self:
        """Return what a person named.

        Args:
            given: The path.
            overwrite: Whether files that are there may be replaced.
            as_folder: Whether it can only be a folder.

        Raises:
            SavingError: It can't be a path.
        """
        text = os.fspath(given)
        if not text:
            raise SavingError("the path for the images is empty")
        path = expand_user(text)
        try:
            there = inspect_path(path)
        except (OSError, ValueError) as error:
            raise _unusable(path, error) from error
        return cls(path, as_folder or _ends_as_folder(text) or there is PathType.FOLDER, overwrite)

    @property
    def names_a_picture(self) -> bool:
        """Whether it is a file whose name says what kind of image it is."""
        return not self.is_folder and names_a_picture(self.path.suffix)

    @property
    def noted(self) -> str:
        """The path as the journal has it: the same from whichever folder it is named."""
        place = str(self.path.absolute())
        return f"{place}/" if self.is_folder else place

    def names(self, task_id: str, images: int) -> list[Path]:
        """Return the names of a task's images, which have no suffix yet, or one that may be put right."""
        if self.is_folder:
            return [self.path / f"{safe_stem(task_id)}-{number}" for number in range(1, images + 1)]
        if images == 1:
            return [self.path]
        suffix = self.path.suffix if self.names_a_picture else ""
        stem = self.path.name.removesuffix(suffix)
        return [self.path.with_name(f"{stem}-{number}{suffix}") for number in range(1, images + 1)]

    def make_ready(self, images: int) -> None:
        """Make its folder, and see that so many images can become files there.

        Raises:
            WouldOverwrite: There are files already.
            SavingError: They can't.
        """
        folder = self.path if self.is_folder else self.path.parent
        try:
            make_folder(folder)
        except (OSError, ValueError) as error:
            how = "write into" if folder.is_dir() else "make"
            raise SavingError(f"can't {how} the folder {folder}: {_reason(error)}") from error
        if not self.is_folder and (taken := self.taken(images)) and not self.overwrite:
            are = "is" if len(taken) == 1 else "are"
            raise WouldOverwrite(f"{', '.join(map(str, taken))} {are} there already; overwrite=True replaces")

    def taken(self, images: int) -> list[Path]:
        """Return the files that stand where so many images may go; nothing of the kind is known of a folder.

        Raises:
            SavingError: Something else stands there, or a name is too long.
        """
        taken: list[Path] = []
        for name in [] if self.is_folder else self.names("", images):
            _refuse_if_too_long(name, _longest_name(name.parent))
            for path in self._may_become(name):
                found = _inspect(path)
                if not found.can_be_file:
                    raise SavingError(f"{path} is {found}, and no image ever replaces that: name another file")
                if found is PathType.FILE:
                    taken.append(path)
        return taken

    def _may_become(self, name: Path) -> Iterator[Path]:
        """Yield the files of which one will be made: the kind of the image is not known yet."""
        yield name
        if not self.names_a_picture:
            yield from (name.with_name(f"{name.name}{suffix}") for suffix in SUFFIXES)


def make_folder(folder: Path) -> None:
    """Make a folder, if need be, and see that files can be made in it: by making one, which has no name and goes.

    Raises:
        OSError: They can't.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder):
        pass


def batch_folder(output: str | os.PathLike[str]) -> Path:
    """Return the folder of a bulk run, the same from whichever folder it is named.

    Raises:
        ConfigurationError: It can't be a path.
    """
    try:
        return expand_user(output).absolute().resolve()
    except (SavingError, OSError, ValueError) as error:
        raise ConfigurationError(f"the folder of a run can't be {str(output)!r:.100}: {error}") from error


def expand_user(given: str | os.PathLike[str]) -> Path:
    """Return a path with `~` expanded.

    Raises:
        SavingError: Nobody knows whose home is meant.
    """
    try:
        return Path(given).expanduser()
    except RuntimeError as error:
        raise SavingError(f"{os.fspath(given)} can't be expanded: {error}") from error


def safe_stem(task_id: str) -> str:
    """Return a file's stem. The id comes from the service, so only harmless characters of it stay."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", task_id)[:_LONGEST_STEM]


def _ends_as_folder(text: str) -> bool:
    return text.endswith(("/", os.sep))


def _inspect(path: Path) -> PathType:
    try:
        return inspect_path(path)
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error


def _refuse_if_too_long(name: Path, longest: int) -> None:
    """Refuse a name that a suffix, put right or added, could make too long."""
    stem = name.stem if names_a_picture(name.suffix) else name.name
    length = len(os.fsencode(f"{stem}{max(SUFFIXES, key=len)}"))
    if length > longest:
        raise SavingError(f"the name {name.name:.40}… is too long: with its suffix {length} bytes, not {longest}")


def _longest_name(folder: Path) -> int:
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # a system or a disk that does not tell
        return _LONGEST_NAME


def _unusable(path: Path, error: Exception) -> SavingError:
    return SavingError(f"can't write to {str(path)!r:.100}: {_reason(error)}")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
