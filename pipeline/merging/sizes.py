"""Gives the sizes of a request the pattern that JSON Schema can say: a known word or ratio, or width and height."""

import re
from typing import Any

_SIZES = "x-evolink-size-values"
_IN_PIXELS = "[1-9][0-9]{0,8}[xX×][1-9][0-9]{0,8}"


def with_patterns(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of a request in which every size that may be written in pixels has a pattern."""
    found = dict(schema)
    for part in ("properties", "items"):
        if isinstance(found.get(part), dict):
            inner = found[part]
            found[part] = (
                with_patterns(inner) if part == "items" else {name: with_patterns(each) for name, each in inner.items()}
            )
    if _SIZES in found:
        found["pattern"] = f"^(?:{'|'.join(re.escape(value) for value in found[_SIZES])}|{_IN_PIXELS})$"
    return found
