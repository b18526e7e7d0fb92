"""How errors of usage are worded; loaded when there is one.

Every text is a sentence, or a few: what is wrong, then what may be meant. Click's own texts differ
between its versions.
"""

import click

from ._command import Command, visible_flags
from ._did_you_mean import did_you_mean


class CorrectedError(click.UsageError):
    """A command that is not valid, with a command that may be meant.

    Args:
        message: The problem, up to a colon.
        commands: What may be meant, to copy.
        ctx: The context of the command.
    """

    def __init__(self, message: str, commands: "list[str]", ctx: click.Context | None = None) -> None:
        super().__init__("\n    ".join([message, *commands]), ctx)


def usage_text(error: click.UsageError) -> str:
    """Return what is wrong with a command."""
    if isinstance(error, click.NoSuchOption):
        return f"No such option {error.option_name!r}.{meant_option(error)}"
    return error.format_message()


def usage_advice(error: click.UsageError) -> str:
    """Return where the right usage stands; nothing if the error says it itself."""
    if isinstance(error, CorrectedError):
        return ""
    ctx, command = error.ctx, error.ctx and error.ctx.command
    return f"see {command.help_command(ctx)}" if ctx and isinstance(command, Command) else "see evolink --help"


def meant_option(error: click.NoSuchOption) -> str:
    """Return which option may be meant; for an unknown letter, one that begins with it."""
    if error.ctx is None:
        return ""
    flags = [flag for flag in visible_flags(error.ctx) if flag.startswith("--")]
    name = error.option_name
    begin = name if name.startswith("--") else f"--{name[1:2]}"
    meant = did_you_mean(begin, flags) if begin[2:].strip() else ""
    after = " The options of a command go after its name." if isinstance(error.ctx.command, click.Group) else ""
    return meant or after
