"""Compares a page's own example of a request with the schema that was read from the page. Pure."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from pipeline.reading.structure import node_at
from pipeline.yamlio import Path_

_TYPES: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array",
                           dict: "object", type(None): "null"}  # fmt: skip


def clash(schema: dict[str, Any], example: Mapping[str, Any]) -> tuple[Path_, Any] | None:
    """Return the place of the first keyword that an example breaks, with the value that breaks it, or None."""
    error = next(jsonschema_rs.validator_for(schema).iter_errors(dict(example)), None)
    if error is None:
        return None
    value = node_at(example, tuple(map(str, error.instance_path)))
    return tuple(map(str, error.schema_path)), value


def withdraw(schema: dict[str, Any], at: Path_, value: Any) -> str:
    """Remove from a schema what a value breaks at the place of a keyword, and return what was removed in words.

    Of a list of required fields only those go that the value lacks; a type that goes is replaced by both.
    """
    place = next(at[:end] for end in range(len(at), 0, -1) if _is_keyword(schema, at[:end]))
    node, keyword = node_at(schema, place[:-1]), place[-1]
    old = node[keyword]
    if keyword == "required" and isinstance(value, dict):
        node[keyword] = [name for name in old if name in value]
    elif keyword == "type":
        node[keyword] = [*([old] if isinstance(old, str) else old), _TYPES[type(value)]]
    else:
        del node[keyword]
    return f"{'.'.join(place)}: {old!r:.60}"


def _is_keyword(schema: dict[str, Any], at: Path_) -> bool:
    """Return whether a place is that of a keyword which is no way to others: inside `allOf` it is `allOf`."""
    inside = [index for index, step in enumerate(at) if step in {"allOf", "anyOf", "oneOf", "dependentSchemas"}]
    outermost = next((index for index in inside if index == 0 or at[index - 1] != "properties"), None)
    if outermost is not None:
        return len(at) == outermost + 1
    return isinstance(node_at(schema, at[:-1]), dict)
