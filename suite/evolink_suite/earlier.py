"""Requests that go on from an earlier task: they name one that has ended, instead of an invented ID. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .applied import as_schema
from .contract import Schema
from .variation import Path

_TASK_ID: Final = "x-evolink-task-id"


def places(schema: Schema) -> Iterator[Path]:
    """Yield where requests of a schema name an earlier task."""
    for name, field in schema.get("properties", {}).items():
        member = as_schema(field)
        if _TASK_ID in member:
            yield (name,)
        yield from ((name, *inner) for inner in places(member))


def goes_on(schema: Schema, request: Mapping[str, Any]) -> bool:
    """Return whether a request names an earlier task."""
    return any(_has(request, path) for path in places(schema))


def naming(schema: Schema, request: Mapping[str, Any], task_id: str) -> dict[str, Any]:
    """Return a request that names a task wherever it names an earlier one."""
    named = dict(request)
    for path in places(schema):
        if _has(named, path):
            named = _put(named, path, task_id)
    return named


def _has(value: Any, path: Path) -> bool:
    return not path or (isinstance(value, Mapping) and path[0] in value and _has(value[path[0]], path[1:]))


def _put(value: Mapping[str, Any], path: Path, new: str) -> dict[str, Any]:
    first, rest = str(path[0]), path[1:]
    return {**value, first: _put(value[first], rest, new) if rest else new}
