"""Reads the JSON of an answer, whatever it holds."""

import json
import re
from typing import Any, cast

_MOST_LEVELS = 100  # objects and lists inside one another
_ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
"""What a backslash begins in JSON: a whole surrogate pair, half of one (the group), or anything else."""


def read_json(body: bytes) -> Any:
    r"""Return what a body holds, with U+FFFD for each half of a surrogate pair.

    JSON can write `"\ud800"`, but nothing can print, send or store the text that it means.

    Raises:
        ValueError: It is no JSON, or has a number of thousands of digits.
        RecursionError: It is nested too deep to be read, or to be used.
    """
    text = body.decode(json.detect_encoding(body))
    value = json.loads(_ESCAPES.sub(_whole, text) if "\\u" in text else text)
    if _may_be_deep(text) and _is_deep(value):
        raise RecursionError(f"a response with more than {_MOST_LEVELS} levels")
    return value


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > _MOST_LEVELS


def _is_deep(value: Any) -> bool:
    """Return whether a value has more levels than what compares, copies or pickles it can follow."""
    level: list[Any] = [value]
    for _ in range(_MOST_LEVELS + 1):
        level = [each for outer in level for each in _inside(outer)]
    return bool(level)


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).values()
    return cast("Any", value) if isinstance(value, list) else []


def _whole(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape[1] else escape[0]
