"""The attributes of spans and metrics: names of the semantic conventions where they have one, else `evolink.*`.

No key, no text of a prompt, no link, and no path: files may be named by the prompt.
"""

import json
import os
import re
from typing import Any, Protocol
from urllib.parse import urlsplit

from evolink._contract.billing import image_count
from evolink._contract.kinds import Kind, find_kind_of_model
from evolink._telemetry.recording import EndedTask, Facts

Attributes = dict[str, str | bool | int | float]

MODEL = "gen_ai.request.model"
OUTPUT = "gen_ai.output.type"
ERROR = "error.type"
_TASK = "evolink.task.id"
_STATUS = "evolink.task.status"
_KIND = "evolink.kind"
_CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
_CAPTURED = frozenset({"true", "span_only", "span_and_event"})
_CODE = re.compile(r"[a-z][a-z0-9_.]{0,63}")
"""What error codes look like. What does not may be anything that a service has repeated."""


class SeenTask(EndedTask, Protocol):
    """What a span says of a task."""

    @property
    def credits_reserved(self) -> float | None: ...


def of_model(model: object) -> Facts:
    """Return the facts of something that is done with a model."""
    name = model if isinstance(model, str) else ""
    return {**_named(name), _KIND: find_kind_of_model(name).name}


def of_create_request(body: bytes | None, key: str | None, address: str) -> Facts:
    """Return the facts of a create request: the one span of a call that counts as the use of a model.

    Args:
        body: Its body.
        key: Its idempotency key.
        address: The address of the service.
    """
    request: dict[str, Any] = json.loads(body or b"{}")
    kind, place, count = find_kind_of_model(str(request.get("model"))), urlsplit(address), image_count(request)
    facts: Attributes = {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": "evolink",
        OUTPUT: kind.noun,
        **of_model(request.get("model")),
        "evolink.idempotency_key": key or "",
        "server.address": place.hostname or "",
        "server.port": place.port or (80 if place.scheme == "http" else 443),
    }
    if count != 1:
        facts["gen_ai.request.choice.count"] = count
    if (prompt := request.get("prompt")) and os.environ.get(_CAPTURE, "").lower() in _CAPTURED:
        said = [{"role": "user", "parts": [{"type": "text", "content": prompt}]}]
        facts["gen_ai.input.messages"] = json.dumps(said, ensure_ascii=False)
    return facts


def of_task(task: SeenTask) -> Facts:
    """Return the facts of a task as it was seen."""
    facts: Attributes = {_TASK: task.id, _STATUS: task.status}
    if task.model:
        facts["gen_ai.response.model"] = task.model
    if task.credits_reserved is not None:
        facts["evolink.credits.reserved"] = task.credits_reserved
    if task.credits_used is not None:
        facts["evolink.credits.charged"] = task.credits_used
    return facts


def of_created(task: SeenTask, *, replayed: bool) -> Facts:
    """Return the facts of a task that a create request has made.

    Args:
        task: The task.
        replayed: Whether it was made by an earlier request under the same key, and nothing was sent now.
    """
    return {"gen_ai.response.id": task.id, **of_task(task), "evolink.replayed": replayed}


def of_waiting(task: SeenTask) -> Facts:
    """Return the facts of a wait that begins."""
    return {**of_model(task.model), **of_task(task)}


def of_result(task_id: str, position: int, kind: Kind, url: str) -> Facts:
    """Return the facts of a result that is downloaded from a host."""
    facts: Attributes = {OUTPUT: kind.noun, _KIND: kind.name, _TASK: task_id, "evolink.result.position": position}
    if host := urlsplit(url).hostname:
        facts["server.address"] = host
    return facts


def of_file(size: int, media_type: str | None = None) -> Facts:
    """Return the facts of a file: not its name."""
    return {"file.size": size, **({"evolink.file.media_type": media_type} if media_type else {})}


def of_row(model: str, line: int | None) -> Facts:
    """Return the facts of a row of a batch: its line in the manifest, and not its name, which may be its prompt."""
    return {**of_model(model), **({} if line is None else {"evolink.batch.line": line})}


def of_row_end(end: str) -> Facts:
    """Return how a row has ended."""
    return {"evolink.batch.row": end}


def of_error(error: BaseException) -> Facts:
    """Return the facts of an error: its type, and what identifies it; never its message, which quotes."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    facts: Attributes = {ERROR: name}
    status, code, task_id = (getattr(error, each, None) for each in ("status", "code", "task_id"))
    if isinstance(status, int):
        facts["http.response.status_code"] = status
    if isinstance(code, str) and _CODE.fullmatch(code):
        facts["evolink.error.code"] = code
    if isinstance(task_id, str):
        facts[_TASK] = task_id
    return facts


def of_measure(model: object, *, status: str | None = None, error: str | None = None) -> Facts:
    """Return the facts that measures are counted by: few, each with few values."""
    facts = dict(of_model(model))
    if status is not None:
        facts[_STATUS] = status
    if error is not None:
        facts[ERROR] = error
    return facts


def _named(model: str) -> Attributes:
    return {MODEL: model} if model else {}
