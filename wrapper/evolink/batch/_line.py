"""What a manifest gives: its lines, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evolink.errors._echo import brief, cut, lines_cut
from evolink.errors._problem import Problem

ID = "id"
MODEL = "model"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in a manifest, not checked yet.

    Attributes:
        number: Its line, from 1; of a row that takes several, the first.
        id: What stands in its `id`; None if nothing does.
        request: The model and its parameters.
    """

    number: int
    id: Any
    request: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of a manifest are read.

    Attributes:
        model: The model of rows that name none.
        names: What columns that have names of their own are: parameters or `id`, by the column's name.
    """

    model: str | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])


def as_line(number: int, given: Mapping[str, Any], reading: Reading) -> Line | Problem:
    """Part a row into its id and its request, which gets a model if it names none."""
    row = {reading.names.get(name, name): value for name, value in given.items()}
    if len(row) < len(given):
        twice = next(name for column, name in reading.names.items() if column in given and name in given)
        return problem(number, twice, "column", None, "is there twice: under its own name, and under a column's")
    request = {name: value for name, value in row.items() if name != ID}
    if reading.model is not None:
        request.setdefault(MODEL, reading.model)
    return Line(number, row.get(ID), request)


def problem(line: int, field: str, rule: str, value: object, message: str) -> Problem:
    """Return a problem; of a long value, the beginning is kept."""
    return Problem(line, cut(field), rule, "" if value is None else brief(value), lines_cut(message))
