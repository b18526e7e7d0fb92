"""Where the results of a call are saved, checked before anything is paid for."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from evolink._contract.kinds import IMAGES, Kind
from evolink._files.media_types import list_suffixes, names_type
from evolink._files.path_type import PathType, inspect_path
from evolink.errors import ConfigurationError, SavingError, WouldOverwrite
from evolink.errors._shorten import short_repr

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""How the address of something elsewhere begins, such as `s3://`; Path makes one slash of two."""
_LONGEST_STEM = 100
_LONGEST_NAME = 255
"""Bytes of a file name, where the system sets no limit of its own."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A folder, or a file whose suffix may still be corrected.

    Attributes:
        path: The path, with `~` expanded.
        is_folder: Whether it is a folder: it exists as one, or ends in a separator.
        overwrite: Whether existing files may be replaced.
        kind: What is saved there.
    """

    path: Path
    is_folder: bool
    overwrite: bool
    kind: Kind = IMAGES

    @classmethod
    def of(cls, given: str | os.PathLike[str], kind: Kind = IMAGES, *, overwrite: bool) -> Self:
        """Return the destination at a path that the user gave.

        Args:
            given: The path.
            kind: What is saved there.
            overwrite: Whether existing files may be replaced.

        Raises:
            SavingError: It is not a valid path.
            TypeError: It is no path at all.
        """
        text = _text_of(given)
        if not text:
            raise SavingError(f"the path for the {kind.name} is empty")
        path = expand_user(text)
        try:
            found = inspect_path(path)
        except (OSError, ValueError) as error:
            raise _unusable(path, error) from error
        return cls(path, _ends_as_folder(text) or found is PathType.FOLDER, overwrite, kind)

    @property
    def names_type(self) -> bool:
        """Whether it is a file whose suffix names a known type."""
        return not self.is_folder and names_type(self.kind, self.path.suffix)

    @property
    def recorded_path(self) -> str:
        """The path as the journal records it, which does not depend on the working directory."""
        path = str(self.path.absolute())
        return f"{path}/" if self.is_folder else path

    def names(self, task_id: str, number: int) -> list[Path]:
        """Return the paths of so many results of a task; a suffix may still be added or corrected."""
        if self.is_folder:
            return [self.path / stem for stem in number_stems(task_id, number)]
        if number == 1:
            return [self.path]
        suffix = self.path.suffix if self.names_type else ""
        stem = self.path.name.removesuffix(suffix)
        return [self.path.with_name(f"{stem}-{each}{suffix}") for each in range(1, number + 1)]

    def places(self, task_id: str, number: int, expected: int) -> list[Path]:
        """Return the paths of the results of a task; the number that was asked for decides whether they are numbered.

        Args:
            task_id: The task.
            number: How many results there are.
            expected: How many were asked for.
        """
        return self.names(task_id, max(number, expected))[:number]

    def prepare(self, number: int) -> None:
        """Make its folder, and check that so many results can be saved there.

        Raises:
            WouldOverwrite: Files of these names exist.
            SavingError: They can't be saved there.
        """
        folder = self.path if self.is_folder else self.path.parent
        try:
            make_folder(folder)
        except (OSError, ValueError) as error:
            how = "write into" if folder.is_dir() else "make"
            raise SavingError(f"can't {how} the folder {folder}: {_reason(error)}") from error
        if not self.is_folder and (existing := self.existing(number)) and not self.overwrite:
            raise self._would_overwrite(existing, number)

    def _would_overwrite(self, existing: Sequence[Path], number: int) -> WouldOverwrite:
        exist, them, names = ("exists", "it", "name") if len(existing) == 1 else ("exist", "them", "names")
        is_named = not self.names_type or set(existing) <= set(self.names("", number))
        why = "" if is_named else f", and a result of that type would get the {names}"
        return WouldOverwrite(f"{', '.join(map(str, existing))} already {exist}{why}; overwrite=True replaces {them}")

    def existing(self, number: int) -> list[Path]:
        """Return the files that exist where so many results may be saved; none for a folder, where names are new.

        Raises:
            SavingError: Something other than a file is there, or a name is too long.
        """
        existing: list[Path] = []
        for name in [] if self.is_folder else self.names("", number):
            self._refuse_if_too_long(name)
            for path in self._candidates(name):
                found = _inspect(path)
                if not found.can_be_file:
                    raise SavingError(f"{path} is {found}, and is never replaced: name another file")
                if found is PathType.FILE:
                    existing.append(path)
        return existing

    def _candidates(self, name: Path) -> Iterator[Path]:
        """Yield the possible files: the type of the result is not known yet, and decides the suffix."""
        yield name
        stem = name.stem if self.names_type else name.name
        possible = (name.with_name(f"{stem}{suffix}") for suffix in list_suffixes(self.kind))
        yield from (path for path in possible if path != name)

    def _refuse_if_too_long(self, name: Path) -> None:
        """Refuse a name that may become too long when a suffix is added or corrected."""
        stem = name.stem if names_type(self.kind, name.suffix) else name.name
        length = len(os.fsencode(f"{stem}{max(list_suffixes(self.kind), key=len)}"))
        longest = _longest_name(name.parent)
        if length > longest:
            raise SavingError(
                f"the name {name.name:.40}… is too long: with its suffix {length} bytes, and {longest} are possible"
            )


def make_folder(folder: Path) -> None:
    """Make a folder, if needed, and check that files can be made in it, by making one without a name.

    Raises:
        OSError: It can't be made, or no file can be made in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder):
        pass


def resolve_batch_folder(output: str | os.PathLike[str]) -> Path:
    """Return the folder of a batch as an absolute path.

    Raises:
        ConfigurationError: It is not a valid path.
    """
    try:
        return expand_user(output).absolute().resolve()
    except (SavingError, OSError, ValueError) as error:
        raise ConfigurationError(f"the folder of a batch can't be {str(output)!r:.100}: {error}") from error


def expand_user(given: str | os.PathLike[str]) -> Path:
    """Return a path with `~` expanded.

    Raises:
        SavingError: The home directory of that user is not known.
        TypeError: It is no path at all.
    """
    try:
        return Path(_text_of(given)).expanduser()
    except RuntimeError as error:
        raise SavingError(f"{os.fspath(given)} can't be expanded: {error}") from error


def _text_of(given: str | os.PathLike[str]) -> str:
    text: object = os.fspath(given) if hasattr(given, "__fspath__") else given
    if not isinstance(text, str):
        raise TypeError(f"a path to save to is text or a Path, not {short_repr(given)}")
    if _ADDRESS.match(text):
        raise SavingError(
            f"{short_repr(text)} is an address: results are saved on this machine, as a file or in a folder"
        )
    return text


def make_safe_stem(task_id: str) -> str:
    """Return a file name without suffix: the ID comes from the service, so only safe characters of it are kept."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", task_id)[:_LONGEST_STEM]


def number_stems(task_id: str, number: int) -> list[str]:
    """Return the file names, without suffixes, of so many results of a task."""
    return [f"{make_safe_stem(task_id)}-{each}" for each in range(1, number + 1)]


def _ends_as_folder(text: str) -> bool:
    return text.endswith(("/", os.sep))


def _inspect(path: Path) -> PathType:
    try:
        return inspect_path(path)
    except (OSError, ValueError) as error:
        raise _unusable(path, error) from error


def _longest_name(folder: Path) -> int:
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # of a disk that sets no limit
            return os.pathconf(folder, "PC_NAME_MAX")
    return _LONGEST_NAME


def _unusable(path: Path, error: Exception) -> SavingError:
    return SavingError(f"can't write to {str(path)!r:.100}: {_reason(error)}")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
