"""Reads many calls without locking anything for long: in chunks, each starting where the last one ended."""

from collections.abc import Collection, Generator, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from ._call_table import full
from ._calls import Call, Costs, StateTotals
from ._database import Database
from ._schema import calls, results, shared_runs
from ._states import State

_CHUNK = 1000


def in_order(database: Database, *conditions: ColumnElement[bool]) -> Generator[Call]:
    """Return the calls that meet the conditions, oldest first, including those that are added meanwhile."""
    last, more = 0, True
    while more:
        statement = select(calls).where(calls.c.id > last, *conditions).order_by(calls.c.id).limit(_CHUNK)
        with database.reading() as connection:
            found = full(connection, statement)
        yield from found
        more = len(found) == _CHUNK
        last = found[-1].id if found else last


def backwards(database: Database, limit: int | None, *conditions: ColumnElement[bool]) -> Generator[Call]:
    """Return the calls that meet the conditions, newest first.

    Args:
        database: The database.
        limit: How many at most; all if None.
        *conditions: The conditions.
    """
    earlier: list[ColumnElement[bool]] = []
    left = limit
    while left is None or left > 0:
        size = _CHUNK if left is None else min(left, _CHUNK)
        statement = select(calls).where(*earlier, *conditions).order_by(calls.c.id.desc()).limit(size)
        with database.reading() as connection:
            found = full(connection, statement)
        yield from found
        if len(found) < size:
            return
        earlier = [calls.c.id < found[-1].id]
        left = None if left is None else left - size


def count(database: Database, *conditions: ColumnElement[bool]) -> int:
    """Return how many calls meet the conditions."""
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(calls).where(*conditions)).scalar_one())


def newest(connection: Connection, *conditions: ColumnElement[bool]) -> Call | None:
    """Return the newest call that meets the conditions."""
    found = full(connection, select(calls).where(*conditions).order_by(calls.c.id.desc()).limit(1))
    return found[0] if found else None


def unsaved(database: Database, *conditions: ColumnElement[bool]) -> Iterator[Call]:
    """Return the completed calls with unsaved results, those first whose links expire first."""
    dies = func.min(func.coalesce(results.c.expires_at, 0.0)).label("dies")
    dying = select(results.c.call, dies).where(results.c.saved_at.is_(None)).group_by(results.c.call).subquery()
    chosen = select(calls, dying.c.dies).join(dying, dying.c.call == calls.c.id).where(*conditions)
    after: tuple[float, int] | None = None
    while True:
        statement = chosen.order_by(dying.c.dies, calls.c.id).limit(_CHUNK)
        if after:
            later = and_(dying.c.dies == after[0], calls.c.id > after[1])
            statement = statement.where(or_(dying.c.dies > after[0], later))
        with database.reading() as connection:
            found = full(connection, statement)
        yield from found
        if len(found) < _CHUNK:
            return
        after = found[-1].first_expiry, found[-1].id


def has_unsaved(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a call has an unsaved result that meets some more conditions."""
    return exists().where(results.c.call == calls.c.id, results.c.saved_at.is_(None), *conditions)


def living(at: float) -> ColumnElement[bool]:
    """Return the condition that a result's link may still work."""
    return or_(results.c.expires_at.is_(None), results.c.expires_at >= at)


def in_states(states: State | Collection[State]) -> ColumnElement[bool]:
    """Return the condition that a call is in one of some states."""
    return calls.c.state.in_([str(state) for state in ([states] if isinstance(states, State) else states)])


def chosen(
    state: State | Collection[State] | None, since: float | None, batch: int | None
) -> list[ColumnElement[bool]]:
    """Return the conditions that calls are in some states, were noted since then, and are of a batch; None for any."""
    wanted = [] if state is None else [in_states(state)]
    wanted += [] if since is None else [calls.c.created_at >= since]
    return wanted + ([] if batch is None else [calls.c.batch == batch])


def costs(database: Database, model: str) -> Costs:
    """Return what completed calls of a model have cost."""
    cost = func.coalesce(calls.c.credits_used, calls.c.credits_reserved)
    asked = select(func.count(cost), func.min(cost), func.avg(cost), func.max(cost))
    with database.reading() as connection:
        row = connection.execute(asked.where(calls.c.model == model, in_states(State.COMPLETED))).one()
    return Costs(row[0], row[1], None if row[2] is None else float(row[2]), row[3])


def latest(database: Database, model: str, limit: int) -> list[Call]:
    """Return the newest calls of a model whose cost is known, newest first."""
    cost = func.coalesce(calls.c.credits_used, calls.c.credits_reserved)
    chosen = select(calls).where(calls.c.model == model, cost.is_not(None)).order_by(calls.c.id.desc()).limit(limit)
    with database.reading() as connection:
        return full(connection, chosen)


def latest_of(database: Database, batch: int, state: State, limit: int) -> list[Call]:
    """Return the newest calls of a batch in one state, newest first, as an index has them."""
    chosen = select(calls).where(calls.c.state == str(state), calls.c.batch == batch).order_by(calls.c.id.desc())
    with database.reading() as connection:
        return full(connection, chosen.limit(limit))


def models(database: Database, batch: int) -> frozenset[str]:
    """Return the models of a batch's calls."""
    with database.reading() as connection:
        return frozenset(connection.execute(select(calls.c.model).where(calls.c.batch == batch).distinct()).scalars())


def shared_limits(database: Database, batch: int) -> tuple[float | None, float | None] | None:
    """Return the budget and the rate of a batch that workers share; None if they don't share it."""
    asked = select(shared_runs.c.budget, shared_runs.c.rate).where(shared_runs.c.batch == batch)
    with database.reading() as connection:
        row = connection.execute(asked).first()
    return None if row is None else (row.budget, row.rate)


def tallies(database: Database, batch: int) -> dict[State, StateTotals]:
    """Count a batch's calls and credits by state."""
    used = func.coalesce(func.sum(calls.c.credits_used), 0.0)
    taken_up = func.coalesce(func.sum(_committed()), 0.0)
    asked = (
        select(calls.c.state, func.count(), taken_up, used)
        .where(calls.c.batch == batch, in_states(list(State)))
        .group_by(calls.c.state)
    )
    with database.reading() as connection:
        rows: list[Any] = list(connection.execute(asked))
    return {State(state): StateTotals(number, float(up), float(cost)) for state, number, up, cost in rows}


def _committed() -> ColumnElement[Any]:
    """Return `_states.committed` as SQL; a test compares the two."""
    return case(
        (calls.c.state == str(State.PLANNED), 0.0),
        (calls.c.credits_used.is_not(None), calls.c.credits_used),
        (calls.c.state.in_([str(State.FAILED), str(State.REFUSED)]), 0.0),
        else_=func.coalesce(calls.c.credits_reserved, calls.c.credits_expected, 0.0),
    )
