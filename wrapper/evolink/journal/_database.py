"""The database behind a journal: a SQLite file that only its user can read, or PostgreSQL."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import random
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from evolink._files.path_type import PathType, inspect_path
from evolink._http.default_journal import OFF, VARIABLE
from evolink._http.sleep import sleep
from evolink.errors import ConfigurationError, JournalFailed
from evolink.errors._shorten import cut

_LONGEST_CAUSE = 500
T = TypeVar("T")

_BUSY_MS = 60_000
"""How long a write waits for another process's; as long as it takes to note a batch of a million rows."""
_NOTICE_THE_DEAD = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""How soon a server that no longer answers is given up; in seconds, the last in milliseconds."""
_LONGEST_PAUSE_MS = 5_000
"""How long a process may pause in the middle of a transaction, as when it is stopped or its machine sleeps; then the
server releases its locks, so that others can continue. Less than the lease of a worker's rows."""
_LONGEST_LOCK_MS = 10_000
"""How long a statement waits for another's locks: longer than those of a process that pauses stay."""
_LIMITS = f"SET idle_in_transaction_session_timeout = {_LONGEST_PAUSE_MS}; SET lock_timeout = {_LONGEST_LOCK_MS}"
_NO_LIMIT = "SET idle_in_transaction_session_timeout = 0"
_SMALL_CACHE = "PRAGMA cache_size = -256"
"""KB for who reads every page once, in order: SQLite's usual 2 MB would be taken for nothing."""
GAPS = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Most seconds between attempts to write what others were in the way of."""
_IN_THE_WAY = frozenset({"40001", "40P01", "55P03"})
"""What PostgreSQL calls it: transactions that can't be brought into an order, a deadlock, a lock that was not had."""
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_MS}",
)


class Database:
    """Where a journal is.

    Args:
        address: The path of a SQLite file, or an address as SQLAlchemy writes it.

    Attributes:
        file: The SQLite file; None for PostgreSQL.

    Raises:
        ConfigurationError: The address can't be used.
        JournalFailed: The file can't be made.
    """

    def __init__(self, address: str | os.PathLike[str]) -> None:
        self.url = _url(address)
        self.file = Path(self.url.database or "").absolute() if self.url.drivername == "sqlite" else None
        if self.file:
            _make_private(self.file)
        try:
            # Without a pool: an idle connection may have died by the time it is needed.
            self.engine = create_engine(
                self.url, poolclass=NullPool, hide_parameters=True, connect_args=self._options()
            )
        except ImportError as error:
            raise ConfigurationError('a journal there needs: pip install "evolink[cluster]"') from error
        if self.file:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)
        else:
            event.listen(self.engine, "connect", _limit)

    def __str__(self) -> str:
        if self.file:
            return str(self.file)
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Yield a connection that sees what is there now.

        Raises:
            JournalFailed: The journal can't be read.
        """
        with self.failures("read"), self.engine.connect().execution_options(**_READING) as connection:
            yield connection

    @contextmanager
    def streaming(self) -> Generator[Connection]:
        """Yield a connection to read from for long, at the reader's own pace: it locks nothing.

        Raises:
            JournalFailed: The journal can't be read.
        """
        with self.reading() as connection:
            connection.exec_driver_sql(_NO_LIMIT if self.file is None else _SMALL_CACHE)
            yield connection

    @contextmanager
    def connecting(self) -> Generator[Connection]:
        """Yield a connection, for transactions that its user begins.

        Raises:
            JournalFailed: The journal can't be written.
        """
        with self.failures("written"), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Yield a connection in a transaction of its own, which is kept if all goes well.

        Raises:
            JournalFailed: The journal can't be written.
        """
        with self.failures("written"), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def failures(self, done: str) -> Generator[None]:
        """Raise the database's errors as `JournalFailed`."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self.failed(done, error) from error

    def failed(self, done: str, error: Exception) -> JournalFailed:
        """Return an error that says what could not be done, without the statement and its values."""
        passing = self.file is None and (_is_away(error) or is_in_the_way(error))
        return JournalFailed(f"the journal {self} could not be {done}: {cause(error)}", passing=passing)

    def _options(self) -> dict[str, Any]:
        if self.file:
            return {"timeout": _BUSY_MS / 1000}
        return {"application_name": "evolink", **_NOTICE_THE_DEAD}


def patiently(connection: Connection, write: Callable[[Connection], T]) -> T:
    """Write something in one transaction; a few times, if others were in the way.

    Raises:
        Exception: What the last attempt raised.
    """
    for gap in GAPS:
        try:
            with connection.begin():
                return write(connection)
        except Exception as error:
            if not is_in_the_way(error):
                raise
        pause_before_retry(gap)
    with connection.begin():
        return write(connection)


def pause_before_retry(gap: float, roll: Callable[[], float] = random) -> None:
    """Sleep after a conflict with another transaction: a random part of a gap, so that two do not meet again."""
    sleep(gap * roll())


def is_in_the_way(error: Exception) -> bool:
    """Whether nothing was written because of other transactions, and the same may go well now."""
    return getattr(getattr(error, "orig", error), "sqlstate", None) in _IN_THE_WAY


def _is_away(error: Exception) -> bool:
    """Whether a server is not there, or has ended the connection: as when it restarts, or after too long a pause."""
    return isinstance(error, (OperationalError, InterfaceError)) or getattr(error, "connection_invalidated", False)


_READING = {"evolink_reading": True}


def cause(error: Exception) -> str:
    """Return the database's message, in one line: SQLAlchemy would add the statement, and prompts with it."""
    said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    return cut(said, _LONGEST_CAUSE) or type(error).__name__


def _url(address: str | os.PathLike[str]) -> URL:
    """Return the URL of a path or an address.

    Raises:
        ConfigurationError: It is neither a file nor PostgreSQL.
    """
    text = os.fspath(address)
    if "\0" in text:
        raise ConfigurationError(f"the journal's address holds a NUL: {cut(text)!r}")
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    url = _parsed(text)
    if url is None:
        raise ConfigurationError("the journal's address can't be understood")
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url.set(drivername="sqlite")
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise ConfigurationError("a journal is a SQLite file, or PostgreSQL as postgresql://user@host/database")


def _parsed(text: str) -> URL | None:
    """Return the URL of an address; None if there is none. No error is raised here, as it would hold the password."""
    try:
        return make_url(text)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        return None


def _make_private(file: Path) -> None:
    """Make the file, if need be, so that nobody else can read it: prompts and links are private.

    One that is there keeps its mode: it is not ours. SQLite gives that of the file to those beside it.

    Raises:
        ConfigurationError: Something else than a file is there; it was not touched.
        JournalFailed: The file can't be made.
    """
    try:
        found = inspect_path(file)
        if not found.can_be_file:
            raise ConfigurationError(
                f"the journal {file} is {found}, and must be a file; {VARIABLE}={OFF} goes without a journal"
            )
        if found is PathType.NOTHING:
            file.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):  # another process was faster
                os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise JournalFailed(f"the journal {file} could not be opened: {error.strerror}") from error


def _prepare(connection: Any, _record: Any) -> None:
    """Leave the beginning of transactions to SQLAlchemy, and keep what is committed even if the power fails."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _limit(connection: Any, _record: Any) -> None:
    """Limit how long this process may block others, and they this one."""
    connection.autocommit = True
    connection.execute(_LIMITS).close()
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    """Lock for writing at once: a transaction that finds out later that another has written must start again."""
    reading = connection.get_execution_options().get("evolink_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
