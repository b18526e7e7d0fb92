"""A picture that becomes a file only when it is whole."""

import os
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from evolink._files.media_types import fits, names_a_picture
from evolink._files.part_lock import create_locked, name_in_errors
from evolink._files.path_type import PathType, inspect_path
from evolink.errors import WouldOverwrite


class PartFile:
    """A temporary file beside its target, brought to its name by `commit`, removed if that never comes.

    Args:
        target: Where the picture goes. Its suffix is put right if it does not fit the picture.
        overwrite: Whether a file that is there may be replaced.
        adopt: Whether the very same file may be there already.

    Attributes:
        size: Bytes written.
    """

    def __init__(self, target: Path, *, overwrite: bool, adopt: bool = False) -> None:
        self.size = 0
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
        """Forget what was written: the download begins anew."""
        self._file.seek(0)
        self._file.truncate()
        self.size, self._hash = 0, sha256()

    def write(self, chunk: bytes) -> None:
        """Add bytes.

        Raises:
            OSError: The disk refuses.
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
        """Take in early what kind of picture comes, so that no time is spent on one that has no place.

        Raises:
            WouldOverwrite: There is a file of that name, or something that is never replaced.
        """
        target = self._named(suffix)
        if _stands_in_the_way(target) and not self._overwrite and not self._adopt:
            raise _would_overwrite(target)

    def commit(self, suffix: str) -> Path:
        """Bring it to the disk, then to its name, and the name to the disk.

        Args:
            suffix: What kind of picture it is, such as `.png`.

        Returns:
            The path, with the right suffix.

        Raises:
            WouldOverwrite: There is a file of that name, or something that is never replaced.
            OSError: The disk refuses.
        """
        target = self._named(suffix)
        _stands_in_the_way(target)
        with name_in_errors(target):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        if self._overwrite:
            self._path.replace(target)
        elif not (self._adopt and self._is_there(target)):
            _move_to_free_name(self._path, target)
        sync_folder(target.parent)
        return target

    def _is_there(self, target: Path) -> bool:
        """Return whether a file has the very same content."""
        if not target.is_file() or target.stat().st_size != self.size:
            return False
        with target.open("rb") as there:
            return file_digest(there, "sha256").hexdigest() == self.sha256

    def _named(self, suffix: str) -> Path:
        given = self._target.suffix
        # What is of no known image type keeps a suffix that may be its own.
        own = given and not names_a_picture(given) and not names_a_picture(suffix)
        return self._target if own or fits(given, suffix) else _with_suffix(self._target, suffix)


def _with_suffix(path: Path, right: str) -> Path:
    """Put the suffix right, taking away only one that names another kind of picture: `v1.5` stays whole."""
    return path.with_suffix(right) if names_a_picture(path.suffix) else path.with_name(path.name + right)


def _stands_in_the_way(target: Path) -> bool:
    """Whether a file is there already.

    Raises:
        WouldOverwrite: It is a device, a folder or the like, which no picture ever replaces.
    """
    found = inspect_path(target)
    if not found.can_be_file:
        raise WouldOverwrite(f"{target} is {found}, and is never replaced: name another file")
    return found is PathType.FILE


def _move_to_free_name(path: Path, target: Path) -> None:
    """Rename the file in one step, which fails if the name is taken by now."""
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
    """Bring a folder's names to the disk, where the system has a way to ask for that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _would_overwrite(target: Path) -> WouldOverwrite:
    return WouldOverwrite(f"{target} is there already; overwrite=True replaces it")
