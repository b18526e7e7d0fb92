"""A group whose commands are modules of this package: each is loaded when it is called, and none to list them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ._command import Group, write_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem


class LazyGroup(Group):
    """A group of commands.

    Args:
        *arguments: As for `click.Group`.
        sections: What a list says of each command, under titles, in the order of the list.
        prefix: What the name of a command's module begins with before that of the command. The module has a `command`.
        **more: As for `click.Group`.
    """

    def __init__(
        self, *arguments: Any, sections: "Mapping[str, Mapping[str, str]]", prefix: str = "", **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self._sections = sections
        self._summaries = {name: text for section in sections.values() for name, text in section.items()}
        self._prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in self._summaries:
            return None
        command: click.Command = import_module(f"evolink.cli.{self._prefix}{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the lists of commands; Click would load each one for them."""
        del ctx
        width = max(map(len, self._summaries))
        for title, section in self._sections.items():
            write_records(formatter, title, [(name.ljust(width), text) for name, text in section.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the commands and options that begin so; Click would load each command for it."""
        from click.shell_completion import CompletionItem

        begun = [(name, text) for name, text in self._summaries.items() if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=text) for name, text in begun), *options]
