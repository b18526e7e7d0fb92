"""What a run may spend: nothing on a real server, unless `--budget` says otherwise."""

import math
from collections.abc import Mapping
from typing import Any, Final, NoReturn

import pytest

from .contract import Operation, Schema
from .record import RECORD

_EXTRA_FACTOR: Final = 4  # times the documented price: the documentation does not say how much extras cost
_UNKNOWN_PRICE: Final = 10.0  # credits, if the contract states no price


class Budget:
    """Credits that a run may spend.

    Args:
        limit: How many; infinity if they cost nothing.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.spent = 0.0
        self._exhausted = ""

    @property
    def unlimited(self) -> bool:
        """Whether any amount may be spent."""
        return self.limit == math.inf

    def allows(self, estimate: float) -> bool:
        """Return whether so many credits may still be spent."""
        return not self._exhausted and self.spent + estimate <= self.limit

    def require(self, estimate: float) -> None:
        """Skip the test unless so many credits may still be spent."""
        if self._exhausted:
            pytest.skip(self._exhausted)
        if not self.allows(estimate):
            pytest.skip(f"might cost credits, and too few are left of --budget {self.limit:g}")

    def exhaust(self, reason: str) -> NoReturn:
        """Skip the test, and all others that may cost credits."""
        self._exhausted = RECORD.exhausted = reason
        pytest.skip(reason)

    def count(self, answer: Any) -> None:
        """Count the credits that an answer says a request costs."""
        usage = answer.get("usage") if isinstance(answer, dict) else None
        reserved = usage.get("credits_reserved", 0.0) if isinstance(usage, dict) else 0.0
        self.spent += reserved if isinstance(reserved, int | float) else 0.0
        if not self.unlimited:
            RECORD.spent = self.spent


def worst_price(operation: Operation, request: Any) -> float:
    """Return the most credits that a request may cost if it is accepted, valid or not."""
    fields = request if isinstance(request, dict) else {}
    named = [each for each in operation.models.values() if fields.get("model") in each["properties"]["model"]["enum"]]
    prices = [_price(schema, fields) for schema in named or operation.models.values()]
    return max(prices, default=0.0)


def _price(schema: Schema, request: Mapping[str, Any]) -> float:
    price: float = schema.get("x-evolink-example", {}).get("usage.credits_reserved", _UNKNOWN_PRICE)
    fields = schema["properties"]
    for name in fields:
        value = request.get(name)
        if fields[name].get("x-evolink-billed-per-image") and isinstance(value, int):
            price *= max(1, value)
        if "x-evolink-charged-extra" in fields[name]:
            price *= _EXTRA_FACTOR
    return price
