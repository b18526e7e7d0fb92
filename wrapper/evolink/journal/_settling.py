"""A held call gets a task, or is written off: by a person's word, or by what the service lists."""

from dataclasses import replace

from evolink._task.record import Ended, has_ended
from evolink._task.state import TaskState
from evolink.errors import NotSettled

from ._calls import Call
from ._group import Group
from ._rows import by_key, by_task, change, move
from ._session import Session, who
from ._states import SENDING, UNPAID, Event, State
from ._writes import write


def adopt(group: Group, session: Session, key: str, state: TaskState, at: float) -> None:
    """Note the task that was found for a held call; see `Journal.adopt`."""
    call = _known(group, key)
    if call.task_id == state.id:
        return
    _refuse_unless_held(group, call)
    if others := by_task(group.connection, state.id):
        raise NotSettled(
            f"nothing was changed: task {state.id} is that of the call {others[0].key}", idempotency_key=call.key
        )
    # The fence goes up: an answer that comes after all can't take this one's place.
    told = {"task_id": state.id, "task_created": state.created, "credits_reserved": state.credits_reserved}
    move(group, call, Event.ANSWER, **told, error_code=None, error_message=None, session=None, fence=call.fence + 1)
    session.let_go(call.id)
    if has_ended(state):
        write(group, session, Ended(state, at))
        change(group, replace(call, state=State.SUBMITTED), session=None)
        session.let_go(call.id)


def write_off(group: Group, session: Session, key: str, at: float) -> None:
    """Note that a held call was not charged; see `Journal.write_off`."""
    call = _known(group, key)
    if call.state is State.REFUSED and call.error_code == UNPAID:
        return
    _refuse_unless_held(group, call)
    told = {"ended_at": at, "error_code": UNPAID, "error_message": "settled by hand: it was not charged"}
    move(group, call, Event.WRITE_OFF, **told, session=None, fence=call.fence + 1)
    session.let_go(call.id)


def _known(group: Group, key: str) -> Call:
    call = by_key(group.connection, key)
    if call is None:
        raise NotSettled(f"nothing was changed: the journal knows no call {key}")
    return call


def _refuse_unless_held(group: Group, call: Call) -> None:
    if call.state is State.HELD:
        return
    sent = call.state in SENDING
    why = f"{who(group, call.session)} is sending it" if sent else f"it is {call.state}"
    raise NotSettled(f"nothing was changed: the call {call.key} is not held, {why}", idempotency_key=call.key)
