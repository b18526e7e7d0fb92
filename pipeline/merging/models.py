"""The request schema of each model, from all pages that document the model."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.merging.agreement import Agreement, Stated
from pipeline.merging.operations import JSON, Operation
from pipeline.problems import Problem

Models = dict[str, dict[str, Any]]


def models_of(operation: Operation, problems: list[Problem]) -> Models:
    """Return the merged request schema of each model that the operation's pages document."""
    pages: dict[str, list[Stated]] = {}
    whole = {page.name: page for page in operation.pages}
    for body in operation.bodies:
        if JSON in body.at:
            for model, node in _per_model(body.node):
                pages.setdefault(model, []).append(Stated(body.page, body.at, node))
    models = {}
    for model, stated in sorted(pages.items()):
        agreement = Agreement(same=True, fields_must_match=True)
        merged = agreement.merge(stated)
        problems += agreement.problems
        shown = whole[stated[0].name].node.get("x-evolink-example")
        models[model] = {
            **merged,
            "x-evolink-model": model,
            "x-evolink-pages": [page_of(each) for each in stated],
            **({"x-evolink-example": shown} if shown else {}),
            **_model_facts([whole[each.name] for each in stated]),
        }
    return models


def page_of(stated: Stated) -> dict[str, Any]:
    """Return the name and address of a page, as the contract lists it."""
    return {"name": stated.name, "url": stated.page["url"]}


def _per_model(schema: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Split a page's request schema by model; an old name belongs to the model that it is mapped to."""
    field = schema.get("properties", {}).get("model", {})
    aliases: dict[str, str] = field.get("x-evolink-alias", {})
    named = field.get("enum") or ([field["default"]] if "default" in field else [])
    for model in (each for each in named if each not in aliases):
        old = sorted(alias for alias, target in aliases.items() if target == model)
        kept = {key: value for key, value in field.items() if key not in {"enum", "default", "x-evolink-alias"}}
        own = {**kept, "enum": [model, *old]}
        if field.get("default") == model:
            own["default"] = model
        if old:
            own["x-evolink-alias"] = dict.fromkeys(old, model)
        yield model, {**schema, "properties": {**schema["properties"], "model": own}}


def _model_facts(pages: Sequence[Stated]) -> dict[str, Any]:
    """Return what the model's pages say of the operation as a whole, such as how long results live."""
    facts: dict[str, Any] = {}
    for page in pages:
        for key, value in page.node.items():
            if key.startswith("x-evolink-") and key != "x-evolink-example":
                facts.setdefault(key, value)
    return facts
