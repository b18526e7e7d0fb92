"""Reading several tasks by their IDs: in one request where the service can, else one by one, many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from evolink._contract.requests import task_request
from evolink._contract.task_lists import most_in_query, query_request
from evolink._http.deadline import Deadline
from evolink._http.port import Outcome, Request, Response
from evolink._task.answers import read_body, read_task, read_task_fields
from evolink._task.state import TaskState
from evolink.errors import ApiError, ConnectionFailed, InvalidRequest, NotFound, TasksNotListed
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from evolink._task.flow import Flow

_CANNOT = frozenset({400, 404, 405, 410, 501})
"""How a service answers that can't read several tasks at once, or not these: then each is read by itself."""
_AT_ONCE = 20
_PATIENCE = 60.0
"""Seconds after which a read that has brought no answer is made once more, by itself."""


async def read_several(flow: "Flow", task_ids: Iterable[str]) -> list[TaskState]:
    """Return tasks in the order of their IDs, each once; those that the service does not know are left out.

    Raises:
        InvalidRequest: No task can have such an ID; nothing was sent.
        ApiError: The service refuses.
        ConnectionFailed: It can't be reached.
    """
    if isinstance(task_ids, str):
        raise InvalidRequest("get_many takes several IDs; get takes one; nothing was sent")
    if not isinstance(task_ids, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise TypeError(f"get_many takes the IDs of tasks, such as a list of them, not {short_repr(task_ids)}")
    requests = {task_id: task_request(task_id) for task_id in _checked(task_ids)}
    wanted, at_once, found = list(requests), True, dict[str, TaskState]()
    for start in range(0, len(wanted), most_in_query()):
        chosen = wanted[start : start + most_in_query()]
        states = await _query(flow, chosen) if at_once else None
        at_once = states is not None
        found |= await _read_each(flow, {each: requests[each] for each in chosen}) if states is None else states
    for state in found.values():
        await flow.until_noted(flow.note_end(state))
    return [found[task_id] for task_id in wanted if task_id in found]


def read_batch(response: Response) -> dict[str, TaskState]:
    """Read the answer about several tasks; left out is what is no task in it, or is there twice and differs.

    Raises:
        TasksNotListed: The service can't read several tasks at once, or not these.
        ApiError: It answers with something else.
    """
    if response.status in _CANNOT:
        raise _cannot(response)
    rows = read_body(response).get("data")
    if not isinstance(rows, list):
        raise _cannot(response)
    bodies = (cast("Mapping[str, Any]", row) for row in cast("list[object]", rows) if isinstance(row, Mapping))
    found: dict[str, TaskState] = {}
    doubtful: set[str] = set()
    for body in bodies:
        state = read_task_fields(body)
        if state is not None and found.setdefault(state.id, state) != state:
            doubtful.add(state.id)
    return {task_id: state for task_id, state in found.items() if task_id not in doubtful}


def _cannot(response: Response) -> TasksNotListed:
    return TasksNotListed("this service does not read several tasks at once", status=response.status)


def _checked(task_ids: Iterable[str]) -> list[str]:
    """Return IDs, each once.

    Raises:
        InvalidRequest: One of them is no text.
    """
    listed = list(task_ids)
    for each in listed:
        if not isinstance(each, str):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers pass anything)
            raise InvalidRequest(f"{short_repr(each)} is not a valid task ID; nothing was sent")
    return list(dict.fromkeys(listed))


async def _query(flow: "Flow", task_ids: Sequence[str]) -> dict[str, TaskState] | None:
    """Read several tasks in one request; None if the service can't."""
    try:
        found = await flow.read(query_request(task_ids), read_batch)
    except TasksNotListed:
        return None
    shown = {task_id: found[task_id] for task_id in task_ids if task_id in found}
    for state in shown.values():
        flow.warn_of_odd_figures(state)
    return shown


async def _read_each(flow: "Flow", requests: Mapping[str, Request]) -> dict[str, TaskState]:
    """Read tasks one by one, many at a time."""
    port, waiting = flow.port, dict(enumerate(requests.items()))
    pool, outcomes = port.request_pool(_AT_ONCE), dict[int, Outcome]()
    ends = Deadline.after(_PATIENCE, port.now())
    try:
        for tag, (_, request) in waiting.items():
            pool.post(tag, request, flow.read_deadline(ends))
        while len(outcomes) < len(waiting) and not ends.has_passed(port.now()):
            arrived = await pool.arrivals(ends.left(port.now()))
            outcomes |= {tag: what for tag, what in arrived if isinstance(what, Response | BaseException)}
    finally:
        await pool.close()
    states = {
        task_id: await _state(flow, task_id, request, outcomes.get(tag)) for tag, (task_id, request) in waiting.items()
    }
    return {task_id: state for task_id, state in states.items() if state is not None}


async def _state(flow: "Flow", task_id: str, request: Request, outcome: Outcome | None) -> TaskState | None:
    """Return the task that an answer shows, or another one to the same question; None if there is no such task."""
    try:
        if isinstance(outcome, Response):
            return flow.interpret(request, outcome, lambda answer: read_task(answer, task_id))
        if isinstance(outcome, BaseException):
            raise outcome
    except NotFound:
        return None
    except (ApiError, ConnectionFailed) as error:
        if not error.transient:
            raise
    try:
        return await flow.read(request, lambda answer: read_task(answer, task_id))
    except NotFound:
        return None
