"""Inserts that mind what is there already, which each database writes in its own way.

The other database's dialect is not loaded: that takes a tenth of what all of SQLAlchemy takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Table
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = sqlite.Insert | postgresql.Insert

T = TypeVar("T")


class Upsert(Generic[T]):
    """What is made of an insert, once for each database.

    Args:
        table: Where rows go.
        build: Returns what is made of the database's insert into it.
    """

    def __init__(self, table: Table, build: Callable[[Insert], T]) -> None:
        self._table = table
        self._build = build
        self._made: dict[str, T] = {}

    def on(self, connection: Connection) -> T:
        """Return what is made for the database of a connection."""
        name = connection.dialect.name
        if name not in self._made:
            self._made[name] = self._build(_insert(name, self._table))
        return self._made[name]


def _insert(dialect: str, table: Table) -> Insert:
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here(table)
