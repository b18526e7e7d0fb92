"""The lock on a part file, which shows that a process is still writing it: it is released however the process ends.

Windows needs no lock: a file that is open there can't be removed.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_OLD = 3600.0
"""Seconds after which no download is still running, where the disk has no locks."""


def create_locked(path: Path) -> IO[bytes]:
    """Return a new file that stays locked while it is open.

    Raises:
        OSError: It can't be made.
    """
    return os.fdopen(open_locked(path), "wb")


def open_locked(path: Path) -> int:
    """Return the descriptor of a new file that stays locked while it is open.

    Raises:
        OSError: It can't be made.
    """
    while True:
        handle = os.open(path, _NEW, 0o666)
        if _locked(handle) is not False and os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # another process took it for abandoned and removed it before it was locked


@contextmanager
def name_in_errors(path: Path) -> Generator[None]:
    """Add a path to errors that have none: a failed write does not say which file it was."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise


def remove_abandoned(folder: Path, now: float, *, shared: bool = False) -> None:
    """Remove the part files in a folder that no living process is writing.

    Args:
        folder: Where results are saved.
        now: Unix seconds.
        shared: Whether other machines may write there: some disks don't show their locks, so only old files are
            removed.
    """
    for part in folder.glob(".evolink-*.part"):
        with suppress(OSError):  # another process may have removed it, or this user may not
            _remove_if_abandoned(part, now - _OLD, shared=shared)


def _remove_if_abandoned(part: Path, old: float, *, shared: bool) -> None:
    if part.is_symlink() or not part.is_file():
        return
    with part.open("rb+") as file:
        locked = _locked(file, wait=False)
        is_old = os.fstat(file.fileno()).st_mtime < old
        if locked is not False and (is_old or (locked and not shared)):
            part.unlink()


def _locked(file: IO[bytes] | int, *, wait: bool = True) -> bool | None:
    """Lock a file. Return whether that succeeded; None where there are no locks."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
    return None
