"""What a task costs: the price of the documentation's example, and what a page says of other requests."""

from collections.abc import Iterator, Mapping
from typing import Any

from evolink_mock.world.model import Model

_DIGITS = 6  # of credits, so that sums show nothing of floating point
_DEFAULT_CREDITS = 1.0  # for a model whose page gives no price
_MOST_SECONDS = 1e6
_MORE, _LESS = 2.0, 0.5  # pages say that some values cost more or less, not how much
_EXAMPLE, _EXAMPLE_SECONDS = "usage.credits_reserved", "task_info.video_duration"


def round_credits(amount: float) -> float:
    """Return an amount of credits as precisely as the mock keeps it."""
    return round(amount, _DIGITS)


def price(model: Model, request: Mapping[str, Any]) -> float:
    """Return the credits to reserve for a valid request."""
    total = float(model.example.get(_EXAMPLE, _DEFAULT_CREDITS))
    for name, schema in model.properties.items():
        value = request.get(name, schema.get("default"))
        if value is not None:
            for factor in _factors(schema, value, model.example):
                total *= factor
    return round_credits(total)


def _factors(schema: Mapping[str, Any], value: Any, example: Mapping[str, Any]) -> Iterator[float]:
    """Yield by what a value multiplies the price of the example."""
    if schema.get("x-evolink-billed-per-image"):
        yield value
    if schema.get("x-evolink-billed-per-second") and (seconds := _number(value)) > 0:
        usual = _number(example.get(_EXAMPLE_SECONDS)) or _number(schema.get("default"))
        yield seconds / usual if usual > 0 else seconds
    if value in schema.get("x-evolink-charged-extra", ()):
        yield _MORE
    if value in schema.get("x-evolink-charged-less", ()):
        yield _LESS
    if factors := schema.get("x-evolink-price-factors", {}):
        yield factors.get(_key(value), 1) / factors.get(_key(schema.get("default")), 1)


def _number(value: Any) -> float:
    """Return a value as a number; 0 if it is none, or decided by the service."""
    try:
        return max(0.0, min(float(value), _MOST_SECONDS))
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
