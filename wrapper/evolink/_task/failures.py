"""From a task that ended badly to the error that tells what to do about it."""

from typing import Any

from evolink._task.state import Fault, TaskState
from evolink.errors import TaskFailed

_ADVICE = {
    "change-prompt": "change the prompt",
    "check-id": "check the task's id",
    "contact-support": "ask the service's support if it happens again",
    "fix-request": "change the request; the same one would fail again",
    "resubmit": "submit it again if you still want it",
    "retry-later": "submit it again later",
}


def failure(state: TaskState, task: Any) -> TaskFailed:
    """Return the error for a failed or cancelled task, with the contract's advice on its code.

    Args:
        state: The task as last seen.
        task: The handle that the error carries.
    """
    fault = state.error or Fault("", "")
    advice = _documented().get(fault.code, {})
    action: str | None = advice.get("action")
    after: list[float] | None = advice.get("retry_after")
    parts = (f"task {state.id} {state.status}", fault.message.rstrip(". "), _ADVICE.get(action or "", ""))
    return TaskFailed(
        ": ".join(part for part in parts if part),
        code=fault.code or None,
        task=task,
        action=action,
        new_call_may_help=advice.get("new_call_may_help", False) if advice else None,
        wait_before_retry=(after[0], after[-1]) if after else None,
    )


def _documented() -> dict[str, dict[str, Any]]:
    from evolink_contract import document

    codes: dict[str, dict[str, Any]] = document()["components"]["schemas"]["TaskErrorCode"]["x-evolink-failures"]
    return codes
