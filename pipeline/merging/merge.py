"""Merges extracts into the contract: one operation per path and method, one request schema per model, shapes once."""

import copy
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.merging.agreement import Agreement, Stated, media_types
from pipeline.merging.naming import camel
from pipeline.merging.overlay import Overlay, apply_overlays, load_overlays
from pipeline.merging.shapes import Shapes
from pipeline.merging.wording import Wording
from pipeline.problems import Problem
from pipeline.reading.extract import canonical
from pipeline.reading.structure import JSON_BODY

CONTRACT_COMMENT = "The contract; made by `python -m pipeline merge` from extracts and overlays. Do not edit."
_FORMS = {"raw": 0, "rendered": 1, "codes": 2, "table": 3}
_LOCALES = {"en": 0, "zh": 1}
_ERRORS_FROM = 300


@dataclass(frozen=True)
class Merged:
    """A contract, and the problems that were found."""

    document: dict[str, Any]
    problems: list[Problem]


@dataclass
class _Operation:
    """One operation and the pages that document it, most trusted first."""

    path: str
    method: str
    pages: list[Stated]


def merge_specs(specs: Path, extracts: Sequence[dict[str, Any]]) -> Merged:
    """Return the contract of the extracts, with the overlays and the wording of a specs folder."""
    overlays, problems = load_overlays(specs / "overlays")
    wording = Wording.load(specs / "wording.yaml")
    merged = merge(extracts, overlays, wording)
    return Merged(merged.document, sorted([*problems, *merged.problems]))


def merge(extracts: Sequence[dict[str, Any]], overlays: Sequence[Overlay], wording: Wording) -> Merged:
    """Return the contract of the extracts; it must not be used if there are problems of level error."""
    present = {extract["x-evolink-page"]["name"] for extract in extracts}
    corrected, problems = _correct_extracts(extracts, overlays, present)
    shapes = Shapes(wording)
    document = _frame(wording)
    ids: dict[str, str] = {}
    for operation in _operations(corrected, problems):
        built = _build(operation, shapes, wording, problems)
        clash = ids.setdefault(built["operationId"], operation.path)
        if clash != operation.path:
            built["operationId"] = camel(operation.method, *_segments(operation.path))
        document["paths"].setdefault(operation.path, {})[operation.method] = built
    shapes.add_codes(corrected)
    document["components"]["schemas"] = shapes.schemas
    problems += shapes.problems
    _connect(document)
    wording.describe(document)
    document, found = apply_overlays(document, [each for each in overlays if each.extends == "openapi.yaml"], present)
    return Merged(canonical(document), [*problems, *found])


def _correct_extracts(
    extracts: Iterable[dict[str, Any]], overlays: Sequence[Overlay], present: set[str]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Apply to each extract the overlays that extend it, and return the extracts in order of trust."""
    corrected, problems = [], []
    for extract in extracts:
        name = extract["x-evolink-page"]["name"]
        own = [overlay for overlay in overlays if overlay.extends == f"{name}.yaml"]
        document, found = apply_overlays(extract, own, present) if own else (copy.deepcopy(extract), [])
        corrected.append(document)
        problems += found
    return sorted(corrected, key=_trust), problems


def _trust(extract: dict[str, Any]) -> tuple[int, int, str]:
    page = extract["x-evolink-page"]
    return _FORMS[page["form"]], _LOCALES.get(page["locale"], 2), page["name"]


def _frame(wording: Wording) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": wording.info,
        "servers": [{"url": "https://api.evolink.ai"}],
        "security": [{"bearerAuth": []}],
        "tags": [],
        "paths": {},
        "components": {
            "schemas": {},
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operations(extracts: Iterable[dict[str, Any]], problems: list[Problem]) -> list[_Operation]:
    found: dict[tuple[str, str], _Operation] = {}
    for extract in extracts:
        for path, item in extract.get("paths", {}).items():
            for method, node in item.items():
                stated = Stated(extract["x-evolink-page"], ("paths", path, method), node)
                if other := [each for each in media_types(node) if each != "application/json"]:
                    what, why = f"{method.upper()} {path}: {', '.join(other)}", "the contract has bodies in JSON only"
                    problems.append(Problem(stated.name, stated.line(), "error", what, why))
                else:
                    found.setdefault((path, method), _Operation(path, method, [])).pages.append(stated)
    return [found[key] for key in sorted(found)]


def _segments(path: str) -> list[str]:
    return [part for part in path.split("/") if part and not part.startswith("{") and part != "v1"]


def _build(operation: _Operation, shapes: Shapes, wording: Wording, problems: list[Problem]) -> dict[str, Any]:
    models = _models(operation, problems)
    operation_id = wording.operation_id(operation.path, operation.method) or _id(operation, models)
    tag = _segments(operation.path)[0]
    built: dict[str, Any] = {"operationId": operation_id, "tags": [wording.tag(tag)]}
    if any(page.node.get("deprecated") for page in operation.pages):
        built["deprecated"] = True
    parameters = _parameters(operation, problems)
    if parameters:
        built["parameters"] = parameters
    stem = wording.stem(operation_id)
    if models:
        built["requestBody"] = _body(shapes.requests(stem, models))
    elif any("requestBody" in page.node for page in operation.pages):
        bodies = [page.child("requestBody", *JSON_BODY) for page in operation.pages if "requestBody" in page.node]
        agreement = Agreement(same=True, fields_must_match=True)
        built["requestBody"] = _body(shapes.request(stem, agreement.merge(bodies)))
        problems += agreement.problems
    built["responses"] = _answers(operation, models, stem, shapes, problems)
    built["x-evolink-pages"] = [_page(stated) for stated in operation.pages]
    return built


def _id(operation: _Operation, models: Collection[str]) -> str:
    """Return the name of an operation that has none of ours: its page's, or that of its path if models share it.

    The page of a model names the model; with another model, that name would change, and those of the classes from it.
    """
    named = next((page.node["operationId"] for page in operation.pages if "operationId" in page.node), None)
    return named if named and not models else camel(operation.method, *_segments(operation.path))


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _page(stated: Stated) -> dict[str, Any]:
    return {"name": stated.name, "url": stated.page["url"]}


def _parameters(operation: _Operation, problems: list[Problem]) -> list[dict[str, Any]]:
    by_name: dict[tuple[str, str], list[tuple[dict[str, Any], Stated]]] = {}
    for page in operation.pages:
        for index, parameter in enumerate(page.node.get("parameters", [])):
            stated = Stated(page.page, (*page.at, "parameters", str(index), "schema"), parameter["schema"])
            by_name.setdefault((parameter["in"], parameter["name"]), []).append((parameter, stated))
    parameters = []
    for said in by_name.values():
        agreement = Agreement(same=True, fields_must_match=True)
        parameters.append({**said[0][0], "schema": agreement.merge([stated for _, stated in said])})
        problems += agreement.problems
    return parameters


def _models(operation: _Operation, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Return the merged request schema of each model that the operation's pages document."""
    pages: dict[str, list[Stated]] = {}
    whole = {page.name: page for page in operation.pages}
    for page in operation.pages:
        if "requestBody" not in page.node:
            continue
        body = page.child("requestBody", *JSON_BODY)
        for model, node in _per_model(body.node):
            pages.setdefault(model, []).append(Stated(page.page, body.at, node))
    models = {}
    for model, stated in sorted(pages.items()):
        agreement = Agreement(same=True, fields_must_match=True)
        merged = agreement.merge(stated)
        problems += agreement.problems
        shown = whole[stated[0].name].node.get("x-evolink-example")
        models[model] = {
            **merged,
            "x-evolink-model": model,
            "x-evolink-pages": [_page(each) for each in stated],
            **({"x-evolink-example": shown} if shown else {}),
            **_model_facts([whole[each.name] for each in stated]),
        }
    return models


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


def _answers(
    operation: _Operation, models: dict[str, Any], stem: str, shapes: Shapes, problems: list[Problem]
) -> dict[str, Any]:
    statuses = sorted({status for page in operation.pages for status in page.node.get("responses", {})})
    answers = {}
    for status in statuses:
        having = [page.child("responses", status) for page in operation.pages if status in page.node["responses"]]
        answer: dict[str, Any] = {"description": f"Answer {status}."}
        bodies = [each.child(*JSON_BODY) for each in having if "content" in each.node]
        if bodies:
            failed = int(status) >= _ERRORS_FROM
            schema = shapes.answer(stem, _answer_schema(bodies, problems), failed=failed)
            answer["content"] = {"application/json": {"schema": schema}}
        for key in ("x-evolink-error-codes", "x-evolink-error-types"):
            values = list(dict.fromkeys(value for each in having for value in each.node.get(key, [])))
            if values:
                answer[key] = values
        said = {model for each in having for model in each.page["models"]}
        if set(models) - said:
            answer["x-evolink-stated-by"] = sorted(said)
        answers[status] = answer
    return answers


def _answer_schema(bodies: list[Stated], problems: list[Problem]) -> dict[str, Any]:
    """Return an answer's schema: pages of one model must agree, those of different models may add to a closed set."""
    groups: dict[tuple[str, ...], list[Stated]] = {}
    for body in bodies:
        groups.setdefault(tuple(body.page["models"]), []).append(body)
    merged = []
    for group in groups.values():
        within = Agreement(same=True, fields_must_match=False)
        merged.append(Stated(group[0].page, group[0].at, within.merge(group)))
        problems += within.problems
    across = Agreement(same=False, fields_must_match=False)
    schema: dict[str, Any] = across.merge(merged)
    problems += across.problems
    return schema


def _connect(document: dict[str, Any]) -> None:
    """Link every operation that starts a task to the one that reads it, and describe the callback."""
    reader = next(
        (
            operation
            for path, item in document["paths"].items()
            for method, operation in item.items()
            if method == "get" and path.endswith("/tasks/{task_id}")
        ),
        None,
    )
    if reader is None or "200" not in reader["responses"]:
        return
    for item in document["paths"].values():
        creator = item.get("post")
        if creator is None or "200" not in creator["responses"]:
            continue
        creator["responses"]["200"]["links"] = {
            "getTask": {"operationId": reader["operationId"], "parameters": {"task_id": "$response.body#/id"}}
        }
        body = {"content": reader["responses"]["200"]["content"], "required": True}
        callback = {
            "summary": "Sent when the task has ended",
            "requestBody": copy.deepcopy(body),
            "responses": {
                "2XX": {"description": "Received."},
                "4XX": {"description": "Not received; sent again."},
                "5XX": {"description": "Not received; sent again."},
            },
        }
        creator["callbacks"] = {"taskEnded": {"{$request.body#/callback_url}": {"post": callback}}}
