"""What spans and metrics say, without a service."""

import asyncio
import json
from types import SimpleNamespace

import pytest
from opentelemetry.trace import StatusCode

from evolink._telemetry import facts, recording
from evolink.errors import TaskFailed
from tests.telemetry.conftest import Telemetry

MODEL = "gpt-4o-image"
TASK = SimpleNamespace(id="task-1", model=MODEL, status="completed", completed=True, credits_used=2.0)


@pytest.mark.parametrize(("read_at", "lag"), [(15.0, 5.0), (None, 10.0)])
def test_lag(telemetry: Telemetry, read_at: float | None, lag: float) -> None:
    """A result was late by the time since the last read without it, or since its creation if there was none."""
    recording.task_created("task-1", 10.0)
    recording.task_ended(TASK, 20.0, read_at)
    ((_, measured),) = telemetry.measured("evolink.task.lag")
    assert measured == lag


@pytest.mark.parametrize(("operation", "status"), [(recording.SUBMIT, "ERROR"), (recording.WAIT, "UNSET")])
def test_cancelled(telemetry: Telemetry, operation: recording.Operation, status: str) -> None:
    """A cancelled wait is no error; a cancelled submit is one, as a task may have been created."""
    with pytest.raises(asyncio.CancelledError), recording.span(operation, dict):
        raise asyncio.CancelledError
    (span,) = telemetry.spans
    assert span.status.status_code is StatusCode[status]


@pytest.mark.parametrize(("code", "is_shown"), [("content_policy_violation", True), ("A cat in 4K", False)])
def test_code_of_error(code: str, is_shown: bool) -> None:  # noqa: FBT001 - a value of the table
    """What the service gives as a code is shown only if it looks like one: it may repeat the prompt."""
    assert ("evolink.error.code" in facts.of_error(TaskFailed("it failed", code=code))) is is_shown


@pytest.mark.parametrize(("n", "count"), [(1, None), (2, 2)])
def test_number_of_results(n: int, count: int | None) -> None:
    """How many results were asked for is said if it is not one, as the conventions want."""
    body = json.dumps({"model": MODEL, "prompt": "a cat", "n": n}).encode()
    assert facts.of_create_request(body, "key", "https://api.evolink.ai").get("gen_ai.request.choice.count") == count
