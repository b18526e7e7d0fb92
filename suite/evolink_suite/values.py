"""Values for a schema: one that is valid, and text that breaks a pattern. Pure, and not random."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from random import Random
from typing import Any, Final

import hypothesis
import hypothesis.errors
from hypothesis.strategies import from_regex

from .applied import NEVER, applied, as_schema, holds
from .contract import Schema

_URL: Final = "https://example.com/image.png"
_PLAIN: Final = "x"
_OF_FORMAT: Final[Mapping[str, str]] = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "email": "x@example.com",
    "uri": _URL,
    "uuid": "6f9619ff-8b86-4011-b42d-00c04fc964ff",
}
_TYPE_OF_KEYWORD: Final[Mapping[str, str]] = {
    "items": "array",
    "properties": "object",
    "maxLength": "string",
    "minLength": "string",
    "pattern": "string",
    "maximum": "number",
    "minimum": "number",
}
_ROUNDS: Final = 8  # of settling an object: each condition that holds may make another one hold


def sample(schema: Schema) -> Any:
    """Return the simplest value that is valid by a schema; a text may not be, if its pattern is unmet."""
    flat = applied(as_schema(schema), None)
    if "const" in flat or "enum" in flat:
        return flat["const"] if "const" in flat else _first(flat, flat["enum"])
    match kind(flat):
        case "string":
            return _text(flat)
        case "array":
            return several(flat, max(1, flat.get("minItems", 1)))
        case "object":
            return filled(as_schema(schema), {})
        case "boolean":
            return True
        case "null":
            return None
        case _:
            return _number(flat)


def kind(schema: Schema) -> str:
    """Return a schema's type, the first one if it has several, and what its keywords concern if it has none."""
    named: str | list[str] = schema.get("type", "")
    if not named:
        return next((type_ for keyword, type_ in _TYPE_OF_KEYWORD.items() if keyword in schema), "string")
    return named if isinstance(named, str) else named[0]


def several(schema: Schema, count: int) -> list[Any]:
    """Return a list of so many items, which differ if they must."""
    items = as_schema(schema.get("items", {}))
    if not schema.get("uniqueItems"):
        return [sample(items)] * count
    first = sample(items)
    others = [*items.get("enum", ()), *(_nth(items, first, place) for place in range(1, count))]
    return [first, *(each for each in others if each != first)][:count]


def filled(schema: Schema, given: Mapping[str, Any], *, deep: bool = False) -> dict[str, Any]:
    """Return an object with the given and the required fields, and all that its conditions then require.

    Args:
        schema: The object's schema.
        given: Fields that must be so.
        deep: Whether given objects may get further fields as well.
    """
    whole, made = dict(given), dict[str, Schema]()
    for _ in range(_ROUNDS):
        known = applied(schema, whole)
        required = known.get("required", ())
        fields = {name: as_schema(known.get("properties", {}).get(name, {})) for name in [*whole, *required]}
        wrong = [name for name, by in made.items() if by != fields[name] and not holds(fields[name], whole[name])]
        due = [name for name in required if name not in whole or (name in wrong and fields[name] != NEVER)]
        if not due and not wrong:
            break
        made = {name: by for name, by in made.items() if name not in wrong} | {name: fields[name] for name in due}
        kept = {name: value for name, value in whole.items() if name not in wrong}
        whole = kept | {name: sample(fields[name]) for name in due}
    if deep:
        fields = applied(schema, whole).get("properties", {})
        inner = {name: value for name, value in given.items() if isinstance(value, dict)}
        whole |= {name: filled(fields.get(name, {}), value, deep=True) for name, value in inner.items()}
    order = [*schema.get("required", ()), *whole]
    return {name: whole[name] for name in dict.fromkeys(order) if name in whole}


def padded(schema: Schema, length: int, filler: str) -> str:
    """Return text of so many characters that is otherwise valid by a schema."""
    start = _text({**schema, "minLength": 0})[:length]
    return start + filler * (length - len(start))


def neighbours(pattern: str, text: str) -> Iterator[tuple[str, bool]]:
    """Yield text that differs slightly from a match, and whether it still matches the pattern."""
    _, scheme, rest = text.rpartition("://")
    others = [f"{other}://{rest}" for other in ("https", "http", "ftp")] + [f"//{rest}", rest] if scheme else []
    rule = {"pattern": pattern} if pattern else {}
    tried = {other: holds(rule, other) for other in [*others, text[1:], f"{_PLAIN}{text}"]}
    if all(tried.values()):
        tried[f"{text} !"] = holds(rule, f"{text} !")
    yield from ((other, valid) for other, valid in tried.items() if other != text)


def _first(schema: Schema, values: list[Any]) -> Any:
    """Return the first value that the other keywords allow as well."""
    rest = {keyword: part for keyword, part in schema.items() if keyword != "enum"}
    return next((value for value in values if holds(rest, value)), values[0])


def _text(schema: Schema) -> str:
    long = ""
    for text in chain(_likely(schema), _matching(schema.get("pattern", ""))):
        long = text.ljust(schema.get("minLength", 0), _PLAIN)
        if holds(_only_text(schema), long):
            break
    return long


def unmet_patterns(schema: Schema) -> set[str]:
    """Return the patterns in a schema for which no text is known: what depends on them can't be tried."""
    inner = [part for keyword in ("properties", "dependentSchemas") for part in schema.get(keyword, {}).values()]
    inner += [part for keyword in ("allOf", "anyOf", "oneOf") for part in schema.get(keyword, ())]
    inner += [schema[keyword] for keyword in ("items", "then", "else") if keyword in schema]
    own = {schema["pattern"]} if "pattern" in schema and not holds(_only_text(schema), _text(schema)) else set[str]()
    return own.union(*(unmet_patterns(as_schema(part)) for part in inner))


def _likely(schema: Schema) -> Iterator[str]:
    """Yield texts that may be valid: simple ones, one that begins as the pattern does, and documented ones."""
    pattern = schema.get("pattern", "")
    if (format_ := schema.get("format", "")) in _OF_FORMAT:
        yield _OF_FORMAT[format_]
    yield from schema.get("x-evolink-size-values", ())
    yield from (_PLAIN, _URL)
    if prefix := re.match(r"\^?([\w:/-]*)", pattern):
        yield f"{prefix[1]}{_PLAIN}"
    documented = [schema.get("default"), schema.get("example"), *schema.get("examples", ())]
    yield from (text for text in documented if isinstance(text, str))


@cache
def _matching(pattern: str) -> tuple[str, ...]:
    """Return the shortest text that matches a pattern, found by trial; none if none is found."""
    if not pattern:
        return ()
    # Explaining what it found takes longer than finding it.
    phases = (hypothesis.Phase.generate, hypothesis.Phase.shrink)
    usual = hypothesis.settings(database=None, deadline=None, derandomize=False, phases=phases)
    try:
        return (hypothesis.find(from_regex(pattern), lambda _: True, settings=usual, random=Random(0)),)  # noqa: S311 - a test's choice, the same each time
    except (hypothesis.errors.HypothesisException, re.error):
        return ()


def _only_text(schema: Schema) -> dict[str, Any]:
    """Return the keywords of a schema that concern text: those of ours and of the service are checked elsewhere."""
    return {
        keyword: schema[keyword] for keyword in ("pattern", "format", "minLength", "maxLength") if keyword in schema
    }


def _nth(items: Schema, first: Any, place: int) -> Any:
    return f"{first}{place}" if kind(items) == "string" else first + place


def _number(schema: Schema) -> float:
    step: float = schema.get("multipleOf", 1)
    least: float = schema.get("minimum", schema.get("exclusiveMinimum", 0) + step)
    most: float = schema.get("maximum", least)
    value = min(least, most)
    return value if value % step == 0 else value - value % step + step
