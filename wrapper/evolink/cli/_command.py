"""What every command and group of the command line has in common."""

from typing import Any

import click

from ._report import Report


def _be_verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
    report = ctx.find_object(Report)
    if value and report is not None:  # there is none while a shell completes
        report.is_verbose = True


def _verbose_option() -> click.Option:
    return click.Option(
        ["--verbose"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_be_verbose,
        help="Also show IDs, codes and other details.",
    )


class Command(click.Command):
    """A command, with the options that every command has.

    Args:
        *arguments: As for `click.Command`.
        **more: As for `click.Command`.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.params.append(_verbose_option())


class Group(Command, click.Group):
    """A group of commands, with the options that every command has."""

    command_class = Command
