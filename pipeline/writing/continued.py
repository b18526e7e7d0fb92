"""What is left to say in a request that continues an earlier task, once the task is given."""

from dataclasses import dataclass
from typing import Any

from pipeline.writing.contract import whole

_OURS = "task"
_TASK, _INDEX = "x-evolink-task-id", "x-evolink-result-index"


@dataclass(frozen=True)
class Continued:
    """A request without what a task says.

    Attributes:
        schema: The schema of its other parameters.
        has_index: Whether it may be said which of the task's results is meant.
    """

    schema: dict[str, Any]
    has_index: bool


def continued(document: dict[str, Any], schema: dict[str, Any]) -> Continued | None:
    """Return what is left to say in a request; None if it continues no task, or has a parameter named `task`."""
    resolved = whole(document, schema)
    if _OURS in resolved.get("properties", {}):
        return None
    marks: set[str] = set()
    left = _without(resolved, marks)
    return Continued(left, _INDEX in marks) if _TASK in marks else None


def _without(schema: dict[str, Any], marks: set[str]) -> dict[str, Any]:
    """Return an object without the parameters of its chain; what they are marked with is added to the marks.

    An object of which nothing is left, or nothing that is required, is not required either.
    """
    properties: dict[str, Any] = {}
    optional: set[str] = set()
    for name, value in schema.get("properties", {}).items():
        found = {mark for mark in (_TASK, _INDEX) if value.get(mark)}
        marks |= found
        if found:
            continue
        inner = _without(value, marks) if value.get("properties") else value
        if inner is not value and inner != value and not inner.get("required"):
            optional.add(name)
        if inner.get("properties") or not value.get("properties"):
            properties[name] = inner
    required = [name for name in schema.get("required", []) if name in properties and name not in optional]
    return {**schema, "properties": properties, "required": required}
