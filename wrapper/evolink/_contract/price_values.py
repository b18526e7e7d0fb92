"""What of a request may decide its price."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from evolink._contract.models import find_model

Schema = Mapping[str, Any]

_PRICELESS = frozenset({"model", "prompt", "callback_url"})
_NEUTRAL = frozenset({"x-evolink-price-neutral", "x-evolink-task-id", "x-evolink-result-index"})
_LENGTHS = frozenset(
    {
        "x-evolink-billed-with-inputs",
        "x-evolink-max-file-seconds",
        "x-evolink-min-file-seconds",
        "x-evolink-max-total-seconds",
        "x-evolink-max-total-seconds-with-output",
        "x-evolink-least-is-input-length",
    }
)
"""What only the places of files that last for a time have: another file there may have another price."""
_RATIO = re.compile(r"\d+(?:\.\d+)?:\d+(?:\.\d+)?", re.ASCII)
_LINK = re.compile(r"https?://|data:|sha256:", re.ASCII | re.IGNORECASE)


def price_values(request: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what may decide the price of a request and is not as by default.

    Names of what is inside objects have dots. Of texts it counts whether there are any, and of links and lists how
    many; but each file that lasts for a time is another one. The shape of the result counts only where there is a price
    list, which may have a column for it.
    """
    info = find_model(request.get("model"))
    schema: Schema = info.schema if info else {}
    return tuple(sorted(_members(request, schema, "", by_shape="x-evolink-prices" in schema)))


def spelled(schema: Schema, value: object) -> object:
    """Return a value in the spelling of its closed set, whatever case it is written in."""
    if not isinstance(value, str):
        return value
    return next((each for each in schema.get("enum", ()) if str(each).casefold() == value.casefold()), value)


def chooses_shape(schema: Schema, value: object) -> bool:
    """Whether a value is one of a closed set of shapes, such as `16:9`, or of words beside them, such as `auto`."""
    values: Sequence[object] = schema.get("enum") or schema.get("x-evolink-size-values") or ()
    return spelled({"enum": values}, value) in values and any(_RATIO.fullmatch(str(each)) for each in values)


def _members(values: Mapping[str, Any], schema: Schema, prefix: str, *, by_shape: bool) -> Iterator[tuple[str, str]]:
    properties: Mapping[str, Schema] = schema.get("properties", {})
    for name, value in values.items():
        if value is not None and (prefix or name not in _PRICELESS):
            yield from _value(value, properties.get(name), f"{prefix}{name}", by_shape=by_shape)


def _value(value: Any, schema: Schema | None, name: str, *, by_shape: bool) -> Iterator[tuple[str, str]]:
    if schema is None:
        yield name, _link_or_json(value)
    elif not _NEUTRAL.isdisjoint(schema) or _is_default(value, schema):
        return
    elif chooses_shape(schema, value):
        yield from [(name, json.dumps(spelled(schema, value)))] if by_shape else []
    elif isinstance(value, Mapping):
        yield from _object(cast("Mapping[str, Any]", value), schema, name, by_shape=by_shape)
    elif isinstance(value, list | tuple):
        yield from _list(cast("Sequence[Any]", value), schema, name)
    elif _lasts(schema):
        yield name, _identity(value)
    elif _is_link_place(schema) or not _is_json(value):
        yield name, "link"
    elif _is_free_text(value, schema):
        yield name, "text"
    else:
        yield name, json.dumps(spelled(schema, value))


def _object(value: Mapping[str, Any], schema: Schema, name: str, *, by_shape: bool) -> Iterator[tuple[str, str]]:
    if "properties" in schema:
        yield from _members(value, schema, f"{name}.", by_shape=by_shape)
    else:
        yield name, "object"


def _list(value: Sequence[Any], schema: Schema, name: str) -> Iterator[tuple[str, str]]:
    items: Schema = schema.get("items", {})
    if not value:
        return
    if _lasts(schema) or _lasts(items):
        yield name, " ".join(map(_identity, value))
    elif _is_link_place(items) or not all(isinstance(each, bool | int | float) for each in value):
        yield name, str(len(value))
    else:
        yield name, json.dumps(value)


def _is_default(value: Any, schema: Schema) -> bool:
    return "default" in schema and spelled(schema, value) == schema["default"]


def _lasts(schema: Schema) -> bool:
    return not _LENGTHS.isdisjoint(schema)


def _is_link_place(schema: Schema) -> bool:
    return schema.get("format") == "uri"


def _is_free_text(value: Any, schema: Schema) -> bool:
    return isinstance(value, str) and "enum" not in schema and "x-evolink-size-values" not in schema


def _is_json(value: Any) -> bool:
    return isinstance(value, str | bool | int | float)


def _identity(value: Any) -> str:
    return str(getattr(value, "identity", value))


def _link_or_json(value: Any) -> str:
    if isinstance(value, str) and _LINK.match(value):
        return "link"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in cast("Sequence[Any]", value)):
        return str(len(cast("Sequence[Any]", value)))
    return json.dumps(value, sort_keys=True, default=str)
