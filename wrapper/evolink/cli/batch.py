"""`evolink batch`: many requests from one file."""

from importlib import import_module

import click

_COMMANDS = ("run", "submit", "work", "status")
"""Each is a module of this package, `batch_` and its name, that has a `command`."""


class _Batch(click.Group):
    """The commands, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give their names."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"evolink.cli.batch_{cmd_name}").command
        return command


@click.group(cls=_Batch, short_help="Run a file of requests: checked, within a budget, resumable.")
def command() -> None:
    """Run many requests from one file."""
