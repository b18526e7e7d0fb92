"""What a row may cost, by what rows alike have shown."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from evolink._task.credit_figures import MOST
from evolink.batch._forecast import Forecast
from evolink.journal import Call, Price, State
from evolink.journal._calls import fingerprint


def call(state: State = State.PLANNED, **request: Any) -> Call:
    body = json.dumps({"model": "a-model", "prompt": "x", **request})
    return Call(1, "key", "a-model", body, fingerprint(body)[1], state, 0.0)


def links(*names: str) -> dict[str, Any]:
    return {"image_urls": [f"https://x.example/{name}.png" for name in names]}


def expected(forecast: Forecast, **request: Any) -> float | None:
    return forecast.price(call(**request)).expected


def test_nobody_knows_a_price_before_one_was_seen_and_it_may_be_ten_times_dearer_then() -> None:
    forecast = Forecast()
    assert forecast.price(call()) == Price(None, math.inf)
    assert not forecast.learn(call(), 1.5), "nothing was reserved for such rows"
    assert forecast.price(call()) == Price(1.5, 15.0)
    assert forecast.learn(call(), 2.0), "what was reserved is too little"
    assert not forecast.learn(call(), 1.0)
    assert (forecast.price(call()), forecast.rises) == (Price(2.0, 20.0), 1)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ({"prompt": "another"}, True),
        ({"callback_url": "https://me.example"}, True),
        ({"mask_url": None}, True),
        ({"size": "1:1"}, False),
        ({"quality": "4K"}, False),
        ({"n": 2}, False),
        (links("a"), False),
        ({"model": "b-model"}, False),
        ({"anything": "else"}, False),
    ],
)
def test_rows_are_alike_if_everything_that_could_matter_is(other: dict[str, Any], *, alike: bool) -> None:
    forecast = Forecast()
    forecast.learn(call(), 1.0)
    assert expected(forecast, **other) == (1.0 if alike else None)


def test_an_old_name_of_a_model_costs_what_the_present_one_does() -> None:
    forecast = Forecast()
    forecast.learn(call(model="gemini-2.5-flash-image"), 1.0)
    assert expected(forecast, model="nano-banana-beta") == 1.0


def test_three_links_that_cost_the_same_show_that_links_do_not_matter_but_their_number_does() -> None:
    forecast = Forecast()
    for name in "abc":
        assert expected(forecast, **links(name)) is None
        forecast.learn(call(**links(name)), 1.0)
    assert expected(forecast, **links("d")) == 1.0
    assert expected(forecast, **links("d", "e")) is None
    assert expected(forecast, **links("d"), size="4:3") is None
    forecast.learn(call(**links("d"), size="4:3"), 1.2)
    assert expected(forecast, **links("e"), size="4:3") == 1.2, "what was shown holds for the model"


def test_eight_seeds_show_that_seeds_do_not_matter() -> None:
    forecast = Forecast()
    for seed in range(8):
        assert expected(forecast, seed=seed) is None
        forecast.learn(call(seed=seed), 1.0)
    assert expected(forecast, seed=9) == 1.0
    assert expected(forecast) is None, "to give none is something else"


def test_values_that_differ_in_price_show_nothing() -> None:
    forecast = Forecast()
    for number, name in enumerate("abcdef"):
        forecast.learn(call(**links(name)), 3.0**number)
    assert expected(forecast, **links("g")) is None


def test_what_did_not_matter_matters_again_when_such_a_row_is_far_dearer() -> None:
    forecast = Forecast()
    for name in "abc":
        forecast.learn(call(**links(name)), 1.0)
    assert forecast.learn(call(**links("d")), 5.0)
    assert (expected(forecast, **links("d")), expected(forecast, **links("a"))) == (5.0, None)


@pytest.mark.parametrize("figure", [None, 0.0, -1.0, math.nan, math.inf, MOST])
def test_no_price_is_learnt_from_what_no_row_can_cost(figure: float | None) -> None:
    forecast = Forecast()
    assert not forecast.learn(call(), figure)
    assert expected(forecast) is None


def test_what_a_task_has_cost_above_what_was_set_aside_is_a_price_and_an_overrun() -> None:
    forecast = Forecast()
    forecast.learn(call(), 2.0)
    assert forecast.learn_end(call(), 2.0, 5.0, completed=True)
    assert (expected(forecast), forecast.overrun) == (5.0, 2.5)
    assert not forecast.learn_end(call(), 2.0, 0.5, completed=True)
    assert (expected(forecast), forecast.overrun) == (5.0, 2.5), "the dearest counts"


@pytest.mark.parametrize(
    ("state", "reserved", "used", "price"),
    [
        (State.COMPLETED, None, 0.0, Price(0.0, 1.0)),
        (State.COMPLETED, 0.0, None, Price(None, math.inf)),
        (State.FAILED, None, 0.0, Price(None, math.inf)),
        (State.FAILED, 3.0, 0.0, Price(3.0, 30.0)),
        (State.SUBMITTED, 3.0, None, Price(3.0, 30.0)),
        (State.SUBMITTED, 0.0, None, Price(None, math.inf)),
    ],
)
def test_the_journal_s_calls_are_learnt_from(
    state: State, reserved: float | None, used: float | None, price: Price
) -> None:
    forecast = Forecast()
    known = replace(call(state), credits_reserved=reserved, credits_used=used)
    forecast.learn_call(known)
    assert forecast.price(call()) == price


def test_where_the_service_tells_nothing_at_all_the_documentation_does() -> None:
    forecast = Forecast()
    told = replace(call(State.COMPLETED), credits_expected=1.6)
    forecast.learn_call(told)
    assert forecast.price(call()) == Price(1.6, 16.0)
