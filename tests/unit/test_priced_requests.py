"""What a request costs by the contract: the example's price holds for requests like the example's, and no others."""

from types import SimpleNamespace
from typing import Any

import pytest

from evolink._contract import billing

PROPERTIES: dict[str, Any] = {
    "model": {"enum": ["brush-9"]},
    "seconds": {"type": "integer", "default": 5, "x-evolink-billed-per-second": True},
    "quality": {"default": "720p", "x-evolink-price-factors": {"720p": 2, "1080p": 4}},
    "mode": {"default": "pro", "x-evolink-priced-by-value": True},
    "sound": {"type": "boolean", "default": True, "x-evolink-charged-less": [False]},
}
EXAMPLE = {"usage.credits_reserved": 8, "task_info.video_duration": 5}


@pytest.mark.parametrize(("request_", "credits_"), [
    ({}, 8), ({"seconds": 5}, 8), ({"quality": "1080p"}, 16), ({"quality": "480p"}, 4),
    ({"seconds": 6}, None), ({"mode": "std"}, None), ({"sound": False}, None),
])  # fmt: skip
def test_price_of_example(request_: dict[str, Any], credits_: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A factor that is stated counts; what else decides the price leaves it unknown."""
    info = SimpleNamespace(schema={"properties": PROPERTIES, "x-evolink-example": EXAMPLE})
    monkeypatch.setattr(billing, "find_model", lambda _name: info)
    monkeypatch.setattr(billing, "parameter_schemas", lambda _name: PROPERTIES)
    assert billing.stated_credits({"model": "brush-9", **request_}) == credits_
