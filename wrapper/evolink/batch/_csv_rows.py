"""Rows of a CSV file, as a stream."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from io import BufferedReader, TextIOWrapper
from itertools import chain
from typing import Any, TextIO

from evolink._contract.models import find_model, parameter_names
from evolink._files.encoding import encoding_of
from evolink.errors._problem import Problem

from ._cells import value_of
from ._line import ID, MODEL, Line, Reading, as_line, problem
from ._text_rows import not_utf8

_DELIMITERS = ("\t", ";", "|", ",")
"""The likelier one first, where a heading has as many of two: commas stand in names, too."""
_LONGEST_NAME = 60
"""Characters of a column that could be a misspelt parameter; the comparison takes long over longer ones."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR_TOLD = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The first line that tells Excel which character separates cells."""


def csv_rows(file: BufferedReader, reading: Reading) -> Iterator[Line | Problem]:
    """Read a CSV file with a heading; an empty cell is an absent parameter, and empty rows and columns are none.

    Args:
        file: The file.
        reading: How its rows are read.

    Yields:
        Its rows, and what is wrong with others.
    """
    encoding = encoding_of(file.peek(3))
    strict = "strict" if encoding == "utf-16" else "surrogateescape"
    with TextIOWrapper(file, encoding=encoding, errors=strict, newline="") as text:
        try:
            skipped, first = _first_line(text)
            told = _SEPARATOR_TOLD.fullmatch(first)
            delimiter = told[1] if told else _delimiter(first)
            beginning = [] if told else [first]
            reader = csv.reader(chain(beginning, text), delimiter=delimiter, strict=True)
            yield from _rows(_Records(reader, skipped + bool(told)), reading)
        except UnicodeDecodeError as error:
            yield not_utf8(1, error)


def _first_line(text: TextIO) -> tuple[int, str]:
    """Return the first line that holds something, and how many empty ones stand before it."""
    skipped = 0
    for line in text:
        if _is_told(line):
            return skipped, line
        skipped += 1
    return skipped, ""


def _is_told(line: str) -> bool:
    return bool(line.strip("".join(_DELIMITERS) + '" \r\n'))


def _delimiter(heading: str) -> str:
    """Return what parts the cells of a heading, outside quotes: a name in quotes may hold anything."""
    bare = _QUOTED.sub("", heading)
    return max(_DELIMITERS, key=bare.count) if any(sign in bare for sign in _DELIMITERS) else ","


class _Records:
    """Records with the line that each begins on; what can't be read is given as a problem, and the next follows."""

    def __init__(self, reader: Any, skipped: int) -> None:
        self._reader = reader
        self._skipped = skipped

    def __iter__(self) -> Iterator[tuple[int, list[str] | Problem]]:
        while True:
            number = self._reader.line_num + 1 + self._skipped
            try:
                cells: list[str] = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, problem(number, "", "csv", None, f"can't be read as CSV: {error}")
                continue
            if any(cell.strip() for cell in cells):
                yield number, _decoded(number, cells)


def _decoded(number: int, cells: list[str]) -> list[str] | Problem:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError as error:  # bytes that are no text were read as single surrogates
        return not_utf8(number, error)
    return cells


def _rows(records: _Records, reading: Reading) -> Iterator[Line | Problem]:
    heading: list[str] | None = None
    for number, cells in records:
        if isinstance(cells, Problem):
            yield cells
        elif heading is None:
            columns = [cell.strip() for cell in cells]
            heading = [reading.names.get(column, column) for column in columns]
            broken = list(_broken(number, columns, heading, reading))
            yield from broken
            if broken:
                return
        else:
            yield _nameless(number, heading, cells) or _line(number, heading, cells, reading)


def _broken(number: int, columns: Sequence[str], heading: Sequence[str], reading: Reading) -> Iterator[Problem]:
    """Return what is wrong with a heading: without a right one, no row means anything.

    Args:
        number: Its line.
        columns: What stands there; a column without a name may be empty.
        heading: What those are.
        reading: What columns were said to be.
    """
    known = [ID, *parameter_names()]
    for place, (column, name) in enumerate(zip(columns, heading, strict=True)):
        if name and name in heading[:place]:
            yield problem(number, name, "column", column, "stands in the heading twice")
        elif name and name not in known:
            yield problem(number, column, "column", column, _meant(column, known))
    there = ", ".join(filter(None, columns))
    for column, name in reading.names.items():
        if column not in columns:
            yield problem(
                number, column, "column", column, f"is named as the column of {name}, but the heading has: {there}"
            )


def _meant(column: str, known: Sequence[str]) -> str:
    """Say that a column is none, and which one may be meant, however it is spelt."""
    folded = re.sub(r"[\s-]+", "_", column.casefold())
    near = get_close_matches(folded, known, n=1) if len(column) <= _LONGEST_NAME else []
    if near:
        return f"is no column; did you mean {near[0]}?"
    return f"is no column: there are {', '.join(known)}; a column with another name needs --column (columns= in Python)"


def _nameless(number: int, heading: Sequence[str], cells: Sequence[str]) -> Problem | None:
    """Return the problem of a row with something beyond its columns, or in one without a name."""
    for place, cell in enumerate(cells):
        if cell.strip() and place >= len(heading):
            return problem(number, "", "column", cell, f"has more than its {len(heading)} cells")
        if cell.strip() and not heading[place]:
            return problem(number, f"column {place + 1}", "column", cell, "has no name in the heading")
    return None


def _line(number: int, heading: Sequence[str], cells: Sequence[str], reading: Reading) -> Line | Problem:
    row = {name: cell for name, cell in zip(heading, cells, strict=False) if name}
    line = as_line(number, {name: cell for name, cell in row.items() if cell.strip()}, Reading(reading.model))
    if isinstance(line, Problem):
        return line
    schema = _schema(line.request.get(MODEL, ""))
    fields = schema.get("properties", {})
    blank = {name: row[name] for name in schema.get("required", ()) if name in row and name not in line.request}
    request = {name: value_of(cell, fields.get(name, {})) for name, cell in line.request.items()}
    # A blank cell of a required parameter is kept, so that the same rule refuses it as everywhere else.
    return replace(line, request={**request, **blank})


def _schema(model: str) -> Mapping[str, Any]:
    info = find_model(model)
    return info.schema if info else {}
