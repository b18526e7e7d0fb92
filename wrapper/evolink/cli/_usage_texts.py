"""How errors of usage are worded; loaded when there is one.

Every text is a sentence, or a few: what is wrong, then what may be meant. Click's own texts differ
between its versions.
"""

import re

import click

from ._command import Command, visible_flags
from ._did_you_mean import did_you_mean, question

_NUMBER = re.compile(r"is not a valid (integer|float)(?: range)?")
_NUMBERS = {"integer": "is not a whole number", "float": "is not a number"}
_RANGES = {
    r"is not in the range (\d+)<=x<=(\d+)": r"is not between \1 and \2",
    r"is not in the range x>=(\d+)": r"is less than \1",
}
_ANY_MODEL = "-m MODEL"
_NAMES = frozenset({"stderr", "stdin", "stdout"})
_COPIED = frozenset("/=@")


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
    text = _NUMBER.sub(lambda found: _NUMBERS[found[1]], error.format_message())
    for formula, words in _RANGES.items():
        text = re.sub(formula, words, text)
    return _sentence(" ".join(text.split()) if isinstance(error, click.MissingParameter) else text)


def _sentence(text: str) -> str:
    """Return a text as a sentence. What may be copied from its end, and names that it begins with, stay as they are."""
    first, last = text.partition(" ")[0], text.rpartition(" ")[2]
    begin = text[:1].upper() if first.replace("'", "").isalpha() and first not in _NAMES else text[:1]
    is_open = "\n" in text or (not text[-1:].isalnum() and text[-1:] not in "')]`") or not _COPIED.isdisjoint(last)
    return f"{begin}{text[1:]}{'' if is_open else '.'}"


def usage_advice(error: click.UsageError) -> str:
    """Return where the right usage stands; nothing if the error says it itself."""
    if isinstance(error, CorrectedError):
        return "`evolink models` lists the models" if _ANY_MODEL in error.message else ""
    ctx, command = error.ctx, error.ctx and error.ctx.command
    return f"see {command.help_command(ctx)}" if ctx and isinstance(command, Command) else "see evolink --help"


def meant_option(error: click.NoSuchOption) -> str:
    """Return which option may be meant; for an unknown letter, one that begins with it."""
    if error.ctx is None:
        return ""

    from ._guesses import answer_to, options_meant

    if same := options_meant(error.option_name, error.ctx.command.get_params(error.ctx)):
        return question(same)
    if answer := answer_to(error.option_name):
        return f" {answer}"
    flags = [flag for flag in visible_flags(error.ctx) if flag.startswith("--")]
    name = error.option_name
    begin = name if name.startswith("--") else f"--{name[1:2]}"
    meant = did_you_mean(begin, flags) if begin[2:].strip() else ""
    after = " The options of a command go after its name." if isinstance(error.ctx.command, click.Group) else ""
    return meant or after
