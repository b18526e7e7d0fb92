"""What tasks cost, on a server whose clock and keys the suite controls."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .applied import holds
from .contract import Schema
from .target import Controlled
from .tasks import FAILURES, MODELS, finish_task, going_on, money, request, start_task, submit

StartMock = Callable[..., Controlled]

ANY = next(iter(MODELS.values()))
GRANTED = 1000.0
PRICE = "usage.credits_reserved"
AMPLE = 1e6  # credits, for any model

each_model = pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)


def priced(mark: str) -> Iterator[Any]:
    for model, schema in MODELS.items():
        for name, field in schema["properties"].items():
            if mark in field and len(allowed(schema, name)) > 1:
                yield pytest.param(schema, name, id=f"{model}-{name}")


def allowed(schema: Schema, name: str) -> list[Any]:
    """Return the values of a field: all of a closed set, the ends of a range."""
    field = schema["properties"][name]
    if field.get("type") == "boolean":
        return [True, False]
    least = field.get("minimum", 1)
    values = field.get("enum") or [least, field.get("maximum", least + 1)]
    positive = [value for value in values if not isinstance(value, int | float) or value > 0]
    return [value for value in positive if holds(schema, request(schema, **{name: value}))]


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
    counts = allowed(schema, field)
    prices = [cost(standing_mock, schema, **{field: count}) / count for count in counts]
    assert prices == pytest.approx([prices[0]] * len(counts))


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-charged-extra")))
def test_extra_charges(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """Values that are charged extra cost more."""
    extra = schema["properties"][field]["x-evolink-charged-extra"]
    prices = {value: cost(standing_mock, schema, **{field: value}) for value in allowed(schema, field)}
    usual = max(price for value, price in prices.items() if value not in extra)
    assert all(prices[value] > usual for value in extra)


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-charged-less")))
def test_reduced_charges(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """Values that are charged less cost less."""
    less = schema["properties"][field]["x-evolink-charged-less"]
    prices = {value: cost(standing_mock, schema, **{field: value}) for value in allowed(schema, field)}
    usual = min(price for value, price in prices.items() if value not in less)
    assert all(prices[value] < usual for value in less)


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-billed-per-second")))
def test_each_second_is_charged(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """Each second of a result is charged."""
    lengths = allowed(schema, field)
    prices = [cost(standing_mock, schema, **{field: length}) / float(length) for length in lengths]
    assert prices == pytest.approx([prices[0]] * len(lengths), rel=1e-3)


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-price-factors")))
def test_price_factors(standing_mock: Controlled, schema: Schema, field: str) -> None:
    """A value costs as many times as much as the contract says."""
    member = schema["properties"][field]
    factors = {key(member.get("default")): 1.0, **member["x-evolink-price-factors"]}
    stated = [(value, factors.get(key(value))) for value in allowed(schema, field)]
    units = [cost(standing_mock, schema, **{field: value}) / factor for value, factor in stated if factor]
    assert units == pytest.approx([units[0]] * len(units), rel=1e-3)


def key(value: Any) -> str:
    """Return a value as the contract writes it where it says what the value costs."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain() -> Iterator[Any]:
    """Yield the models whose smallest request is like their documented example in all that decides the price."""
    for model, schema in MODELS.items():
        example = schema.get("x-evolink-example", {})
        seconds = [each for each in schema["properties"].values() if "x-evolink-billed-per-second" in each]
        alike = all(each.get("default") == example.get("task_info.video_duration") for each in seconds)
        if PRICE in example and alike and not _has_other_prices(schema):
            yield pytest.param(schema, example[PRICE], id=model)


def _has_other_prices(schema: Schema) -> bool:
    fields = schema["properties"].values()
    usual = [{*each.get("x-evolink-charged-extra", ()), *each.get("x-evolink-charged-less", ())} for each in fields]
    return any(each.get("default") in marked for each, marked in zip(fields, usual, strict=True))


@pytest.mark.parametrize(("schema", "price"), list(plain()))
def test_documented_price(standing_mock: Controlled, schema: Schema, price: float) -> None:
    """The smallest request costs what the documented example of its model costs."""
    assert cost(standing_mock, schema) == pytest.approx(price)
