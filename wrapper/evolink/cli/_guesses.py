"""What is meant by a command or an option that there is not; loaded when there is an error.

The words are data: `_guesses.toml`, and for parameters the contract.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pkgutil import get_data
from typing import Any, cast

import click

from evolink._contract.models import find_model, same_meaning

_GENERATE = "generate"
_LIKE_A_MODEL = re.compile(r"[\d.-]")
"""What nearly every name of a model has; other words are not looked up, which would load the contract."""


def command_meant(group: click.Group, ctx: click.Context, args: Sequence[str]) -> list[str]:
    """Return the words of the command that is meant, with its arguments; none if nothing is known.

    Args:
        group: The group that has no such command.
        ctx: Its context.
        args: What was typed, from the command on.
    """
    model = args[0] if _LIKE_A_MODEL.search(args[0]) and find_model(args[0]) else None
    found = [([_GENERATE], 1)] if model else _commands_of(args)
    for words, typed in found:
        command = _find(group, ctx, words)
        if command is None:
            continue
        given = args[typed:]
        if words[0] == _GENERATE:
            from ._guessed_generation import generation_meant

            return [*generation_meant(command, given, model), *words[1:]]
        if not takes_words(command):  # what was typed may be a key, which no message repeats
            return words
        return [*words, *([] if has_words(given) else _needed(command)), *given]
    return []


def is_needless(word: str) -> bool:
    """Return whether a word after a command adds nothing, as `show` does."""
    return word in _data()["needless"]


def takes_words(command: click.Command) -> bool:
    """Return whether a command has arguments."""
    return any(isinstance(each, click.Argument) for each in command.params)


def has_words(args: Iterable[str]) -> bool:
    """Return whether there is any argument that is no option."""
    return any(each[:1] != "-" for each in args)


def answer_to(word: str) -> str:
    """Return what is said to a word for which there is neither a command nor an option; may be empty."""
    folded = word.strip("-").replace("-", "_").casefold()
    return next((each["text"] for each in _data()["answers"] if folded in each["words"]), "")


def options_meant(name: str, params: Iterable[click.Parameter]) -> list[str]:
    """Return the options of a command that mean the same as one that there is not, each once."""
    flags = {
        flag: next((each for each in names if each.startswith("--")), flag)
        for param in params
        if isinstance(param, click.Option) and not param.hidden
        for names in (param.opts, param.secondary_opts)
        for flag in names
    }
    return list(dict.fromkeys(flags[flag] for flag in same_meaning(name, flags, _data()["options"])))


def _commands_of(args: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the commands that the first words mean, each with the number of words that it stands for."""
    commands: dict[str, list[str]] = _data()["commands"]
    for number in (2, 1):
        typed = " ".join(args[:number]).casefold()
        for command, words in commands.items():
            if len(args) >= number and typed in words:
                yield command.split(), number
            elif number == 1 and any(fnmatchcase(typed, each) for each in words):
                yield command.split(), 0


def _find(group: click.Group, ctx: click.Context, words: Sequence[str]) -> click.Command | None:
    """Return the command that words lead to from a group; options after it make no difference."""
    command = group.get_command(ctx, words[0])
    if isinstance(command, click.Group) and words[1:] and not words[1].startswith("-"):
        return _find(command, ctx, words[1:])
    return command


def _needed(command: click.Command) -> list[str]:
    """Return how the help names the arguments that a command can't do without."""
    arguments = (each for each in command.params if isinstance(each, click.Argument) and each.required)
    return [(each.metavar or str(each.name).upper()).removesuffix("...") for each in arguments]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(cast("bytes", get_data(__name__, "_guesses.toml")).decode())
