"""What is meant by a command or an option that there is not; loaded when there is an error.

The words are data: `_guesses.toml`, and for parameters the contract.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from itertools import takewhile
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, cast

import click

from evolink._contract.kinds import find_kind
from evolink._contract.models import find_model, parameter_schemas, same_meaning

from ._parameters import MODEL_VARIABLE
from ._prompt_words import as_prompts, read_words, split_files

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation

_GENERATE = "generate"


def command_meant(group: click.Group, ctx: click.Context, args: Sequence[str]) -> list[str]:
    """Return the words of the command that is meant, with its arguments; none if nothing is known.

    Args:
        group: The group that has no such command.
        ctx: Its context.
        args: What was typed, from the command on.
    """
    model = args[0] if find_model(args[0]) else None
    found = [([_GENERATE], 1)] if model else _commands_of(args)
    for words, typed in found:
        command = _find(group, ctx, words)
        if command is None:
            continue
        given = args[typed:]
        if words[0] == _GENERATE:
            return [*generation_meant(command, given, model), *words[1:]]
        if not takes_words(command):  # what was typed may be a key, which no message repeats
            return words
        return [*words, *([] if has_words(given) else _needed(command)), *given]
    return []


def generation_meant(command: click.Command, args: Sequence[str], model: str | None = None) -> list[str]:
    """Return the words of a generation with what it needs: a prompt in one word, and a model.

    Args:
        command: The command `generate`.
        args: What was typed after another word for it.
        model: The model, if that word names it.
    """
    options = (each for each in command.get_params(click.Context(command)) if isinstance(each, click.Option))
    typed = read_words(args, options)
    named = ["-m", model] if model else []
    has_model = bool(model or typed.model or os.environ.get(MODEL_VARIABLE))
    end = [*named, *([] if has_model else ["-m", "MODEL"])]
    known = [*takewhile(lambda word: word[:1] != "-", typed.before)]  # after an option that nobody knows is its value
    words, files = split_files([*known, *typed.after])
    needs_prompt = not (words or typed.prompts or typed.has_file)
    return [_GENERATE, *(["PROMPT"] * needs_prompt), *as_prompts(words), *files, *typed.others, *end]


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


def with_own_options(
    violations: Iterable["Violation"], model: object, params: Sequence[click.Parameter]
) -> "list[Violation]":
    """Return violations; of a parameter that a model lacks, with the option of the command that does the same.

    Args:
        violations: The violations of a request.
        model: Its model.
        params: The parameters of the command, without those of models.
    """
    known = parameter_schemas(model)
    asked: list[Violation] = []
    for each in violations:
        is_unknown = each.rule == "additionalProperties" and not same_meaning(each.field, known)
        meant = options_meant(each.field, params)[:1] if is_unknown else []
        value = [str(each.value)] if type(each.value) is int else []
        hint = f"; did you mean {' '.join([*meant, *value])}?" if meant else ""
        asked.append(replace(each, message=f"{each.message}{hint}"))
    return asked


def _commands_of(args: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the commands that the first words mean, each with the number of words that it stands for."""
    word = args[0].casefold()
    if find_kind(word) or find_kind(f"{word}s"):
        yield [_GENERATE], 1
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
