"""Reads the values of a closed set in any case, where the documentation says that case is ignored."""

from collections.abc import Mapping
from typing import Any, cast

from ._limits import ANY_CASE, SIZES


def as_listed(schema: Mapping[str, Any], value: Any) -> Any:
    """Return a value with every member of a closed set that ignores case in the spelling of the set, at any depth."""
    match value:
        case str():
            return _member(schema, value) if schema.get(ANY_CASE) else value
        case dict():
            fields: Mapping[str, Any] = schema.get("properties", {})
            given = cast("dict[str, Any]", value)
            return {name: as_listed(fields[name], each) if name in fields else each for name, each in given.items()}
        case list():
            items: Mapping[str, Any] = schema.get("items", {})
            return [as_listed(items, each) for each in cast("list[Any]", value)]  # type: ignore[redundant-cast]  # pyright wants it
        case _:
            return value


def _member(schema: Mapping[str, Any], text: str) -> str:
    members: list[Any] = schema.get("enum", schema.get(SIZES, []))
    folded = text.casefold()
    return next((each for each in members if isinstance(each, str) and each.casefold() == folded), text)
