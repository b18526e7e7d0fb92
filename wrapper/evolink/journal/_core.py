"""What the parts of an open journal share: its database, its writer, its session."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from ._database import Database
from ._group import Group
from ._session import Session
from ._writer import Writer

T = TypeVar("T")


class Core:
    """An open journal's inside.

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

    def do(self, operation: Callable[[Group], T]) -> T:
        """Write something, and give what came of it when it is on the disk."""
        return self.writer.do(operation).result()

    def do_alone(self, operation: Callable[[Group], T]) -> T:
        """Write something that many wait for; see `Writer.alone`."""
        return self.writer.alone(operation).result()

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection that sees everything handed to the writer so far."""
        self.writer.flush()
        with self.database.reading() as connection:
            yield connection

    def close(self) -> None:
        """Write what there is, and stop."""
        self.writer.do(lambda group: self.session.presence.leave(group.connection))
        self.writer.close()
