"""The create operation: check a request, price it, and create the task."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from evolink_mock.world.answers import created_task
from evolink_mock.world.body import read_object
from evolink_mock.world.contract import Refusal
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.kinds import KINDS, choose_format
from evolink_mock.world.messages import RefusedError, Response, json_response
from evolink_mock.world.model import Model
from evolink_mock.world.prices import price
from evolink_mock.world.reading import Reading, read_request
from evolink_mock.world.references import find_references
from evolink_mock.world.story import Story, stories
from evolink_mock.world.task import Submission, Task
from evolink_mock.world.timeline import plan_timeline

_TASK_PREFIX = "task-unified-"
_IDEMPOTENCY_HEADER = "idempotency-key"
_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._-]{16,96}")
_CONFLICT = "idempotency_conflict"
_DEFAULT_SECONDS = 45.0  # for a model whose page gives no estimate


def create(call: Invocation) -> Response:
    """Create a task, or answer again for the one that was created under the same idempotency key."""
    body = read_object(call.request)
    reading = _read(call, body)
    submission = _submission(call, body)
    if submission and (original := _find_original(call, submission)):
        return json_response(200, created_task(original, call.world.speed), {"idempotency-replayed": "true"})
    task = _new_task(call, _model(reading), reading.request, submission)
    call.world.add_task(task)
    return replace(json_response(200, created_task(task, call.world.speed)), ignored=reading.ignored)


def _read(call: Invocation, body: Mapping[str, Any]) -> Reading:
    """Read a request.

    Raises:
        RefusedError: It breaks a rule, or the key may not use its model.
    """
    reading = read_request(call.operation.models, body, call.world.leniency)
    if reading.model and call.account.models is not None and reading.model.name not in call.account.models:
        raise RefusedError(403)
    if broken := reading.broken:
        message = "; ".join(f"{violation.field} {violation.message}".strip() for violation in broken)
        raise RefusedError(400, message, param=broken[0].field)
    return reading


def _model(reading: Reading) -> Model:
    if reading.model is None:
        raise RefusedError(400, "This model belongs to another operation.", param="model")
    return reading.model


def _submission(call: Invocation, request: Mapping[str, Any]) -> Submission | None:
    key = call.request.headers.get(_IDEMPOTENCY_HEADER)
    if key is None:
        return None
    if not _IDEMPOTENCY_KEY.fullmatch(key):
        raise RefusedError(400, "An idempotency key consists of 16 to 96 letters, digits, dots, dashes or underscores.")
    canonical = json.dumps(request, sort_keys=True).encode()
    return Submission(key, blake2b(canonical, digest_size=16).digest())


def _find_original(call: Invocation, submission: Submission) -> Task | None:
    task = call.world.find_submitted(call.account, submission.idempotency_key)
    if task is None and call.world.has_forgotten(call.account, submission.idempotency_key):
        raise RefusedError(400, f"A task was created under this idempotency key: {call.world.memory.apology}.")
    if task and task.submission != submission:
        conflict = call.operation.refusals.get(_CONFLICT, Refusal(409, _CONFLICT))
        raise RefusedError(
            conflict.number, "This idempotency key was used for a different request.", code=conflict.code
        )
    return task


def _new_task(call: Invocation, model: Model, request: Mapping[str, Any], submission: Submission | None) -> Task:
    credits_needed = price(model, request)
    if not call.account.affords(credits_needed):
        left = f"{call.account.remaining:g} are left of those that this mock was given (--credits)"
        raise RefusedError(402, f"The task needs {credits_needed:g} credits, and {left}.")
    task_id = call.world.new_task_id(_TASK_PREFIX, call.now)
    found = find_references(call, model, request)
    estimate = float(model.example.get("task_info.estimated_time", _DEFAULT_SECONDS))
    return Task(
        id=task_id,
        account=call.account,
        operation=call.operation,
        model=model,
        request=request,
        timeline=plan_timeline(call.now, estimate, _own_number(task_id), _story(call, found.failure)),
        reserved=credits_needed,
        references=found.references,
        submission=submission,
        base_url=call.base_url,
        format=choose_format(KINDS[call.operation.kind], model.effective(request), call.preference.format),
    )


def _story(call: Invocation, failure: str | None) -> Story:
    """Return how the task proceeds: as preferred, else to the failure that its request leads to."""
    return stories()[call.preference.story] if call.preference.story else Story(failure=failure)


def _own_number(task_id: str) -> float:
    """Return a number in [0, 1) that depends on the task's ID alone."""
    return blake2b(task_id.encode(), digest_size=1).digest()[0] / 256
