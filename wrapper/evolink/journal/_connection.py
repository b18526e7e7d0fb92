"""The writer's connection: it is reopened when lost, and repeats transactions that conflict with others."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ._database import GAPS, Database, is_in_the_way, pause_before_retry
from ._session import Session
from ._stepwise import ChangeResult, apply
from ._transaction import Change, Transaction


class WriteConnection:
    """One connection to write on.

    Args:
        database: Where.
        session: Whose journal it is; it learns of each new connection and of the end of each transaction.
    """

    def __init__(self, database: Database, session: Session) -> None:
        self._database = database
        self._session = session
        self._connection: Connection | None = None
        self._may_be_kept = False

    @property
    def is_up(self) -> bool:
        """Whether it is connected, as far as is known."""
        return self._connection is not None

    def write(self, changes: Sequence[Change[Any]], *, alone: bool = False) -> list[ChangeResult]:
        """Write all in one transaction; repeat it if others were in the way and nothing can have been committed.

        Args:
            changes: What to write.
            alone: Whether each statement is a transaction by itself, where several may write to the database.

        Raises:
            SQLAlchemyError: It can't be written.
        """
        for gap in GAPS:
            was_up = self.is_up
            try:
                return self._written(changes, alone=alone)
            except DBAPIError as error:
                if not was_up or not (is_in_the_way(error) or self._was_cut_off):
                    raise
            pause_before_retry(gap)
        return self._written(changes, alone=alone)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    @property
    def _was_cut_off(self) -> bool:
        """Whether the connection was lost before a transaction was committed, as after too long a pause."""
        return not self.is_up and not self._may_be_kept

    def _written(self, changes: Sequence[Change[Any]], *, alone: bool) -> list[ChangeResult]:
        connection = self._connected()
        kept = self._may_be_kept = False
        try:
            with self._transaction(connection, alone=alone):
                self._session.presence.stay(connection)
                tx = Transaction(connection)
                results = apply(changes, tx)
                self._may_be_kept = True
                tx.finish()
            kept = True
        except SQLAlchemyError:
            if connection.invalidated or (self._database.file is None and not _answers(connection)):
                self.close()
            raise
        finally:
            self._session.over(kept=kept)
        return results

    @contextmanager
    def _transaction(self, connection: Connection, *, alone: bool) -> Generator[None]:
        if not alone or self._database.file:
            with connection.begin():
                yield
            return
        self._may_be_kept = True
        connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            with connection.begin():
                yield
        finally:
            if not connection.invalidated:
                connection.execution_options(isolation_level="READ COMMITTED")

    def _connected(self) -> Connection:
        if self._connection is None:
            connection = self._database.engine.connect()
            self._session.presence.attach(connection)
            connection.commit()
            self._connection = connection
        return self._connection


def _answers(connection: Connection) -> bool:
    """Whether the database is still there."""
    try:
        connection.exec_driver_sql("SELECT 1")
        connection.rollback()
    except SQLAlchemyError:
        return False
    return True
