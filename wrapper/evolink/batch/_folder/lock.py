"""One batch into a folder at a time, whichever journals they have."""

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from filelock import FileLock, Timeout

from evolink.errors import JournalBusy

if sys.platform != "win32":
    import fcntl

_FILE = ".evolink-run.lock"
_HOLDER = ".evolink-run.holder"
"""Says who has the lock, for people; the lock is another matter, and ends with its process."""


class FolderLock:
    """A lock on a folder: on itself or, where folders can't be locked, on a file in it.

    Args:
        folder: The folder.
        journal: The name of the batch's journal, for people.
    """

    def __init__(self, folder: Path, journal: str) -> None:
        self._folder = folder
        self._journal = journal
        self._handle: int | None = None
        self._file = FileLock(folder / _FILE, timeout=0, thread_local=False)

    def release(self) -> None:
        """Unlock it."""
        if self._handle is not None or self._file.is_locked:
            with suppress(OSError):
                (self._folder / _HOLDER).unlink(missing_ok=True)
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
        mine = {"pid": os.getpid(), "host": socket.gethostname(), "journal": self._journal}
        with suppress(OSError):  # a disk that refuses this file refuses results too
            (self._folder / _HOLDER).write_text(json.dumps(mine), encoding="utf-8")

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
        other = folder_holder(self._folder)
        theirs = f" with the journal {other['journal']}" if other else ", with another journal"
        return JournalBusy(
            f"{'process {pid} on {host}'.format(**other) if other else 'another process'} is running another batch"
            f"{theirs} into {self._folder}; this one has the journal {self._journal}: wait until it ends or stop it, "
            "or choose another folder"
        )


def folder_holder(folder: Path) -> dict[str, Any] | None:
    """Return who says to run a batch into a folder: its process, host and journal; None if that is not known."""
    with suppress(OSError, ValueError):
        noted: Any = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        if isinstance(noted, dict) and {"pid", "host", "journal"} <= noted.keys():
            return cast("dict[str, Any]", noted)
    return None
