"""Whether a session's process is alive: locks that the system releases when a process dies."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text

from evolink._log import log as _log
from evolink.errors import JournalFailed

from ._database import Database


class Presence(Protocol):
    """The locks of one session. Called by the writer's thread alone."""

    def enter(self, session: int) -> None:
        """Begin the session."""
        ...

    def attach(self, connection: Connection) -> None:
        """Note a new connection of the writer."""
        ...

    def stay(self, connection: Connection) -> None:
        """Make sure that the journal is still there, before something is written.

        Raises:
            OSError: What is written would be lost.
        """
        ...

    def alive(self, connection: Connection, session: int) -> bool:
        """Whether a session's process is alive, this one's included."""
        ...

    def become_runner(self, connection: Connection) -> bool:
        """Take the place that only one session may have; return whether it was free."""
        ...

    def leave_runner(self, connection: Connection) -> None:
        """Release the place."""
        ...

    def leave(self, connection: Connection) -> None:
        """End the session."""
        ...


class FilePresence:
    """Locks on files beside a SQLite file. A forked child keeps them as long as it lives.

    Args:
        file: The SQLite file. Its locks are beside the file itself, whichever links lead to it.

    Raises:
        JournalFailed: The folder of the locks can't be made.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: os.stat_result | None = None
        real = file.resolve()
        self._folder = real.with_name(f"{real.name}.sessions")
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise JournalFailed(f"the folder {self._folder} could not be made: {error.strerror}") from error
        self._own: FileLock | None = None
        self._runner = FileLock(self._folder / "runner.lock", timeout=0, thread_local=False)

    def enter(self, session: int) -> None:
        """Lock a file."""
        self._own = self._lock(session)
        self._own.acquire()

    def attach(self, connection: Connection) -> None:
        """Remember which file it is that was opened."""
        del connection
        self._opened = self._file.stat()

    def stay(self, connection: Connection) -> None:
        """Check that the file is still in its place: what is written to a deleted file is lost with the process."""
        del connection
        try:
            is_there = self._opened is None or os.path.samestat(self._opened, self._file.stat())
        except FileNotFoundError:
            is_there = False
        if not is_there:
            raise FileNotFoundError("its file was deleted or replaced meanwhile")

    def alive(self, connection: Connection, session: int) -> bool:
        """Try its lock; that of a dead session is removed."""
        del connection
        if not self._lock_file(session).exists():
            return False
        lock = self._lock(session)
        try:
            lock.acquire()
        except Timeout:
            return True
        lock.release()
        self._lock_file(session).unlink(missing_ok=True)
        return False

    def become_runner(self, connection: Connection) -> bool:
        """Lock the runner's file."""
        del connection
        with suppress(Timeout):
            self._runner.acquire()
        return self._runner.is_locked

    def leave_runner(self, connection: Connection) -> None:
        """Unlock the runner's file."""
        del connection
        self._runner.release()

    def leave(self, connection: Connection) -> None:
        """Unlock, and remove the file."""
        del connection
        self._runner.release()
        if self._own:
            self._own.release()
            Path(self._own.lock_file).unlink(missing_ok=True)

    def _lock_file(self, session: int) -> Path:
        return self._folder / f"{session}.lock"

    def _lock(self, session: int) -> FileLock:
        return FileLock(self._lock_file(session), timeout=0, thread_local=False)


_SESSIONS, _RUNNER = 0x65766C73, 0x65766C72
_THE_RUNNER = (_RUNNER, 0)
_TRY = text("SELECT pg_try_advisory_lock(:space, :number)")
_LET_GO = text("SELECT pg_advisory_unlock(:space, :number)")
_LET_ALL_GO = text("SELECT pg_advisory_unlock_all()")
_LIVING = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = :space AND objid = :number AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_NOTICE_THE_DEAD = "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"


class ServerPresence:
    """Advisory locks of PostgreSQL, on the writer's connection: they are lost with it, and taken again on the next one.

    The server may take a minute to notice that a connection has gone; until then, the next one can't have its locks.
    """

    def __init__(self) -> None:
        self._session: int | None = None
        self._is_runner = False
        self._missing: set[tuple[int, int]] = set()

    def enter(self, session: int) -> None:
        """Remember whose locks these are."""
        self._session = session

    def attach(self, connection: Connection) -> None:
        """Lock on a new connection, and make the server notice a machine that is gone."""
        connection.exec_driver_sql(_NOTICE_THE_DEAD)
        self._missing = set() if self._session is None else {(_SESSIONS, self._session)}
        if self._is_runner:
            self._missing.add(_THE_RUNNER)
        self.stay(connection)
        if _THE_RUNNER in self._missing:
            _log.error(
                "the journal could not be reached for a while, and another process may have started a batch meanwhile"
            )

    def stay(self, connection: Connection) -> None:
        """Try again for the locks that the last connection still had when this one came."""
        self._missing = {lock for lock in self._missing if not _locked(connection, lock)}

    def alive(self, connection: Connection, session: int) -> bool:
        """Look up its lock."""
        return bool(connection.execute(_LIVING, {"space": _SESSIONS, "number": session}).scalar())

    def become_runner(self, connection: Connection) -> bool:
        """Take the one lock of runners."""
        self._is_runner = _locked(connection, _THE_RUNNER)
        return self._is_runner

    def leave_runner(self, connection: Connection) -> None:
        """Release it."""
        self._is_runner = False
        self._missing.discard(_THE_RUNNER)
        connection.execute(_LET_GO, {"space": _RUNNER, "number": 0})

    def leave(self, connection: Connection) -> None:
        """Release all locks now; the server would, a little after the connection has gone."""
        self._session, self._is_runner = None, False
        self._missing.clear()
        connection.execute(_LET_ALL_GO)


def _locked(connection: Connection, lock: tuple[int, int]) -> bool:
    space, number = lock
    return bool(connection.execute(_TRY, {"space": space, "number": number}).scalar())


def presence_of(database: Database) -> Presence:
    """Return the locks that suit a database."""
    return FilePresence(database.file) if database.file else ServerPresence()
