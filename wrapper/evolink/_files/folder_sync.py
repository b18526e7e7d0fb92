"""Names of files in a folder, synced to the disk for several threads at once: each sync covers all earlier names."""

import os
import sys
from pathlib import Path
from threading import Lock


class _SharedSync:
    """The syncs of one folder, of which one at a time runs.

    Args:
        folder: The folder.

    Attributes:
        users: Threads that wait for one.
    """

    def __init__(self, folder: Path) -> None:
        self.users = 0
        self._folder = folder
        self._turn = Lock()
        self._begun = self._done = 0

    def run(self) -> None:
        """Return once a sync is over that began after this call."""
        wanted = self._begun + 1  # one that runs already may miss the caller's name
        with self._turn:
            if self._done < wanted:
                self._begun += 1
                _sync(self._folder)
                self._done = self._begun


_lock = Lock()
_shared: dict[Path, _SharedSync] = {}


def sync_folder(folder: Path) -> None:
    """Sync a folder to the disk, so that new names in it survive a crash, where the system can do that."""
    if sys.platform == "win32":  # which syncs no folder
        return
    if not folder.is_absolute():  # which folder it is may change meanwhile
        _sync(folder)
        return
    with _lock:
        shared = _shared.setdefault(folder, _SharedSync(folder))
        shared.users += 1
    try:
        shared.run()
    finally:
        with _lock:
            shared.users -= 1
            if not shared.users:
                _shared.pop(folder, None)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _start_afresh() -> None:
    """Forget, in a forked process, the threads of the other one, which may hold the locks."""
    global _lock  # noqa: PLW0603 - threads of the other process hold the one that is replaced
    _lock = Lock()
    _shared.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)
