"""Rows of a JSON array, read as far as the next one needs."""

import json
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from typing import Any, TextIO

from evolink._files.encoding import encoding_of
from evolink.errors._problem import Problem

from ._json_rows import no_number, once
from ._line import Line, Reading, as_line, problem
from ._text_rows import not_utf8

_CHUNK = 64 * 1024
_LONGEST_ROW = 1024 * 1024
_BLANKS = " \t\r\n"
_DECODER = json.JSONDecoder(object_pairs_hook=once, parse_constant=no_number)


def array_rows(file: BufferedReader, reading: Reading) -> Iterator[Line | Problem]:
    """Read a file that is one array of requests; after what can't be read, nothing of it means anything.

    Args:
        file: The file.
        reading: How its rows are read.

    Yields:
        Its rows, each with the line that it begins on, and what is wrong with others.
    """
    with TextIOWrapper(file, encoding=encoding_of(file.peek(3))) as whole:
        yield from _rows(_Text(whole), reading)


def _rows(text: "_Text", reading: Reading) -> Iterator[Line | Problem]:
    try:
        for number, value in _elements(text):
            if isinstance(value, dict):
                yield as_line(number, value, reading)  # pyright: ignore[reportUnknownArgumentType]  (JSON)
            else:
                yield problem(number, "", "type", value, "must be an object: the array holds one for each request")
    except UnicodeDecodeError as error:
        yield not_utf8(text.line, error)
    except (ValueError, RecursionError) as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else error
        yield problem(text.line, "", "json", None, f"is no JSON array of objects: {told}")


class _Text:
    """A text of which only what is not read yet is in memory.

    Attributes:
        line: The line that is read now, from 1.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._rest = ""
        self._at = 0
        self.line = 1

    def sign(self) -> str:
        """Return the next character that is no blank, which stays; nothing at the end."""
        while True:
            place = self._at
            while place < len(self._rest) and self._rest[place] in _BLANKS:
                place += 1
            self._pass(place)
            if place < len(self._rest) or not self._more():
                return self._rest[self._at : self._at + 1]

    def skip(self) -> None:
        """Go past one character."""
        self._pass(self._at + 1)

    def value(self) -> Any:
        """Return the JSON value that begins here, and go past it.

        Raises:
            ValueError: There is none, or it is too long.
        """
        while True:
            try:
                found, end = _DECODER.raw_decode(self._rest, self._at)
            except json.JSONDecodeError:
                if len(self._rest) - self._at > _LONGEST_ROW or not self._more():
                    raise
                continue
            if end < len(self._rest) or not self._more():  # a number that ends with the chunk may go on
                self._pass(end)
                return found

    def _more(self) -> bool:
        chunk = self._file.read(_CHUNK)
        self._rest, self._at = self._rest[self._at :] + chunk, 0
        return bool(chunk)

    def _pass(self, place: int) -> None:
        self.line += self._rest.count("\n", self._at, place)
        self._at = place


def _elements(text: _Text) -> Iterator[tuple[int, Any]]:
    text.sign()
    text.skip()  # the bracket by which the file was taken for an array
    while text.sign() != "]":
        number = text.line
        yield number, text.value()
        sign = text.sign()
        if sign not in {",", "]"}:
            raise ValueError("a comma or the closing bracket is missing")
        if sign == ",":
            text.skip()
            if text.sign() == "]":
                raise ValueError("a comma stands before the closing bracket")
    text.skip()
    if text.sign():
        raise ValueError("something stands after the closing bracket")
