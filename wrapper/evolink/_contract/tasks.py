"""What the contract says about tasks: what their IDs look like, and how long their results last."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from evolink._contract.document import schemas

_LIFETIME = "x-evolink-result-lifetime"

_LOST = "\ufffd"
"""Stands for what could not be read in an answer."""


@cache
def result_lifetime() -> float:
    """Return the seconds that links to results are valid for."""
    return float(_task_fields()["results"][_LIFETIME])


def is_task_id(text: str) -> bool:
    """Whether a text has the documented form of a task ID."""
    return re.search(_task_fields()["id"].get("pattern", ""), text) is not None


def fits_in_path(task_id: object) -> bool:
    """Whether a value can stand for a task in a path: a text, not empty, no dots only, nothing invisible or lost."""
    return isinstance(task_id, str) and bool(task_id.strip(".")) and task_id.isprintable() and _LOST not in task_id


@cache
def _task_fields() -> Mapping[str, Any]:
    """Return the fields of the answer that shows results."""
    fields = [schema.get("properties", {}) for schema in schemas().values()]
    return next(found for found in fields if _LIFETIME in found.get("results", {}))
