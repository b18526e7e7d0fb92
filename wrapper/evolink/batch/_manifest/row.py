"""One row as it stands in a manifest, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evolink.errors._problem import Problem
from evolink.errors._shorten import cut, cut_lines, short_repr

ID = "id"
MODEL = "model"


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row as it stands in a manifest, not checked yet.

    Attributes:
        line: Its line, from 1; the first one if it takes several.
        id: The value of its `id`; None if it has none.
        request: The model and its parameters.
        folder: What paths of files in it are relative to; None if it comes from code, where a path is a `Path`.
    """

    line: int
    id: Any
    request: Mapping[str, Any] = field(repr=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the rows of a manifest are read.

    Attributes:
        model: The model of rows that name none.
        names: The parameter, or `id`, that a column with a name of its own stands for, by the column's name.
        folder: What paths of files are relative to; None for rows from code.
    """

    model: str | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    folder: Path | None = None


def manifest_row(line: int, given: Mapping[str, Any], options: ReadOptions) -> ManifestRow | Problem:
    """Return a row with its id apart from its request, which gets a model if it names none.

    Args:
        line: Its line.
        given: Its values by the names of their columns.
        options: How it is read.
    """
    row = {options.names.get(name, name): value for name, value in given.items()}
    if len(row) < len(given):
        twice = next(name for column, name in options.names.items() if column in given and name in given)
        return row_problem(line, twice, "column", None, "is given twice: under its own name and under a column's")
    request = {name: value for name, value in row.items() if name != ID}
    if options.model is not None:
        request.setdefault(MODEL, options.model)
    return ManifestRow(line, row.get(ID), request, options.folder)


def row_problem(line: int, field: str, rule: str, value: object, message: str) -> Problem:
    """Return a problem; only the beginning of a long value is kept."""
    return Problem(line, cut(field), rule, "" if value is None else short_repr(value), cut_lines(message))
