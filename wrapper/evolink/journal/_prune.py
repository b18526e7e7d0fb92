"""Deletes calls that are finished."""

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select

from ._core import Core
from ._reads import has_unsaved, in_states, living
from ._schema import calls, sessions
from ._states import UNFINISHED, State
from ._transaction import Transaction

_CHUNK = 5000
_OVER = in_states([state for state in State if state not in UNFINISHED])
_other = calls.alias()
_UNFINISHED_BATCH = exists().where(
    _other.c.batch == calls.c.batch, _other.c.state.in_([str(state) for state in UNFINISHED])
)


def prune(core: Core, before: float, now: float) -> int:
    """Delete calls, a few thousand at a time, so that others can write in between; see `Journal.prune`."""
    deleted = sum(
        _chunks(core, and_(calls.c.batch == batch, ~_UNFINISHED_BATCH)) for batch in _batches(core, before, now)
    )
    deleted += _chunks(core, and_(calls.c.batch.is_(None), _old(before, now)))
    core.do(lambda tx: _sessions(tx, core.session.id))
    return deleted


def _batches(core: Core, before: float, now: float) -> list[int]:
    """Return the batches whose calls may all be deleted: a row without its calls would be paid again."""
    kept = or_(~_old(before, now), calls.c.ended_at.is_(None))
    chosen = select(calls.c.batch).where(calls.c.batch.is_not(None)).group_by(calls.c.batch)
    with core.reading() as connection:
        return list(connection.execute(chosen.having(func.count().filter(kept) == 0)).scalars())


def _old(before: float, now: float) -> ColumnElement[bool]:
    return and_(_OVER, calls.c.ended_at < before, ~has_unsaved(living(now)))


def _chunks(core: Core, condition: ColumnElement[bool]) -> int:
    chosen = select(calls.c.id).where(_OVER, condition).limit(_CHUNK)
    statement = delete(calls).where(calls.c.id.in_(chosen))
    deleted, more = 0, True
    while more:
        gone = core.do(lambda tx: tx.connection.execute(statement).rowcount)
        deleted += gone
        more = gone == _CHUNK
    return deleted


def _sessions(tx: Transaction, mine: int) -> None:
    """Delete sessions without calls; a living one that has noted nothing yet is newer than this one."""
    used = exists().where(calls.c.session == sessions.c.id)
    tx.connection.execute(delete(sessions).where(sessions.c.id < mine, ~used, ~sessions.c.runner))
