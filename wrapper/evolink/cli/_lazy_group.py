"""A group whose commands are modules of this package, loaded when they are called."""

from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands.

    Args:
        *arguments: As for `click.Group`.
        modules: The module of each command, in the order of the help. Each has a `command`.
        **more: As for `click.Group`.
    """

    def __init__(self, *arguments: Any, modules: dict[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(f"evolink.cli.{self._modules[cmd_name]}").command
        return command
