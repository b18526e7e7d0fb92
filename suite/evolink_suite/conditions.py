"""What a schema requires under conditions, each with the schema of the objects that meet the condition. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from .applied import NEVER, as_schema, holds, merged
from .contract import Schema
from .values import filled, sample
from .variation import Variation, near

_ALTERNATIVES: Final = ("anyOf", "oneOf")


@dataclass(frozen=True)
class Part:
    """Keywords that hold under a condition.

    Attributes:
        whole: The schema of objects that meet the condition, these keywords included.
        keywords: The keywords.
        context: The condition, for people; empty for none.
        fields: The fields that the condition is about.
        keyword: The keyword that a validator names, if it is not one of these.
        ours: Whether the condition is ours, stricter than the documentation.
        is_idle: Whether the keywords only repeat the condition.
    """

    whole: Schema
    keywords: Schema
    context: str = ""
    fields: tuple[str, ...] = ()
    keyword: str = ""
    ours: bool = False
    is_idle: bool = False


def parts(schema: Schema) -> Iterator[Part]:
    """Yield what a schema requires under conditions."""
    ours = schema.get("x-evolink-ours", {})
    for keyword, found in _parts(schema):
        yield replace(found, ours=keyword in ours)


def _parts(schema: Schema) -> Iterator[tuple[str, Part]]:
    for trigger, consequence in schema.get("dependentSchemas", {}).items():
        yield "dependentSchemas", _part(schema, {"required": [trigger]}, consequence)
    for trigger, names in schema.get("dependentRequired", {}).items():
        part = _part(schema, {"required": [trigger]}, {"required": names})
        yield "dependentRequired", replace(part, keyword="dependentRequired")
    for each, keyword in ((schema, "if"), *((part, "allOf") for part in schema.get("allOf", ()))):
        if "if" in each:
            yield from ((keyword, _part(schema, case, each.get("then", {}))) for case in _cases(schema, each["if"]))
            if "else" in each:
                yield keyword, _part(schema, _failing(schema, each["if"]), each["else"])
        elif each is not schema:
            yield keyword, Part(merged(schema, each), each)


def of_fields_together(schema: Schema, keywords: Schema, usual: Schema) -> Iterator[Variation]:
    """Yield objects near to the keywords that say which fields may, must or must not come together.

    Args:
        schema: The schema that holds at the place.
        keywords: The keywords.
        usual: The schema without the condition under which the keywords hold.
    """
    for keyword in _ALTERNATIVES:
        if keyword in keywords and "properties" in schema:
            for found in _choices(schema, keywords[keyword], only_one=keyword == "oneOf"):
                yield replace(found, keyword=keyword, limit=keywords[keyword])
    if "not" in keywords and "properties" in schema:
        excluded = keywords["not"]
        for each in excluded.get("anyOf", [excluded]):
            for found in _exclusions(schema, each):
                yield replace(found, keyword="not", limit=excluded)
    for name, part in keywords.get("properties", {}).items():
        if as_schema(part) == NEVER:
            for found in _absences(schema, name, sample(usual["properties"].get(name, {}))):
                yield replace(found, keyword="not", limit={})


def alternatives(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each alternative of a single value with its keyword, and with what holds for all alternatives."""
    rest = {keyword: part for keyword, part in schema.items() if keyword not in _ALTERNATIVES}
    if "properties" not in schema:
        for keyword in _ALTERNATIVES:
            yield from ((keyword, merged(rest, each)) for each in schema.get(keyword, ()))


def _part(schema: Schema, condition: Schema, consequence: Schema) -> Part:
    names = dict.fromkeys([*condition.get("required", ()), *condition.get("properties", {})])
    left_out = {*condition.get("properties", {})} - {*condition.get("required", ())}
    told = [
        f"{_told(name, condition.get('properties', {}).get(name))}{' or left out' if name in left_out else ''}"
        for name in names
    ]
    whole = merged(merged(schema, condition), consequence)
    idle = condition == consequence
    return Part(whole, consequence, " and ".join(told) or json.dumps(condition), tuple(names), is_idle=idle)


def _cases(schema: Schema, condition: Schema) -> Iterator[Schema]:
    """Yield a condition, which may hold for what is left out and has its default, and the same with all of it given."""
    yield condition
    left_out = [name for name in condition.get("properties", {}) if name not in condition.get("required", ())]
    given = {**condition, "required": [*condition.get("required", ()), *left_out]}
    if left_out and holds(schema, filled(merged(schema, given), {})):
        yield given


def _told(name: str, part: Any) -> str:
    if part is None or part is True:
        return name
    if part == NEVER:
        return f"no {name}"
    limits = [part[keyword] for keyword in ("const", "enum") if keyword in part]
    return f"{name}={limits[0] if limits else json.dumps(part)}"


def _failing(schema: Schema, condition: Schema) -> Schema:
    """Return a schema whose objects don't meet a condition."""
    for name in condition.get("properties", {}):
        for value in _others(schema["properties"].get(name, {})):
            if not holds(condition, filled(schema, {name: value})):
                return {"required": [name], "properties": {name: {"const": value}}}
    return {"properties": dict.fromkeys(condition.get("required", ()), NEVER)}


def _others(field: Schema) -> Iterator[Any]:
    yield from field.get("enum", ())
    yield sample(field)
    if field.get("type") in ("integer", "number"):
        yield from (field[limit] for limit in ("minimum", "maximum") if limit in field)


def _choices(schema: Schema, alternatives: Sequence[Schema], *, only_one: bool) -> Iterator[Variation]:
    names = list(dict.fromkeys(name for each in alternatives for name in each.get("required", ())))
    kept = set(schema.get("required", ()))
    if not names:
        return
    place, partners = (names[0],), tuple(names)
    for each in alternatives:
        whole = _without(filled(merged(schema, each), {}), set(names) - {*each.get("required", ()), *kept})
        yield near(whole, " and ".join(each.get("required", ["neither"])), valid=True, path=place, partners=partners)
    none = _without(filled(schema, {}), set(names) - kept)
    yield near(none, "none of them", valid=False, path=place, partners=partners)
    if only_one and len(alternatives) > 1:
        both = filled(merged(merged(schema, alternatives[0]), alternatives[1]), {})
        yield near(both, "two of them", valid=False, path=place, partners=partners)


def _exclusions(schema: Schema, excluded: Schema) -> Iterator[Variation]:
    names = tuple(excluded.get("required", ()))
    told = " and ".join(names)
    free = {keyword: part for keyword, part in schema.items() if keyword != "not"}
    if names:
        yield near(filled(merged(free, excluded), {}), f"{told} together", valid=False, path=names[:1], partners=names)
    for name in names:
        alone = filled(schema, {name: sample(schema["properties"][name])})
        yield near(alone, f"{name} of {told}", valid=True, path=names[:1], partners=names)


def _absences(schema: Schema, name: str, value: Any) -> Iterator[Variation]:
    without = filled(schema, {})
    yield near(without, "absent", valid=True, path=(name,))
    yield near({**without, name: value}, "given", valid=False, path=(name,))


def _without(whole: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in whole.items() if name not in names}
