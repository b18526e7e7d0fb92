"""Rows of a JSON Lines file, as a stream."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, NoReturn

from evolink.errors._problem import Problem

from ._line import Line, Reading, as_line, problem
from ._text_rows import not_utf8, text_lines


def json_rows(file: BufferedReader, reading: Reading) -> Iterator[Line | Problem]:
    """Read a file with one JSON object on each line; empty lines are none.

    Args:
        file: The file.
        reading: How its rows are read.

    Yields:
        Its rows, and what is wrong with others.
    """
    for number, text in text_lines(file):
        yield row(number, text, reading) if isinstance(text, bytes) else text


def row(number: int, text: bytes, reading: Reading) -> Line | Problem:
    """Understand one line."""
    try:
        value = json.loads(text.decode(), object_pairs_hook=once, parse_constant=no_number)
    except UnicodeDecodeError as error:
        return not_utf8(number, error)
    except (ValueError, RecursionError) as error:
        return problem(number, "", "json", None, f"is no JSON: {error}")
    if not isinstance(value, dict):
        return problem(number, "", "type", value, "must be an object: one request on each line")
    return as_line(number, value, reading)  # pyright: ignore[reportUnknownArgumentType]  (an untyped object)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says something twice: one of the two is not meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        raise ValueError(f"{twice} stands there twice")
    return made


def no_number(name: str) -> NoReturn:
    """Refuse what is no JSON, though Python reads it: NaN and infinities."""
    raise ValueError(f"{name} is no JSON number")
