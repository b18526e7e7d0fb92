"""What the commands for many machines share."""

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ._exits import StoppedError

if TYPE_CHECKING:
    from evolink.batch import Problem

F = TypeVar("F", bound=Callable[..., Any])


def journal_option(function: F) -> F:
    """Add --journal."""
    return click.option(
        "--journal",
        envvar="EVOLINK_JOURNAL",
        required=True,
        metavar="ADDRESS",
        help="The database that all machines share, as postgresql://user@host/database.",
    )(function)


def needed() -> ModuleType:
    """Return the part of the library for many machines.

    Raises:
        StoppedError: What it stands on is not installed.
    """
    try:
        from evolink import cluster
    except ImportError as error:
        raise StoppedError("many machines need an extra", 'pip install "evolink[cluster]"') from error
    return cluster


def problem_records(problems: "Iterable[Problem]") -> list[dict[str, Any]]:
    """Return what is wrong with rows, as JSON has it."""
    return [
        {"line": each.line, "field": each.field, "rule": each.rule, "value": each.value, "message": each.message}
        for each in problems
    ]
