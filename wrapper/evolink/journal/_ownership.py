"""What dead sessions left behind, and calls that change hands. All of it runs in the writer's thread."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, bindparam, or_, select

from evolink.errors import JournalFailed

from ._call_table import by_key, change, full, move, remove, with_results
from ._calls import Call
from ._reads import in_states, unsaved_picture
from ._schema import calls, results
from ._session import Session
from ._states import SENDING, Event, State
from ._submission import DIED
from ._transaction import Transaction

_CHUNK = 1000


def settle(tx: Transaction, session: Session) -> int:
    """Settle what dead sessions left: what may have been sent is held, what was not is given back.

    Returns:
        How many were held.
    """
    held = 0
    for dead in _dead(tx, session, in_states(SENDING)):
        for call in _of(tx, dead, in_states(SENDING), None):
            sent = call.sent_at is not None
            held += sent
            if call.batch is None and not sent:
                remove(tx, call)
                continue
            told = {"error_message": call.error_message or DIED} if sent else {"session": None}
            move(tx, call, Event.LOSE if sent else Event.GIVE_BACK, fence=call.fence + 1, **told)
    return held


def take_up(tx: Transaction, session: Session, batch: int | None, limit: int) -> list[Call]:
    """Make submitted and unsaved calls this session's that dead sessions left.

    Args:
        tx: The transaction.
        session: This one.
        batch: Of which bulk run; None for calls of their own.
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
    """Release what is this session's by the database and unknown to the session: the answer was lost on the way."""
    mine = (calls.c.session == session.id, calls.c.batch.is_not(None))
    unsent = in_states(State.INTENT) & calls.c.sent_at.is_(None)
    unsaved = in_states(State.COMPLETED) & unsaved_picture()
    chosen = select(calls).where(*mine, or_(unsent, in_states(State.SUBMITTED), unsaved))
    for call in full(tx.connection, chosen.order_by(calls.c.id).with_for_update()):
        if not session.knows(call):
            if call.state is State.INTENT:
                move(tx, call, Event.GIVE_BACK, session=None)
            else:
                change(tx, call, session=None)


def left(batch: int | None) -> ColumnElement[bool]:
    """Return the condition that something is left to do for a call: its end, or a file.

    Args:
        batch: Its bulk run, which wants every picture as a file. For calls of their own (None), only those count
            of which somebody has said where they are wanted.
    """
    unsaved = in_states(State.COMPLETED) & unsaved_picture()
    if batch is not None:
        return (calls.c.batch == batch) & or_(in_states(State.SUBMITTED), unsaved)
    wanted = or_(calls.c.output.is_not(None), unsaved_picture(results.c.path.is_not(None)))
    return calls.c.batch.is_(None) & or_(in_states(State.SUBMITTED), unsaved & wanted)


def take_over(tx: Transaction, session: Session, key: str) -> Call:
    """Make one call this session's, whoever has it: they are known to be asleep or gone.

    Raises:
        JournalFailed: There is no such call.
    """
    call = with_results(tx.connection, by_key(tx.connection, key))
    if call is None:
        raise JournalFailed(f"there is no call {key}", idempotency_key=key)
    if call.state in SENDING and call.sent_at is not None:
        why = call.error_message or "another took it over before the answer came"
        move(tx, call, Event.LOSE, error_message=why)
        call = replace(call, state=State.HELD)
    return session.take_over(tx, call, unsent=call.state is State.INTENT)


def _taken(tx: Transaction, session: Session, call: Call) -> Call:
    taken = session.take_over(tx, call)
    if taken.results:
        session.expect_files(taken.id, len(taken.unsaved))
    return taken


def _dead(tx: Transaction, session: Session, condition: ColumnElement[bool]) -> Iterator[int | None]:
    """Return the sessions that have such calls and are not alive."""
    holders = select(calls.c.session).where(condition).distinct()
    for holder in tx.connection.execute(holders).scalars().all():
        if not session.alive(tx, holder):
            yield holder


def _of(tx: Transaction, holder: int | None, condition: ColumnElement[bool], limit: int | None) -> Iterator[Call]:
    """Return such calls of one session, locked; those that another locks are left to it."""
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
