"""Rows of a CSV file, as a stream."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evolink._described import parameters

from ._cells import value_of
from ._line import ID, MODEL, Line, Problem, as_line, problem

_DELIMITERS = (",", ";", "\t")


def csv_rows(path: Path, model: str | None) -> Iterator[Line | Problem]:
    """Read a CSV file with a heading; an empty cell is an absent parameter.

    Args:
        path: The file.
        model: The model of rows that name none.

    Yields:
        Its rows, and what is wrong with others.

    Raises:
        OSError: It can't be read.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = next((sign for sign in _DELIMITERS if sign in first), ",")
        yield from _rows(_Records(csv.reader(file, delimiter=delimiter, strict=True)), model)


class _Records:
    """Records with the line that each begins on; what can't be read is given as a problem, and the next follows."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def __iter__(self) -> Iterator[tuple[int, list[str] | Problem]]:
        while True:
            number = self._reader.line_num + 1
            try:
                cells: list[str] = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, problem(number, "", "csv", None, f"can't be read as CSV: {error}")
                continue
            if cells:
                yield number, _decoded(number, cells)


def _decoded(number: int, cells: list[str]) -> list[str] | Problem:
    try:
        "".join(cells).encode()
    except UnicodeEncodeError as error:  # bytes that are no text were read as single surrogates
        return problem(number, "", "utf-8", error.object[error.start : error.end], "is no UTF-8 text")
    return cells


def _rows(records: _Records, model: str | None) -> Iterator[Line | Problem]:
    heading: list[str] | None = None
    for number, cells in records:
        if isinstance(cells, Problem):
            yield cells
        elif heading is None:
            heading = [cell.strip() for cell in cells]
            broken = list(_broken(number, heading))
            yield from broken
            if broken:
                return
        elif len(cells) > len(heading):
            yield problem(number, "", "column", cells[len(heading)], f"has more than its {len(heading)} cells")
        else:
            yield _line(number, heading, cells, model)


def _broken(number: int, heading: Sequence[str]) -> Iterator[Problem]:
    """Give what is wrong with a heading: without a right one, no row means anything."""
    known = parameters()
    for place, name in enumerate(heading):
        if name in heading[:place]:
            yield problem(number, name, "column", name, "stands in the heading twice")
        elif name not in {ID, *known}:
            told = f"is no column: there are {', '.join([ID, *known])}"
            yield problem(number, name or f"column {place + 1}", "column", name, told)


def _line(number: int, heading: Sequence[str], cells: Sequence[str], model: str | None) -> Line:
    row = dict(zip(heading, cells, strict=False))
    line = as_line(number, {name: cell for name, cell in row.items() if cell.strip()}, model)
    schema = _schema(line.request.get(MODEL, ""))
    fields = schema.get("properties", {})
    blank = {name: row[name] for name in schema.get("required", ()) if name in row and name not in line.request}
    request = {name: value_of(cell, fields.get(name, {})) for name, cell in line.request.items()}
    # A blank cell of a required parameter is kept, so that the same rule refuses it as everywhere else.
    return replace(line, request={**request, **blank})


def _schema(model: str) -> Mapping[str, Any]:
    from evolink_rules import models  # noqa: PLC0415 - reads the contract

    info = models().get(model)
    return info.schema if info else {}
