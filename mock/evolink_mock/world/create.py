"""The create operation: check, price, and begin a task."""

import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import evolink_rules
from evolink_mock.images.formats import asked_format
from evolink_mock.world.answers import created
from evolink_mock.world.body import read_object
from evolink_mock.world.contract import Model
from evolink_mock.world.files import base_url, find_reference
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import RefusedError, Response, json_response
from evolink_mock.world.story import Story, stories
from evolink_mock.world.task import Submission, Task
from evolink_mock.world.timeline import plan_timeline

_TASK_PREFIX = "task-unified-"
_IDEMPOTENCY_HEADER = "idempotency-key"
_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._-]{16,96}")
_USUAL_SECONDS = 45.0  # for a model whose page gives no estimate
_USUAL_CREDITS = 1.0  # for a model whose page gives no price
_EXTRA_FACTOR = 2.0  # pages say that some values cost more, not how much


def create(call: Invocation) -> Response:
    """Begin a task, or answer again for one that was begun under the same idempotency key."""
    request = read_object(call.request)
    model = _model(call, request)
    submission = _submission(call, request)
    if submission and (first := _first(call, submission)):
        return json_response(200, created(first, call.world.speed), {"idempotency-replayed": "true"})
    task = _begin(call, model, request, submission)
    call.world.add_task(task)
    return json_response(200, created(task, call.world.speed))


def price(model: Model, request: Mapping[str, Any]) -> float:
    """Return the credits that a checked request reserves."""
    total = float(model.example.get("usage.credits_reserved", _USUAL_CREDITS))
    for name, value in request.items():
        schema = model.properties.get(name, {})
        if schema.get("x-evolink-billed-per-image"):
            total *= value
        if value in schema.get("x-evolink-charged-extra", ()):
            total *= _EXTRA_FACTOR
    return round(total, 6)


def _model(call: Invocation, request: Mapping[str, Any]) -> Model:
    """Find the model of a request that keeps all its rules."""
    name = request.get("model")
    model = call.operation.models.get(name) if isinstance(name, str) else None
    if model and call.account.models is not None and model.name not in call.account.models:
        raise RefusedError(403)
    if broken := [found for found in evolink_rules.violations(request) if found.documented or not call.world.unchecked]:
        told = "; ".join(f"{violation.field} {violation.message}".strip() for violation in broken)
        raise RefusedError(400, told, param=broken[0].field)
    if model is None:
        raise RefusedError(400, "This model is served at another address.", param="model")
    return model


def _submission(call: Invocation, request: Mapping[str, Any]) -> Submission | None:
    key = call.request.headers.get(_IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not _IDEMPOTENCY_KEY.fullmatch(key):
        raise RefusedError(400, "An idempotency key has 16 to 96 letters, digits, dots, dashes or underscores.")
    canonical = json.dumps(request, sort_keys=True).encode()
    return Submission(key, blake2b(canonical, digest_size=16).digest())


def _first(call: Invocation, submission: Submission) -> Task | None:
    task = call.world.submitted(call.account, submission.idempotency_key)
    if task and task.submission != submission:
        raise RefusedError(400, "This idempotency key was used for a different request.")
    return task


def _begin(call: Invocation, model: Model, request: Mapping[str, Any], submission: Submission | None) -> Task:
    credits_needed = price(model, request)
    if not call.account.affords(credits_needed):
        raise RefusedError(402, f"{credits_needed:g} credits are needed, {call.account.remaining:g} are left.")
    task_id = call.world.new_task_id(_TASK_PREFIX, call.now)
    estimate = float(model.example.get("task_info.estimated_time", _USUAL_SECONDS))
    return Task(
        id=task_id,
        account=call.account,
        operation=call.operation,
        model=model,
        request=request,
        timeline=plan_timeline(call.now, estimate, _draw(task_id), _next_story(call)),
        reserved=credits_needed,
        reference=find_reference(call, request),
        submission=submission,
        base_url=base_url(call.request),
        format=asked_format(request, call.preference.format),
    )


def _next_story(call: Invocation) -> Story:
    if call.preference.story:
        return stories()[call.preference.story]
    script = call.account.script
    return script.popleft() if script else Story()


def _draw(task_id: str) -> float:
    """Return a task's own number in [0, 1)."""
    return blake2b(task_id.encode(), digest_size=1).digest()[0] / 256
