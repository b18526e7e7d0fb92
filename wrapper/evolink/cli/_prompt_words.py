"""The words of the prompt as they were typed: without quotes, in the place of the model, or with a dash.

Any of them could be read in a way that costs credits for something else, so each is refused with the command that is
meant. What comes after `--` is the prompt, quoted or not.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from evolink._contract.kinds import KINDS
from evolink._contract.models import find_model
from evolink._files.media_types import list_suffixes

from ._parameter_options import ParameterOption
from ._parameters import MODEL_VARIABLE
from ._report import command_line
from ._usage_texts import CorrectedError

_END = "--"
_MODEL = ("-m", "--model")
_PROMPT = ("-p", "--prompt")
_QUOTE = "Quote the prompt, or use --:"


class _Word(str):
    """An argument that is the same as no other one with the same text."""

    __slots__ = ()


@dataclass(frozen=True)
class Typed:
    """The arguments of a command as they were typed.

    Attributes:
        before: The arguments before `--` that are neither options nor their values.
        after: The arguments after `--`.
        others: The options with their values.
        model: The model that an option names.
        prompts: The prompts that options have.
        has_file: Whether an option names a file with prompts.
        link_flag: The last option that names a file or a link, as it was typed; empty if none does.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    others: tuple[str, ...]
    model: str | None
    prompts: tuple[str, ...]
    has_file: bool
    link_flag: str = ""


def with_joined_prompt(args: Sequence[str]) -> list[str]:
    """Return arguments with the words after `--` as one; not if one has a space, which may be a prompt of its own."""
    end = args.index(_END) + 1 if _END in args else len(args)
    words = args[end:]
    joined = [" ".join(words)] if len(words) > 1 and not any(map(_has_space, words)) else words
    return [*args[:end], *joined]


def read_words(args: Sequence[str], options: Iterable[click.Option]) -> Typed:
    """Return the arguments of a command.

    Args:
        args: The arguments.
        options: The options of the command. Others count as words.
    """
    marked, known = [_Word(each) for each in args], [*options]
    reading = click.Context(click.Command(None), ignore_unknown_options=True, resilient_parsing=True)
    parser = click.Command(None, params=[*known], add_help_option=False).make_parser(reading)
    named, words, _ = parser.parse_args(list(marked))
    number = len(args) - args.index(_END) - 1 if _END in args else 0
    split = len(words) - number
    return Typed(
        tuple(map(str, words[:split])),
        tuple(map(str, words[split:])),
        tuple(str(each) for each in marked if each != _END and not any(each is word for word in words)),
        named.get("model"),
        tuple(named.get("prompts") or ()),
        bool(named.get("prompt_file")),
        _last_link_flag(args, known),
    )


def _last_link_flag(args: Sequence[str], options: Iterable[click.Option]) -> str:
    named = (each for each in options if isinstance(each, ParameterOption) and each.parameter.is_link)
    flags = {flag for option in named for flag in option.opts}
    return next((flag for each in reversed(args) if (flag := each.partition("=")[0]) in flags), "")


def refuse_words(ctx: click.Context, typed: Typed) -> None:
    """Refuse words that may be meant otherwise than they are read. Options that are not known are left to Click.

    Raises:
        CorrectedError: They may be.
    """
    if any(len(word) > 1 and word.startswith("-") for word in typed.before):
        return
    words = [*typed.before, *typed.after]
    model = next((word for word in (*typed.before[:1], *typed.before[-1:]) if find_model(word)), None)
    if model and typed.model is None:
        words.remove(model)
        raise _model_among_words(ctx, typed, model, words)
    if model and words == [model]:
        raise _model_as_prompt(ctx, typed, model)
    if typed.model and not words and _has_space(typed.model) and not find_model(typed.model):
        meant = [typed.model, "-m", "MODEL", *_without(_MODEL, typed.others)]
        raise CorrectedError(f"{typed.model!r} is not a model. Put the prompt first:", [_generate(*meant)], ctx)
    if typed.link_flag:
        _refuse_files(ctx, typed, words)
    if words and len(typed.prompts) == 1 and not any(map(_has_space, (*typed.prompts, *words))):
        others = [*_without(_PROMPT, typed.others), *_missing_model(typed)]
        raise CorrectedError(_QUOTE, _quoted_ways([*typed.prompts, *words], others), ctx)
    if len(words) > 1 and not (typed.prompts or all(map(_has_space, words))):
        raise CorrectedError(_QUOTE, _quoted_ways(words, [*typed.others, *_missing_model(typed)]), ctx)


def _refuse_files(ctx: click.Context, typed: Typed, words: Sequence[str]) -> None:
    """Refuse files after the first of an option, as a pattern of the shell adds them.

    Raises:
        CorrectedError: There are some, and what is left can be a prompt.
    """
    left, files = split_files(words, typed.link_flag)
    if files and (len(left) <= 1 or all(map(_has_space, left))):
        meant = _generate(*left, *typed.others, *files, *_missing_model(typed))
        raise CorrectedError(f"{typed.link_flag} takes one file: repeat it for each:", [meant], ctx)


def split_files(words: Iterable[str], flag: str = "") -> tuple[list[str], list[str]]:
    """Return the words that name no file, and the options that name the others.

    Args:
        words: The words.
        flag: The option for each file; that of its kind if empty.
    """
    left: list[str] = []
    files: list[str] = []
    for word in words:
        suffix = Path(word).suffix.lower()
        noun = next((kind.noun for kind in KINDS.values() if suffix in list_suffixes(kind)), "")
        if noun and not _has_space(word):
            files += [flag or f"--{noun}", word]
        else:
            left.append(word)
    return left, files


def as_prompts(words: Sequence[str]) -> list[str]:
    """Return words as one prompt, or as several if each may be one."""
    return [*words] if all(map(_has_space, words)) else [" ".join(words)]


def refuse_dashes(ctx: click.Context, args: Sequence[str], typed: Typed) -> None:
    """Refuse a prompt that begins with a dash and was read as an option; no option has a space in its name.

    Raises:
        CorrectedError: There is one.
    """
    options = args[: args.index(_END)] if _END in args else args
    prompt = next((each for each in options if each[:1] == "-" and _has_space(each.partition("=")[0])), None)
    if prompt is not None:
        others = [each for each in options if each != prompt]
        meant = _generate(*others, *_missing_model(typed), _END, prompt)
        raise CorrectedError("A prompt that begins with a dash goes after --:", [meant], ctx)


def _model_among_words(ctx: click.Context, typed: Typed, model: str, words: list[str]) -> CorrectedError:
    others = ["-m", model, *typed.others]
    if len(words) > 1 and not all(map(_has_space, words)):
        return CorrectedError(f"{model!r} is a model: name it with -m. {_QUOTE}", _quoted_ways(words, others), ctx)
    info = find_model(model)
    needs_prompt = (
        not (words or typed.prompts or typed.has_file)
        and info is not None
        and "prompt" in info.schema.get("required", ())
    )
    meant = _generate(*(words or ["PROMPT"] * needs_prompt), *others)
    return CorrectedError(f"{model!r} is a model: name it with -m:", [meant], ctx)


def _model_as_prompt(ctx: click.Context, typed: Typed, model: str) -> CorrectedError:
    if not find_model(typed.model):
        meant = _generate(typed.model or "", "-m", model, *_without(_MODEL, typed.others))
        return CorrectedError("The prompt and the model are in each other's places:", [meant], ctx)
    return CorrectedError(
        f"{model!r} is a model. If it is the prompt, use --:", [_generate(*typed.others, _END, model)], ctx
    )


def _quoted_ways(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the commands with words as one prompt: in quotes and, if none has a space, after `--`."""
    quoted = _generate(" ".join(words), *others)
    return [quoted] if any(map(_has_space, words)) else [quoted, _generate(*others, _END, *words)]


def _missing_model(typed: Typed) -> list[str]:
    return [] if typed.model or os.environ.get(MODEL_VARIABLE) else ["-m", "MODEL"]


def _without(flags: tuple[str, str], options: Sequence[str]) -> list[str]:
    """Return options without one that takes a value, by its short and its long name."""
    short, long = flags
    before = ("", *options)
    return [
        option
        for option, last in zip(options, before, strict=False)
        if last not in flags and option != long and not option.startswith((short, f"{long}="))
    ]


def _generate(*words: str) -> str:
    return command_line("generate", *words)


def _has_space(word: str) -> bool:
    return any(map(str.isspace, word))
