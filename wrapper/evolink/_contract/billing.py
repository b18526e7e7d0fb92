"""What of a request decides its price, and what the contract says about that price."""

import re
from collections.abc import Mapping
from typing import Any

from evolink._contract.models import find_model, models, parameter_schemas

Request = Mapping[str, Any]

_EXAMPLE = "usage.credits_reserved"
_SECONDS = "task_info.video_duration"
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def image_count(request: Request) -> int:
    """Return how many images a request asks for, by the parameter that is charged per image.

    If the contract does not know the model, it is the parameter that other models have for it.
    """
    known = find_model(request.get("model"))
    counts = (
        request.get(name, schema.get("default") if known else None)
        for info in ([known] if known else models().values())
        for name, schema in info.schema["properties"].items()
        if schema.get("x-evolink-billed-per-image")
    )
    return next((count for count in counts if isinstance(count, int) and count > 0), 1)


def charged_extras(request: Request) -> tuple[tuple[str, Any], ...]:
    """Return the parameters of a request whose values are charged extra, with those values."""
    return tuple(
        (name, request[name])
        for name, schema in parameter_schemas(request.get("model")).items()
        if request.get(name) in schema.get("x-evolink-charged-extra", ())
    )


def stated_credits(request: Request) -> float | None:
    """Return what a request costs by the contract's price list, or by the documentation's example of a plain call."""
    info = find_model(request.get("model"))
    if info is None:
        return None
    properties, example = info.schema["properties"], info.schema.get("x-evolink-example", {})
    stated = _listed(info.schema.get("x-evolink-prices", ()), request, properties)
    if stated is None and not charged_extras(request) and _is_like_example(request, properties, example):
        stated = example.get(_EXAMPLE)
        stated = stated * _factor(request, properties) if isinstance(stated, int | float) else None
    return float(stated) * image_count(request) if isinstance(stated, int | float) else None


def _is_like_example(request: Request, properties: Mapping[str, Any], example: Mapping[str, Any]) -> bool:
    """Return whether all that decides the price of a request is as in the example, or has a stated factor."""
    for name, schema in properties.items():
        default = schema.get("default")
        value = request.get(name, default)
        if schema.get("x-evolink-billed-per-second") and value != example.get(_SECONDS):
            return False
        if schema.get("x-evolink-priced-by-value") and value != default:
            return False
        if value in schema.get("x-evolink-charged-less", ()):
            return False
    return True


def _factor(request: Request, properties: Mapping[str, Any]) -> float:
    """Return how many times as much as with its defaults a request costs, by the factors that the contract states."""
    factor = 1.0
    for name, schema in properties.items():
        factors: Mapping[str, float] = schema.get("x-evolink-price-factors", {})
        default = schema.get("default")
        factor *= factors.get(_key(request.get(name, default)), 1) / factors.get(_key(default), 1)
    return factor


def _key(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(table: Any, request: Request, properties: Mapping[str, Any]) -> float | None:
    """Return the price of the only row of a price list that fits; None if none does, or several do."""
    closed = [(name, schema) for name, schema in properties.items() if "enum" in schema]
    chosen = {str(request.get(name, schema.get("default"))) for name, schema in closed}
    choices = {str(value) for _, schema in closed for value in schema["enum"]}
    prices = {
        float(row[-1])
        for row in table
        if row
        and _NUMBER.fullmatch(str(row[-1]).strip())
        and all(cell in chosen for cell in row[:-1] if cell in choices)
    }
    return prices.pop() if len(prices) == 1 else None
