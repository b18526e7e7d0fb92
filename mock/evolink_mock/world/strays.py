"""Finds parameters that nothing in the contract knows, and drops them; says in a limited number of remarks which."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

_LONGEST_NAME = 200
_MOST_TOLD = 20
"""Remarks about one request; of more, it is said how many they are."""


def without_strays(properties: Mapping[str, Any], request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request without the parameters that are not among the properties of its model, at any depth."""
    return {name: _cleaned(properties[name] or {}, value) for name, value in request.items() if name in properties}


def ignored_parameters(given: Iterable[str], known: Collection[str], path: str) -> tuple[str, ...]:
    """Return in words which parameters an operation ignores, of those that a request has.

    Args:
        given: The names that the request has.
        known: The names that the operation knows.
        path: The operation's path template.
    """
    strays = [name for name in dict.fromkeys(given) if name not in known]
    return shortened([f"{name[:_LONGEST_NAME]}: ignored, as it is not a parameter of {path}" for name in strays])


def shortened(told: Sequence[str]) -> tuple[str, ...]:
    """Return the first remarks about a request, and how many more there are."""
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], f"and {more:,} more") if more > 0 else tuple(told)


def _cleaned(schema: Mapping[str, Any], value: Any) -> Any:
    """Return a value without strays; a forbidden parameter, whose schema is `false`, has no schema here."""
    if isinstance(value, dict) and schema.get("additionalProperties") is False:
        return without_strays(schema.get("properties", {}), cast("dict[str, Any]", value))
    if isinstance(value, list) and "items" in schema:
        return [_cleaned(schema["items"], each) for each in cast("Any", value)]
    return cast("Any", value)
