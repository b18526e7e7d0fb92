"""The JSON of tasks, credits and errors, built from the contract's values."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.contract import failure_actions
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_ESTIMATE = "task_info.estimated_time"
_PLENTY = 1_000_000
"""Credits of the owner of an unlimited key."""
_ADVICE = {
    "fix-request": "Change the request before sending it again.",
    "resubmit": "Send the request again as a new task.",
    "retry-later": "Send the request again later, as a new task.",
}


def created(task: Task, speed: float) -> dict[str, Any]:
    """Return the answer to the create call: the task as it was when it began.

    A caller waits in its own seconds, so on a clock that runs fast the estimate is told in those.
    """
    answer = _head(task, task.timeline.created)
    for field, value in task.model.example.items():
        group, _, name = field.rpartition(".")
        told = max(1, math.ceil(value / speed)) if field == _ESTIMATE and speed > 1 else value
        (answer.setdefault(group, {}) if group else answer)[name] = told
    answer.setdefault("usage", {})["credits_reserved"] = task.reserved
    return answer


def task_detail(task: Task, links: Callable[[], list[str]], now: float) -> dict[str, Any]:
    """Return the answer to the task query; `links` are asked for once they show."""
    answer = _head(task, now)
    answer["task_info"] = {"can_cancel": task.model.example.get("task_info.can_cancel", False)}
    if answer["status"] == "completed":
        answer["results"] = links() if now >= task.timeline.links_at else []
    if answer["status"] == "failed":
        answer["error"] = _failure(str(task.timeline.story.failure))
    return answer


def credits_left(account: Account) -> dict[str, Any]:
    """Return the answer to the credits query; the mock's keys each have an owner of their own."""
    money = {"remaining_credits": account.remaining, "used_credits": account.used}
    token = {**money, "unlimited_credits": account.granted is None}
    owner = {**money, "remaining_credits": _PLENTY} if account.granted is None else money
    return {"data": {"token": token, "user": owner}, "message": "", "success": True}


def error_body(documented: Mapping[str, Any], message: str, param: str) -> dict[str, Any]:
    """Return an error's answer: code and type as documented, with our message and the field at fault."""
    error = {**documented, "message": message or documented["message"]}
    return {"error": {**error, "param": param} if param else error}


def _head(task: Task, now: float) -> dict[str, Any]:
    current = state_at(task.timeline, now)
    kind: str = task.operation.answer["properties"]["object"]["enum"][0]
    return {
        "created": int(task.timeline.created),
        "id": task.id,
        "model": task.model.name,
        "object": kind,
        "progress": current.progress,
        "status": current.status,
        "type": kind.partition(".")[0],
    }


def _failure(code: str) -> dict[str, str]:
    said = code.replace("_", " ").capitalize()
    advice = _ADVICE.get(failure_actions().get(code, ""), "")
    return {"code": code, "message": f"{said}. {advice}".rstrip(), "type": "task_error"}
