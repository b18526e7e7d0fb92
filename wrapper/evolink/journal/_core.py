"""What the parts of an open journal share: its database, writer and session."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from evolink.errors import JournalFailed

from ._database import Database
from ._ownership import recover
from ._session import Session
from ._transaction import Transaction
from ._writer import Writer

T = TypeVar("T")


class Core:
    """An open journal.

    Args:
        database: Where it is.
        session: Who has it open.

    Attributes:
        database: Where it is.
        session: Who has it open.
        writer: Writes to it.
    """

    def __init__(self, database: Database, session: Session) -> None:
        self.database = database
        self.session = session
        self.writer = Writer(database, session)
        self._unsure = False

    def do(self, change: Callable[[Transaction], T]) -> T:
        """Make a change, and return its result once it is on disk."""
        return self.writer.do(change).result()

    def take(self, change: Callable[[Transaction], T], *, alone: bool = False) -> T:
        """Make calls this session's. After a failure, first release those that it may have got without learning of it.

        Args:
            change: Makes the change.
            alone: Whether many processes wait for it; see `Writer.alone`.
        """
        if self._unsure:
            self.do(lambda tx: recover(tx, self.session))
            self._unsure = False
        try:
            return (self.writer.alone if alone else self.writer.do)(change).result()
        except JournalFailed:
            self._unsure = True
            raise

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Yield a connection that sees everything given to the writer so far."""
        self.writer.flush()
        with self.database.reading() as connection:
            yield connection

    def close(self) -> None:
        """Write what is left, and stop."""
        self.writer.do(lambda tx: self.session.presence.leave(tx.connection))
        self.writer.close()
