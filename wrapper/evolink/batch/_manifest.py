"""A list of requests, from a file or from code, as a stream: it is never in memory as a whole."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from evolink._files.encoding import encoding_of
from evolink.errors import ConfigurationError
from evolink.errors._problem import Problem

from ._array_rows import array_rows
from ._csv_rows import csv_rows
from ._json_rows import json_rows
from ._line import Line, Reading, as_line, problem
from ._text_rows import prompt_rows

Rows = str | os.PathLike[str] | Iterable[Mapping[str, Any]]
"""The path of a manifest, or requests, each with an `id` if it likes."""
_CSV = frozenset({".csv", ".tsv"})
_TEXT = ".txt"
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, and what its columns are called.

    Attributes:
        rows: The rows.
        names: What columns with names of their own stand for, by the column's name.
    """

    rows: Rows
    names: Mapping[str, str]

    @property
    def path(self) -> str | None:
        """The file that the rows come from; None if they come from code."""
        return str(Path(self.rows).resolve()) if isinstance(self.rows, str | os.PathLike) else None


def manifest(rows: Rows, columns: Mapping[str, str] | None) -> Manifest:
    """Return a manifest with the names of its columns.

    Args:
        rows: The rows.
        columns: The column of each parameter, or of `id`, that has another name there.

    Raises:
        ConfigurationError: A column is to be two parameters.
    """
    names = {column: name for name, column in (columns or {}).items()}
    if len(names) < len(columns or {}):
        raise ConfigurationError(f"one column can't be two parameters: {dict(columns or {})}")
    return Manifest(rows, names)


def lines(source: Rows | Manifest, model: str | None) -> Iterator[Line | Problem]:
    """Return the rows of a manifest, and what is wrong with others.

    Args:
        source: The manifest: a `.csv` or `.tsv` file with a heading, a `.txt` file of prompts, any other file as a JSON
            array or as JSON Lines, or the requests.
        model: The model of rows that name none.

    Raises:
        OSError: The file can't be read.
    """
    named = source if isinstance(source, Manifest) else manifest(source, None)
    rows, reading = named.rows, Reading(model, named.names)
    return _read(Path(rows), reading) if isinstance(rows, str | os.PathLike) else _given(rows, reading)


def _read(path: Path, reading: Reading) -> Iterator[Line | Problem]:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        if suffix in _CSV:
            yield from csv_rows(file, reading)
            return
        beginning = _beginning(file)
        if suffix == _TEXT and not beginning.replace(" ", "").startswith(("{", "[{")):
            yield from prompt_rows(file, reading)
        else:
            yield from (array_rows if beginning.startswith("[") else json_rows)(file, reading)


def _beginning(file: BufferedReader) -> str:
    """Return how a file begins, and leave it there: a pipe can be read only once."""
    start = file.peek(_LOOKED_AT)
    return " ".join(start.decode(encoding_of(start), errors="replace").split())


def _given(rows: Iterable[Any], reading: Reading) -> Iterator[Line | Problem]:
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Mapping):
            yield as_line(number, dict(row), reading)  # pyright: ignore[reportUnknownArgumentType]  (untyped)
        else:
            yield problem(number, "", "type", row, "must be a mapping of parameters")
