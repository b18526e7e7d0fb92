"""Shared parts of the commands for many machines."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import click

from evolink.cli._exit_codes import StoppedError

F = TypeVar("F", bound=Callable[..., Any])


def journal_option(function: F) -> F:
    """Add --journal."""
    return click.option(
        "--journal",
        envvar="EVOLINK_JOURNAL",
        required=True,
        metavar="ADDRESS",
        help="The shared database: postgresql://user@host/database.",
    )(function)


def import_cluster() -> ModuleType:
    """Return the package `evolink.cluster`.

    Raises:
        StoppedError: Its dependencies are not installed.
    """
    try:
        from evolink import cluster
    except ImportError as error:
        raise StoppedError("this command needs an extra", 'install it with: pip install "evolink[cluster]"') from error
    return cluster
