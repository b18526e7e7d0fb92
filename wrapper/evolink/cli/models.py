"""`evolink models`: the models of the contract."""

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from evolink._contract.limits import Schema, describe_parameter, describe_rules, values_of
from evolink._contract.models import closest_models, find_model

from ._options import json_option
from ._parameters import known_models, parameters_of
from ._report import Report
from ._tables import table

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_COLUMNS = ("size", "quality")
"""Parameters that most models have, and that help to choose one."""
_APART = frozenset({"model", "callback_url", *_COLUMNS})


def _names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in known_models() if name.startswith(begun)]


@click.command(short_help="List the models, or show one in detail.")
@click.argument("name", required=False, shell_complete=_names)
@json_option
@click.pass_obj
def command(report: Report, name: str | None) -> None:
    """List the models with their limits, or show one in detail.

    This needs no key and no network. It shows the contract of this version, which `generate` checks.
    """
    chosen = list(known_models().values()) if name is None else [_find(name)]
    report.data = {"models": [_record(info) for info in chosen]}
    report.print_data(_overview(chosen) if name is None else _detail(chosen[0]))


def _find(name: str) -> "ModelInfo":
    if info := find_model(name):
        return info
    near = closest_models(name)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the models are {', '.join(known_models())}"
    raise click.UsageError(f"unknown model {name}; {hint}")


def _overview(infos: "list[ModelInfo]") -> str:
    rows = [
        (
            "\n".join([info.name, *(f"or {alias}" for alias in info.aliases)]),
            *(" ".join(_short(info.schema["properties"].get(column, {}))) for column in _COLUMNS),
            "\n".join(_limits(info)),
        )
        for info in infos
    ]
    models = table(("model", *_COLUMNS, "limits"), rows, whole=(0, 2, 3))
    pages = table(("page", ""), [(info.name, "\n".join(info.pages)) for info in infos])
    return f"{models}\n\n{pages}\n\n* default, + charged extra; `evolink models NAME` shows one in detail"


def _short(schema: Schema) -> list[str]:
    """Return the values with signs instead of remarks."""
    signs = {" (default)": "*", " (charged extra)": "+", " (default, charged extra)": "*+"}
    found = values_of(schema) or (["any"] if schema else ["-"])
    for remark, sign in signs.items():
        found = [value.replace(remark, sign) for value in found]
    return found


def _limits(info: "ModelInfo") -> list[str]:
    """Return the other parameters with their values or upper limits."""
    schemas = {name: schema for name, schema in info.schema["properties"].items() if name not in _APART}
    return [f"{name} {_limit(schema)}".strip() for name, schema in schemas.items()]


def _limit(schema: Schema) -> str:
    if "enum" in schema:
        return " ".join(_short(schema))
    return next((f"≤ {schema[keyword]}" for keyword in ("maximum", "maxItems", "maxLength") if keyword in schema), "")


def _detail(info: "ModelInfo") -> str:
    needed = info.schema.get("required", ())
    rows = [("prompt (required)", _about(info.schema["properties"]["prompt"]))]
    for each in parameters_of([info]):
        name = f"{each.name} (required)" if each.name in needed else each.name
        rows.append((f"{name}\n  {', '.join(each.flags)}", _about(each.schemas[info.name])))
    head = [info.name, *(f"  also {alias}" for alias in info.aliases), *_conditions(info)]
    return "\n".join([*head, "", table(("parameter", "description and limits"), rows), "", "pages", *_pages(info)])


def _about(schema: Schema) -> str:
    return "\n".join(text for text in (schema.get("description", ""), describe_parameter(schema)) if text)


def _conditions(info: "ModelInfo") -> list[str]:
    needs: dict[str, list[str]] = info.schema.get("dependentRequired", {})
    example = info.schema.get("x-evolink-example", {})
    from_page = [
        f"  {text.format(example[name])}"
        for name, text in (
            ("usage.credits_reserved", "reserves {} credits in the example of the documentation"),
            ("task_info.estimated_time", "takes about {} s in the example of the documentation"),
        )
        if name in example
    ]
    rules = [*(f"{name} needs {' and '.join(others)}" for name, others in needs.items()), *describe_rules(info.schema)]
    return [*from_page, *(f"  {rule}" for rule in rules)]


def _pages(info: "ModelInfo") -> list[str]:
    return [f"  {page['url'] or page['name']}" for page in info.raw.get("x-evolink-pages", ())]


def _record(info: "ModelInfo") -> dict[str, Any]:
    """Return a model as a JSON object, with its limits as JSON Schema."""
    needed = info.schema.get("required", ())
    flags = {each.name: each.flags for each in parameters_of([info])}
    return {
        "name": info.name,
        "aliases": list(info.aliases),
        "kind": info.kind,
        "path": info.path,
        "pages": list(info.raw.get("x-evolink-pages", ())),
        "parameters": [
            {"name": name, "required": name in needed, "options": flags.get(name, []), "schema": schema}
            for name, schema in info.schema["properties"].items()
            if name != "model"
        ],
    }
