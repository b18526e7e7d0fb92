"""Rows of a JSON Lines file, or of one JSON array, read as a stream."""

import json
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from typing import Any, NoReturn, TextIO

from evolink._files.encoding import detect_encoding
from evolink.errors._problem import Problem

from .row import ManifestRow, ReadOptions, manifest_row, row_problem
from .text_rows import not_utf8, text_lines

_CHUNK = 64 * 1024
_LONGEST_ROW = 1024 * 1024
_WHITESPACE = " \t\r\n"


def json_rows(file: BufferedReader, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    """Read a file with one JSON object on each line; empty lines are skipped.

    Args:
        file: The file.
        options: How its rows are read.

    Yields:
        Its rows, and what is wrong with others.
    """
    for line, text in text_lines(file):
        yield parse_line(line, text, options) if isinstance(text, bytes) else text


def parse_line(line: int, text: bytes, options: ReadOptions) -> ManifestRow | Problem:
    """Return the row on one line."""
    try:
        value = json.loads(text.decode(), object_pairs_hook=_unique_names, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        return not_utf8(line, error)
    except (ValueError, RecursionError) as error:
        return row_problem(line, "", "json", None, f"is not valid JSON: {error}")
    if not isinstance(value, dict):
        return row_problem(line, "", "type", value, "must be an object: one request on each line")
    return manifest_row(line, value, options)  # pyright: ignore[reportUnknownArgumentType]  (an untyped object)


def array_rows(file: BufferedReader, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    """Read a file that is one array of requests; nothing after a part that can't be read has any meaning.

    Args:
        file: The file.
        options: How its rows are read.

    Yields:
        Its rows, each with the line that it begins on, and what is wrong with others.
    """
    with TextIOWrapper(file, encoding=detect_encoding(file.peek(3))) as whole:
        text = _JsonStream(whole)
        try:
            for line, value in _elements(text):
                if isinstance(value, dict):
                    yield manifest_row(line, value, options)  # pyright: ignore[reportUnknownArgumentType]  (JSON)
                else:
                    yield row_problem(line, "", "type", value, "must be an object: the array holds one per request")
        except UnicodeDecodeError as error:
            yield not_utf8(text.line, error)
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else error
            yield row_problem(text.line, "", "json", None, f"is not a valid JSON array of objects: {why}")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, and refuse one with a name twice: only one of the two values can be meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place]))
        raise ValueError(f"{twice} appears twice")
    return made


def _refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which Python reads though they are not JSON."""
    raise ValueError(f"{name} is not a JSON number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique_names, parse_constant=_refuse_constant)


class _JsonStream:
    """A text that keeps only its unread part in memory.

    Attributes:
        line: The line that is being read, from 1.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._rest = ""
        self._at = 0
        self.line = 1

    def peek(self) -> str:
        """Skip whitespace and return the next character without reading it; an empty text at the end."""
        while True:
            place = self._at
            while place < len(self._rest) and self._rest[place] in _WHITESPACE:
                place += 1
            self._advance(place)
            if place < len(self._rest) or not self._fill():
                return self._rest[self._at : self._at + 1]

    def skip(self) -> None:
        """Skip one character."""
        self._advance(self._at + 1)

    def value(self) -> Any:
        """Read the JSON value that begins here.

        Raises:
            ValueError: There is none, or it is too long.
        """
        while True:
            try:
                found, end = _DECODER.raw_decode(self._rest, self._at)
            except json.JSONDecodeError:
                if len(self._rest) - self._at > _LONGEST_ROW or not self._fill():
                    raise
                continue
            if end < len(self._rest) or not self._fill():  # a number that ends with the chunk may continue
                self._advance(end)
                return found

    def _fill(self) -> bool:
        chunk = self._file.read(_CHUNK)
        self._rest, self._at = self._rest[self._at :] + chunk, 0
        return bool(chunk)

    def _advance(self, place: int) -> None:
        self.line += self._rest.count("\n", self._at, place)
        self._at = place


def _elements(text: _JsonStream) -> Iterator[tuple[int, Any]]:
    text.peek()
    text.skip()  # the bracket that showed that the file is an array
    while text.peek() != "]":
        line = text.line
        yield line, text.value()
        sign = text.peek()
        if sign not in {",", "]"}:
            raise ValueError("a comma or the closing bracket is missing")
        if sign == ",":
            text.skip()
            if text.peek() == "]":
                raise ValueError("there is a comma before the closing bracket")
    text.skip()
    if text.peek():
        raise ValueError("there is something after the closing bracket")
