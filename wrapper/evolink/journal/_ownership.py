"""Calls that change hands, most of them left by dead sessions. All of it runs in the writer's thread."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, or_, select

from evolink.errors import JournalFailed

from ._call_table import by_key, change, full, move, remove, with_results
from ._calls import Call
from ._reads import has_unsaved, in_states
from ._schema import calls, results
from ._session import Session
from ._states import SENDING, Event, State
from ._submission import DIED
from ._transaction import Transaction

_CHUNK = 1000


def settle(tx: Transaction, session: Session) -> int:
    """Settle the calls of dead sessions: those that may have been sent are held, the others are given back.

    Returns:
        How many are held now.
    """
    held = 0
    for dead in _dead(tx, session, in_states(SENDING)):
        for call in _of(tx, dead, in_states(SENDING), None):
            sent = call.sent_at is not None
            held += sent
            if call.batch is None and not sent:
                remove(tx, call)
                continue
            changed = {"error_message": call.error_message or DIED} if sent else {"session": None}
            move(tx, call, Event.LOSE if sent else Event.GIVE_BACK, fence=call.fence + 1, **changed)
    return held


def take_up(tx: Transaction, session: Session, batch: int | None, limit: int) -> list[Call]:
    """Make submitted and unsaved calls of dead sessions this session's.

    Args:
        tx: The transaction.
        session: This session.
        batch: The number of their batch; None for calls of no batch.
        limit: How many at most.
    """
    taken: list[Call] = []
    for dead in _dead(tx, session, left(batch)):
        found = _of(tx, dead, left(batch), limit - len(taken))
        taken += [_taken(tx, session, call) for call in found]
        if len(taken) >= limit:
            break
    return taken


def recover(tx: Transaction, session: Session) -> None:
    """Release calls that are this session's in the database, but unknown to it: the database's response was lost."""
    mine = (calls.c.session == session.id, calls.c.batch.is_not(None))
    unsent = in_states(State.INTENT) & calls.c.sent_at.is_(None)
    unsaved = in_states(State.COMPLETED) & has_unsaved()
    chosen = select(calls).where(*mine, or_(unsent, in_states(State.SUBMITTED), unsaved))
    for call in full(tx.connection, chosen.order_by(calls.c.id).with_for_update()):
        if not session.knows(call):
            if call.state is State.INTENT:
                move(tx, call, Event.GIVE_BACK, session=None)
            else:
                change(tx, call, session=None)


def left(batch: int | None) -> ColumnElement[bool]:
    """Return the condition that a call has not ended, or has a file to be saved.

    Args:
        batch: The number of its batch, which saves every result. Of calls of no batch (None), only those results count
            for which a path is known.
    """
    unsaved = in_states(State.COMPLETED) & has_unsaved()
    if batch is not None:
        return (calls.c.batch == batch) & or_(in_states(State.SUBMITTED), unsaved)
    wanted = or_(calls.c.output.is_not(None), has_unsaved(results.c.path.is_not(None)))
    return calls.c.batch.is_(None) & or_(in_states(State.SUBMITTED), unsaved & wanted)


def take_over(tx: Transaction, session: Session, key: str) -> Call:
    """Make one call this session's, whichever session has it: that one is known to be stopped or gone.

    Raises:
        JournalFailed: There is no such call.
    """
    call = with_results(tx.connection, by_key(tx.connection, key))
    if call is None:
        raise JournalFailed(f"there is no call {key}", idempotency_key=key)
    if call.state in SENDING and call.sent_at is not None:
        why = call.error_message or "another process took it over before the response came"
        move(tx, call, Event.LOSE, error_message=why)
        call = replace(call, state=State.HELD)
    return session.take_over(tx, call, unsent=call.state is State.INTENT)


def _taken(tx: Transaction, session: Session, call: Call) -> Call:
    taken = session.take_over(tx, call)
    if taken.results:
        session.expect_files(taken.id, len(taken.unsaved))
    return taken


def _dead(tx: Transaction, session: Session, condition: ColumnElement[bool]) -> Iterator[int | None]:
    """Yield the dead sessions that have such calls."""
    holders = select(calls.c.session).where(condition).distinct()
    for holder in tx.connection.execute(holders).scalars().all():
        if not session.alive(tx, holder):
            yield holder


def _of(tx: Transaction, holder: int | None, condition: ColumnElement[bool], limit: int | None) -> Iterator[Call]:
    """Yield such calls of one session, locked; those that another process has locked are left to it."""
    theirs = calls.c.session.is_(None) if holder is None else calls.c.session == bindparam("_holder", holder)
    last = 0
    left = limit
    while left is None or left > 0:
        number = _CHUNK if left is None else min(_CHUNK, left)
        chosen = select(calls).where(theirs, condition, calls.c.id > last).order_by(calls.c.id).limit(number)
        found = full(tx.connection, chosen.with_for_update(skip_locked=True))
        yield from found
        if len(found) < number:
            return
        last = found[-1].id
        left = None if left is None else left - len(found)
