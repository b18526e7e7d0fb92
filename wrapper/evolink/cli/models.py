"""`evolink models`: the models of the contract."""

from typing import TYPE_CHECKING, Any

import click

from evolink._contract.models import closest_models, find_model

from ._command import Command
from ._did_you_mean import close_to, question
from ._guesses import is_needless
from ._kind_option import kind_option
from ._model_detail import describe_model
from ._model_list import list_models
from ._options import json_option
from ._parameters import complete_model, known_models, parameters_of
from ._report import Report, command_line
from ._usage_texts import CorrectedError

if TYPE_CHECKING:
    from evolink_rules import ModelInfo


@click.command(
    cls=Command,
    examples=(
        "evolink models nano-banana-beta",
        "evolink models --kind video",
        "evolink models kling",
    ),
)
@click.argument("name", required=False, shell_complete=complete_model)
@kind_option("Only models that make images, videos, …")
@click.option("--search", metavar="TEXT", help="Only models with this text in their name or family.")
@json_option
@click.pass_obj
def command(report: Report, name: str | None, kind: str | None, search: str | None) -> None:
    """List the models with their limits, or show one in detail.

    NAME shows one model, or lists those that have it in their names. This needs no key and no network: it shows the
    contract of this version, which `generate` checks.
    """
    if name is not None and (kind or search):
        raise click.UsageError("NAME shows one model; --kind and --search are for the list")
    one = find_model(name)
    chosen = [one] if one else _like(name) if name is not None else _listed(kind, search)
    report.data = {"models": [_record(info) for info in chosen]} if report.wants_json else None
    if not chosen:
        report.print_message("no model matches")
    else:
        is_chosen = bool(name or kind or search)
        report.print_data(describe_model(one) if one else list_models(chosen, chosen=is_chosen))


def _listed(kind: str | None, search: str | None) -> "list[ModelInfo]":
    return [info for info in known_models().values() if kind in {None, info.kind} and fits(info, search)]


def _like(name: str) -> "list[ModelInfo]":
    """Return the models of a kind, or those that have a text in their names.

    Raises:
        UsageError: There are none.
    """
    infos = known_models().values()
    of_kind = [info for info in infos if info.kind == f"{name.removesuffix('s')}s"]
    found = of_kind or [info for info in infos if name.strip() and fits(info, name)]
    if not found and is_needless(name):
        raise CorrectedError(f"{name!r} is not needed:", [command_line("models")])
    if not found and (near := closest_models(name) or close_to(name, {info.family for info in infos})):
        raise click.UsageError(f"No such model {name!r}.{question(near)}")
    if not found:
        raise CorrectedError(f"No such model {name!r}. To list all models:", [command_line("models")])
    return found


def fits(info: "ModelInfo", search: str | None) -> bool:
    """Whether each word of a search is in one of the names of a model or its family."""
    names = [name.casefold() for name in (info.name, *info.aliases, info.family)]
    return all(any(word in name for name in names) for word in (search or "").casefold().split())


def _record(info: "ModelInfo") -> dict[str, Any]:
    """Return a model as a JSON object, with its limits as JSON Schema."""
    needed = info.schema.get("required", ())
    flags = {each.name: each.flags for each in parameters_of([info])}
    return {
        "name": info.name,
        "aliases": list(info.aliases),
        "kind": info.kind,
        "family": info.family,
        "path": info.path,
        "pages": list(info.raw.get("x-evolink-pages", ())),
        "parameters": [
            {"name": name, "required": name in needed, "options": flags.get(name, []), "schema": schema}
            for name, schema in info.schema["properties"].items()
            if name != "model"
        ],
    }
