"""Shared parts of the commands for many machines."""

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from evolink.cli._exit_codes import StoppedError

F = TypeVar("F", bound=Callable[..., Any])


_PASSWORD = re.compile(r"://[^/?#]*:[^/?#]*@|[?&]password=")
_ON_COMMAND_LINE = (
    "A password on the command line is visible to other users of this machine and stays in the shell's history: "
    "leave it out of --journal, and set PGPASSWORD or write it into ~/.pgpass; or set EVOLINK_JOURNAL instead."
)


def _refuse_password(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    is_visible = ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
    if is_visible and _PASSWORD.search(value or ""):
        raise click.UsageError(_ON_COMMAND_LINE, ctx)
    return value


def journal_option(function: F) -> F:
    """Add --journal."""
    return click.option(
        "--journal",
        envvar="EVOLINK_JOURNAL",
        required=True,
        callback=_refuse_password,
        metavar="ADDRESS",
        help="The shared database: postgresql://user@host/database. EVOLINK_JOURNAL does the same.",
    )(function)


optional_journal_option = click.option(
    "--journal",
    callback=_refuse_password,
    metavar="ADDRESS",
    help="The journal: a file, or postgresql://user@host/database.  [default: EVOLINK_JOURNAL, or that of this user]",
)
"""--journal of a command that has something to show of any journal."""


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
