"""The generation that is meant by what was typed elsewhere, or by a parameter that its model lacks."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import click

from evolink._contract.models import parameter_schemas, same_meaning

from ._guesses import options_meant
from ._parameters import MODEL_VARIABLE
from ._prompt_words import as_prompts, read_words, split_files

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation


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
    return ["generate", *(["PROMPT"] * needs_prompt), *as_prompts(words), *files, *typed.others, *end]


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
