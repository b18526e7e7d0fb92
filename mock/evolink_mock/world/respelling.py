"""Reads values that are spelled in another way than documented: `"2"` for 2, one link for a list, null for nothing."""

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import evolink_rules
from evolink_rules import Violation

_STEP = re.compile(r"[^.\[\]]+")
MOST_BROKEN = 50
"""Broken rules beyond which a request is taken for wrong, not for spelled differently: each try checks all of it."""
_LONGEST = 200  # characters of a text that may be a number or a member of a closed set
_MOST_SHOWN = 60  # characters of a value
_ABSENT: Any = object()

Path = tuple[str | int, ...]


def respelled(properties: Mapping[str, Any], request: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[str]]:
    """Return a request with its values spelled as documented, and in words what was read differently.

    A value changes only if it then keeps all rules: what means nothing that is allowed stays as it is.
    """
    broken = _broken(request)
    if len(broken) > MOST_BROKEN:
        return request, []
    request, told = _without_nothings(request, broken)
    for field in dict.fromkeys(each.field for each in _broken(request)):
        if change := _respell(properties, request, field):
            request = change[0]
            told.append(change[1])
    return request, told


def _without_nothings(request: Mapping[str, Any], broken: Iterable[Violation]) -> tuple[Mapping[str, Any], list[str]]:
    """Leave out, all at once, what was sent to say that nothing is meant: null, or a text that is blank."""
    told: list[str] = []
    for field in dict.fromkeys(each.field for each in broken):
        path = _path(field)
        value = _value(request, path)
        if isinstance(path[-1], str) and _is_nothing(value):
            request = _with(request, path, _ABSENT)
            told.append(f"{field}: {written(value)} was read as left out")
    return request, told


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def written(value: Any) -> str:
    """Return a value as JSON has it, or its beginning."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _broken(request: Mapping[str, Any]) -> list[Violation]:
    return [each for each in evolink_rules.violations(request) if each.field and each.documented]


def _respell(
    properties: Mapping[str, Any], request: Mapping[str, Any], field: str
) -> tuple[Mapping[str, Any], str] | None:
    """Return a request in which one field keeps its rules, and what changed; None if no other spelling does."""
    path = _path(field)
    value = _value(request, path)
    if value is _ABSENT:
        return None
    for other in _spellings(_schema(properties, path), value):
        changed = _with(request, path, other)
        if not any(
            each.field == field or each.field.startswith((f"{field}[", f"{field}.")) for each in _broken(changed)
        ):
            return changed, f"{field}: {written(value)} was read as {written(other)}"
    return None


def _spellings(schema: Mapping[str, Any], value: Any) -> Iterator[Any]:
    """Yield what a value may mean, the likeliest first."""
    if isinstance(value, str):
        yield from _of_text(schema, value)
    elif isinstance(value, bool | int | float):
        yield from _members(schema, json.dumps(value))
        yield json.dumps(value)
    elif isinstance(value, list) and len(single := cast("Any", value)) == 1:
        yield single[0]
    if not isinstance(value, list):
        yield [value]


def _of_text(schema: Mapping[str, Any], text: str) -> Iterator[Any]:
    if len(text) > _LONGEST:
        return
    yield from _members(schema, text)
    yield text.strip()
    try:
        value = json.loads(text.strip().lower())
    except (ValueError, RecursionError):
        return
    if isinstance(value, bool | int | float):
        yield value


def _members(schema: Mapping[str, Any], text: str) -> Iterator[Any]:
    """Yield the members of a closed set that a text names, whatever its case."""
    folded = text.strip().casefold()
    for members in _sets(schema):
        yield from (each for each in members if str(each).casefold() == folded)


def _sets(node: Any) -> Iterator[list[Any]]:
    """Yield every closed set in the schema of one value."""
    if isinstance(node, dict):
        schema = cast("dict[str, Any]", node)
        for name, facts in schema.items():
            if name == "enum" and isinstance(facts, list):
                yield cast("Any", facts)
            elif name in ("anyOf", "oneOf", "allOf"):
                yield from _sets(facts)
    elif isinstance(node, list):
        for each in cast("Any", node):
            yield from _sets(each)


def _path(field: str) -> Path:
    """Return the steps to a field that is written as `model_params.items[2]`."""
    return tuple(int(step) if step.isdecimal() else step for step in _STEP.findall(field))


def _schema(properties: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    """Return the schema of a field; empty if there is none."""
    schema: Mapping[str, Any] = {"properties": properties}
    for step in path:
        inner: dict[str, Any] | bool | None
        inner = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
        schema = inner if isinstance(inner, dict) else {}  # a forbidden parameter has `false`
    return schema


def _value(request: Any, path: Path) -> Any:
    """Return the value at a path; _ABSENT if a parameter is missing."""
    try:
        for step in path:
            request = request[step]
    except (KeyError, IndexError, TypeError):
        return _ABSENT
    return request


def _with(request: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """Return a copy of a request with another value at a path."""
    changed = copy.deepcopy(dict(request))
    holder = _value(changed, path[:-1])
    if value is _ABSENT:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return changed
