"""What the contract says of a parameter, in few words."""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "above {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "below {}",
    "minLength": "at least {} characters",
    "maxLength": "up to {} characters",
    "minItems": "at least {}",
    "maxItems": "up to {}",
}
_MEGABYTE = 1024 * 1024


def values(schema: Schema) -> list[str]:
    """Return the values it may have, if they are a closed set, with what is special about some."""
    default, extra = schema.get("default"), schema.get("x-evolink-charged-extra", ())
    return [f"{value}{_remark(value, default, extra)}" for value in schema.get("enum", ())]


def told(schema: Schema) -> str:
    """Return its values and limits in one line."""
    default = [] if "enum" in schema or "default" not in schema else [f"default {schema['default']}"]
    return "; ".join([", ".join(values(schema)), *_limits(schema), *default]).strip("; ")


def types(schema: Schema) -> frozenset[str]:
    """Return the JSON types it may have, but for null; none if the schema does not say."""
    stated = schema.get("type", ())
    return frozenset({stated} if isinstance(stated, str) else stated) - {"null"}


def _remark(value: object, default: object, extra: object) -> str:
    remarks: list[str] = []
    if value == default:
        remarks.append("default")
    if isinstance(extra, list) and value in extra:
        remarks.append("charged extra")
    return f" ({', '.join(remarks)})" if remarks else ""


def _limits(schema: Schema) -> Iterator[str]:
    """Return its limits, apart from a closed set of values."""
    for keyword, text in _BOUNDS.items():
        if keyword in schema:
            yield text.format(schema[keyword])
    if schema.get("x-evolink-billed-per-image"):
        yield "each is charged"
    if size := schema.get("x-evolink-max-image-bytes"):
        yield f"files up to {size / _MEGABYTE:g} MB"
    if formats := schema.get("x-evolink-image-formats"):
        yield ", ".join(formats)
