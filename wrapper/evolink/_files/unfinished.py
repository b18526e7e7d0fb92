"""A file on the disk that has no final name yet, so that nobody takes it for a whole one."""

import errno
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

from evolink._files.part_lock import open_locked

_UNNAMED = getattr(os, "O_TMPFILE", 0)
_OF_THIS_PROCESS = "/proc/self/fd"
_FIRST_KERNEL = 6
"""Before this version of Linux, some disks gave files without a name to all users, whatever the umask."""
_CHUNK = 1024**2
_NO_UNNAMED_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}
"""How disks refuse to make a file without a name; a folder that is missing is reported by the file with one."""


class Unfinished(Protocol):
    """A file that is being written.

    Attributes:
        handle: Its file descriptor.
    """

    handle: int

    def link_to(self, target: Path) -> None:
        """Link it to its final name.

        Raises:
            FileExistsError: Something has that name.
            OSError: It can't get the name this way.
        """
        ...

    def named(self, folder: Path) -> "NamedPart":
        """Return it, or a copy that is on the disk, as a file in a folder with a temporary name."""
        ...

    def close(self) -> None:
        """Close it; nothing is left of it but what has a final name."""
        ...


def open_unfinished(folder: Path, *, replacing: bool) -> Unfinished:
    """Return a new file in a folder: without a name where the system can do that, so that no kill leaves it behind.

    Args:
        folder: The folder.
        replacing: Whether it will take the place of another file, which takes a name.

    Raises:
        OSError: It can't be made.
    """
    if not replacing and _can_be_unnamed():
        try:
            return _UnnamedFile(folder)
        except OSError as error:
            if error.errno not in _NO_UNNAMED_FILES:
                raise
    return NamedPart(folder)


class _UnnamedFile:
    def __init__(self, folder: Path) -> None:
        self.handle = os.open(folder, os.O_RDWR | _UNNAMED | getattr(os, "O_CLOEXEC", 0), 0o666)

    def link_to(self, target: Path) -> None:
        # A source folder, though it has no effect: without one, Python does not follow the link in /proc.
        os.link(f"{_OF_THIS_PROCESS}/{self.handle}", target, src_dir_fd=self.handle, follow_symlinks=True)

    def named(self, folder: Path) -> "NamedPart":
        part = NamedPart(folder)
        try:
            os.lseek(self.handle, 0, os.SEEK_SET)
            while chunk := os.read(self.handle, _CHUNK):
                write_all(part.handle, chunk)
            os.fsync(part.handle)
        except BaseException:
            part.close()
            raise
        return part

    def close(self) -> None:
        os.close(self.handle)


class NamedPart:
    """A file with a temporary name, locked while it is open; see `remove_abandoned`.

    Args:
        folder: Where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / f".evolink-{os.urandom(16).hex()}.part"
        self.handle = open_locked(self.path)

    def link_to(self, target: Path) -> None:
        """Link it to its final name, beside this one; see `Unfinished`."""
        os.link(self.path, target)

    def named(self, folder: Path) -> "NamedPart":
        """Return itself; see `Unfinished`."""
        del folder
        return self

    def replace(self, target: Path) -> None:
        """Rename it, in the place of what has that name."""
        if sys.platform == "win32":
            self._close_handle()  # what is open can't be renamed there
        self.path.replace(target)

    def close(self) -> None:
        """Close it, and remove its temporary name; see `Unfinished`."""
        try:
            self._close_handle()
        finally:
            with suppress(OSError):  # a disk that refuses this says so by what it refused before
                self.path.unlink(missing_ok=True)

    def _close_handle(self) -> None:
        handle, self.handle = self.handle, -1
        if handle >= 0:
            os.close(handle)


def write_all(handle: int, content: bytes) -> None:
    """Write all of some bytes, which the system may take in parts."""
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _can_be_unnamed() -> bool:
    return bool(_UNNAMED) and _kernel() >= _FIRST_KERNEL


@cache
def _kernel() -> int:
    """Return the main version of Linux."""
    if sys.platform != "win32":
        number = os.uname().release.partition(".")[0]
        return int(number) if number.isdecimal() else 0
    return 0
