"""A bulk run's rows as its manifest has them: made the same as it, and read in its order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ._calls import Call
from ._reads import in_states
from ._rows import full
from ._schema import calls, results
from ._states import State

if TYPE_CHECKING:
    from ._database import Database

_CHUNK = 2000
_MINE = calls.c.batch == bindparam("_batch")
_NUMBER = select(func.count()).where(_MINE)
_FORGET_LINES = update(calls).where(_MINE, calls.c.line.is_not(None)).values(line=None)
_INSERT = {
    name: statement.on_conflict_do_update(
        index_elements=[calls.c.batch, calls.c.row_id, calls.c.attempt], set_={"line": statement.excluded.line}
    )
    for name, statement in (("sqlite", sqlite.insert(calls)), ("postgresql", postgresql.insert(calls)))
}
_first = calls.alias()
_later = calls.alias()
_FOLLOW = (
    update(calls)
    .where(_MINE, calls.c.attempt > 1)
    .values(
        line=select(_first.c.line)
        .where(_first.c.batch == calls.c.batch, _first.c.row_id == calls.c.row_id, _first.c.attempt == 1)
        .scalar_subquery()
    )
)
_DROP = delete(calls).where(_MINE, calls.c.state == str(State.PLANNED), calls.c.line.is_(None))
_IS_LAST = ~exists().where(
    _later.c.batch == calls.c.batch, _later.c.row_id == calls.c.row_id, _later.c.attempt > calls.c.attempt
)
_LAST = select(calls).where(_MINE, calls.c.line.is_not(None), _IS_LAST).order_by(calls.c.line)
_unsaved = exists().where(results.c.call == calls.c.id, results.c.saved_at.is_(None))
_STANDING = (
    select(calls.c.state, _unsaved, func.count())
    .where(_MINE, calls.c.line.is_not(None), _IS_LAST)
    .group_by(calls.c.state, _unsaved)
)


def replace_rows(connection: Connection, batch: int, columns: Iterable[Mapping[str, Any]]) -> int:
    """Make the rows of a bulk run those of its manifest.

    Rows that are known keep what became of them, and get their line; what is no longer in the manifest has no line,
    and is forgotten if it was never taken.

    Args:
        connection: In a transaction.
        batch: The run.
        columns: Of each row's first call.

    Returns:
        How many rows were new.
    """
    there = {"_batch": batch}
    before: int = connection.execute(_NUMBER, there).scalar_one()
    if before:
        connection.execute(_FORGET_LINES, there)
    coming = iter(columns)
    while chunk := list(islice(coming, _CHUNK)):
        connection.execute(_INSERT[connection.dialect.name], chunk)
    new: int = connection.execute(_NUMBER, there).scalar_one() - before
    if before:
        connection.execute(_FOLLOW, there)
        connection.execute(_DROP, there)
    return new


def last_calls(database: "Database", batch: int, states: Collection[State]) -> Iterator[Call]:
    """Give the last call of every row of the manifest that stands in some states, in its order, as a stream."""
    chosen = _LAST.where(in_states(states))
    with database.streaming() as connection, database.streaming() as aside:
        rows = connection.execution_options(yield_per=_CHUNK).execute(chosen, {"_batch": batch}).mappings()
        for chunk in rows.partitions():
            ids = [row["id"] for row in chunk]
            found = {call.id: call for call in full(aside, select(calls).where(calls.c.id.in_(ids)))}
            yield from (found[number] for number in ids)


def begun(database: "Database", batch: int) -> Iterator[str]:
    """Give the names of the rows of a bulk run that were ever taken, as a stream."""
    statement = select(calls.c.row_id).where(_MINE, calls.c.attempt == 1, calls.c.state != str(State.PLANNED))
    with database.streaming() as connection:
        yield from connection.execution_options(yield_per=_CHUNK).execute(statement, {"_batch": batch}).scalars()


def standing(database: "Database", batch: int) -> dict[tuple[State, bool], int]:
    """Count the rows of the manifest by the state of their last call, and by whether a picture of it is no file yet."""
    with database.reading() as connection:
        rows: list[Any] = list(connection.execute(_STANDING, {"_batch": batch}))
    return {(State(state), bool(unsaved)): number for state, unsaved, number in rows}
