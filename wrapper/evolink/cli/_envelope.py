"""The JSON of `--json`: one object on stdout, with the same keys for every command and every outcome.

    command     for example "generate"
    ok          whether the command succeeded
    exit_code   the exit status; see `ExitCode`
    data        the result: {"tasks": [...]}, {"dry_run": {...}}, {"files": [...]}, {"models": [...]},
                {"calls": [...]}, {"credits": {...}}, {"login": {...}} or {"versions": {...}}; null if there is
                none. It includes existing tasks even after an error.
    errors      the errors, or an empty list; each with the same keys: kind (the class of the error),
                message, advice, http_status, code, request_id, retry_after, idempotency_key, task,
                violations, and details of a refusal: param, allowed_values, suggestion,
                fallback_suggestion, remaining_credits, estimated_credits, limit_scope, action_url

A task has id, model, status, progress, created, estimated_time, credits_reserved, credits_used, results, expires_at,
files, error and resume: the command that resumes it, or null if it is finished. Unknown values are null; times are
Unix seconds.
"""

import codecs
import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evolink._files.link_rules import find_earliest_expiry
from evolink.cli._error_texts import ReportedError, error_details
from evolink.cli._exit_codes import ExitCode

if TYPE_CHECKING:
    from evolink import Task
    from evolink._task.state import TaskState


def envelope(command: str, status: ExitCode, data: Mapping[str, Any] | None, errors: Sequence[ReportedError]) -> str:
    """Return the JSON of one command."""
    record = {
        "command": command,
        "ok": status is ExitCode.DONE,
        "exit_code": int(status),
        "data": data,
        "errors": [_error_record(reported) for reported in errors],
    }
    return json_for_stdout(record)


def json_for_stdout(value: object) -> str:
    """Return a value as JSON that stdout can write as it is.

    Escapes stand for all but ASCII if the encoding of stdout is not JSON's own, and for bytes that are no text.
    """
    is_its_own = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    text = json.dumps(value, indent=2, ensure_ascii=not is_its_own, default=str)
    return text.encode(errors="backslashreplace").decode()


def _error_record(reported: ReportedError) -> dict[str, Any]:
    known = error_details(reported.error)
    return {
        "kind": known.pop("kind"),
        "message": reported.text.message,
        "advice": reported.text.advice or None,
        **known,
        "task": known["task"] or reported.task_id,
    }


def task_record(task: "Task | TaskState", files: Sequence[str], resume: str | None) -> dict[str, Any]:
    """Return a task as a JSON object."""
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
    """Return the time until which the links of a completed task are certain to work, in Unix seconds."""
    return find_earliest_expiry(task.results, task.created)
