"""What tasks cost, on a server whose clock and keys the suite controls."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ._contract import Schema
from ._target import Controlled
from ._tasks import FAILURES, MODELS, finish_task, going_on, money, request, start_task, submit

StartMock = Callable[..., Controlled]

ANY = next(iter(MODELS.values()))
GRANTED = 1000.0
AMPLE = 1e6  # credits, for any model

each_model = pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)


def priced(mark: str) -> Iterator[Any]:
    for model, schema in MODELS.items():
        for name, field in schema["properties"].items():
            if mark in field and allowed(field):
                yield pytest.param(schema, name, id=f"{model}-{name}")


def allowed(field: Schema) -> list[Any]:
    """Return the values of a field: all of a closed set, the ends of a range."""
    if "minimum" in field and "maximum" in field and "enum" not in field:
        return [field["minimum"], field["maximum"]]
    return [True, False] if field.get("type") == "boolean" else list(field.get("enum", ()))


def cost(mock: Controlled, schema: Schema, **fields: Any) -> float:
    price: float = start_task(mock.service, schema, **fields)["usage"]["credits_reserved"]
    return price


@each_model
def test_credits_are_reserved_then_charged(standing_mock: Controlled, schema: Schema) -> None:
    """A task reserves its price when it is created, and is charged at its end."""
    mock = standing_mock.as_key(f"payer-{schema['x-evolink-model']}", credits=AMPLE)
    body = going_on(mock.service, schema, request(schema))
    before = money(mock.service)
    task = start_task(mock.service, schema, None, **body)
    price = task["usage"]["credits_reserved"]
    held = money(mock.service)
    assert price > 0
    assert before["remaining_credits"] - held["remaining_credits"] == pytest.approx(price)
    assert held["used_credits"] == before["used_credits"]
    assert finish_task(mock, task)["status"] == "completed"
    spent = money(mock.service)
    assert before["remaining_credits"] - spent["remaining_credits"] == pytest.approx(price)
    assert spent["used_credits"] - before["used_credits"] == pytest.approx(price)


@pytest.mark.parametrize("code", FAILURES[:2])
def test_failed_task_is_refunded(start_mock: StartMock, code: str) -> None:
    """A failed task is refunded."""
    mock = start_mock(speed=0, credits=GRANTED)
    task = start_task(mock.service, ANY, {"prefer": f"story={code}"})
    assert money(mock.service)["remaining_credits"] < GRANTED
    assert finish_task(mock, task)["status"] == "failed"
    after = money(mock.service)
    assert (after["remaining_credits"], after["used_credits"]) == (GRANTED, 0)


def test_insufficient_credits(start_mock: StartMock) -> None:
    """Insufficient credits create no task and cost nothing."""
    mock = start_mock(speed=0, credits=GRANTED)
    poor = mock.with_key("poor", credits=cost(mock, ANY) * 1.5)
    assert submit(poor, ANY).ok
    left = money(poor)["remaining_credits"]
    assert submit(poor, ANY).status == 402
    assert money(poor)["remaining_credits"] == left > 0


def test_last_credit_can_be_spent(start_mock: StartMock) -> None:
    """The last credit can be spent."""
    mock = start_mock(speed=0, credits=GRANTED)
    exact = mock.with_key("exact", credits=cost(mock, ANY))
    assert submit(exact, ANY).ok
    assert money(exact)["remaining_credits"] == 0


def test_key_pays_for_itself(start_mock: StartMock) -> None:
    """A key pays for its own tasks only."""
    mock = start_mock(speed=0, credits=GRANTED)
    other = mock.with_key("other", credits=GRANTED)
    start_task(mock.service, ANY)
    assert money(other)["remaining_credits"] == GRANTED


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-billed-per-image")))
def test_each_image_is_charged(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """Each image of a task is charged."""
    counts = allowed(schema["properties"][field])
    prices = [cost(standing_mock, schema, **{field: count}) / count for count in counts]
    assert prices == pytest.approx([prices[0]] * len(counts))


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-charged-extra")))
def test_extra_charges(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """Values that are charged extra cost more."""
    extra = schema["properties"][field]["x-evolink-charged-extra"]
    prices = {value: cost(standing_mock, schema, **{field: value}) for value in allowed(schema["properties"][field])}
    usual = max(price for value, price in prices.items() if value not in extra)
    assert all(prices[value] > usual for value in extra)
