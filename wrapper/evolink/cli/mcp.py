"""`evolink mcp`: the tools for an agent, as a server of the Model Context Protocol."""

import sys
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

import click

from ._command import Command
from ._report import Report

_BUDGET = 100.0
_NEEDED = ("mcp", "pydantic")


def _refuse_endless(ctx: click.Context, param: click.Parameter, value: float) -> float:
    if not isfinite(value):  # NaN is neither more nor less than any price, and neither can be written as JSON
        raise click.BadParameter("Must be a number of credits.", ctx, param)
    return value


@click.command(
    cls=Command,
    examples=(
        "claude mcp add images -- evolink mcp --budget 50   # in Claude Code",
        "evolink mcp -o images/ --allow photos/ --budget 200",
    ),
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    default="evolink-output",
    show_default=True,
    help="The only folder to write files to.",
)
@click.option(
    "--budget",
    metavar="CREDITS",
    type=click.FloatRange(min=0),
    callback=_refuse_endless,
    default=_BUDGET,
    help=f"What the agent may spend; an unknown price counts as a quarter of it.  [default: {_BUDGET:g}]",
)
@click.option(
    "--allow",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Also allow uploads from this folder; --output and the client's own folders are allowed. Repeatable.",
)
@click.pass_obj
def command(report: Report, output: str, budget: float, allow: tuple[str, ...]) -> None:
    """Serve the tools for an agent on stdin and stdout: generate, wait, save, estimate, models, upload, tasks, credits.

    The agent's client starts this command; the guide on agents shows how to configure it. The key is found as by
    every command. Calls are recorded in the journal, so that an agent that repeats itself does not pay twice.
    """
    if not all(find_spec(name) for name in _NEEDED):
        raise click.UsageError('This command needs an extra; install it with: pip install "evolink[mcp]".')
    import asyncio

    from evolink._files.destination import make_folder

    from ._journal import required_journal
    from ._mcp.server import serve

    folder = Path(output).expanduser().absolute()
    try:
        make_folder(folder)
    except OSError as error:
        raise click.UsageError(
            f"No files can be written to {folder}: {error.strerror}. Name another folder with --output."
        ) from error
    if sys.stdin.isatty():
        report.print_message(
            "Waiting for an MCP client on stdin; such clients start this command themselves. Ctrl-C stops it."
        )
    allowed = [Path(each).expanduser().absolute() for each in allow]
    with required_journal() as journal:
        asyncio.run(serve(journal, folder.resolve(), allowed, budget))
