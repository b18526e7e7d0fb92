"""What an answer says of money, as figures that can be counted with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

MOST = 1e6
"""Credits that no single call costs, some 15,000 dollars: a figure above is counted as this much, and not believed."""

_RESERVED = ("usage.credits_reserved", "billing.reserved_credits")
_USED = ("usage.credits_used", "usage.cost.credits")
_CHARGED, _REFUNDED = "billing.charged_credits", "billing.refunded_credits"


@dataclass(frozen=True, slots=True)
class Figures:
    """What an answer says of money.

    Attributes:
        reserved: Credits set aside for the task; None if the answer has no figure that can be counted with.
        used: Credits it has cost, with what was refunded taken off; None likewise.
        odd: What was said and can't be so, each with its field and value.
    """

    reserved: float | None
    used: float | None
    odd: tuple[str, ...] = ()


def read_figures(body: Mapping[str, Any]) -> Figures:
    """Return the figures of a task's answer, from the first field that has one.

    A negative figure or NaN is as if it were absent: nothing that may have cost counts as free. What is infinite or
    larger than `MOST` counts as `MOST`.

    Args:
        body: The answer.
    """
    told = {field: _at(body, field) for field in (*_RESERVED, *_USED, _CHARGED, _REFUNDED)}
    used = _first(told[field] for field in _USED)
    if used is None and (charged := countable(told[_CHARGED])) is not None:
        used = max(0.0, charged - (countable(told[_REFUNDED]) or 0.0))
    return Figures(_first(told[field] for field in _RESERVED), used, tuple(_odd(told)))


def countable(value: object) -> float | None:
    """Return a figure of the service's as it is counted; None if it can't be."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:  # NaN too
        return None
    return float(min(value, MOST))


def _odd(told: Mapping[str, object]) -> Iterator[str]:
    for field, value in told.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        counted = countable(value)
        if counted is None:
            yield f"{field} is {_short(value)}, which is not counted"
        elif value > MOST:
            yield f"{field} is {_short(value)}, which is counted as {MOST:,.0f}"


def _short(value: float) -> str:
    """Return a number in a few characters: an integer may have thousands of digits."""
    try:
        return f"{float(value):g}"
    except OverflowError:
        return "an integer beyond all floats"


def _first(values: Iterator[object]) -> float | None:
    return next((figure for value in values if (figure := countable(value)) is not None), None)


def _at(body: Mapping[str, Any], field: str) -> object:
    value: object = body
    for name in field.split("."):
        value = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    return value
