"""What a request costs by the contract: the example's price holds for requests like the example's, and no others."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from evolink._contract import billing, price_values

PROPERTIES: dict[str, Any] = {
    "model": {"enum": ["brush-9"]},
    "seconds": {"type": "integer", "default": 5, "x-evolink-billed-per-second": True},
    "quality": {"default": "720p", "x-evolink-price-factors": {"720p": 2, "1080p": 4}},
    "mode": {"default": "pro", "x-evolink-priced-by-value": True},
    "sound": {"type": "boolean", "default": True, "x-evolink-charged-less": [False]},
    "tier": {"enum": ["a", "b", "C"], "default": "a", "x-evolink-charged-extra": ["C"]},
    "level": {"enum": ["1", "2"], "default": "1"},
    "shape": {"enum": ["auto", "16:9"]},
    "count": {"type": "integer"},
    "deep": {"type": "object", "properties": {"search": {"type": "boolean", "default": False}}},
}
EXAMPLE = {"usage.credits_reserved": 8, "task_info.video_duration": 5}


LIST = [["Quality", "Sound", "Price (credits)"], ["720p / 1080p", "Yes", "**23.04 Credits / video** (popular)"],
        ["720P", "no", "11.52"], ["4k", "Yes", "2 Credits / second"]]  # fmt: skip
LISTED: dict[str, Any] = {
    "model": {"enum": ["brush-9"]},
    "seconds": {"type": "integer", "default": 5, "x-evolink-billed-per-second": True},
    "quality": {"enum": ["720p", "1080p", "4K"], "default": "720p"},
    "sound": {"type": "boolean", "default": True},
    "n": {"type": "integer", "default": 1, "x-evolink-billed-per-image": True},
}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Make a schema that of every model."""

    def know(schema: dict[str, Any]) -> None:
        def info(_name: object) -> SimpleNamespace:
            return SimpleNamespace(schema=schema)

        for module in (billing, price_values):
            monkeypatch.setattr(module, "find_model", info)

    return know


@pytest.mark.parametrize(("request_", "credits_"), [
    ({}, 8), ({"seconds": 5}, 8), ({"quality": "1080p"}, 16), ({"quality": "480p"}, 4), ({"prompt": "x"}, 8),
    ({"seconds": 6}, None), ({"mode": "std"}, None), ({"sound": False}, None), ({"tier": "B"}, 8),
    ({"tier": "c"}, None),
    ({"level": "2"}, None), ({"shape": "16:9"}, 8), ({"count": 3}, None), ({"deep": {"search": True}}, None),
    ({"deep": {"search": False}}, 8), ({"unknown": 1}, None),
])  # fmt: skip
def test_price_of_example(
    request_: dict[str, Any], credits_: float | None, model: Callable[[dict[str, Any]], None]
) -> None:
    """A factor that is stated counts; what else may decide the price leaves it unknown."""
    model({"properties": PROPERTIES, "x-evolink-example": EXAMPLE})
    stated = billing.stated_price({"model": "brush-9", **request_})
    assert (stated.credits if stated else None) == credits_


@pytest.mark.parametrize(("request_", "credits_"), [
    ({}, 23.04), ({"quality": "1080P"}, 23.04), ({"sound": False}, 11.52), ({"quality": "4K"}, 10),
    ({"quality": "4k", "seconds": 8, "n": 2}, 32), ({"quality": "4K", "sound": False}, None),
    ({"quality": "4K", "seconds": -1}, None),
])  # fmt: skip
def test_price_list(request_: dict[str, Any], credits_: float | None, model: Callable[[dict[str, Any]], None]) -> None:
    """The one row that fits counts, whatever case it is written in, for a call or for each second."""
    model({"properties": LISTED, "x-evolink-prices": LIST})
    stated = billing.stated_price({"model": "brush-9", **request_})
    assert (stated.credits if stated else None) == credits_


@pytest.mark.parametrize(("rule", "seconds", "credits_"), [
    ("per_call", 5, 8), ("per_call", 10, None),
    ("per_second", 10, 16), ("per_second", -1, None), ("per_token", 5, None),
])  # fmt: skip
def test_billing_rules(
    rule: str, seconds: int, credits_: float | None, model: Callable[[dict[str, Any]], None]
) -> None:
    """By the second, a price holds for any number of them; by tokens, for the example alone."""
    model({"properties": PROPERTIES, "x-evolink-example": {**EXAMPLE, "usage.billing_rule": rule}})
    stated = billing.stated_price({"model": "brush-9", "seconds": seconds})
    assert (stated.credits if stated else None) == credits_


def test_least_price(model: Callable[[dict[str, Any]], None]) -> None:
    """Where the length of what is brought along is charged too, the example's price is only the least."""
    clips = {"type": "array", "items": {"format": "uri"}, "x-evolink-billed-with-inputs": True}
    model({"properties": {"clips": clips}, "x-evolink-example": EXAMPLE})
    stated = billing.stated_price({"model": "brush-9", "clips": ["https://example.com/a.mp4"]})
    assert stated == billing.StatedPrice(8, billing.EXAMPLE, is_least=True)


@pytest.mark.parametrize(("prices", "values"), [([], ()), (LIST, (("shape", '"16:9"'),))])
def test_shapes(
    prices: list[list[str]], values: tuple[tuple[str, str], ...], model: Callable[[dict[str, Any]], None]
) -> None:
    """A shape makes no difference to a price, unless there is a price list, which may have a column for it."""
    listed = {"x-evolink-prices": prices} if prices else {}
    model({"properties": {"shape": {"enum": ["auto", "16:9"]}}, **listed})
    assert price_values.price_values({"model": "brush-9", "shape": "16:9"}) == values
