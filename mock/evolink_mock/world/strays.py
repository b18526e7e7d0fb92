"""Drops the parameters that a model does not have."""

from collections.abc import Mapping
from typing import Any, cast


def without_strays(properties: Mapping[str, Any], request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request without the parameters that are not among the properties of its model, at any depth."""
    return {name: _cleaned(properties[name] or {}, value) for name, value in request.items() if name in properties}


def _cleaned(schema: Mapping[str, Any], value: Any) -> Any:
    """Return a value without strays; a forbidden parameter, whose schema is `false`, has no schema here."""
    if isinstance(value, dict) and schema.get("additionalProperties") is False:
        return without_strays(schema.get("properties", {}), cast("dict[str, Any]", value))
    if isinstance(value, list) and "items" in schema:
        return [_cleaned(schema["items"], each) for each in cast("Any", value)]
    return cast("Any", value)
