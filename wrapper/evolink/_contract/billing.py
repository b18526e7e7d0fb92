"""What of a request decides its price, and what the contract says about that price."""

import re
from collections.abc import Mapping
from typing import Any

from evolink._contract.models import find_model, models, parameter_schemas

Request = Mapping[str, Any]

_EXAMPLE = "usage.credits_reserved"
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
    stated = _listed(info.schema.get("x-evolink-prices", ()), request, info.schema["properties"])
    if stated is None and not charged_extras(request):
        stated = info.schema.get("x-evolink-example", {}).get(_EXAMPLE)
    return float(stated) * image_count(request) if isinstance(stated, int | float) else None


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
