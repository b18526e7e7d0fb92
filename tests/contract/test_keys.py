"""What one key may do and see, on a server whose keys the suite holds."""

from collections.abc import Callable

import pytest

from ._contract import Schema
from ._target import Controlled
from ._tasks import CREATE, FREE, READ, begun, money, read, submit

Apart = Callable[..., Controlled]

MODELS = CREATE.models
ANY = next(iter(MODELS.values()))
KEY = {"idempotency-key": "contract-suite-key-1"}

each_model = pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)


def test_tasks_of_another_key_are_not_found(apart: Apart) -> None:
    whole = apart(speed=0)
    other = whole.with_key("other")
    task = begun(whole.service, ANY)
    assert other.call(READ, resource=task["id"]).status == 404
    assert read(whole.service, task)["id"] == task["id"]


@each_model
def test_a_key_without_access_to_a_model_is_told_so_and_pays_nothing(apart: Apart, schema: Schema) -> None:
    whole = apart(speed=0)
    name = schema["x-evolink-model"]
    narrow = whole.with_key("narrow", models=set(MODELS) - {name}, credits=100)
    assert {submit(narrow, schema, model=alias).status for alias in schema["properties"]["model"]["enum"]} == {403}
    assert money(narrow)["remaining_credits"] == 100
    assert submit(narrow, next(other for model, other in MODELS.items() if model != name)).ok


def test_a_key_that_calls_too_often_is_told_when_to_call_again(apart: Apart) -> None:
    whole = apart(speed=0)
    eager = whole.with_key("eager", per_minute=3)
    answers = [eager.call(FREE) for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    whole.server.clock.advance(int(answers[-1].headers["retry-after"]))
    assert eager.call(FREE).ok
    assert whole.service.call(FREE).ok


def test_a_request_sent_again_under_its_key_makes_one_task(apart: Apart) -> None:
    whole = apart(speed=0, credits=100)
    first, second = (submit(whole.service, ANY, KEY) for _ in range(2))
    assert first.body["id"] == second.body["id"]
    assert money(whole.service)["remaining_credits"] == 100 - first.body["usage"]["credits_reserved"]
    assert second.headers["idempotency-replayed"] == "true"
    assert submit(whole.service, ANY, KEY, prompt="another").status == 400
