"""What one key may do and see, on a server whose keys the suite holds."""

from collections.abc import Callable

import pytest

from .contract import Schema
from .operations import FREE
from .target import Controlled
from .tasks import MODELS, READ, money, read, start_task, submit

StartMock = Callable[..., Controlled]

ANY = next(iter(MODELS.values()))
MINUTE = 60
KEY = {"idempotency-key": "contract-suite-key-1"}

each_model = pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)


def test_task_of_other_key(start_mock: StartMock) -> None:
    """A task of another key is not found."""
    mock = start_mock(speed=0)
    other = mock.with_key("other")
    task = start_task(mock.service, ANY)
    assert other.call(READ, resource=task["id"]).status == 404
    assert read(mock.service, task)["id"] == task["id"]


@each_model
def test_model_not_allowed(standing_mock: Controlled, schema: Schema) -> None:
    """A key without access to a model is refused, and pays nothing."""
    name = schema["x-evolink-model"]
    narrow = standing_mock.with_key(f"without-{name}", models=set(MODELS) - {name}, credits=100)
    assert {submit(narrow, schema, model=alias).status for alias in schema["properties"]["model"]["enum"]} == {403}
    assert money(narrow)["remaining_credits"] == 100
    assert submit(narrow, next(other for model, other in MODELS.items() if model != name)).ok


def test_rate_limit(start_mock: StartMock) -> None:
    """A 429 for a key that calls too often says when to retry."""
    mock = start_mock(speed=0)
    eager = mock.with_key("eager", per_minute=3)
    answers = [eager.call(FREE) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    wait = int(answers[-1].headers["retry-after"])
    assert 0 < wait <= MINUTE
    mock.server.clock.advance(wait)
    assert eager.call(FREE).ok
    assert mock.service.call(FREE).ok


def test_idempotent_request(start_mock: StartMock) -> None:
    """A request repeated under its idempotency key creates one task."""
    mock = start_mock(speed=0, credits=100)
    first, second = (submit(mock.service, ANY, KEY) for _ in range(2))
    assert first.body["id"] == second.body["id"]
    assert money(mock.service)["remaining_credits"] == 100 - first.body["usage"]["credits_reserved"]
    assert second.headers["idempotency-replayed"] == "true"
    refused = submit(mock.service, ANY, KEY, prompt="another")
    assert (refused.status, refused.body["error"]["code"]) == (409, "idempotency_conflict")
