"""What the contract says about the price of a request."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evolink._contract.document import document
from evolink._contract.models import find_model, models
from evolink._contract.price_values import chooses_shape, price_values, spelled

Request = Mapping[str, Any]
Schema = Mapping[str, Any]

PRICE_LIST, EXAMPLE = "the documentation's price list", "the documentation's example"
_RESERVED = "usage.credits_reserved"
_SECONDS = "task_info.video_duration"
_RULE, _PER_CALL, _PER_SECOND = "usage.billing_rule", "per_call", "per_second"
"""How a task is charged by the example; a price by another rule, as by tokens, is that of the example alone."""
_PRICE = re.compile(
    r"\**(?P<number>\d+(?:\.\d+)?)\s*(?:credits?)?\s*(?:(?:/|per)\s*(?P<unit>[a-z]+))?\**(?:\s*\([^)]*\))?",
    re.ASCII | re.IGNORECASE,
)
_MOST_IMAGES = 1_000_000
"""More than any service makes at once; a larger number can't be calculated with."""
_WORDS = {"yes": True, "no": False, "true": True, "false": False}
_SPAN = re.compile(r"(\d+)\s*(?:s|sec|seconds?)", re.ASCII | re.IGNORECASE)
_ALTERNATIVES = re.compile(r"\s*(?:/|,|\bor\b)\s*")


@dataclass(frozen=True, slots=True)
class StatedPrice:
    """What the documentation says that a request costs.

    Attributes:
        credits: What it costs.
        source: What says so, in words.
        is_least: Whether more is added for what the request brings along, so that this is only the least.
    """

    credits: float
    source: str
    is_least: bool = False


def credits_per_dollar() -> float:
    """Return about how many credits one US dollar buys."""
    return float(document()["info"]["x-evolink-credits-per-dollar"])


def image_count(request: Request) -> int:
    """Return how many images a request asks for, by the parameter that is charged per image.

    If the contract does not know the model, it is the parameter that other models have for it.
    """
    return count_by(request, count_parameters(request.get("model")))


def count_by(request: Request, parameters: Mapping[str, Any]) -> int:
    """Return how many images a request asks for, by the parameters that are charged per image; see `image_count`."""
    counts = (request.get(name, default) for name, default in parameters.items())
    return min(next((count for count in counts if isinstance(count, int) and count > 0), 1), _MOST_IMAGES)


def count_parameters(model: object) -> Mapping[str, Any]:
    """Return the parameters of a model that are charged per image, with their defaults; see `image_count`."""
    known = find_model(model)
    return {
        name: schema.get("default") if known else None
        for info in ([known] if known else models().values())
        for name, schema in info.schema["properties"].items()
        if schema.get("x-evolink-billed-per-image")
    }


def stated_price(request: Request) -> StatedPrice | None:
    """Return what a request costs by the contract's price list, or by the documentation's example of a plain call."""
    info = find_model(request.get("model"))
    if info is None:
        return None
    number, properties = image_count(request), info.schema["properties"]
    listed = _listed(info.schema.get("x-evolink-prices", ()), request, properties)
    if listed is not None:
        return StatedPrice(listed * number, PRICE_LIST)
    example = info.schema.get("x-evolink-example", {})
    reserved = example.get(_RESERVED)
    if isinstance(reserved, bool) or not isinstance(reserved, int | float):
        return None
    seconds = _seconds_factor(request, properties, example)
    if seconds is None or not _is_like_example(request, info.schema):
        return None
    cost = reserved * seconds * _factor(request, properties) * number
    return StatedPrice(cost, EXAMPLE, is_least=_brings_more(request, properties))


def _is_like_example(request: Request, schema: Schema) -> bool:
    """Return whether all that decides the price of a request is as in the example, or has a stated factor."""
    unusual = (place for place, _ in price_values(request))
    return all(_is_same_price(_value_at(request, place), _schema_at(schema, place)) for place in unusual)


def _seconds_factor(request: Request, properties: Mapping[str, Schema], example: Schema) -> float | None:
    """Return how many times as long as the example's the result is; None if its seconds leave the price unknown."""
    rule, shown = example.get(_RULE, _PER_CALL), example.get(_SECONDS)
    factor = 1.0 if rule in {_PER_CALL, _PER_SECOND} else None
    for name, schema in properties.items():
        if factor is None or not schema.get("x-evolink-billed-per-second"):
            continue
        seconds = request.get(name, schema.get("default"))
        if not (isinstance(seconds, int | float) and isinstance(shown, int | float) and seconds > 0 and shown > 0):
            factor = None
        elif seconds != shown:
            factor = factor * seconds / shown if rule == _PER_SECOND else None
    return factor


def _is_same_price(value: object, schema: Schema | None) -> bool:
    """Return whether a value that is not the default one costs as much as that, or as much more as is stated."""
    if schema is None:
        return False
    kept = ("x-evolink-billed-per-image", "x-evolink-billed-per-second", "x-evolink-price-factors")
    if any(key in schema for key in kept):
        return True  # counted elsewhere
    if schema.get("x-evolink-priced-by-value") or _is_among(value, schema, "x-evolink-charged-less"):
        return False
    if "x-evolink-charged-extra" in schema:
        return not any(_is_among(each, schema, "x-evolink-charged-extra") for each in (value, schema.get("default")))
    return _is_text_or_file(value, schema) or chooses_shape(schema, value)


def _is_text_or_file(value: object, schema: Schema) -> bool:
    """Return whether a value is of a kind for which the documentation names no prices."""
    if isinstance(value, bool | int | float):
        return False
    return "enum" not in schema and "x-evolink-size-values" not in schema


def _brings_more(request: Request, properties: Mapping[str, Schema]) -> bool:
    return any(schema.get("x-evolink-billed-with-inputs") and request.get(name) for name, schema in properties.items())


def _is_among(value: object, schema: Schema, keyword: str) -> bool:
    return value is not None and spelled(schema, value) in schema.get(keyword, ())


def _value_at(request: Request, place: str) -> Any:
    found: Any = request
    for step in place.split("."):
        found = found.get(step)
    return found


def _schema_at(schema: Schema, place: str) -> Schema | None:
    found: Schema | None = schema
    for step in place.split("."):
        found = found.get("properties", {}).get(step) if found else None
    return found


def _factor(request: Request, properties: Mapping[str, Schema]) -> float:
    """Return how many times as much as with its defaults a request costs, by the factors that the contract states."""
    factor = 1.0
    for name, schema in properties.items():
        factors: Mapping[str, float] = schema.get("x-evolink-price-factors", {})
        default = schema.get("default")
        value = spelled(schema, request.get(name, default))
        factor *= factors.get(_key(value), 1) / factors.get(_key(default), 1)
    return factor


def _key(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(table: Sequence[Sequence[Any]], request: Request, properties: Mapping[str, Schema]) -> float | None:
    """Return the price of the only row of a price list that fits; None if none does, or several do."""
    prices = set(_fitting(table, request, properties))
    return prices.pop() if len(prices) == 1 else None


def _fitting(
    table: Sequence[Sequence[Any]], request: Request, properties: Mapping[str, Schema]
) -> Iterator[float | None]:
    """Yield the price of each row of a price list that fits a request; None for one that can't be counted."""
    heads: Sequence[Any] = ()
    for row in table:
        price = _PRICE.fullmatch(str(row[-1]).strip()) if row else None
        if price is None:
            heads = row or heads
        elif all(_fits(*each, request, properties) for each in _named(heads, row)):
            yield _counted(float(price["number"]), price["unit"], request, properties)


def _named(heads: Sequence[Any], row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row but its price, each with the head of its column."""
    for position, cell in enumerate(row[:-1]):
        head = str(heads[position]) if len(heads) == len(row) else ""
        yield "_".join(head.casefold().split()), str(cell).strip()


def _fits(head: str, cell: str, request: Request, properties: Mapping[str, Schema]) -> bool:
    """Return whether a cell says nothing of a request, or what is true of it."""
    choices = [each.casefold().strip("* ") for each in _ALTERNATIVES.split(cell)]
    if head in properties:
        values = {head: properties[head]}
    else:
        values = {
            name: schema
            for name, schema in properties.items()
            if {str(each).casefold() for each in schema.get("enum", ())} & {*choices, cell.casefold()}
        }
    if not values:
        return True
    return any(
        _means(each, request.get(name, schema.get("default")))
        for name, schema in values.items()
        for each in (*choices, cell.casefold())
    )


def _means(cell: str, value: object) -> bool:
    """Return whether a cell, in small letters, stands for a value."""
    span = _SPAN.fullmatch(cell)
    if isinstance(value, bool):
        return _WORDS.get(cell) is value
    if span and isinstance(value, int | float):
        return float(span[1]) == value
    return cell == str(value).casefold()


def _counted(price: float, unit: str | None, request: Request, properties: Mapping[str, Schema]) -> float | None:
    """Return a price for what it is for: a call, an image, or each second of the result."""
    if unit is None or unit.casefold() not in {"s", "sec", "second"}:
        return price
    seconds = [
        request.get(name, schema.get("default"))
        for name, schema in properties.items()
        if schema.get("x-evolink-billed-per-second")
    ]
    if len(seconds) == 1 and isinstance(seconds[0], int | float) and seconds[0] > 0:
        return price * seconds[0]
    return None
