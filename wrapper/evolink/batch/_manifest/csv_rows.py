"""Rows of a CSV file, as a stream."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from evolink._contract.link_places import holds_link, is_no_link
from evolink._contract.models import find_model, parameter_names
from evolink._files.encoding import detect_encoding
from evolink.errors._problem import Problem

from .cells import cell_value, split_paths
from .row import ID, MODEL, ManifestRow, ReadOptions, manifest_row, row_problem
from .text_rows import not_utf8

_DELIMITERS = ("\t", ";", "|", ",")
"""The likelier first, where a header has equally many of two: commas also occur in names."""
_LONGEST_NAME = 60
"""Characters of a column that may be a misspelt parameter; comparing longer ones takes too long."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The first line that tells Excel which character separates cells."""


def csv_rows(file: BufferedReader, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    """Read a CSV file with a header; an empty cell is an absent parameter, and empty rows and columns are skipped.

    Args:
        file: The file.
        options: How its rows are read.

    Yields:
        Its rows, and what is wrong with others.
    """
    encoding = detect_encoding(file.peek(3))
    strict = "strict" if encoding == "utf-16" else "surrogateescape"
    with TextIOWrapper(file, encoding=encoding, errors=strict, newline="") as text:
        try:
            skipped, first = _first_line(text)
            separator = _SEPARATOR_LINE.fullmatch(first)
            delimiter = separator[1] if separator else _delimiter(first)
            beginning = [] if separator else [first]
            reader = csv.reader(chain(beginning, text), delimiter=delimiter, strict=True)
            yield from _rows(_Records(reader, skipped + bool(separator)), options)
        except UnicodeDecodeError as error:
            yield not_utf8(1, error)


def _first_line(text: TextIO) -> tuple[int, str]:
    """Return the first line that is not empty, and the number of empty ones before it."""
    skipped = 0
    for line in text:
        if line.strip("".join(_DELIMITERS) + '" \r\n'):
            return skipped, line
        skipped += 1
    return skipped, ""


def _delimiter(header: str) -> str:
    """Return what separates the cells of a header, outside quotes, since a quoted name may contain anything."""
    bare = _QUOTED.sub("", header)
    return max(_DELIMITERS, key=bare.count) if any(sign in bare for sign in _DELIMITERS) else ","


class _Records:
    """Records with the line that each begins on; one that can't be read is a problem, and the next one follows."""

    def __init__(self, reader: Any, skipped: int) -> None:
        self._reader = reader
        self._skipped = skipped

    def __iter__(self) -> Iterator[tuple[int, list[str] | Problem]]:
        while True:
            line = self._reader.line_num + 1 + self._skipped
            try:
                cells: list[str] = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, row_problem(line, "", "csv", None, f"can't be read as CSV: {error}")
                continue
            if any(cell.strip() for cell in cells):
                yield line, _decoded(line, cells)


def _decoded(line: int, cells: list[str]) -> list[str] | Problem:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError as error:  # bytes that can't be decoded were read as single surrogates
        return not_utf8(line, error)
    return cells


def _rows(records: _Records, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    header: list[str] | None = None
    for line, cells in records:
        if isinstance(cells, Problem):
            yield cells
        elif header is None:
            columns = [cell.strip() for cell in cells]
            header = [options.names.get(column, column) for column in columns]
            broken = list(_header_problems(line, columns, header, options))
            yield from broken
            if broken:
                return
        else:
            yield _stray_cell(line, header, cells) or _row(line, header, cells, options)


def _header_problems(
    line: int, columns: Sequence[str], header: Sequence[str], options: ReadOptions
) -> Iterator[Problem]:
    """Return what is wrong with a header: without a right one, no row has any meaning.

    Args:
        line: Its line.
        columns: The names in it; a column without a name may be empty.
        header: The parameters that those stand for.
        options: Has the names that were given to columns.
    """
    known = [ID, *parameter_names()]
    for place, (column, name) in enumerate(zip(columns, header, strict=True)):
        if name and name in header[:place]:
            yield row_problem(line, name, "column", column, "is in the header twice")
        elif name and name not in known:
            yield row_problem(line, column, "column", column, _unknown_column(column, known))
    there = ", ".join(filter(None, columns))
    for column, name in options.names.items():
        if column not in columns:
            message = f"is given as the column of {name}, but the header has: {there}"
            yield row_problem(line, column, "column", column, message)


def _unknown_column(column: str, known: Sequence[str]) -> str:
    """Return that a column is unknown, and which one may be meant, however it is spelt."""
    folded = re.sub(r"[\s-]+", "_", column.casefold())
    near = get_close_matches(folded, known, n=1) if len(column) <= _LONGEST_NAME else []
    if near:
        return f"is not a known column; did you mean {near[0]}?"
    names = ", ".join(known)
    return f"is not a known column: there are {names}; one with another name needs --column (columns= in Python)"


def _stray_cell(line: int, header: Sequence[str], cells: Sequence[str]) -> Problem | None:
    """Return the problem of a row with a cell beyond its columns, or in a column without a name."""
    for place, cell in enumerate(cells):
        if cell.strip() and place >= len(header):
            return row_problem(line, "", "column", cell, f"has more than its {len(header)} cells")
        if cell.strip() and not header[place]:
            return row_problem(line, f"column {place + 1}", "column", cell, "has no name in the header")
    return None


def _row(line: int, header: Sequence[str], cells: Sequence[str], options: ReadOptions) -> ManifestRow | Problem:
    texts = {name: cell for name, cell in zip(header, cells, strict=False) if name}
    given = {name: cell for name, cell in texts.items() if cell.strip()}
    row = manifest_row(line, given, replace(options, names={}))
    if isinstance(row, Problem):
        return row
    schema = _schema(row.request.get(MODEL, ""))
    fields = schema.get("properties", {})
    blank = {name: texts[name] for name in schema.get("required", ()) if name in texts and name not in row.request}
    request = {
        name: _paths(cell, fields.get(name, {}), name, row.folder) or cell_value(cell, fields.get(name, {}))
        for name, cell in row.request.items()
    }
    # A blank cell of a required parameter is kept, so that the same rule refuses it as everywhere else.
    return replace(row, request={**request, **blank})


def _paths(cell: str, schema: Mapping[str, Any], name: str, folder: Path | None) -> list[str]:
    """Return the paths in a cell of a list of links; none if it has links, or is not such a list."""
    items = schema.get("items", {})
    if folder is None or not holds_link(name, items) or cell.lstrip().startswith("[") or not is_no_link(cell):
        return []
    return split_paths(cell, lambda path: (folder / path).is_file())


def _schema(model: str) -> Mapping[str, Any]:
    info = find_model(model)
    return info.schema if info else {}
