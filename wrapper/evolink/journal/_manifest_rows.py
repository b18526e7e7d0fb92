"""The rows of a batch as its manifest has them: replaced by the manifest's, and read in its order."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    bindparam,
    delete,
    exists,
    func,
    literal,
    select,
    text,
    update,
)

from ._call_table import full
from ._calls import Call
from ._reads import in_states
from ._schema import calls, results
from ._states import State
from ._upsert import Upsert

if TYPE_CHECKING:
    from ._database import Database

_CHUNK = 500
"""Rows that are in memory at one time."""
_MINE = calls.c.batch == bindparam("_batch")
_COPIED = ("key", "model", "body", "fingerprint", "created_at", "credits_expected", "output", "row_id", "line", "draft")
_staged = Table(
    "evolink_manifest",
    MetaData(),
    *(Column(name, calls.c[name].type, primary_key=name == "row_id") for name in _COPIED),
    prefixes=["TEMPORARY"],
)
"""Rows on their way into the journal: only this connection sees them, and nothing is locked."""
_STAGE = Upsert(
    _staged,
    lambda insert: insert.on_conflict_do_update(index_elements=[_staged.c.row_id], set_={"line": insert.excluded.line}),
)
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:space, :batch)")
_REPLACING = 0x65766C62
_LINE = select(_staged.c.line).where(_staged.c.row_id == calls.c.row_id).scalar_subquery()
_MOVED = (_MINE, calls.c.line.is_distinct_from(_LINE))
_LOCK = select(func.count()).select_from(
    select(calls.c.id).where(*_MOVED).order_by(calls.c.id).with_for_update().subquery()
)
"""In one order: processes that lock calls in different orders would block each other."""
_MOVE = update(calls).where(*_MOVED).values(line=_LINE)
_DRAFT = select(_staged.c.draft).where(_staged.c.row_id == calls.c.row_id).scalar_subquery()
_FIND_FILES = (
    update(calls)
    .where(_MINE, calls.c.draft.is_not(None), calls.c.line.is_not(None), _DRAFT.is_not(None))
    .values(draft=_DRAFT)
)
"""The same files may be elsewhere by now, as when their folder was moved."""
_known = calls.alias()
_INSERT = (
    calls.insert()
    .from_select(
        [*_COPIED, "state", "fence", "batch", "attempt"],
        select(
            *(_staged.c[name] for name in _COPIED),
            literal(str(State.PLANNED)),
            literal(0),
            bindparam("_batch", type_=calls.c.batch.type),
            literal(1),
        )
        .where(~exists().where(_known.c.batch == bindparam("_batch"), _known.c.row_id == _staged.c.row_id))
        .order_by(_staged.c.line),
        include_defaults=False,
    )
    .execution_options(preserve_rowcount=True)
)
_later = calls.alias()
_DROP = delete(calls).where(_MINE, calls.c.state == str(State.PLANNED), calls.c.line.is_(None))
_IS_LAST = ~exists().where(
    _later.c.batch == calls.c.batch, _later.c.row_id == calls.c.row_id, _later.c.attempt > calls.c.attempt
)
_LAST = select(calls.c.id).where(_MINE, calls.c.line.is_not(None), _IS_LAST).order_by(calls.c.line)
_unsaved = exists().where(results.c.call == calls.c.id, results.c.saved_at.is_(None))
_STANDING = (
    select(calls.c.state, _unsaved, func.count())
    .where(_MINE, calls.c.line.is_not(None), _IS_LAST)
    .group_by(calls.c.state, _unsaved)
)


@contextmanager
def staged(database: "Database", columns: Iterable[Mapping[str, Any]]) -> Generator[Connection]:
    """Yield a connection that sees a manifest's rows beside the journal; reading them blocks no other process.

    Args:
        database: The journal's.
        columns: The columns of each row's first call.

    Raises:
        JournalFailed: They can't be written.
    """
    coming = iter(columns)
    with database.connecting() as connection:
        with connection.execution_options(evolink_reading=True).begin():
            _staged.create(connection)
            while chunk := list(islice(coming, _CHUNK)):
                connection.execute(_STAGE.on(connection), chunk)
            if database.file is None:
                connection.exec_driver_sql(f"ANALYZE {_staged.name}")
        connection.execution_options(evolink_reading=False)
        yield connection


def replace_rows(connection: Connection, batch: int) -> int:
    """Make the rows of a batch those of its manifest, by a few statements that lock only what changes.

    Known rows keep their calls, and get their new line; a row that has left the manifest has no line any more, and is
    deleted if it was never taken.

    Args:
        connection: In a transaction, with the manifest's rows beside it; see `staged`.
        batch: The number of the batch.

    Returns:
        How many rows were new.
    """
    there = {"_batch": batch}
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME, {"space": _REPLACING, "batch": batch})
        connection.execute(_LOCK, there)
    connection.execute(_MOVE, there)
    connection.execute(_FIND_FILES, there)
    connection.execute(_DROP, there)
    return add_rows(connection, batch)


def add_rows(connection: Connection, batch: int) -> int:
    """Note the rows of a batch that are not known yet; see `replace_rows`."""
    return connection.execute(_INSERT, {"_batch": batch}).rowcount


def last_calls(database: "Database", batch: int, states: Collection[State]) -> Generator[Call]:
    """Return the last call of every row of the manifest that stands in some states, in its order, as a stream."""
    chosen = _LAST.where(in_states(states))
    with database.streaming() as connection, database.streaming() as aside:
        every = connection.execution_options(yield_per=_CHUNK).execute(chosen, {"_batch": batch}).scalars()
        for ids in every.partitions():
            found = {call.id: call for call in full(aside, select(calls).where(calls.c.id.in_(ids)))}
            yield from (found[number] for number in ids)


def begun(database: "Database", batch: int) -> Iterator[str]:
    """Return the names of the rows of a batch that were ever taken, as a stream."""
    statement = select(calls.c.row_id).where(_MINE, calls.c.attempt == 1, calls.c.state != str(State.PLANNED))
    with database.streaming() as connection:
        yield from connection.execution_options(yield_per=_CHUNK).execute(statement, {"_batch": batch}).scalars()


def count_rows(database: "Database", batch: int) -> dict[tuple[State, bool], int]:
    """Count the rows of the manifest by the state of their last call, and by whether a result of it is unsaved."""
    with database.reading() as connection:
        rows: list[Any] = list(connection.execute(_STANDING, {"_batch": batch}))
    return {(State(state), bool(unsaved)): number for state, unsaved, number in rows}
