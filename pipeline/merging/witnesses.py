"""Merges what sources of different age say of one model: the newest counts, or a page whose facts stand."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.merging.agreement import MISSING, Agreement, Stated, equal, said
from pipeline.merging.standing import age, is_kept
from pipeline.problems import Problem
from pipeline.reading.structure import field_name, place_name
from pipeline.yamlio import Path_

NEWER = "x-evolink-newer"
_MODEL = "model"
_BRANCHES = frozenset({"properties", "items", "required", "allOf"})
# They restrict the same values in different words, so those of two sources are never combined.
_VALUES = frozenset({"enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern",
                     "x-evolink-size-values", "x-evolink-size-pixels", "x-evolink-size-ratio"})  # fmt: skip
_IN_PROSE = frozenset({"x-evolink-size-pixels", "x-evolink-size-ratio"})
"""What only a description says of values, so that it is missing where the description is cut off before it."""


def weighed(stated: Sequence[Stated], problems: list[Problem]) -> tuple[dict[str, Any], list[Stated]]:
    """Return what sources say together of one model's request, and the sources whose facts these are.

    Sources of one age must agree. Of others the newest counts; what only an older one says stays if it is a field, or
    about a field whose description was cut off in the newer one. Where the facts of pages stand, what newer sources say
    is noted beside them.
    """
    kept = [each for each in stated if is_kept(each.page)]
    others = sorted((each for each in stated if not is_kept(each.page)), key=lambda each: age(each.page), reverse=True)
    groups = [list(group) for _, group in groupby(others, key=lambda each: age(each.page))]
    first, *rest = (_agreed(group, problems) for group in ([kept] if kept else []) + groups)
    if kept:
        newest = max(age(each.page) for each in kept)
        node: dict[str, Any] = first.node
        for other in rest:
            if age(other.page) > newest:
                node = _beside(Stated(first.page, first.at, node), other)
            _compared(first, other, problems)
        return node, kept
    for other in rest:
        first = Stated(first.page, first.at, _combined(first, other, problems))
    return first.node, others


def _agreed(stated: Sequence[Stated], problems: list[Problem]) -> Stated:
    agreement = Agreement(same=True, fields_must_match=True)
    merged = agreement.merge(stated)
    problems += agreement.problems
    return Stated(stated[0].page, stated[0].at, merged)


def _combined(newer: Stated, older: Stated, problems: list[Problem]) -> dict[str, Any]:
    """Return a newer schema with what only the older one says and the newer one may hide."""
    if _kinds(newer.node) != _kinds(older.node):
        problems.append(_note(newer, older, "type"))
        return dict(newer.node)
    node = dict(newer.node)
    changed, cut = _changed_values(newer.node, older.node), _is_cut(newer, newer.at)
    for key, value in older.node.items():
        if key not in _BRANCHES and not equal(key, newer.node.get(key), value):
            if key not in newer.node and not changed and (cut or _is_on_cut_field(newer, value)):
                node[key] = value
            else:
                problems.append(_note(newer, older, key))
    if set(newer.node.get("required", [])) != set(older.node.get("required", [])):
        problems.append(_note(newer, older, "required"))
    if "properties" in older.node or "properties" in newer.node:
        node["properties"] = dict(_fields(newer, older, problems))
    if "items" in newer.node and "items" in older.node:
        node["items"] = _combined(newer.child("items"), older.child("items"), problems)
    if conditions := _conditions(newer, older):
        node["allOf"] = conditions
    return node


def _fields(newer: Stated, older: Stated, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    here, there = newer.node.get("properties", {}), older.node.get("properties", {})
    for name in dict.fromkeys((*here, *there)):
        if name not in there or name not in here:
            yield name, here.get(name) or there[name]
        elif name == _MODEL and "table" in newer.page:  # a table leaves it out, with the older names
            yield name, there[name]
        else:
            yield name, _combined(newer.child("properties", name), older.child("properties", name), problems)


def _conditions(newer: Stated, older: Stated) -> list[Any]:
    """Return the conditions of the newer schema, and those of the older one that a cut description may hide.

    That is none about fields whose values changed, or about a case that the newer one describes.
    """
    own = newer.node.get("allOf", [])
    cases = [each.get("if") for each in own]
    here, there = newer.node.get("properties", {}), older.node.get("properties", {})
    changed = {name for name in here if name in there and _changed_values(here[name], there[name])}
    kept = [
        each
        for each in older.node.get("allOf", [])
        if each not in own and ("if" not in each or each["if"] not in cases) and changed.isdisjoint(_words(each))
    ]
    return [*own, *(each for each in kept if _is_on_cut_field(newer, each))]


def _is_on_cut_field(newer: Stated, rule: Any) -> bool:
    """Return whether a rule of a request names a field whose description was cut off."""
    fields = newer.node.get("properties", {})
    return any(name in fields and _is_cut(newer, (*newer.at, "properties", name)) for name in _words(rule))


def _words(value: Any) -> Iterator[str]:
    """Return every name and text in a rule, at any depth."""
    if isinstance(value, str):
        yield value
    inner = value if isinstance(value, list) else []
    if isinstance(value, dict):
        yield from value
        inner = list(value.values())
    yield from (word for each in inner for word in _words(each))


def _is_cut(stated: Stated, at: Path_) -> bool:
    """Return whether a source's description of a node was cut off, so that it may say more than is known."""
    return field_name(at) in stated.page.get("cut", [])


def _changed_values(newer: dict[str, Any], older: dict[str, Any]) -> bool:
    """Return whether a newer source states which values a field takes, and states it differently."""
    here, there = ({key: node[key] for key in _VALUES & set(node)} for node in (newer, older))
    same = set(there) - _IN_PROSE <= set(here) <= set(there) and all(equal(key, here[key], there[key]) for key in here)
    return bool(here) and not same


def _beside(kept: Stated, newer: Stated) -> dict[str, Any]:
    """Return a schema whose facts stand, with what a newer source says differently beside it."""
    node = dict(kept.node)
    news = {key: newer.node[key] for key in newer.node if key not in _BRANCHES and _differs(kept.node, newer.node, key)}
    if _required(kept.node) != _required(newer.node):
        news["required"] = newer.node.get("required", [])
    here, there = kept.node.get("properties", {}), newer.node.get("properties", {})
    fields = {name: schema for name, schema in there.items() if name not in here}
    if fields:
        news["properties"] = fields
    if here:
        node["properties"] = {
            name: _beside(kept.child("properties", name), newer.child("properties", name))
            if name in there and name != _MODEL
            else schema
            for name, schema in here.items()
        }
    if "items" in kept.node and "items" in newer.node:
        node["items"] = _beside(kept.child("items"), newer.child("items"))
    source = {"source": newer.name} | ({"commit": newer.page["commit"]} if "commit" in newer.page else {})
    noted = {key: {"value": value, **source} for key, value in news.items()} | kept.node.get(NEWER, {})
    return {**node, NEWER: noted} if noted else node


def _differs(kept: dict[str, Any], newer: dict[str, Any], key: str) -> bool:
    return not key.startswith("x-evolink-generalised") and not equal(key, kept.get(key, MISSING), newer[key])


def _required(node: dict[str, Any]) -> set[str]:
    return set(node.get("required", [])) - {_MODEL}


def _compared(first: Stated, other: Stated, problems: list[Problem]) -> None:
    """Note every keyword of which two sources state different values."""
    problems += [
        _note(first, other, key)
        for key in first.node
        if key in other.node and key not in _BRANCHES | {NEWER} and not equal(key, first.node[key], other.node[key])
    ]
    if _required(first.node) != _required(other.node):
        problems.append(_note(first, other, "required"))
    for name in first.node.get("properties", {}):
        if name in other.node.get("properties", {}) and name != _MODEL:
            _compared(first.child("properties", name), other.child("properties", name), problems)
    if "items" in first.node and "items" in other.node:
        _compared(first.child("items"), other.child("items"), problems)


def _kinds(node: dict[str, Any]) -> set[str]:
    kind = node.get("type", [])
    return {kind} if isinstance(kind, str) else set(kind)


def _note(counting: Stated, other: Stated, key: str) -> Problem:
    one, two = (said(each.node.get(key, MISSING)) for each in (counting, other))
    what = f"{place_name(counting.at)}.{key}: {one} here, {two} on {other.name}:{other.line(key)}"
    why = "the facts of this page stand" if is_kept(counting.page) else "the newest source counts"
    return Problem(counting.name, counting.line(key), "note", what, why)
