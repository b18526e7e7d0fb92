"""Turns a failed task into an error that says what to do about it."""

from typing import Any

from evolink._contract.error_codes import failure_advice
from evolink._task.state import Fault, TaskState
from evolink.errors import TaskFailed

_ADVICE = {
    "change-prompt": "change the prompt",
    "check-id": "check the task's ID",
    "contact-support": "ask the service's support if it happens again",
    "fix-request": "change the request; the same one would fail again",
    "resubmit": "submit it again if you still want it",
    "retry-later": "submit it again later",
}


def build_failure(state: TaskState, task: Any) -> TaskFailed:
    """Return the error for a failed or cancelled task, with the contract's advice on its code.

    Args:
        state: The task as last seen.
        task: The task object that the error carries.
    """
    fault = state.error or Fault("", "")
    advice = failure_advice(fault.code)
    parts = (f"task {state.id} {state.status}", fault.message.rstrip(". "), _ADVICE.get(advice.action or "", ""))
    return TaskFailed(
        ": ".join(part for part in parts if part),
        code=fault.code or None,
        task=task,
        action=advice.action,
        new_call_may_help=advice.new_call_may_help,
        wait_before_retry=advice.wait_before_retry,
    )
