"""What the contract says about tasks; read when first asked for, since reading it costs time."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

_LIFETIME = "x-evolink-result-lifetime"


@cache
def result_lifetime() -> float:
    """Return the seconds that links to results live for."""
    return float(_fields_of_a_task()["results"][_LIFETIME])


def is_task_id(text: str) -> bool:
    """Return whether a text has the form of a task's id."""
    return re.search(_fields_of_a_task()["id"].get("pattern", ""), text) is not None


@cache
def _fields_of_a_task() -> Mapping[str, Any]:
    """Return the fields of the answer that shows results."""
    from evolink_contract import document

    shapes = [schema.get("properties", {}) for schema in document()["components"]["schemas"].values()]
    return next(fields for fields in shapes if _LIFETIME in fields.get("results", {}))
