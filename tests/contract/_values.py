"""Values for a schema: one that is valid, and text that breaks a pattern. Pure, and not random."""

import re
from collections.abc import Iterator
from typing import Any

from ._contract import Schema

_URL = "https://example.com/image.png"
_PLAIN = "x"


def sample(schema: Schema) -> Any:
    """Return the simplest value that is valid by a schema.

    Raises:
        ValueError: No text is known that matches the schema's pattern.
    """
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    match kind(schema):
        case "string":
            return _text(schema)
        case "array":
            return [sample(schema["items"])] * max(1, schema.get("minItems", 1))
        case "object":
            return filled(schema, {})
        case "boolean":
            return True
        case _:
            return _number(schema)


def kind(schema: Schema) -> str:
    """Return a schema's type, the first one if it has several."""
    named: str | list[str] = schema["type"]
    return named if isinstance(named, str) else named[0]


def filled(schema: Schema, given: dict[str, Any]) -> dict[str, Any]:
    """Return an object with the given and the required fields, and those that they depend on."""
    whole = {name: sample(schema["properties"][name]) for name in schema.get("required", ())} | given
    while missing := [name for name in _needed(schema, whole) if name not in whole]:
        whole |= {name: sample(schema["properties"][name]) for name in missing}
    return whole


def padded(schema: Schema, length: int, filler: str) -> str:
    """Return text of so many characters that is otherwise valid by a schema."""
    start = _text({**schema, "minLength": 0})[:length]
    return start + filler * (length - len(start))


def neighbours(pattern: str, text: str) -> Iterator[tuple[str, bool]]:
    """Yield text that differs slightly from a match, and whether it still matches the pattern."""
    _, scheme, rest = text.rpartition("://")
    others = [f"{other}://{rest}" for other in ("https", "http", "ftp")] + [f"//{rest}", rest] if scheme else []
    for other in [*others, text[1:], f"{_PLAIN}{text}"]:
        if other != text:
            yield other, re.search(pattern, other) is not None


def _needed(schema: Schema, whole: dict[str, Any]) -> Iterator[str]:
    for trigger, names in schema.get("dependentRequired", {}).items():
        if trigger in whole:
            yield from names


def _text(schema: Schema) -> str:
    pattern = schema.get("pattern", "")
    prefix = re.match(r"\^?([\w:/-]*)", pattern)
    plain = [_URL] if schema.get("format") == "uri" else [_PLAIN, _URL]
    spelt = [*plain, f"{prefix[1]}{_PLAIN}"] if prefix else plain
    for text in spelt:
        if re.search(pattern, text):
            return text.ljust(schema.get("minLength", 0), _PLAIN)
    raise ValueError(f"no text is known that matches {pattern!r}")


def _number(schema: Schema) -> float:
    least: float = schema.get("minimum", 1)
    most: float = schema.get("maximum", least)
    return min(least, most)
