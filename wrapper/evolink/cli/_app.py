"""The group of commands, and the one place where every command ends."""

import os
import signal
import sys
from collections.abc import Collection, Sequence
from typing import Any

import click

from evolink._version import __version__
from evolink.cli._exit_codes import ExitCode, StdoutError
from evolink.cli._lazy_group import LazyGroup
from evolink.cli._standard_streams import show_every_character
from evolink.cli._stop_signals import graceful_stop

from ._command import write_records
from ._report import Report, command_line

_SECTIONS = {
    "Generate": {
        "generate": "Generate images, videos or audio, and save the files.",
        "batch": "Run a file of requests within a budget.",
        "models": "List the models, or show one in detail.",
        "upload": "Upload files, and print their links.",
    },
    "Come back later": {
        "tasks": "List calls with their costs and files.",
        "task": "Show the status of a task.",
        "wait": "Wait for tasks, and save their files.",
        "save": "Save the results of a completed task.",
        "resume": "Finish calls that were paid for and interrupted.",
    },
    "Account": {
        "login": "Store your API key, or show where it comes from.",
        "logout": "Remove the stored API key.",
        "credits": "Show the remaining credits, and test the key.",
    },
    "Build and test": {
        "mcp": "Serve the tools for an agent (MCP).",
        "mock": "Run a mock of the service, which costs nothing.",
        "contract": "Judge a server by the contract.",
    },
    "Set up": {
        "completion": "Print the completion script for a shell.",
        "version": "Show the installed versions.",
    },
}
"""The commands by what people do, in the order of the help; each is a module of this package."""
_ENVIRONMENT = (
    ("EVOLINK_API_KEY", "The API key; overrides the one from `evolink login`."),
    ("EVOLINK_MODEL", "The model, unless --model names one."),
    ("EVOLINK_BASE_URL", "Another service, such as `evolink mock`."),
    ("EVOLINK_ALLOW_HTTP", "Hosts allowed over http://, such as containers."),
    ("EVOLINK_JOURNAL", "The journal: a file or `off`; see `evolink tasks`."),
)
_WIDEST = 120
"""Columns of a help; in a wider terminal, lines are no longer than people read with ease."""

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

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, the options and the variables of the environment."""
        super().format_options(ctx, formatter)
        write_records(formatter, "Environment", _ENVIRONMENT)

    def _no_such_command(self, ctx: click.Context, args: Sequence[str]) -> click.UsageError:
        """Return the error about a command that there is not; it may be a prompt."""
        if " " not in args[0] and args[0] != "help":
            return super()._no_such_command(ctx, args)
        from ._usage_texts import CorrectedError

        if args[0] == "help":
            return CorrectedError("Help is an option:", [command_line(*args[1:], "--help")], ctx)
        return CorrectedError("A prompt goes after the command:", [self._generation(ctx, args)], ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises:
            UsageError: They are not valid, or are those of `generate`.
        """
        given = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if any(" " in each for each in given):  # a prompt
                from ._usage_texts import CorrectedError

                meant = self._generation(ctx, given)
                raise CorrectedError("The options of a command go after its name:", [meant], ctx) from error
            raise

    def _generation(self, ctx: click.Context, args: Sequence[str]) -> str:
        """Return the command that generates something with arguments."""
        from ._guessed_generation import generation_meant

        command = self.get_command(ctx, "generate")
        return command_line(*(generation_meant(command, args) if command else args))


@click.group(
    cls=App,
    sections=_SECTIONS,
    examples=(
        'evolink generate "a cat in a hat" -m nano-banana-beta -o cat.png',
        "evolink models --kind video",
        "evolink generate --help",
    ),
    invoke_without_command=True,
    context_settings={"max_content_width": _WIDEST},
)
@click.version_option(__version__, message="evolink %(version)s", help="Show the version and exit.")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Generate images, videos and audio with the EvoLink API."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: list[str], closed: Collection[str] = (), program: str = "evolink") -> int:
    """Run a command and return its exit status.

    Args:
        arguments: The arguments after `evolink`.
        closed: The names of the standard streams that are closed.
        program: How the program was started, for commands to copy.
    """
    show_every_character()
    if _COMPLETE in os.environ:
        from ._shell_completion import register

        register()
    report = Report(as_json=_wants_json(arguments), closed=closed)
    with graceful_stop():
        try:
            return int(app.main(arguments, program, complete_var=_COMPLETE, standalone_mode=False, obj=report) or 0)
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
