"""A picture that becomes a file only when it is whole."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

from ._picture_type import HEAD, fits, names_a_picture, suffix_of
from .errors import NotAPicture, SavingError, WouldOverwrite

_LARGEST = 512 * 1024 * 1024
"""Bytes; a picture of the service has a few dozen millions at most."""


class PartFile:
    """A temporary file beside its target, renamed to it by `commit`, removed if that never comes.

    Args:
        target: Where the picture goes. Its suffix is put right if it does not fit the picture.
        overwrite: Whether a file that is there may be replaced.
    """

    def __init__(self, target: Path, *, overwrite: bool) -> None:
        self._target = target
        self._overwrite = overwrite
        self._head = b""
        self._size = 0
        self._path = target.parent / f".evolink-{uuid4().hex}.part"
        self._file = self._path.open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def restart(self) -> None:
        """Forget what was written: the download begins anew."""
        self._file.seek(0)
        self._file.truncate()
        self._head, self._size = b"", 0

    def write(self, chunk: bytes) -> None:
        """Add bytes.

        Raises:
            NotAPicture: They are of no known type.
            WouldOverwrite: There is a file of that name.
            SavingError: There are too many.
        """
        self._size += len(chunk)
        if self._size > _LARGEST:
            raise SavingError(f"the result is larger than {_LARGEST} bytes")
        known = len(self._head) >= HEAD
        self._head += chunk[: HEAD - len(self._head)]
        if not known and len(self._head) >= HEAD:
            self._free_target()
        self._file.write(chunk)

    def commit(self) -> Path:
        """Bring it to the disk, then to its name.

        Returns:
            The path, with the right suffix.

        Raises:
            NotAPicture: The bytes are of no known type.
            WouldOverwrite: There is a file of that name.
        """
        target = self._free_target()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if not self._overwrite:
            _claim(target)
        self._path.replace(target)
        return target

    def _free_target(self) -> Path:
        right = suffix_of(self._head)
        if right is None:
            raise NotAPicture("the link gave no picture (PNG, JPEG, WebP or GIF); nothing was saved")
        given = self._target.suffix
        target = self._target if fits(given, right) else _with_suffix(self._target, right)
        if target.exists() and not self._overwrite:
            raise _would_overwrite(target)
        return target


def _with_suffix(path: Path, right: str) -> Path:
    """Put the suffix right, taking away only one that names another kind of picture: `v1.5` stays whole."""
    return path.with_suffix(right) if names_a_picture(path.suffix) else path.with_name(path.name + right)


def _claim(target: Path) -> None:
    """Take the name, which fails if someone else has it by now."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError as error:
        raise _would_overwrite(target) from error


def _would_overwrite(target: Path) -> WouldOverwrite:
    return WouldOverwrite(f"{target} is there already; overwrite=True replaces it")
