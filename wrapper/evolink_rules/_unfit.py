"""What JSON can't represent in a request, found where it stands and put into words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from numbers import Integral, Real
from typing import Any, cast

from ._nesting import is_too_deep
from ._violation import Violation


def unfit_for_json(field: str, value: object, error: Exception) -> Violation:
    """Return the violation of a parameter that JSON can't represent; it says which value inside is at fault.

    Args:
        field: The parameter.
        value: Its value.
        error: What `json` raised.
    """
    why = "it has bytes that are no text in its encoding" if isinstance(error, UnicodeEncodeError) else str(error)
    if isinstance(error, TypeError) and not is_too_deep(value):
        place, culprit = _innermost(field, value)
        why = f"{'it' if culprit is value else place} is {_what(culprit)}{_instead(culprit)}"
    return Violation(field, "json", value, f"can't be sent as JSON: {why}")


def _innermost(field: str, value: object) -> tuple[str, object]:
    """Return the first value inside a value that JSON can't represent, and its place."""
    inside: Iterable[tuple[str, object]] = ()
    whole = value
    if isinstance(value, Mapping):
        inside = ((f"{field}.{name}", each) for name, each in cast("Mapping[object, object]", value).items())
    elif isinstance(value, list | tuple):
        inside = ((f"{field}[{at}]", each) for at, each in enumerate(cast("list[object]", value)))
    for place, each in inside:
        if not _fits(each):
            return _innermost(place, each)
    return field, whole


def _fits(value: object) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    except ValueError:  # another fault than its type
        return True
    return True


def _what(value: object) -> str:
    kind = type(value)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"of the type {name}"


def _instead(value: Any) -> str:
    """Return what to pass instead, where that is clear."""
    if isinstance(value, Enum):
        return "; pass its value"
    if isinstance(value, AbstractSet | Iterator):
        return "; pass a list"
    if isinstance(value, Mapping):
        return "; pass a dict"
    if isinstance(value, Integral | Real):  # as a number of numpy
        return f"; pass a plain {'int' if isinstance(value, Integral) else 'float'}"
    return ""
