"""What the answer to a batch query means for the waits of its tasks."""

from typing import TYPE_CHECKING

from evolink._http.port import Outcome, Request, Response
from evolink._task.several import read_batch
from evolink._task.state import NO_STATUS, TaskState
from evolink.errors import ApiError, ConnectionFailed, RateLimited

if TYPE_CHECKING:
    from evolink._task.flow import Flow


def states_of(flow: "Flow", request: Request, outcome: Outcome) -> dict[str, TaskState] | None:
    """Return the tasks that an answer shows as well as a read of one would.

    What is not among them is read by itself; so is everything, this time, if the request failed: then it is None.

    Args:
        flow: The operations of the service, which learn from the answer.
        request: The batch query.
        outcome: The answer, or what was raised instead.

    Raises:
        RateLimited: The service wants fewer requests, so that reading the tasks one by one would be worse.
    """
    try:
        if not isinstance(outcome, Response):
            raise outcome
        found = flow.interpret(request, outcome, read_batch)
    except (ApiError, ConnectionFailed) as error:
        flow.batch_reads.record_failure(error, flow.port.now())
        if isinstance(error, RateLimited):
            raise
        return None
    flow.batch_reads.record_answer()
    return {task_id: state for task_id, state in found.items() if _is_whole(state)}


def _is_whole(state: TaskState) -> bool:
    """Return whether a task has a status, and what it ended with if it has ended: a short form may lack that."""
    if state.status == NO_STATUS:
        return False
    return bool(state.results) if state.completed else state.error is not None or not state.failed
