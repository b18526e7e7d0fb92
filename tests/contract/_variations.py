"""Near misses of a schema: for each keyword, values that are just valid and just invalid. Pure.

`unknown_keywords` finds the keywords that this file does not know, so that no rule goes untested silently.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from ._contract import Schema
from ._values import filled, kind, neighbours, padded, sample

Path = tuple[str | int, ...]

_PRIVATE_HOSTS: Final = (
    "localhost",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",  # noqa: S104 - nothing is bound, it is one more spelling of this machine
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
)
_ASTRAL: Final = "\N{GRINNING FACE}"
_WRONG_TYPES: Final[Mapping[str, tuple[Any, ...]]] = {
    "string": (1, ["x"], None),
    "integer": ("1", 1.5, True, None),
    "number": ("1", True, None),
    "boolean": ("true", 1, None),
    "array": ("x", {"0": "x"}, None),
    "object": ("x", [], None),
}
_ANNOTATIONS: Final = frozenset({"title", "description", "default", "example", "examples", "deprecated", "$comment"})
_APPLICATORS: Final = frozenset({"properties", "items", "dependentSchemas"})


@dataclass(frozen=True)
class Variation:
    """A value that breaks one keyword of a schema, or none.

    Attributes:
        keyword: The keyword that the value is near to.
        path: Where in the value the keyword holds.
        value: The whole value.
        valid: Whether the value is valid by the keyword.
        note: Distinguishes this variation of the keyword from the others.
        partner: Another field that an error may name, if a rule joins two fields; else empty.
        ours: Whether the keyword is ours, stricter than the documentation.
    """

    keyword: str
    path: Path
    value: Any
    valid: bool
    note: str
    partner: str = ""
    ours: bool = False


def variations(schema: Schema, relatives: Sequence[Schema] = ()) -> Iterator[Variation]:
    """Yield the near misses of a schema and of everything in it.

    Args:
        schema: The schema, references resolved.
        relatives: The schemas of other models, whose values and fields are the likeliest to be accepted wrongly.
    """
    yield from _own(schema, schema, relatives)
    for name, member in schema.get("properties", {}).items():
        others = [other["properties"][name] for other in relatives if name in other.get("properties", {})]
        for inner in variations(member, others):
            yield _within(inner, name, filled(schema, {name: inner.value}))
    if "items" in schema:
        yield from _of_items(schema)
    yield from _of_dependents(schema)


def unknown_keywords(schema: Schema) -> set[str]:
    """Return the keywords of a schema that have no variations, though they constrain a request."""
    found = {keyword for keyword, value in schema.items() if not _is_known(keyword, value)}
    members = [*schema.get("properties", {}).values(), *schema.get("dependentSchemas", {}).values()]
    for member in [*members, schema["items"]] if "items" in schema else members:
        found |= unknown_keywords(member)
    return found


def behaviours_of_one_value() -> set[str]:
    """Return the behaviours that concern a single value and have near misses."""
    return {keyword for keyword in _ALONE if keyword.startswith("x-")}


def _is_known(keyword: str, value: Any) -> bool:
    match keyword:
        case "format":
            return bool(value == "uri")
        case "additionalProperties":
            return isinstance(value, bool)
        case _:
            known = _ANNOTATIONS | _APPLICATORS | _ALONE.keys() | _AMONG_RELATIVES.keys()
            return keyword in known or keyword.startswith("x-")


def _own(schema: Schema, keywords: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    """Yield the variations of some keywords of a schema."""
    ours = keywords.get("x-evolink-ours", {})
    for keyword in keywords:
        for found in _of_keyword(keyword, schema, relatives):
            yield replace(found, keyword=keyword, ours=keyword in ours)


def _of_keyword(keyword: str, schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    if keyword in _AMONG_RELATIVES:
        return _AMONG_RELATIVES[keyword](schema, relatives)
    return _ALONE[keyword](schema) if keyword in _ALONE else iter(())


def _of_items(schema: Schema) -> Iterator[Variation]:
    """Yield lists whose last item is the near miss, for a server that checks the first one only."""
    good = max(schema.get("minItems", 0) - 1, min(1, schema.get("maxItems", 2) - 1))
    for inner in variations(schema["items"]):
        yield _within(inner, good, [*[sample(schema["items"])] * good, inner.value])


def _of_dependents(schema: Schema) -> Iterator[Variation]:
    for trigger, dependent in schema.get("dependentSchemas", {}).items():
        for name, narrower in dependent.get("properties", {}).items():
            for inner in _own({**schema["properties"][name], **narrower}, narrower, ()):
                whole = filled(schema, {trigger: sample(schema["properties"][trigger]), name: inner.value})
                named = replace(inner, note=f"{inner.note} with {trigger}", partner=trigger)
                yield _within(named, name, whole)


def _within(inner: Variation, step: str | int, whole: Any) -> Variation:
    return replace(inner, path=(step, *inner.path), value=whole)


def _near(value: Any, note: str, *, valid: bool, path: Path = (), partner: str = "") -> Variation:
    return Variation("", path, value, valid, note, partner)


def _type(schema: Schema) -> Iterator[Variation]:
    yield _near(sample(schema), "as it should be", valid=True)
    for wrong in _WRONG_TYPES[kind(schema)]:
        if wrong is None and "null" in schema["type"]:
            continue
        yield _near(wrong, type(wrong).__name__, valid=False)


def _enum(schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    allowed = schema["enum"]
    for value in allowed:
        yield _near(value, str(value), valid=True)
    elsewhere = [value for relative in relatives for value in relative.get("enum", ())]
    for value in _distinct([*elsewhere, *_beside(allowed)]):
        if value not in allowed:
            yield _near(value, repr(value).strip("'"), valid=False)


def _beside(allowed: Sequence[Any]) -> Iterator[Any]:
    """Yield values next to the allowed ones: numbers one off, text in another case or with a space."""
    for value in allowed:
        if isinstance(value, str):
            yield from (value.swapcase(), f"{value} ")
        elif not isinstance(value, bool):
            yield from (value - 1, value + 1)
    if isinstance(allowed[0], str):
        yield ""


def _lengths(schema: Schema, keyword: str) -> Iterator[Variation]:
    """Yield text padded with one-byte characters, and with characters of four bytes and two UTF-16 units."""
    for filler in ("a",) if "format" in schema else ("a", _ASTRAL):
        for length, valid in _edge(schema, keyword):
            alphabet = "ascii" if filler.isascii() else "astral"
            yield _near(padded(schema, length, filler), f"{length} {alphabet}", valid=valid)


def _counts(schema: Schema, keyword: str) -> Iterator[Variation]:
    for count, valid in _edge(schema, keyword):
        yield _near([sample(schema["items"])] * count, f"{count}", valid=valid)


def _numbers(schema: Schema, keyword: str) -> Iterator[Variation]:
    for number, valid in _edge(schema, keyword):
        yield _near(number, f"{number}", valid=valid)


def _edge(schema: Schema, keyword: str) -> Iterator[tuple[int, bool]]:
    """Yield the limit, which is valid, and the next number beyond it, unless it would be a negative length."""
    limit: int = schema[keyword]
    beyond = limit + 1 if keyword.startswith("max") else limit - 1
    yield limit, True
    if beyond >= 0 or keyword == "minimum":
        yield beyond, False


def _pattern(schema: Schema) -> Iterator[Variation]:
    good = sample(schema)
    yield _near(good, good, valid=True)
    for text, valid in neighbours(schema["pattern"], good):
        yield _near(text, text, valid=valid)


def _format(schema: Schema) -> Iterator[Variation]:
    good = sample(schema)
    if schema["format"] == "uri":
        yield _near(good, good, valid=True)
        yield _near(f"{good} x", "with a blank", valid=False)


def _private_hosts(schema: Schema) -> Iterator[Variation]:
    for host in _PRIVATE_HOSTS if schema["x-evolink-private-hosts-forbidden"] else ():
        yield _near(f"https://{host}/hook", host, valid=False)


def _required(schema: Schema) -> Iterator[Variation]:
    whole = filled(schema, {})
    yield _near(whole, "nothing more", valid=True)
    for name in schema["required"]:
        yield _near(_without(whole, name), "missing", valid=False, path=(name,))


def _additional(schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    """Yield requests with fields of other models, and with a misspelt field."""
    if schema["additionalProperties"] is not False:
        return
    own = schema["properties"]
    fields = {name: member for other in relatives for name, member in other.get("properties", {}).items()}
    misspelt = {f"{name}_": member for name, member in list(own.items())[-1:]}
    for name, member in {**fields, **misspelt}.items():
        if name not in own:
            yield _near({**filled(schema, {}), name: sample(member)}, "unknown", valid=False, path=(name,))


def _dependent_required(schema: Schema) -> Iterator[Variation]:
    for trigger, names in schema["dependentRequired"].items():
        whole = filled(schema, {trigger: sample(schema["properties"][trigger])})
        for name in names:
            note = f"with {trigger}"
            yield _near(whole, f"given {note}", valid=True, path=(name,))
            yield _near(_without(whole, name), f"missing {note}", valid=False, path=(name,), partner=trigger)


def _without(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in whole.items() if key != name}


def _distinct(values: Iterable[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for value in values:
        if value not in seen:
            seen.append(value)
            yield value


_ALONE: Final[Mapping[str, Callable[[Schema], Iterator[Variation]]]] = {
    "dependentRequired": _dependent_required,
    "format": _format,
    "maxItems": partial(_counts, keyword="maxItems"),
    "maxLength": partial(_lengths, keyword="maxLength"),
    "maximum": partial(_numbers, keyword="maximum"),
    "minItems": partial(_counts, keyword="minItems"),
    "minLength": partial(_lengths, keyword="minLength"),
    "minimum": partial(_numbers, keyword="minimum"),
    "pattern": _pattern,
    "required": _required,
    "type": _type,
    "x-evolink-private-hosts-forbidden": _private_hosts,
}
_AMONG_RELATIVES: Final[Mapping[str, Callable[[Schema, Sequence[Schema]], Iterator[Variation]]]] = {
    "additionalProperties": _additional,
    "enum": _enum,
}
