"""The request schema of each model, from all pages that document the model."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.merging.agreement import Stated
from pipeline.merging.operations import Operation
from pipeline.merging.sizes import with_patterns
from pipeline.merging.witnesses import weighed
from pipeline.problems import Problem

Models = dict[str, dict[str, Any]]
_NAMELESS = "requests of one operation are told apart by their model, or none of them names one"
_TASK_ID = re.compile(r"(?:\w+_)?task_id")
_RESULT_INDEX = re.compile(r"(?:(?:image|video|audio|song|clip|result|output)_)?(?:index|number)")
"""The names of a parameter that says, beside the ID of an earlier task, which of its results is meant."""


class Names:
    """The names of models and their older names, each with the place that uses it: a name means one model."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str, Stated]] = {}

    def add(self, operation: Operation, model: str, field: dict[str, Any], page: Stated) -> Iterator[Problem]:
        """Note the names of a model, and return a problem for each that means another one elsewhere."""
        for name in field["enum"]:
            here, there = (model, operation.name), self._known.setdefault(name, (model, operation.name, page))
            if here != there[:2]:
                one, other = f"{_called(name, *there[:2])}", f"{_called(name, *here)} on {page.name}:{_line(page)}"
                first = there[2]
                why = "a name means one model of one operation"
                yield Problem(first.name, _line(first), "error", f"{name}: {one} here, {other}", why)


def _called(name: str, model: str, operation: str) -> str:
    return f"a model of {operation}" if name == model else f"an older name of {model} of {operation}"


def _line(page: Stated) -> int:
    return page.line("properties", "model")


def models_of(operation: Operation, names: Names, problems: list[Problem]) -> Models:
    """Return the merged request schema of each model that the operation's pages document."""
    pages: dict[str, list[Stated]] = {}
    whole = {page.name: page for page in operation.pages}
    nameless = []
    present = _present_names(operation.bodies)
    listed = {model for body in operation.bodies if "table" in body.page for model in body.page["models"]}
    for body in operation.bodies:
        named = list(_per_model(body.node))
        for model, node in named:
            # A table lists an older name like a model of its own: it is a witness of the model that has the name now,
            # unless that is listed too.
            name = present.get(model, model) if "table" in body.page else model
            if name == model or name not in listed:
                pages.setdefault(name, []).append(Stated(body.page, body.at, node))
        nameless += [] if named else [body]
    problems += [
        Problem(body.name, body.line(), "error", f"{operation.name}: no name of a model", _NAMELESS)
        for body in nameless
        if pages or "model" in body.node.get("properties", {})
    ]
    models = {}
    for model, stated in sorted(pages.items()):
        merged, counting = weighed(stated, problems)
        problems += names.add(operation, model, merged["properties"]["model"], stated[0])
        pages_of_model = [whole[each.name].node for each in counting]
        shown = next((node["x-evolink-example"] for node in pages_of_model if "x-evolink-example" in node), None)
        models[model] = {
            **with_patterns(_with_chains(merged)),
            "x-evolink-model": model,
            "x-evolink-pages": [page_of(each) for each in counting],
            **({"x-evolink-example": shown} if shown else {}),
            **operation_facts(pages_of_model),
        }
    return models


def _present_names(bodies: Iterable[Stated]) -> dict[str, str]:
    """Return the present name of each older name that a page mentions."""
    fields = (body.node.get("properties", {}).get("model", {}) for body in bodies)
    return {old: name for field in fields for old, name in field.get("x-evolink-alias", {}).items()}


def _with_chains(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a request in which each parameter that is the ID of an earlier task says so, at any depth.

    So does a number beside it that says which of that task's results is meant.
    """
    marked = dict(schema)
    if "properties" in schema:
        marked["properties"] = {name: _with_chain(name, each) for name, each in schema["properties"].items()}
        if any(each.get("x-evolink-task-id") for each in marked["properties"].values()):
            marked["properties"] = {name: _with_index(name, each) for name, each in marked["properties"].items()}
    if "items" in schema:
        marked["items"] = _with_chains(schema["items"])
    return marked


def _with_chain(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    if _TASK_ID.fullmatch(name) and schema.get("type") == "string":
        return {**schema, "x-evolink-task-id": True}
    if _TASK_ID.fullmatch(name.removesuffix("s")) and schema.get("items", {}).get("type") == "string":
        return {**schema, "items": {**schema["items"], "x-evolink-task-id": True}}
    return _with_chains(schema)


def _with_index(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    is_index = _RESULT_INDEX.fullmatch(name) and schema.get("type") == "integer"
    return {**schema, "x-evolink-result-index": True} if is_index else schema


def page_of(stated: Stated) -> dict[str, Any]:
    """Return the name and address of a page, as the contract lists it."""
    return {"name": stated.name, "url": stated.page["url"]}


def _per_model(schema: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Split a page's request schema by model; an old name belongs to the model that it is mapped to."""
    field = schema.get("properties", {}).get("model", {})
    aliases: dict[str, str] = field.get("x-evolink-alias", {})
    named: list[str] = field.get("enum") or ([field["default"]] if "default" in field else [])
    # A page may show an old name alone; what it is about is the model behind it.
    for model in dict.fromkeys(aliases.get(each, each) for each in named):
        old = sorted(alias for alias, target in aliases.items() if target == model)
        kept = {key: value for key, value in field.items() if key not in {"enum", "default", "x-evolink-alias"}}
        own = {**kept, "enum": [model, *old]}
        if field.get("default") == model:
            own["default"] = model
        if old:
            own["x-evolink-alias"] = dict.fromkeys(old, model)
        required = list(dict.fromkeys(["model", *schema.get("required", [])]))  # it tells the models apart
        yield model, {**schema, "required": required, "properties": {**schema["properties"], "model": own}}


def operation_facts(pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what pages say of their operation as a whole, such as how long results live."""
    facts: dict[str, Any] = {}
    for page in pages:
        for key, value in page.items():
            if key.startswith("x-evolink-") and key != "x-evolink-example":
                facts.setdefault(key, value)
    return facts
