"""Compares two values of one keyword: which actions turn one into the other. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.drift.rules import ABSENT, BOUNDS, Action, Keyword, keyword

Difference = tuple[Action, Any, Any]


def differences(rule: Keyword, old: Any, new: Any) -> Iterator[Difference]:
    """Return the actions that turn one value into another, with the values before and after."""
    if rule.default is not ABSENT:
        old, new = (ABSENT if each in (ABSENT, rule.default) else each for each in (old, new))
    if same(old, new):
        return
    if old is ABSENT or new is ABSENT:
        yield "set" if old is ABSENT else "unset", old, new
    elif rule.counted and isinstance(old, list) and isinstance(new, list):
        sign = len(new) - len(old)
        yield "increased" if sign > 0 else "decreased" if sign else "changed", old, new
    elif rule.ranged:
        yield "increased" if _contains(new, old) else "decreased" if _contains(old, new) else "changed", old, new
    elif not rule.whole and isinstance(old, list) and isinstance(new, list):
        yield from _members(old, new)
    elif not rule.whole and isinstance(old, dict) and isinstance(new, dict):
        yield from _entries(old, new)
    elif not rule.whole and _is_number(old) and _is_number(new):
        yield "increased" if new > old else "decreased", old, new
    else:
        yield "changed", old, new


def _contains(wide: Any, narrow: Any) -> bool:
    """Return whether a range contains another one; an end that is none is open."""
    if not all(isinstance(each, list) and len(each) == len(("low", "high")) for each in (wide, narrow)):
        return False
    ends = [None if each is None else _number(each) for each in (*wide, *narrow)]
    if any(end is None and each is not None for end, each in zip(ends, (*wide, *narrow), strict=True)):
        return False
    low, high, lower, higher = ends
    above = low is None or (lower is not None and low <= lower)
    return above and (high is None or (higher is not None and high >= higher))


def _number(value: Any) -> float | None:
    """Return a number, or a ratio of two such as `3:1`, as a number; None for anything else."""
    if _is_number(value):
        return float(value)
    hit = re.fullmatch(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)", value) if isinstance(value, str) else None
    return float(hit[1]) / float(hit[2]) if hit and float(hit[2]) else None


def loosens(old: Any, new: Any) -> bool:
    """Return whether a rule that holds in a case accepts all that another one for the same case does."""
    if not (isinstance(old, dict) and isinstance(new, dict) and "then" in old and "then" in new):
        return False
    return same({**old, "then": 0}, {**new, "then": 0}) and _accepts(new["then"], old["then"])


def _accepts(new: Any, old: Any) -> bool:
    """Return whether each keyword of a schema is in the other one too, and at least as strict there."""
    if not (isinstance(new, dict) and isinstance(old, dict)):
        return new is True or old is False or same(new, old)
    return all(_is_as_loose(name, value, old) for name, value in new.items())


def _is_as_loose(name: str, value: Any, old: dict[str, Any]) -> bool:
    was = old.get(name, ABSENT)
    if name == "enum" and "const" in old:
        return _has(value, old["const"])
    if name == "properties" and isinstance(was, dict):
        return all(field in was and _accepts(schema, was[field]) for field, schema in value.items())
    if was is ABSENT or same(was, value):
        return was is not ABSENT
    if name == "required":
        return set(value) <= set(was)
    rule = keyword(name)
    known = name in {"enum", *BOUNDS}
    return known and all(rule.effect(action) == "widens" for action, _, _ in differences(rule, was, value))


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal in JSON: True is not 1, and 1 is 1.0."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _members(old: list[Any], new: list[Any]) -> Iterator[Difference]:
    gone = [each for each in old if not _has(new, each)]
    for each in gone:
        yield "value-removed", each, ABSENT
    for each in new:
        if not _has(old, each) and not any(loosens(was, each) for was in old):
            yield "value-added", ABSENT, each


def _entries(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        if key not in new:
            yield "value-removed", {key: old[key]}, ABSENT
        elif key not in old:
            yield "value-added", ABSENT, {key: new[key]}
        elif not same(old[key], new[key]):
            yield "value-changed", {key: old[key]}, {key: new[key]}


def _has(members: list[Any], value: Any) -> bool:
    return any(same(each, value) for each in members)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
