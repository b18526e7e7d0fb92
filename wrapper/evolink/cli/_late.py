"""A group whose commands are modules of this package, each loaded when it is called."""

from importlib import import_module
from typing import Any

import click


class LateGroup(click.Group):
    """A group of commands.

    Args:
        *arguments: As for Click's group, and so are those with names.
        modules: The module of each command, which has it as `command`, in the order of help.
        **more: See above.
    """

    def __init__(self, *arguments: Any, modules: dict[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        del ctx
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one."""
        del ctx
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(f"evolink.cli.{self._modules[cmd_name]}").command
        return command
