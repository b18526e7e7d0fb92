"""What a run may spend: on another's server nothing, unless it is told otherwise."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pytest

from ._contract import Operation, Schema

_DEAREST: Final = 4  # times the documented price: values that are charged extra do not say how much
_UNKNOWN_PRICE: Final = 10.0  # credits, where the contract gives no price


class Purse:
    """Credits that a run may spend.

    Args:
        budget: How many; infinity where they are not real.
    """

    def __init__(self, budget: float) -> None:
        self.budget = budget
        self.spent = 0.0

    @property
    def endless(self) -> bool:
        """Whether money is no matter."""
        return self.budget == math.inf

    def afford(self, estimate: float) -> None:
        """Go on if so many credits are left to spend, or skip the test."""
        if self.spent + estimate > self.budget:
            pytest.skip(f"might cost {estimate:g} credits, {self.budget - self.spent:g} may be spent (--budget)")

    def pay(self, answer: Any) -> None:
        """Take note of what an answer says that a request costs."""
        usage = answer.get("usage") if isinstance(answer, dict) else None
        self.spent += (usage or {}).get("credits_reserved", 0.0)


def worst_price(operation: Operation, request: Any) -> float:
    """Estimate, never too low, the credits that a request may cost if it is taken, valid or not."""
    prices = [_price(schema, request if isinstance(request, dict) else {}) for schema in operation.models.values()]
    return max(prices, default=0.0)


def _price(schema: Schema, request: Mapping[str, Any]) -> float:
    price: float = schema.get("x-evolink-example", {}).get("usage.credits_reserved", _UNKNOWN_PRICE)
    fields = schema["properties"]
    for name in fields:
        value = request.get(name)
        if fields[name].get("x-evolink-billed-per-image") and isinstance(value, int):
            price *= max(1, value)
        if "x-evolink-charged-extra" in fields[name]:
            price *= _DEAREST
    return price
