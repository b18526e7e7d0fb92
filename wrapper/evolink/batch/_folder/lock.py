"""One batch into a folder at a time, whichever journals they have."""

import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from evolink.errors import JournalBusy

if sys.platform != "win32":
    import fcntl

_FILE = ".evolink-run.lock"


class FolderLock:
    """A lock on a folder: on itself or, where folders can't be locked, on a file in it.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None
        self._file = FileLock(folder / _FILE, timeout=0, thread_local=False)

    def release(self) -> None:
        """Unlock it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._file.release()

    def acquire(self) -> None:
        """Lock the folder, if it exists and is not locked yet.

        Raises:
            JournalBusy: Another batch goes there.
        """
        if self._handle is not None or self._file.is_locked or not self._folder.is_dir():
            return
        if not self._lock_folder():
            self._lock_file()

    def _lock_folder(self) -> bool:
        """Lock the folder itself, and return whether that is done; False if folders can't be locked here.

        Raises:
            JournalBusy: Another batch goes there.
        """
        if sys.platform != "win32":
            handle = os.open(self._folder, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                raise self._busy() from None
            except OSError:  # as on NFS
                os.close(handle)
                return False
            self._handle = handle
            return True
        return False

    def _lock_file(self) -> None:
        try:
            self._file.acquire()
        except Timeout:
            raise self._busy() from None
        except OSError:  # a disk that refuses this file refuses results too
            return

    def _busy(self) -> JournalBusy:
        message = f"another batch, with another journal, goes into {self._folder}: wait until it ends, or stop it"
        return JournalBusy(message)
