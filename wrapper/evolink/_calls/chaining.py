"""A request that continues an earlier task: `task=` and `index=` become the model's own parameters for them."""

from collections.abc import Mapping
from typing import Any, TypeGuard, cast

from evolink._calls.result_links import with_result_links
from evolink._calls.results import BaseResult, BaseResults, get_link
from evolink._contract.chains import INDEX, TASK, Chain, find_chain, has_own
from evolink._contract.invalid import invalid
from evolink._task.base import BaseTask, progress_of
from evolink._task.flow import Flow
from evolink._task.listing import ListedTask
from evolink._task.state import TaskState


async def with_earlier(flow: Flow, request: Mapping[str, Any], *, look: bool = True) -> dict[str, Any]:
    """Return a request with what stands for earlier tasks and their results replaced by what the service takes.

    Args:
        flow: The operations of the service.
        request: The model and its parameters, perhaps `task` and `index` among them.
        look: Whether a task may be read of which only the ID is known, or which was not seen completed.

    Raises:
        InvalidRequest: The model can't continue that task, or not yet.
        LinkExpired: The link to a result has expired.
        EvoLinkError: The task can't be read.
    """
    model = request.get("model")
    given = {name: request[name] for name in (TASK, INDEX) if name in request and not has_own(model, name)}
    others = with_result_links({name: value for name, value in request.items() if name not in given}, flow.port.date())
    task, index = given.get(TASK), given.get(INDEX)
    if task is None and index is None:
        return others
    chain = find_chain(model)
    if chain is None:
        raise invalid(TASK, "chain", model, "can't be given: the model continues no task; links take results[0]")
    _refuse_wrong_index(chain, index)
    task_id = await _fitting(flow, chain, task, index, look=look)
    place = get_link(task).position if index is None and isinstance(task, BaseResult) else index
    placed = _placed(others, chain.task, task_id)
    return placed if place is None or chain.index is None else _placed(placed, chain.index, place + chain.first)


def _refuse_wrong_index(chain: Chain, index: object) -> None:
    if index is None:
        return
    if chain.index is None:
        raise invalid(INDEX, "chain", index, "can't be given: the model continues a task as a whole")
    if isinstance(index, bool) or not isinstance(index, int) or index < 0:
        raise invalid(INDEX, "minimum", index, "must be the number of a result, from 0")


async def _fitting(flow: Flow, chain: Chain, task: object, index: Any, *, look: bool) -> str:
    """Return the ID of a task that can be continued."""
    task_id = _id_of(task)
    number = len(task.urls) if _are_results(task) else None
    if not (_are_results(task) or isinstance(task, BaseResult)) or chain.series:
        state = await _state_of(flow, task, task_id, look=look)
        if state is not None:
            _refuse_unfit(chain, state)
            number = len(state.results) or None  # the links of a completed task may be late
    if index is not None and number is not None and index >= number:
        numbers, results = (f"from 0 to {number - 1}", f"{number} results") if number > 1 else ("0", "1 result")
        raise invalid(INDEX, "maximum", index, f"must be {numbers}: task {task_id} has {results}")
    return task_id


async def _state_of(flow: Flow, task: object, task_id: str, *, look: bool) -> TaskState | None:
    """Return what is known of a task; it is read, which is free, if it was not seen ended."""
    if isinstance(task, BaseTask) and (task.completed or task.failed):
        return progress_of(task).state
    return await flow.get_task(task_id) if look else None


def _refuse_unfit(chain: Chain, state: TaskState) -> None:
    if not state.completed:
        why = "it has failed" if state.failed else f"it is {state.status}: wait for its end first"
        raise invalid(TASK, "status", state.id, f"can't be continued, as {why}")
    if state.model and not chain.continues(state.model):
        raise invalid(TASK, "x-evolink-continues", state.model, f"must be a task of the {chain.series} series")


def _id_of(task: object) -> str:
    if isinstance(task, BaseTask | ListedTask):
        return task.id
    if _are_results(task) or isinstance(task, BaseResult):
        return task.task_id
    if not isinstance(task, str):
        raise invalid(TASK, "type", task, "must be a task, its results, one of those, or the ID of a task")
    return task


def _are_results(task: object) -> TypeGuard["BaseResults[BaseResult]"]:
    return isinstance(task, BaseResults)


def _placed(request: Mapping[str, Any], path: tuple[str, ...], value: object, outside: str = "") -> dict[str, Any]:
    """Return a request with a value at a place, where none may be yet."""
    name, *inner = path
    if not inner:
        if request.get(name) is not None:
            raise invalid(f"{outside}{name}", "chain", request[name], f"is given by {TASK}= or {INDEX}= too")
        return {**request, name: value}
    below: object = request.get(name) or {}
    if not isinstance(below, Mapping):
        return dict(request)  # the check of the request says what is wrong with it
    return {**request, name: _placed(cast("Mapping[str, Any]", below), tuple(inner), value, f"{outside}{name}.")}
