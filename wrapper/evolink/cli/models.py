"""`evolink models`: the models of the contract."""

from typing import TYPE_CHECKING, Any

import click

from evolink._contract.models import closest_models, find_model

from ._command import Command
from ._did_you_mean import question
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
        'evolink models --search "kling v3"',
    ),
)
@click.argument("name", required=False, shell_complete=complete_model)
@kind_option("Only models that make images, videos, …")
@click.option("--search", metavar="TEXT", help="Only models with this text in their name or family.")
@json_option
@click.pass_obj
def command(report: Report, name: str | None, kind: str | None, search: str | None) -> None:
    """List the models with their limits, or show one in detail.

    This needs no key and no network. It shows the contract of this version, which `generate` checks.
    """
    if name is not None:
        if kind or search:
            raise click.UsageError("NAME shows one model; --kind and --search are for the list")
        chosen = [_find(name)]
    else:
        chosen = [info for info in known_models().values() if kind in {None, info.kind} and fits(info, search)]
    report.data = {"models": [_record(info) for info in chosen]} if report.wants_json else None
    if not chosen:
        report.print_message("no model fits")
    else:
        report.print_data(
            list_models(chosen, chosen=bool(kind or search)) if name is None else describe_model(chosen[0])
        )


def fits(info: "ModelInfo", search: str | None) -> bool:
    """Whether each word of a search is in one of the names of a model or its family."""
    names = [name.casefold() for name in (info.name, *info.aliases, info.family)]
    return all(any(word in name for name in names) for word in (search or "").casefold().split())


def _find(name: str) -> "ModelInfo":
    if info := find_model(name):
        return info
    if f"{name.removesuffix('s')}s" in {info.kind for info in known_models().values()}:
        listed = command_line("models", "--kind", name)
        raise CorrectedError(f"{name!r} is what models make. To list those:", [listed])
    if near := closest_models(name):
        raise click.UsageError(f"No such model {name!r}.{question(near)}")
    if any(fits(info, name) for info in known_models().values()):
        listed = command_line("models", "--search", name)
        raise CorrectedError(f"No such model {name!r}. To list those like it:", [listed])
    raise CorrectedError(f"No such model {name!r}. To list all models:", [command_line("models")])


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
