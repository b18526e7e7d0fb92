"""Near misses of a schema: for each keyword, values that are just valid and just invalid. Pure.

`unknown_keywords` finds the keywords that this file does not know, so that no rule goes untested silently.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from .applied import NEVER, as_schema, holds
from .conditions import Part, alternatives, of_fields_together, parts
from .contract import Schema
from .keywords import ALONE, AMONG_RELATIVES
from .values import filled, sample
from .variation import Path, Variation

_ANNOTATIONS: Final = frozenset({"title", "description", "default", "example", "examples", "deprecated", "$comment"})
_CONDITIONS: Final = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired"})
_APPLICATORS: Final = frozenset({"properties", "items", "dependentSchemas"})


def variations(schema: Schema, relatives: Sequence[Schema] = ()) -> Iterator[Variation]:
    """Yield the near misses of a schema and of everything in it.

    Args:
        schema: The schema, references resolved.
        relatives: The schemas of other models, whose values and fields are the likeliest to be accepted wrongly.
    """
    yield from _near(schema, schema, relatives)
    yield from of_fields_together(schema, schema, schema)
    for part in parts(schema):
        for found in (
            *_near(part.whole, part.keywords, (schema,)),
            *of_fields_together(part.whole, part.keywords, schema),
        ):
            yield _conditional(found, part)
    yield from _of_alternatives(schema)


def unknown_keywords(schema: Schema) -> set[str]:
    """Return the keywords of a schema that have no variations, though they constrain a request."""
    found = {keyword for keyword, value in schema.items() if not _is_known(keyword, value)}
    members = [*schema.get("properties", {}).values(), *schema.get("dependentSchemas", {}).values()]
    members += [schema[keyword] for keyword in ("items", "not", "if", "then", "else") if keyword in schema]
    members += [each for keyword in ("allOf", "anyOf", "oneOf") for each in schema.get(keyword, ())]
    return found.union(*(unknown_keywords(as_schema(member)) for member in members))


def behaviours_of_one_value() -> set[str]:
    """Return the behaviours that concern a single value and have near misses."""
    return {keyword for keyword in ALONE if keyword.startswith("x-")}


def _is_known(keyword: str, value: Any) -> bool:
    match keyword:
        case "format":
            return value in {"uri", "uuid", "date", "date-time", "email", "float", "double", "int32", "int64"}
        case "additionalProperties":
            return isinstance(value, bool)
        case _:
            known = _ANNOTATIONS | _APPLICATORS | _CONDITIONS | ALONE.keys() | AMONG_RELATIVES.keys()
            return keyword in known or keyword.startswith("x-")


def _near(schema: Schema, keywords: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    """Yield the variations of some of the keywords that hold at one place, and of those below it."""
    ours = keywords.get("x-evolink-ours", {})
    for keyword, limit in keywords.items():
        for found in _of_keyword(keyword, limit, schema, relatives):
            yield replace(found, keyword=keyword, limit=limit, ours=keyword in ours)
    for name, part in keywords.get("properties", {}).items():
        member = as_schema(schema["properties"][name])
        others = [as_schema(other["properties"][name]) for other in relatives if name in other.get("properties", {})]
        if member == NEVER:
            continue
        for inner in variations(member, others) if keywords is schema else _near(member, as_schema(part), others):
            whole = filled(schema, {name: inner.value}, deep=inner.valid)
            if inner.valid and not holds(schema, whole):
                whole = filled(schema, {name: _decisive(inner.value, inner.place or ())}, deep=True)
            yield _within(inner, name, whole)
    if "items" in keywords and keywords is schema:
        yield from _of_items(schema)


def _decisive(value: Any, place: Path) -> Any:
    """Return a value without what is not on the way to a place, so that the rest can be chosen again."""
    if place and isinstance(value, dict) and place[0] in value:
        return {place[0]: _decisive(value[place[0]], place[1:])}
    return value


def _of_keyword(keyword: str, limit: Any, schema: Schema, relatives: Sequence[Schema]) -> Iterator[Variation]:
    if keyword in AMONG_RELATIVES:
        return AMONG_RELATIVES[keyword]({**schema, keyword: limit}, relatives)
    return ALONE[keyword](schema, limit) if keyword in ALONE else iter(())


def _of_items(schema: Schema) -> Iterator[Variation]:
    """Yield lists whose last item is the near miss, or the first one, for a server that checks only the other."""
    good = max(schema.get("minItems", 0) - 1, min(1, schema.get("maxItems", 2) - 1))
    items = as_schema(schema["items"])
    for inner in variations(items):
        yield _within(inner, good, [*[sample(items)] * good, inner.value])
        if good and not inner.valid and inner.keyword == "type":
            note = f"{inner.note} first"
            yield replace(_within(inner, 0, [inner.value, *[sample(items)] * good]), note=note, of_place=True)


def _of_alternatives(schema: Schema) -> Iterator[Variation]:
    """Yield values near to the alternatives of a single value, if all of them together agree with the one."""
    for number, (keyword, alternative) in enumerate(alternatives(schema), 1):
        for found in variations(alternative):
            if holds(schema, found.value) is found.valid:
                note = f"{number}. {found.keyword} {found.note}"
                yield replace(found, keyword=keyword, limit=schema[keyword], place=(), note=note)


def _within(inner: Variation, step: str | int, whole: Any) -> Variation:
    return replace(inner, path=(step, *inner.path), place=(step, *(inner.place or ())), value=whole)


def _conditional(found: Variation, part: Part) -> Variation:
    context = "" if found.of_place else part.context
    note = f"{found.note} with {context}" if context else found.note
    return replace(
        found,
        keyword=part.keyword or found.keyword,
        note=note,
        ours=found.ours or part.ours,
        context=context,
        partners=(*found.partners, *part.fields),
        own=False,
    )
