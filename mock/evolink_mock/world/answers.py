"""The JSON of tasks, credits and errors, built from the contract's values."""

import math
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.contract import failure_actions
from evolink_mock.world.results import result_specs
from evolink_mock.world.settlement import charged
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_ESTIMATE = "task_info.estimated_time"
_LENGTH = "task_info.video_duration"
_FINAL = "final"
_PLENTY = 1_000_000
"""Credits of the owner of an unlimited key."""
_ADVICE = {
    "fix-request": "Change the request before sending it again.",
    "resubmit": "Send the request again as a new task.",
    "retry-later": "Send the request again later, as a new task.",
}


def created_task(task: Task, speed: float) -> dict[str, Any]:
    """Return the answer to the create call: the task as it was when it was created."""
    answer = _head(task, task.timeline.created)
    for field, value in task.model.example.items():
        group, _, name = field.rpartition(".")
        (answer.setdefault(group, {}) if group else answer)[name] = _shown(task, field, value, speed)
    answer.setdefault("usage", {})["credits_reserved"] = task.reserved
    if task.timeline.story.works_at_once:
        del answer["created"]
        answer.pop("task_info", None)
    return answer


def _shown(task: Task, field: str, value: Any, speed: float) -> Any:
    """Return what a field of the model's example is for a task."""
    if field == _ESTIMATE:
        return _callers_seconds(value, speed)
    return round(result_specs(task)[0].seconds) if field == _LENGTH else value


def moment_of(task: Task, now: float) -> Hashable:
    """Return what of the time the answer to the task query depends on; nothing changes after the links show."""
    if now >= task.timeline.links_at:
        return _FINAL
    return state_at(task.timeline, now), now >= task.timeline.ends_at


def task_detail(task: Task, links: Callable[[], list[str]], now: float, speed: float) -> dict[str, Any]:
    """Return the answer to the task query; `links` is called once they show."""
    answer = _head(task, now)
    ended = now >= task.timeline.ends_at
    answer["task_info"] = {"can_cancel": not ended and task.model.example.get("task_info.can_cancel", False)}
    if answer["status"] == "completed":
        found = links() if now >= task.timeline.links_at else []
        answer |= {"results": found, "result_data": [{"url": link} for link in found]}
    if answer["status"] == "failed":
        answer["error"] = _failure(str(task.timeline.story.failure))
    if ended:
        answer["duration"] = _callers_seconds(task.timeline.ends_at - task.timeline.created, speed)
        answer["usage"] = {"credits_used": charged(task)}
    return answer


def _callers_seconds(seconds: float, speed: float) -> int:
    """Return seconds as a caller counts them, who waits in its own when the mock's clock runs fast."""
    return max(1, math.ceil(seconds / speed if speed > 1 else seconds))


def credits_left(account: Account) -> dict[str, Any]:
    """Return the answer to the credits query; in the mock each key has an owner of its own."""
    money = {"remaining_credits": account.remaining, "used_credits": account.used}
    token = {**money, "unlimited_credits": account.granted is None}
    owner = {**money, "remaining_credits": _PLENTY} if account.granted is None else money
    return {"data": {"token": token, "user": owner}, "message": "", "success": True}


def error_body(documented: Mapping[str, Any], message: str, param: str) -> dict[str, Any]:
    """Return the body of an error: code and type as documented, with our message and the field that is wrong."""
    error = {**documented, "message": message or documented["message"]}
    return {"error": {**error, "param": param} if param else error}


def file_error_body(number: int, message: str) -> dict[str, Any]:
    """Return the body of an error in the form of the files API."""
    return {"success": False, "code": number, "msg": message}


def _head(task: Task, now: float) -> dict[str, Any]:
    current = state_at(task.timeline, now)
    return {
        "created": int(task.timeline.created),
        "id": task.id,
        "model": task.model.name,
        "object": task.operation.object,
        "progress": current.progress,
        "status": current.status,
        "type": task.operation.kind,
    }


def _failure(code: str) -> dict[str, str]:
    words = code.replace("_", " ").capitalize()
    advice = _ADVICE.get(failure_actions().get(code, ""), "")
    return {"code": code, "message": f"{words}. {advice}".rstrip(), "type": "task_error"}
