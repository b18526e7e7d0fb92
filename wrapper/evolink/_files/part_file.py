"""A download that becomes a file only when it is complete."""

import os
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from evolink._contract.kinds import IMAGES, Kind
from evolink._files.media_types import means_same_type, names_type
from evolink._files.part_lock import create_locked, name_in_errors
from evolink._files.path_type import PathType, inspect_path
from evolink.errors import WouldOverwrite


class PartFile:
    """A temporary file beside its target: `commit` renames it, and it is removed if that never happens.

    Args:
        target: The file to make. Its suffix is corrected if it does not fit the content.
        kind: What it is a result of.
        overwrite: Whether an existing file may be replaced.
        adopt: Whether an existing file of the same content is accepted.

    Attributes:
        size: Bytes written.
    """

    def __init__(self, target: Path, kind: Kind = IMAGES, *, overwrite: bool, adopt: bool = False) -> None:
        self.size = 0
        self._kind = kind
        self._hash = sha256()
        self._target = target
        self._overwrite = overwrite
        self._adopt = adopt
        self._path = target.parent / f".evolink-{os.urandom(16).hex()}.part"
        self._file = create_locked(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()  # which writes what is left, and so may find the disk full
        except OSError:
            if error is None:
                raise
        finally:
            with suppress(OSError):  # a disk that refuses this says so by what it refused before
                self._path.unlink(missing_ok=True)

    def restart(self) -> None:
        """Discard what was written: the download starts over."""
        self._file.seek(0)
        self._file.truncate()
        self.size, self._hash = 0, sha256()

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises:
            OSError: They can't be written.
        """
        with name_in_errors(self._target):
            self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    @property
    def sha256(self) -> str:
        """The hash of what was written."""
        return self._hash.hexdigest()

    def admit(self, suffix: str) -> None:
        """Refuse early what can't be saved, before time is spent on it.

        Raises:
            WouldOverwrite: A file of that name exists, or something that is never replaced.
        """
        target = self._named(suffix)
        if _exists(target) and not self._overwrite and not self._adopt:
            raise _would_overwrite(target)

    def commit(self, suffix: str) -> Path:
        """Sync its content, give it its name, and sync the name.

        Args:
            suffix: The suffix that fits its content, such as `.png`.

        Returns:
            The path, with that suffix.

        Raises:
            WouldOverwrite: A file of that name exists, or something that is never replaced.
            OSError: The file can't be written or renamed.
        """
        target = self._named(suffix)
        _exists(target)
        with name_in_errors(target):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        if self._overwrite:
            self._path.replace(target)
        elif not (self._adopt and self._is_same_file(target)):
            _move_to_free_name(self._path, target)
        sync_folder(target.parent)
        return target

    def _is_same_file(self, target: Path) -> bool:
        """Whether a file exists with the same content."""
        if not target.is_file() or target.stat().st_size != self.size:
            return False
        with target.open("rb") as existing:
            return file_digest(existing, "sha256").hexdigest() == self.sha256

    def _named(self, suffix: str) -> Path:
        target, given = self._target, self._target.suffix
        # A file of an unknown type keeps a suffix that may be its own.
        own = given and not names_type(self._kind, given) and not names_type(self._kind, suffix)
        if own or means_same_type(self._kind, given, suffix):
            return target
        # Only the suffix of another known type is replaced: `v1.5` stays whole.
        return target.with_suffix(suffix) if names_type(self._kind, given) else target.with_name(target.name + suffix)


def _exists(target: Path) -> bool:
    """Whether a file exists at a path.

    Raises:
        WouldOverwrite: A device, a folder or the like is there, which is never replaced.
    """
    found = inspect_path(target)
    if not found.can_be_file:
        raise WouldOverwrite(f"{target} is {found}, and is never replaced: name another file")
    return found is PathType.FILE


def _move_to_free_name(path: Path, target: Path) -> None:
    """Rename the file in one step, which fails if the name has been taken meanwhile."""
    try:
        target.hardlink_to(path)
    except FileExistsError as error:
        raise _would_overwrite(target) from error
    except OSError:  # a disk without hard links: the name is taken first, the file follows
        try:
            target.touch(exist_ok=False)
        except FileExistsError as error:
            raise _would_overwrite(target) from error
        try:
            path.replace(target)
        except BaseException:
            target.unlink()
            raise


def sync_folder(folder: Path) -> None:
    """Sync a folder to the disk, so that new names in it survive a crash, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _would_overwrite(target: Path) -> WouldOverwrite:
    return WouldOverwrite(f"{target} already exists; overwrite=True replaces it")
