"""A list of requests, from a file or from code, as a stream: it is never in memory as a whole."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BufferedReader
from pathlib import Path
from typing import Any, Self

from evolink._files.encoding import detect_encoding
from evolink.errors import ConfigurationError
from evolink.errors._problem import Problem
from evolink.errors._shorten import short_repr

from .csv_rows import csv_rows
from .json_rows import array_rows, json_rows
from .row import ManifestRow, ReadOptions, manifest_row, row_problem
from .text_rows import prompt_rows

Rows = str | os.PathLike[str] | Iterable[Mapping[str, Any]]
"""The path of a manifest, or requests, each with an `id` if you like."""
_CSV = frozenset({".csv", ".tsv"})
_TEXT = ".txt"
_PEEKED = 4096


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, and how it is read.

    Attributes:
        rows: A `.csv` or `.tsv` file with a header, a `.txt` file of prompts, any other file as a JSON array or as
            JSON Lines, or requests.
        options: How its rows are read.
        takes_files: Whether what sends its rows can read files of this machine.
    """

    rows: Rows
    options: ReadOptions = field(default_factory=ReadOptions)
    takes_files: bool = True

    @classmethod
    def of(cls, rows: Rows, columns: Mapping[str, str] | None = None, model: str | None = None) -> Self:
        """Return a manifest.

        Args:
            rows: The rows.
            columns: The column of each parameter, or of `id`, that has another name there.
            model: The model of rows that name none.

        Raises:
            ConfigurationError: One column is named for two parameters.
        """
        if not isinstance(rows, str | os.PathLike | Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
            raise TypeError(f"rows takes the path of a manifest, or requests as mappings, not {short_repr(rows)}")
        names = {column: name for name, column in (columns or {}).items()}
        if len(names) < len(columns or {}):
            raise ConfigurationError(f"one column can't be two parameters: {dict(columns or {})}")
        return cls(rows, ReadOptions(model, names))

    @property
    def path(self) -> str | None:
        """The file that the rows come from; None if they come from code."""
        return str(Path(self.rows).resolve()) if isinstance(self.rows, str | os.PathLike) else None

    def read(self) -> Iterator[ManifestRow | Problem]:
        """Read the rows, and what is wrong with others.

        Raises:
            OSError: The file can't be read.
        """
        if isinstance(self.rows, str | os.PathLike):
            path = Path(self.rows)
            return _read(path, replace(self.options, folder=_folder_of(path)))
        return _rows_of(self.rows, self.options)


def _folder_of(path: Path) -> Path:
    """Return what the paths in a manifest are relative to: its folder, or the working one if it comes from a pipe."""
    return path.absolute().parent if path.is_file() else Path.cwd()


def _read(path: Path, options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        if suffix in _CSV:
            yield from csv_rows(file, options)
            return
        beginning = _beginning(file)
        if suffix == _TEXT and not beginning.replace(" ", "").startswith(("{", "[{")):
            yield from prompt_rows(file, options)
        else:
            yield from (array_rows if beginning.startswith("[") else json_rows)(file, options)


def _beginning(file: BufferedReader) -> str:
    """Return how a file begins, without reading it, since a pipe can be read only once."""
    start = file.peek(_PEEKED)
    return " ".join(start.decode(detect_encoding(start), errors="replace").split())


def _rows_of(requests: Iterable[Any], options: ReadOptions) -> Iterator[ManifestRow | Problem]:
    for number, request in enumerate(requests, start=1):
        if isinstance(request, Mapping):
            yield manifest_row(number, dict(request), options)  # pyright: ignore[reportUnknownArgumentType]  (untyped)
        else:
            yield row_problem(number, "", "type", request, "must be a mapping of parameters")
