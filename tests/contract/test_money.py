"""What tasks cost, on a server whose clock and keys the suite holds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ._contract import Schema
from ._target import Controlled
from ._tasks import CREATE, FAILURES, begun, ended, money, submit

Apart = Callable[..., Controlled]

MODELS = list(CREATE.models.values())
ANY = MODELS[0]
GRANTED = 1000.0

each_model = pytest.mark.parametrize("schema", MODELS, ids=CREATE.models)


def priced(mark: str) -> Iterator[Any]:
    for model, schema in CREATE.models.items():
        for name, field in schema["properties"].items():
            if mark in field:
                yield pytest.param(schema, name, id=f"{model}-{name}")


def cost(whole: Controlled, schema: Schema, **fields: Any) -> float:
    price: float = begun(whole.service, schema, **fields)["usage"]["credits_reserved"]
    return price


@each_model
def test_a_task_holds_its_price_at_once_and_spends_it_at_its_end(apart: Apart, schema: Schema) -> None:
    whole = apart(speed=0, credits=GRANTED)
    task = begun(whole.service, schema)
    price = task["usage"]["credits_reserved"]
    held = money(whole.service)
    assert held["remaining_credits"] == pytest.approx(GRANTED - price)
    assert held["used_credits"] == 0
    assert ended(whole, task)["status"] == "completed"
    spent = money(whole.service)
    assert spent["remaining_credits"] == pytest.approx(GRANTED - price)
    assert spent["used_credits"] == pytest.approx(price)


@pytest.mark.parametrize("code", FAILURES[:2])
def test_a_failed_task_is_paid_back(apart: Apart, code: str) -> None:
    whole = apart(speed=0, credits=GRANTED)
    task = begun(whole.service, ANY, {"prefer": f"story={code}"})
    assert money(whole.service)["remaining_credits"] < GRANTED
    assert ended(whole, task)["status"] == "failed"
    after = money(whole.service)
    assert (after["remaining_credits"], after["used_credits"]) == (GRANTED, 0)


def test_credits_that_do_not_suffice_make_no_task_and_cost_nothing(apart: Apart) -> None:
    whole = apart(speed=0, credits=GRANTED)
    poor = whole.with_key("poor", credits=cost(whole, ANY) * 1.5)
    assert submit(poor, ANY).ok
    left = money(poor)["remaining_credits"]
    assert submit(poor, ANY).status == 402
    assert money(poor)["remaining_credits"] == left > 0


def test_the_last_credit_can_be_spent(apart: Apart) -> None:
    whole = apart(speed=0, credits=GRANTED)
    exact = whole.with_key("exact", credits=cost(whole, ANY))
    assert submit(exact, ANY).ok
    assert money(exact)["remaining_credits"] == 0


def test_a_key_pays_for_itself_only(apart: Apart) -> None:
    whole = apart(speed=0, credits=GRANTED)
    other = whole.with_key("other", credits=GRANTED)
    begun(whole.service, ANY)
    assert money(other)["remaining_credits"] == GRANTED


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-billed-per-image")))
def test_each_picture_is_charged(apart: Apart, schema: Schema, field: str) -> None:
    whole = apart(speed=0)
    counts = schema["properties"][field]["enum"]
    prices = [cost(whole, schema, **{field: count}) / count for count in counts]
    assert prices == pytest.approx([prices[0]] * len(counts))


@pytest.mark.parametrize(("schema", "field"), list(priced("x-evolink-charged-extra")))
def test_what_is_charged_extra_costs_more(apart: Apart, schema: Schema, field: str) -> None:
    whole = apart(speed=0)
    extra = schema["properties"][field]["x-evolink-charged-extra"]
    prices = {value: cost(whole, schema, **{field: value}) for value in schema["properties"][field]["enum"]}
    usual = max(price for value, price in prices.items() if value not in extra)
    assert all(prices[value] > usual for value in extra)
