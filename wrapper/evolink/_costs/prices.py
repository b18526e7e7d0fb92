"""What a call costs: by the documentation or, where calls like it have shown something else, by those."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from evolink._contract.billing import count_parameters, image_count, stated_price
from evolink._contract.models import find_model
from evolink._contract.price_values import price_values
from evolink._costs.estimate import UNKNOWN, Estimate

_SAME = 1e-6
"""Credits by which prices may differ and be the same: sums of floats are not exact."""


@dataclass(frozen=True, slots=True)
class PriceClass:
    """What calls of the same price have in common.

    Attributes:
        model: The model, by its present name.
        values: What may decide the price, without the number of results, which are charged one by one.
    """

    model: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one result of calls of one price has cost."""

    calls: int
    least: float
    most: float


class Prices:
    """What is known about prices. Its estimates are those of single calls, of batches and of their budgets."""

    def __init__(self) -> None:
        self._seen: dict[PriceClass, _Seen] = {}

    def learn(self, request: Mapping[str, Any], cost: float | None) -> None:
        """Note what a call has cost, or what was set aside for it."""
        if cost is None or cost < 0:
            return
        found, each = price_class(request), cost / image_count(request)
        before = self._seen.get(found)
        self._seen[found] = (
            _Seen(before.calls + 1, min(before.least, each), max(before.most, each)) if before else _Seen(1, each, each)
        )

    def estimate(self, request: Mapping[str, Any]) -> Estimate:
        """Return what a request probably costs.

        What the documentation says counts, unless calls like it have cost something else: the dearest of those counts
        then.
        """
        number, seen = image_count(request), self._seen.get(price_class(request))
        stated = _stated(request, number)
        if seen is None or (stated.credits is not None and _is_same(seen, stated.credits / number)):
            return stated
        words = "1 call like it" if seen.calls == 1 else f"{seen.calls} calls like it"
        return Estimate(
            credits=seen.most * number,
            source=f"{words} in the journal",
            least=seen.least if number > 1 else seen.least * number,
            most=seen.most * number,
            range_is_seen=seen.most - seen.least > _SAME,
        )

    def guess(self, request: Mapping[str, Any]) -> float | None:
        """Return the credits of the estimate of a request; None if it is unknown."""
        return self.estimate(request).credits


def _stated(request: Mapping[str, Any], number: int) -> Estimate:
    stated = stated_price(request)
    if stated is None:
        return Estimate(source=UNKNOWN)
    found = Estimate(stated.credits, stated.source, least=stated.credits / number, most=stated.credits)
    return replace(found, credits=None, most=None) if stated.is_least else found


def _is_same(seen: _Seen, each: float) -> bool:
    return abs(seen.least - each) <= _SAME and abs(seen.most - each) <= _SAME


def price_class(request: Mapping[str, Any]) -> PriceClass:
    """Return what decides the price of one result of a request."""
    model = str(request.get("model"))
    info, counts = find_model(model), count_parameters(model)
    values = ((name, value) for name, value in price_values(request) if name not in counts)
    return PriceClass(info.name if info else model, tuple(values))
