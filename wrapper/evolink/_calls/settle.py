"""Settling a held call, whose user knows what became of it: written once for sync and async."""

from typing import TYPE_CHECKING

from evolink._contract.models import find_model
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.errors import NotSettled

if TYPE_CHECKING:
    from evolink.journal import Call, Journal


async def settle(flow: Flow, journal: "Journal", key: str, task_id: str | None, *, unpaid: bool) -> TaskState | None:
    """Record what became of a held call; see `EvoLink.settle`.

    Returns:
        Its task as it is now; None if it was not charged.

    Raises:
        TypeError: Both `task_id` and `unpaid` were given, or neither.
        NotSettled: No such call is held, or the task can't be its own.
        EvoLinkError: The task can't be read, or the journal can't be written.
    """
    if (task_id is None) is not unpaid:
        raise TypeError("settle takes either task_id= or unpaid=True")
    if task_id is None:
        await flow.port.run_blocking(lambda: journal.write_off(key, flow.port.date()))
        return None
    call = await flow.port.run_blocking(lambda: journal.call(key))
    state = await flow.get_task(task_id)
    if call is not None:
        refuse_another_model(call, state)
    await flow.port.run_blocking(lambda: journal.adopt(key, state, flow.port.date()))
    return state


def refuse_another_model(call: "Call", state: TaskState) -> None:
    """Refuse a task of another model.

    Raises:
        NotSettled: The task's model is not the call's.
    """
    if state.model and not same_model(call.model, state.model):
        raise NotSettled(
            f"nothing was changed: task {state.id} runs {state.model}, and the call was for {call.model}",
            idempotency_key=call.key,
        )


def same_model(asked: str, answered: str) -> bool:
    """Whether two names may mean one model: names of one model in the contract, or spellings of one name."""
    one, other = find_model(asked), find_model(answered)
    if one and other:
        return one is other
    return _letters_of(asked) == _letters_of(answered)


def _letters_of(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
