"""From the text of a CSV cell to the value that a model's schema asks for."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ._links import links_of

Schema = Mapping[str, Any]
_SWITCHES = {"true": True, "false": False}
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)


def value_of(text: str, schema: Schema) -> Any:
    """Return the value of a cell; what can't be read as its type stays text, which the model's rules then refuse.

    Args:
        text: The cell.
        schema: What the model says of the parameter.
    """
    for kind in _kinds(schema):
        try:
            return _READERS[kind](text, schema)
        except ValueError:
            continue
    return text


def _kinds(schema: Schema) -> list[str]:
    """Return the types to try, text last: it takes everything."""
    stated = schema.get("type", "string")
    kinds = {stated} if isinstance(stated, str) else set(stated)
    return [kind for kind in _READERS if kind in kinds]


def _integer(text: str, _: Schema) -> int:
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(text)
    return int(text)


def _number(text: str, _: Schema) -> float:
    return float(text)


def _boolean(text: str, _: Schema) -> bool:
    if text.strip().lower() not in _SWITCHES:
        raise ValueError(text)
    return _SWITCHES[text.strip().lower()]


def _array(text: str, schema: Schema) -> list[Any]:
    """Read a list: as JSON, as links, or parted by blanks and line breaks."""
    if not text.lstrip().startswith("["):
        return links_of(text) if schema.get("items", {}).get("format") == "uri" else text.split()
    value: list[Any] = json.loads(text)
    return value


def _object(text: str, _: Schema) -> Any:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError(text)  # noqa: TRY004 - the cell can't be read so, whatever it holds
    return value  # pyright: ignore[reportUnknownVariableType]  (JSON)


def _text(text: str, _: Schema) -> str:
    return text


_READERS: Mapping[str, Callable[[str, Schema], Any]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "array": _array,
    "object": _object,
    "string": _text,
}
"""In the order they are tried."""
