"""From the text of a CSV cell to the value that a model's schema asks for, and what shows that links ran together."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

Schema = Mapping[str, Any]

_BOOLEANS = {"true": True, "false": False}
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_SEPARATORS = ",;|，\uff1b、"
_SCHEME = r"[a-z][a-z0-9+.-]*:"
_BETWEEN_LINKS = re.compile(rf"\s*[{_SEPARATORS}]\s*(?={_SCHEME}(?://|\w))|\s+", re.IGNORECASE)
"""Whitespace separates links, and so does a separator that another link follows: links themselves contain commas.

`;base64,` of a data URL is followed by no scheme, so the URL stays whole.
"""
_BETWEEN_PATHS = re.compile(rf"[{_SEPARATORS}\r\n]")
_DATA = "data:"


def cell_value(text: str, schema: Schema) -> Any:
    """Return the value of a cell; what can't be read as its type stays text, which the model's rules then refuse.

    Args:
        text: The cell.
        schema: The model's schema of the parameter.
    """
    for kind in _kinds(schema):
        try:
            return _READERS[kind](text, schema)
        except (TypeError, ValueError, RecursionError):
            continue
    return text


def split_links(text: str) -> list[str]:
    """Return the links of a cell."""
    return [link for link in _BETWEEN_LINKS.split(text.strip()) if link]


def split_paths(text: str, exists: Callable[[str], bool]) -> list[str]:
    """Return the paths of a cell without links. They are separated as links are, unless their names are like that.

    Args:
        text: The cell.
        exists: Whether there is a file of a name.
    """
    if exists(text.strip()):
        return [text.strip()]
    parts = [part.strip() for part in _BETWEEN_PATHS.split(text) if part.strip()]
    if len(parts) > 1 and all(map(exists, parts)):
        return parts
    return [word for part in parts for word in ([part] if exists(part) else part.split())]


def wrong_links(request: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Return the place, the link and what is wrong for each link that surely was not meant as one.

    Args:
        request: A row's request.
        fields: The model's schemas of its parameters.
    """
    for name, schema in fields.items():
        value = request.get(name)
        if isinstance(value, str) and schema.get("format") == "uri":
            yield from _wrong_link(name, value)
        elif isinstance(value, list) and schema.get("items", {}).get("format") == "uri":
            for place, link in enumerate(cast("list[Any]", value)):  # type: ignore[redundant-cast]  # pyright wants it
                yield from _wrong_link(f"{name}[{place}]", link)


def _wrong_link(place: str, link: object) -> Iterator[tuple[str, str, str]]:
    if not isinstance(link, str) or link.lower().startswith(_DATA):
        return
    if link.rstrip().endswith(tuple(_SEPARATORS)):
        yield place, link, "must not end in a separator: separate several links by spaces, line breaks, commas or ;"
    elif link.count("://") > 1:
        yield place, link, "contains :// twice: separate two links by a space, or write %3A// in a link within a link"


def _kinds(schema: Schema) -> list[str]:
    """Return the types to try, with text last, since any cell is text."""
    stated = schema.get("type", "string")
    kinds = {stated} if isinstance(stated, str) else set(stated)
    return [kind for kind in _READERS if kind in kinds]


def _integer(text: str, _: Schema) -> int:
    if not _INTEGER.fullmatch(text.strip()):
        raise ValueError(text)
    return int(text)


def _number(text: str, _: Schema) -> float:
    return float(text)


def _boolean(text: str, _: Schema) -> bool:
    if text.strip().lower() not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text.strip().lower()]


def _array(text: str, schema: Schema) -> list[Any]:
    """Read a list: as JSON, as links, or as words separated by whitespace."""
    if not text.lstrip().startswith("["):
        return split_links(text) if schema.get("items", {}).get("format") == "uri" else text.split()
    value: list[Any] = json.loads(text)
    return value


def _object(text: str, _: Schema) -> Any:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError(text)
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
"""In the order in which they are tried."""
