"""A person's word about a held call: sync and async written once."""

from typing import TYPE_CHECKING

from evolink._contract.models import find_model
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.errors import NotSettled

if TYPE_CHECKING:
    from evolink.journal import Call, Journal


async def settle(flow: Flow, journal: "Journal", key: str, task_id: str | None, *, unpaid: bool) -> TaskState | None:
    """Take a held call out of its uncertainty; see `EvoLink.settle`.

    Returns:
        Its task as it stands; None if it was not charged.

    Raises:
        TypeError: Both were said, or neither.
        EvoLinkError: See `EvoLink.settle`.
    """
    if (task_id is None) is not unpaid:
        raise TypeError("settle takes either task_id= or unpaid=True")
    if task_id is None:
        await flow.port.run_blocking(lambda: journal.write_off(key, flow.port.date()))
        return None
    call = await flow.port.run_blocking(lambda: journal.call(key))
    state = await flow.task(task_id)
    if call is not None:
        refuse_another_model(call, state)
    await flow.port.run_blocking(lambda: journal.adopt(key, state, flow.port.date()))
    return state


def refuse_another_model(call: "Call", state: TaskState) -> None:
    """Refuse a task that can't be the call's.

    Raises:
        NotSettled: It is another model's.
    """
    if state.model and not same_model(call.model, state.model):
        raise NotSettled(
            f"nothing was changed: task {state.id} is of {state.model}, and the call of {call.model}",
            idempotency_key=call.key,
        )


def same_model(asked: str, answered: str) -> bool:
    """Whether two names may be one model's: the same, names of one model in the contract, or two spellings of one."""
    one, other = find_model(asked), find_model(answered)
    if one and other:
        return one is other
    return _bare(asked) == _bare(answered)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
