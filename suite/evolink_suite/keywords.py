"""Values near to single keywords of a schema. Pure.

Each function yields the variations of one keyword with one value, and takes the schema that holds at the same place.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from .applied import broken, holds
from .coercions import coercions
from .contract import Schema
from .spellings import growing, respelt, shrinking
from .texts import ANY_CASE, TEXTS, Text
from .values import filled, kind, neighbours, padded, sample, several
from .variation import Variation, near, reading

Derive = Callable[[Schema, Any], Iterator[Variation]]

_PRIVATE_HOSTS: Final = (
    "localhost",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "LOCALHOST",
    "localhost.",
    "127.0.0.1:8080",
    "user@127.0.0.1",
    "0.0.0.0",  # noqa: S104 - nothing is bound, it is one more spelling of this machine
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
)
_FORMS: Final = frozenset({"enum", "format", "pattern"})
_FRACTION: Final = 0.04
_FAR: Final = 10**15
_ASTRAL: Final = "\N{GRINNING FACE}"
_WRONG_TYPES: Final[Mapping[str, tuple[Any, ...]]] = {
    "string": (1, ["x"], None),
    "integer": ("1", 1.5, True, None),
    "number": ("1", True, None),
    "boolean": ("true", 1, None),
    "array": ("x", {"0": "x"}, None),
    "object": ("x", [], None),
    "null": ("x",),
}
_MALFORMED: Final[Mapping[str, str]] = {
    "date": "2026-02-30",
    "date-time": "2026-01-31",
    "email": "x",
    "uri": "https://example.com/image.png x",
    "uuid": "6f9619ff",
}


def closed(schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    """Yield objects with fields of other models, and with a misspelt field."""
    if schema["additionalProperties"] is not False:
        return
    own = schema.get("properties", {})
    fields = {name: member for other in relatives for name, member in other.get("properties", {}).items()}
    misspelt = {f"{name}_": member for name, member in list(own.items())[-1:]}
    for name, member in {**fields, **misspelt}.items():
        if name not in own:
            whole = {**filled(schema, {}), name: sample(member)}
            yield near(whole, "unknown", valid=False, path=(name,), own=name in misspelt)
    for name in misspelt:
        yield reading({**filled(schema, {}), name: None}, "unknown and null", path=(name,))


def listed(schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    """Yield the values of a closed set, those next to them, and those of other models."""
    allowed = schema["enum"]
    for value in allowed:
        yield near(value, str(value), valid=True)
    elsewhere = [value for relative in relatives for value in relative.get("enum", ())]
    for value in _distinct([*elsewhere, *_beside(allowed, any_case=ANY_CASE in schema)]):
        if value not in allowed:
            yield near(value, repr(value).strip("'"), valid=False)
    yield from _respelt(allowed)


def _respelt(allowed: Sequence[Any]) -> Iterator[Variation]:
    """Yield each other spelling of the first word of a closed set that has one."""
    words = [value for value in allowed if isinstance(value, str)]
    found = {note: text for word in reversed(words) for text, note in respelt(word) if text not in words}
    yield from (reading(text, note) for note, text in found.items())


def _beside(allowed: Sequence[Any], *, any_case: bool = False) -> Iterator[Any]:
    """Yield values next to the allowed ones: numbers one off, text in another case or with a space."""
    for value in allowed:
        if isinstance(value, str):
            yield from ((f"{value} ",) if any_case else (value.swapcase(), f"{value} "))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield from (value - 1, value + 1)
    if isinstance(allowed[0], str):
        yield ""


def _type(schema: Schema, _: Any) -> Iterator[Variation]:
    yield near(sample(schema), "as it should be", valid=True)
    for wrong in _WRONG_TYPES[kind(schema)]:
        if not holds({"type": schema["type"]}, wrong):
            yield near(wrong, type(wrong).__name__, valid=False)
    for wrong, note in coercions(kind(schema), sample(schema)):
        if "type" in broken(schema, wrong):
            yield reading(wrong, note)


def _const(schema: Schema, value: Any) -> Iterator[Variation]:
    """Yield the one value, the others of a closed set that holds as well, and those next to it."""
    yield near(value, f"{value}", valid=True)
    for other in _distinct([*schema.get("enum", ()), *_beside([value])]):
        if other != value:
            yield near(other, repr(other).strip("'"), valid=False)


def _other_than(schema: Schema, refused: Any) -> Iterator[Variation]:
    """Yield the one value that is refused, and another of the closed set; of what is refused otherwise, nothing."""
    if isinstance(refused, dict) and "const" in refused:
        others = [value for value in schema.get("enum", ()) if value != refused["const"]]
        yield near(refused["const"], f"{refused['const']}", valid=False)
        yield from (near(value, f"{value}", valid=True) for value in others[:1])


def _lengths(schema: Schema, limit: int, keyword: str) -> Iterator[Variation]:
    """Yield text padded with one-byte characters, and with characters of four bytes and two UTF-16 units."""
    for filler in ("a",) if "format" in schema else ("a", _ASTRAL):
        for length, valid in _edge(keyword, limit):
            alphabet = "ascii" if filler.isascii() else "astral"
            yield near(padded(schema, length, filler), f"{length} {alphabet}", valid=valid)
    if not schema.keys() & _FORMS:
        yield from _normalised(limit, is_upper=keyword == "maxLength")


def _normalised(limit: int, *, is_upper: bool) -> Iterator[Variation]:
    """Yield texts that are on the other side of a limit once they are normalised."""
    for text, note in shrinking(limit + is_upper):
        yield near(text, note, valid=not is_upper)
    if limit > 1:
        yield near(growing(limit - (not is_upper)), "characters that become several", valid=is_upper)


def _counts(schema: Schema, limit: int, keyword: str) -> Iterator[Variation]:
    for count, valid in _edge(keyword, limit):
        yield near(several(schema, count), f"{count}", valid=valid)


def _numbers(schema: Schema, limit: float, keyword: str) -> Iterator[Variation]:
    for number, valid in _edge(keyword, limit, schema.get("multipleOf", 1)):
        yield near(number, f"{number}", valid=valid)
    yield reading(limit + (_FAR if "ax" in keyword else -_FAR), "far beyond")
    if kind(schema) == "number" and "multipleOf" not in schema and not keyword.startswith("exclusive"):
        yield reading(limit + (_FRACTION if keyword == "maximum" else -_FRACTION), "a fraction beyond")


def _edge(keyword: str, limit: Any, step: Any = 1) -> Iterator[tuple[Any, bool]]:
    """Yield the limit and the next value beyond or within it, unless that would be a negative length."""
    outwards = step if "ax" in keyword else -step
    if keyword.startswith("exclusive"):
        yield limit - outwards, True
        yield limit, False
        return
    yield limit, True
    if limit + outwards >= 0 or keyword == "minimum" or keyword.startswith("max"):
        yield limit + outwards, False


def _multiples(schema: Schema, step: Any) -> Iterator[Variation]:
    good = sample(schema)
    yield near(good, f"{good}", valid=True)
    if step > 1:
        yield near(good + 1, f"{good + 1}", valid=False)
    elif step < 1:
        yield reading(good + step * _FRACTION, "a fraction of a step more")


def _unique(schema: Schema, limit: Any) -> Iterator[Variation]:
    if limit is True and schema.get("maxItems", 2) > 1:
        count = max(2, schema.get("minItems", 0))
        yield near(several(schema, count), "different", valid=True)
        yield near([sample(schema.get("items", {}))] * count, "the same", valid=False)


def _pattern(schema: Schema, pattern: str) -> Iterator[Variation]:
    good = sample(schema)
    if not holds({"pattern": pattern}, good):  # reported by a test of its own
        return
    yield near(good, good, valid=True)
    for text, valid in neighbours(pattern, good):
        yield near(text, text, valid=valid)


def _format(schema: Schema, name: str) -> Iterator[Variation]:
    if name in _MALFORMED:
        good = sample(schema)
        yield near(good, good, valid=True)
        yield near(_MALFORMED[name], "malformed", valid=False)
        for text, note in ((f" {good}", "after a blank"), (f"{good}\n", "before a line end"), ("", "empty")):
            yield reading(text, note)
    if name == "uri":
        yield reading(sample(schema).partition("//")[2], "without a scheme")


def _entries(schema: Schema, limit: int) -> Iterator[Variation]:
    """Yield objects with as many entries as are allowed, and with one more."""
    pattern = schema.get("propertyNames", {}).get("pattern", "")
    for count, valid in _edge("maxProperties", limit):
        yield near({_entry(pattern, place + 1): "x" for place in range(count)}, f"{count} entries", valid=valid)


def _entry_names(_: Schema, names: Schema) -> Iterator[Variation]:
    """Yield an object with an entry of an allowed name, and one with another name."""
    yield near({_entry(names["pattern"], 1): "x"}, "allowed name", valid=True)
    yield near({"?": "x"}, "other name", valid=re.search(names["pattern"], "?") is not None)


def _entry(pattern: str, number: int) -> str:
    words = (f"{word}{number}" for word in ("a", *re.findall("[a-z]+", pattern)))
    return next(word for word in words if re.search(pattern, word))


def _private_hosts(_: Schema, forbidden: Any) -> Iterator[Variation]:
    for host in _PRIVATE_HOSTS if forbidden else ():
        yield near(f"https://{host}/hook", host, valid=False)


def _written(schema: Schema, _: Any, derive: Callable[[Schema], Iterator[Text]]) -> Iterator[Variation]:
    for text, note, valid in derive(schema):
        yield near(text, note, valid=valid)


def _required(schema: Schema, names: Sequence[str]) -> Iterator[Variation]:
    whole = filled(schema, {})
    yield near(whole, "nothing more", valid=True, own=True)
    for name in names:
        others = {key: value for key, value in whole.items() if key != name}
        yield near(others, "missing", valid=False, path=(name,))
        for other, note in ((name.upper(), "in upper case"), (f" {name} ", "between blanks")):
            yield replace(reading({**others, other: whole[name]}, note, path=(name,)), partners=(other,))


def _distinct(values: Iterable[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for value in values:
        if value not in seen:
            seen.append(value)
            yield value


ALONE: Final[Mapping[str, Derive]] = {
    "const": _const,
    "format": _format,
    "maxProperties": _entries,
    "multipleOf": _multiples,
    "propertyNames": _entry_names,
    "not": _other_than,
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "uniqueItems": _unique,
    "x-evolink-private-hosts-forbidden": _private_hosts,
    **{keyword: partial(_written, derive=derive) for keyword, derive in TEXTS.items()},
    **{keyword: partial(_counts, keyword=keyword) for keyword in ("maxItems", "minItems")},
    **{keyword: partial(_lengths, keyword=keyword) for keyword in ("maxLength", "minLength")},
    **{
        keyword: partial(_numbers, keyword=keyword)
        for keyword in ("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum")
    },
}
"""Keywords that a schema alone decides."""
AMONG_RELATIVES: Final[Mapping[str, Callable[[Schema, Sequence[Schema]], Iterator[Variation]]]] = {
    "additionalProperties": closed,
    "enum": listed,
}
"""Keywords whose likeliest wrong values are those of other models."""
