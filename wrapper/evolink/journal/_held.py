"""Settles held calls: each gets its task, is written off, or is sent again."""

from dataclasses import replace

from evolink._task.record import Ended, has_ended
from evolink._task.state import TaskState
from evolink.errors import Fenced, NotSettled

from ._call_table import by_key, by_task, change, move
from ._calls import Call
from ._facts import write
from ._session import Session, who
from ._states import SENDING, UNPAID, Event, State
from ._transaction import Transaction


def resend(tx: Transaction, session: Session, key: str) -> Call:
    """Allow this session to send a held call again, once. It stays held until the request is about to be sent.

    Raises:
        Fenced: It is not held.
    """
    call = by_key(tx.connection, key)
    if call is None or call.state is not State.HELD:
        raise Fenced(f"the call {key} is no longer held", idempotency_key=key)
    return session.take_over(tx, call, unsent=True)


def adopt(tx: Transaction, session: Session, key: str, state: TaskState, at: float) -> None:
    """Note the task that was found for a held call; see `Journal.adopt`."""
    call = _known(tx, key)
    if call.task_id == state.id:
        return
    _refuse_unless_held(tx, call)
    if others := by_task(tx.connection, state.id):
        raise NotSettled(
            f"nothing was changed: task {state.id} is that of the call {others[0].key}", idempotency_key=call.key
        )
    # The fence goes up: an answer that still arrives can't replace this one.
    changed = {"task_id": state.id, "task_created": state.created, "credits_reserved": state.credits_reserved}
    move(tx, call, Event.ANSWER, **changed, error_code=None, error_message=None, session=None, fence=call.fence + 1)
    session.let_go(call.id)
    if has_ended(state):
        write(tx, session, Ended(state, at))
        change(tx, replace(call, state=State.SUBMITTED), session=None)
        session.let_go(call.id)


def write_off(tx: Transaction, session: Session, key: str, at: float) -> None:
    """Note that a held call was not charged; see `Journal.write_off`."""
    call = _known(tx, key)
    if call.state is State.REFUSED and call.error_code == UNPAID:
        return
    _refuse_unless_held(tx, call)
    changed = {"ended_at": at, "error_code": UNPAID, "error_message": "settled by hand: it was not charged"}
    move(tx, call, Event.WRITE_OFF, **changed, session=None, fence=call.fence + 1)
    session.let_go(call.id)


def _known(tx: Transaction, key: str) -> Call:
    call = by_key(tx.connection, key)
    if call is None:
        raise NotSettled(f"nothing was changed: the journal knows no call {key}")
    return call


def _refuse_unless_held(tx: Transaction, call: Call) -> None:
    if call.state is State.HELD:
        return
    sent = call.state in SENDING
    why = f"{who(tx, call.session)} is sending it" if sent else f"it is {call.state}"
    raise NotSettled(f"nothing was changed: the call {call.key} is not held, {why}", idempotency_key=call.key)
