"""What a row may cost, judged by what rows like it have cost."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from evolink._task.answer_fields import MAX_CREDITS
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


def test_price_before_and_after() -> None:
    """No price is known before the first row; then it may be ten times higher at worst."""
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
def test_rows_alike(other: dict[str, Any], *, alike: bool) -> None:
    """Rows are alike if every parameter that may affect the price is alike."""
    forecast = Forecast()
    forecast.learn(call(), 1.0)
    assert expected(forecast, **other) == (1.0 if alike else None)


def test_old_model_name() -> None:
    """An old name of a model has the price of the present one."""
    forecast = Forecast()
    forecast.learn(call(model="gemini-2.5-flash-image"), 1.0)
    assert expected(forecast, model="nano-banana-beta") == 1.0


def test_three_links() -> None:
    """Three links of one price show that links do not matter, but their number still does."""
    forecast = Forecast()
    for name in "abc":
        assert expected(forecast, **links(name)) is None
        forecast.learn(call(**links(name)), 1.0)
    assert expected(forecast, **links("d")) == 1.0
    assert expected(forecast, **links("d", "e")) is None
    assert expected(forecast, **links("d"), size="4:3") is None
    forecast.learn(call(**links("d"), size="4:3"), 1.2)
    assert expected(forecast, **links("e"), size="4:3") == 1.2, "what was shown holds for the model"


def test_eight_seeds() -> None:
    """Eight seeds of one price show that seeds do not matter."""
    forecast = Forecast()
    for seed in range(8):
        assert expected(forecast, seed=seed) is None
        forecast.learn(call(seed=seed), 1.0)
    assert expected(forecast, seed=9) == 1.0
    assert expected(forecast) is None, "to give none is something else"


def test_differing_prices() -> None:
    """Values that differ in price show nothing."""
    forecast = Forecast()
    for number, name in enumerate("abcdef"):
        forecast.learn(call(**links(name)), 3.0**number)
    assert expected(forecast, **links("g")) is None


def test_doubt_after_a_rise() -> None:
    """A parameter that did not matter matters again once such a row is far dearer."""
    forecast = Forecast()
    for name in "abc":
        forecast.learn(call(**links(name)), 1.0)
    assert forecast.learn(call(**links("d")), 5.0)
    assert (expected(forecast, **links("d")), expected(forecast, **links("a"))) == (5.0, None)


@pytest.mark.parametrize("figure", [None, 0.0, -1.0, math.nan, math.inf, MAX_CREDITS])
def test_impossible_costs(figure: float | None) -> None:
    """No price is learned from an impossible cost."""
    forecast = Forecast()
    assert not forecast.learn(call(), figure)
    assert expected(forecast) is None


def test_overrun() -> None:
    """What a task costs above its reservation is a price and an overrun."""
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
def test_learn_from_journal(state: State, reserved: float | None, used: float | None, price: Price) -> None:
    """A forecast learns from the journal's calls."""
    forecast = Forecast()
    known = replace(call(state), credits_reserved=reserved, credits_used=used)
    forecast.learn_call(known)
    assert forecast.price(call()) == price


def test_documented_price_as_last_resort() -> None:
    """If the service reports nothing at all, the documented price counts."""
    forecast = Forecast()
    noted = replace(call(State.COMPLETED), credits_expected=1.6)
    forecast.learn_call(noted)
    assert forecast.price(call()) == Price(1.6, 16.0)
