"""Rows of a JSON Lines file, as a stream."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from ._line import Line, Problem, as_line, problem

_LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_TOO_LONG = b"..."


def json_rows(path: Path, model: str | None) -> Iterator[Line | Problem]:
    """Read a file with one JSON object on each line; empty lines are none.

    Args:
        path: The file.
        model: The model of rows that name none.

    Yields:
        Its rows, and what is wrong with others.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as file:
        for number, text in _lines(file):
            yield row(number, text, model) if isinstance(text, bytes) else text


def row(number: int, text: bytes, model: str | None) -> Line | Problem:
    """Understand one line."""
    try:
        value = json.loads(text.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return problem(number, "", "utf-8", text[error.start : error.end], "is no UTF-8 text")
    except (ValueError, RecursionError) as error:
        return problem(number, "", "json", None, f"is no JSON: {error}")
    if not isinstance(value, dict):
        return problem(number, "", "type", value, "must be an object: one request on each line")
    return as_line(number, value, model)  # pyright: ignore[reportUnknownArgumentType]  (an untyped object)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | Problem]]:
    number = 0
    while text := file.readline(_LONGEST_LINE):
        number += 1
        if number == 1:
            text = text.removeprefix(_BOM)
        whole = text.endswith(b"\n") or len(text) < _LONGEST_LINE
        while not whole:
            whole = (more := file.readline(_LONGEST_LINE)).endswith(b"\n") or not more
            text = _TOO_LONG
        if text is _TOO_LONG:
            yield number, problem(number, "", "maxLength", None, f"is longer than {_LONGEST_LINE} bytes")
        elif text.strip():
            yield number, text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says something twice: one of the two is not meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        raise ValueError(f"{twice} stands there twice")
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
