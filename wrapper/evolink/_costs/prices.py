"""What a call costs: by the documentation or, where calls like it have shown something else, by those."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from evolink._contract.billing import count_by, count_parameters, stated_price
from evolink._contract.models import find_model
from evolink._contract.price_values import price_values
from evolink._costs.estimate import UNKNOWN, Estimate

_SAME = 1e-6
"""Credits by which prices may differ and be the same: sums of floats are not exact."""
_REMEMBERED = 10_000
"""Prices of calls that differ, which a batch may have as many of as rows."""


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
        self._stated: dict[PriceClass, Estimate] = {}

    def learn(self, request: Mapping[str, Any], cost: float | None) -> None:
        """Note what a call has cost, or what was set aside for it."""
        if cost is None or cost < 0:
            return
        found, number = price_class(request)
        each = cost / number
        before = self._seen.get(found)
        self._seen[found] = (
            _Seen(before.calls + 1, min(before.least, each), max(before.most, each)) if before else _Seen(1, each, each)
        )

    def estimate(self, request: Mapping[str, Any]) -> Estimate:
        """Return what a request probably costs.

        What the documentation says counts, unless calls like it have cost something else: the dearest of those counts
        then.
        """
        found, number = price_class(request)
        seen, stated = self._seen.get(found), self._stated_each(found, request, number)
        if seen is None or (stated.credits is not None and _is_same(seen, stated.credits)):
            return _times(stated, number)
        words = "1 call like it" if seen.calls == 1 else f"{seen.calls} calls like it"
        return Estimate(
            credits=seen.most * number,
            source=f"{words} in the journal",
            least=seen.least if number > 1 else seen.least * number,
            most=seen.most * number,
            range_is_seen=seen.most - seen.least > _SAME,
        )

    def _stated_each(self, found: PriceClass, request: Mapping[str, Any], number: int) -> Estimate:
        """Return what one result of calls alike costs, as the documentation says; it is worked out once for them."""
        if found not in self._stated:
            if len(self._stated) >= _REMEMBERED:
                self._stated.clear()
            self._stated[found] = _each(request, number)
        return self._stated[found]

    def guess(self, request: Mapping[str, Any]) -> float | None:
        """Return the credits of the estimate of a request; None if it is unknown."""
        return self.estimate(request).credits


def _each(request: Mapping[str, Any], number: int) -> Estimate:
    """Return what one result costs, as the documentation says."""
    stated = stated_price(request)
    if stated is None:
        return Estimate(source=UNKNOWN)
    cost = stated.credits / number
    return Estimate(None if stated.is_least else cost, stated.source, cost, None if stated.is_least else cost)


def _times(each: Estimate, number: int) -> Estimate:
    """Return the estimate for so many results; fewer may come, and then fewer are charged."""
    if each.credits is None:
        return each
    return replace(each, credits=each.credits * number, most=each.credits * number)


def _is_same(seen: _Seen, each: float) -> bool:
    return abs(seen.least - each) <= _SAME and abs(seen.most - each) <= _SAME


def price_class(request: Mapping[str, Any]) -> tuple[PriceClass, int]:
    """Return what decides the price of one result of a request, and how many results it asks for."""
    model = str(request.get("model"))
    info, counts = find_model(model), count_parameters(model)
    values = tuple(each for each in price_values(request) if each[0] not in counts)
    return PriceClass(info.name if info else model, values), count_by(request, counts)
