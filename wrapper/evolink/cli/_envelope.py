"""The JSON that `--json` gives: one object on stdout for each run, with the same keys for every command and end.

    command     such as "generate"
    ok          whether it ended well
    exit_code   the exit status; see `Exit`
    data        what the command gives: {"tasks": [...]}, {"models": [...]}, {"credits": {...}} or {"versions": {...}};
                null if there is nothing. It is there after a bad end too: tasks that exist are always told.
    errors      what went wrong, an empty list if nothing did; each with the same keys: kind (the error's class),
                message, advice, http_status, code, request_id, retry_after, idempotency_key, task,
                violations, and what a refusal of the service may tell: param, allowed_values, suggestion,
                fallback_suggestion, remaining_credits, estimated_credits, limit_scope, action_url

A task has id, model, status, progress, created, estimated_time, credits_reserved, credits_used, results, expires_at,
files, error and resume: the command that takes it up again, or null if nothing is left to do. What is not known is
null; times are Unix seconds.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evolink._files.link_rules import earliest_expiry

from ._exits import Exit, Trouble, facts

if TYPE_CHECKING:
    from evolink import Task
    from evolink._task.state import TaskState


def envelope(command: str, status: Exit, data: Mapping[str, Any] | None, troubles: Sequence[Trouble]) -> str:
    """Return the JSON of one run."""
    told = {
        "command": command,
        "ok": status is Exit.DONE,
        "exit_code": int(status),
        "data": data,
        "errors": [_error_record(trouble) for trouble in troubles],
    }
    return json.dumps(told, indent=2, ensure_ascii=False, default=str)


def _error_record(trouble: Trouble) -> dict[str, Any]:
    known = facts(trouble.error)
    return {
        "kind": known.pop("kind"),
        "message": trouble.ending.message,
        "advice": trouble.ending.advice or None,
        **known,
        "task": known["task"] or trouble.task_id,
    }


def task_record(task: "Task | TaskState", files: Sequence[str], resume: str | None) -> dict[str, Any]:
    """Return a task as JSON has it."""
    return {
        "id": task.id,
        "model": task.model or None,
        "status": task.status,
        "progress": task.progress,
        "created": task.created,
        "estimated_time": task.estimated_time,
        "credits_reserved": task.credits_reserved,
        "credits_used": task.credits_used,
        "results": list(task.results),
        "expires_at": expires_at(task),
        "files": list(files),
        "error": {"code": task.error.code, "message": task.error.message} if task.error else None,
        "resume": resume,
    }


def expires_at(task: "Task | TaskState") -> float | None:
    """Return the time until which the links of a completed task surely work, Unix seconds."""
    return earliest_expiry(task.results, task.created)
