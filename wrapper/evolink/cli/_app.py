"""The group of commands, and the one place where a run ends."""

import io
import os
import signal
import sys

import click

from ._exits import Exit
from ._late import LateGroup
from ._report import Report
from ._stops import stopping_in_order

_COMMANDS = (
    "generate",
    "wait",
    "task",
    "save",
    "tasks",
    "resume",
    "batch",
    "models",
    "credits",
    "mock",
    "completion",
    "version",
)
"""In the order of help; each is a module of this package."""


class App(LateGroup):
    """The commands, and how their runs end."""

    def invoke(self, ctx: click.Context) -> Exit:
        """Run the command to its end, good or bad, and give the exit status."""
        report = ctx.find_object(Report) or Report(as_json=False)
        try:
            super().invoke(ctx)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and sys.stderr.isatty():
                report.say("")  # after the ^C that the terminal shows
            if not report.trouble(error):
                raise
        return _closed(report, ctx.invoked_subcommand or "")


@click.group(
    cls=App,
    modules={name: name for name in _COMMANDS},
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Make images with the EvoLink API.

    \b
    EVOLINK_API_KEY   the key
    EVOLINK_BASE_URL  a service other than the public one, such as `evolink mock`
    EVOLINK_MODEL     the model of `generate`, unless --model names one
    EVOLINK_JOURNAL   where calls are noted: a file, or `off`; see `evolink tasks`
    """  # noqa: D301 - the mark that keeps Click from joining the lines
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: list[str]) -> int:
    """Run a command and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    report = Report(as_json=_wants_json(arguments))
    with stopping_in_order():
        try:
            return int(app.main(arguments, "evolink", standalone_mode=False, obj=report) or 0)
        except (click.ClickException, click.Abort) as error:
            report.trouble(error)
            return int(_closed(report, ""))


def _closed(report: Report, command: str) -> Exit:
    """Tell what is left to tell; the next Ctrl-C ends even that."""
    status = report.status
    if status in {Exit.INTERRUPTED, Exit.TERMINATED}:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        report.close(command)
    except BrokenPipeError:
        status = Exit.PIPE_CLOSED
    if status is Exit.PIPE_CLOSED:
        # The interpreter flushes once more when it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _wants_json(arguments: list[str]) -> bool:
    """Look for --json before anything is understood, so that a misunderstanding is told in JSON too."""
    return "--json" in arguments[: arguments.index("--")] if "--" in arguments else "--json" in arguments
