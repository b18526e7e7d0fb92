"""A list of requests, from a file or from code, as a stream: it is never in memory as a whole."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ._csv_rows import csv_rows
from ._json_rows import json_rows
from ._line import Line, Problem, as_line, problem

Rows = str | os.PathLike[str] | Iterable[Mapping[str, Any]]
"""The path of a manifest, or requests, each with an `id` if it likes."""
_CSV = frozenset({".csv", ".tsv"})


def lines(rows: Rows, model: str | None) -> Iterator[Line | Problem]:
    """Give the rows of a manifest, and what is wrong with others.

    Args:
        rows: The manifest: a `.csv` or `.tsv` file with a heading, any other file as JSON Lines, or the requests.
        model: The model of rows that name none.

    Raises:
        OSError: The file can't be read.
    """
    if not isinstance(rows, str | os.PathLike):
        return _given(rows, model)
    path = Path(rows)
    return csv_rows(path, model) if path.suffix.lower() in _CSV else json_rows(path, model)


def _given(rows: Iterable[Any], model: str | None) -> Iterator[Line | Problem]:
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Mapping):
            yield as_line(number, dict(row), model)  # pyright: ignore[reportUnknownArgumentType]  (untyped)
        else:
            yield problem(number, "", "type", row, "must be a mapping of parameters")
