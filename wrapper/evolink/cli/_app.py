"""The group of commands, and the one place where a run ends."""

import io
import signal
import sys
from collections.abc import Collection
from typing import Any

import click

from ._exits import Exit, StdoutError
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

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Understand the arguments, and give help that is asked for.

        Raises:
            StdoutError: The help can't be given.
        """
        try:
            return super().make_context(info_name, args, parent, **extra)
        except OSError as error:  # Click would end the process with a status of its own
            raise StdoutError(error) from error

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


def run(arguments: list[str], closed: Collection[str] = ()) -> int:
    """Run a command and return its exit status.

    Args:
        arguments: What stands after `evolink`.
        closed: The names of the standard streams that are closed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    report = Report(as_json=_wants_json(arguments), closed=closed)
    with stopping_in_order():
        try:
            return int(app.main(arguments, "evolink", standalone_mode=False, obj=report) or 0)
        except (click.ClickException, click.Abort) as error:
            report.trouble(error.error if isinstance(error, StdoutError) else error)
            return int(_closed(report, ""))


def _closed(report: Report, command: str) -> Exit:
    """Return what is left to tell; the next Ctrl-C ends even that."""
    if report.status in {Exit.INTERRUPTED, Exit.TERMINATED}:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        report.close(command)
    except BrokenPipeError:
        return Exit.PIPE_CLOSED
    return report.status


def _wants_json(arguments: list[str]) -> bool:
    """Look for --json before anything is understood, so that a misunderstanding is told in JSON too."""
    return "--json" in arguments[: arguments.index("--")] if "--" in arguments else "--json" in arguments
