"""What the commands for many machines share."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import click

from ._exits import StoppedError

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
