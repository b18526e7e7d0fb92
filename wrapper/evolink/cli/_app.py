"""The group of commands, and the one place where every command ends."""

import io
import os
import signal
import sys
from collections.abc import Collection
from typing import Any

import click

from evolink.cli._exit_codes import ExitCode, StdoutError
from evolink.cli._lazy_group import LazyGroup
from evolink.cli._stop_signals import graceful_stop

from ._report import Report

_SUMMARIES = {
    "generate": "Generate images, videos or audio, and save the files.",
    "upload": "Upload files, and print their links.",
    "wait": "Wait for tasks, and save their files.",
    "task": "Show the status of a task.",
    "save": "Save the results of a completed task.",
    "tasks": "List calls with their costs and files.",
    "resume": "Finish what was paid for and interrupted.",
    "batch": "Run a file of requests within a budget.",
    "models": "List the models, or show one in detail.",
    "credits": "Show the remaining credits, and test the key.",
    "mock": "Run a mock of the service, which costs nothing.",
    "contract": "Judge a server by the contract.",
    "completion": "Print the completion script for a shell.",
    "version": "Show the installed versions.",
}
"""In the order of the help; each is a module of this package."""


_COMPLETE = "_EVOLINK_COMPLETE"
"""The variable by which a shell asks for completions."""


class App(LazyGroup):
    """The group of commands, which returns their exit statuses."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the arguments, and print help if it is requested.

        Raises:
            StdoutError: The help can't be printed.
        """
        try:
            return super().make_context(info_name, args, parent, **extra)
        except OSError as error:  # Click would exit with a status of its own
            raise StdoutError(error) from error

    def invoke(self, ctx: click.Context) -> ExitCode:
        """Run the command and return its exit status, whether it succeeds or fails."""
        report = ctx.find_object(Report) or Report(as_json=False)
        try:
            super().invoke(ctx)
        except click.exceptions.Exit:  # after the help of a command
            raise
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) and sys.stderr.isatty():
                report.print_message("")  # after the ^C that the terminal shows
            if not report.add_error(error):
                raise
        return _closed(report, ctx.invoked_subcommand or "")


@click.group(
    cls=App,
    summaries=_SUMMARIES,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Generate images, videos and audio with the EvoLink API.

    \b
    EVOLINK_API_KEY     the API key
    EVOLINK_BASE_URL    another service, such as `evolink mock`
    EVOLINK_ALLOW_HTTP  hosts that http:// may lead to, such as containers
    EVOLINK_MODEL       the model, unless --model names one
    EVOLINK_JOURNAL     the journal: a file or `off`; see `evolink tasks`
    """  # noqa: D301 - \b keeps Click from joining the lines
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: list[str], closed: Collection[str] = ()) -> int:
    """Run a command and return its exit status.

    Args:
        arguments: The arguments after `evolink`.
        closed: The names of the standard streams that are closed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if _COMPLETE in os.environ:
        from ._shell_completion import register

        register()
    report = Report(as_json=_wants_json(arguments), closed=closed)
    with graceful_stop():
        try:
            return int(app.main(arguments, "evolink", standalone_mode=False, obj=report) or 0)
        except (click.ClickException, click.Abort) as error:
            report.add_error(error.error if isinstance(error, StdoutError) else error)
            return int(_closed(report, ""))


def _closed(report: Report, command: str) -> ExitCode:
    """Print what is left to print and return the exit status. Another Ctrl-C stops even that."""
    if report.status in {ExitCode.INTERRUPTED, ExitCode.TERMINATED}:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        report.close(command)
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    return report.status


def _wants_json(arguments: list[str]) -> bool:
    """Return whether --json is present, before arguments are parsed, so that usage errors are JSON, too."""
    return "--json" in arguments[: arguments.index("--")] if "--" in arguments else "--json" in arguments
