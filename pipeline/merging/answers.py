"""The answers of an operation, from all its pages; those of a create operation without any from its siblings."""

from collections.abc import Collection, Sequence
from typing import Any

from pipeline.merging.agreement import Agreement, Stated
from pipeline.merging.operations import JSON, Operation
from pipeline.merging.shapes import Shapes
from pipeline.problems import Problem

_ERRORS_FROM = 300


def answers_of(
    operation: Operation, models: Collection[str], stem: str, shapes: Shapes, problems: list[Problem]
) -> dict[str, Any]:
    """Return the operation's answers by status."""
    statuses = sorted({status for page in operation.pages for status in page.node.get("responses", {})})
    answers = {}
    for status in statuses:
        having = [
            page.child("responses", status) for page in operation.pages if status in page.node.get("responses", {})
        ]
        answer: dict[str, Any] = {"description": f"Answer {status}."}
        bodies = [each.child("content", JSON, "schema") for each in having if JSON in each.node.get("content", {})]
        if bodies:
            failed = int(status) >= _ERRORS_FROM
            schema = shapes.answer(stem, _schema(bodies, problems), failed=failed)
            answer["content"] = {JSON: {"schema": schema}}
        for key in ("x-evolink-error-codes", "x-evolink-error-types"):
            values = list(dict.fromkeys(value for each in having for value in each.node.get(key, [])))
            if values:
                answer[key] = values
        said = {model for each in having for model in each.page["models"]}
        if set(models) - said:
            answer["x-evolink-stated-by"] = sorted(said)
        answers[status] = answer
    return answers


def lent(operation: Operation, creators: Sequence[Operation], problems: list[Problem]) -> Operation:
    """Return a create operation with the answers of its siblings, if its own pages show none.

    The siblings' tasks name their kind; here it is that of this operation's path, such as `audio` of `/v1/audios/…`.
    """
    if operation.answers:
        return operation
    showing = [sibling for sibling in creators if sibling.answers]
    if not showing:
        first = operation.pages[0]
        why = "a page shows what an operation answers, at least for one of those that make tasks"
        problems.append(Problem(first.name, first.line(), "error", f"{operation.name}: no answer", why))
    kinds = {_kind(sibling) for sibling in showing}
    pages = [
        Stated(page.page, page.at, {"responses": _of_kind(page.node["responses"], _kind(operation), kinds)})
        for sibling in showing
        for page in sibling.pages
        if page.node.get("responses")
    ]
    return Operation(operation.path, operation.method, pages)


def _kind(operation: Operation) -> str:
    return operation.resource.removesuffix("s")


def _of_kind(node: Any, kind: str, others: Collection[str]) -> Any:
    """Return answers as an operation of another kind gives them: what names one of the other kinds is not in them."""
    if isinstance(node, list):
        return [_of_kind(each, kind, others) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if not _names_kind(key, value, others)}
    return {
        key: _object_of(value, kind) if key == "object" and _names_task(value) else _of_kind(value, kind, others)
        for key, value in kept.items()
    }


def _names_kind(field: str, schema: Any, kinds: Collection[str]) -> bool:
    """Return whether a field is one of these kinds' own, such as `video_duration`."""
    return isinstance(schema, dict) and "type" in schema and field.partition("_")[0] in kinds


def _names_task(schema: Any) -> bool:
    return isinstance(schema, dict) and any(str(each).endswith(".task") for each in schema.get("enum", ()))


def _object_of(schema: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the field with `audio.generation.task` for `image.generation.task`."""
    return {**schema, "enum": [f"{kind}.{str(schema['enum'][0]).partition('.')[2]}"]}


def _schema(bodies: list[Stated], problems: list[Problem]) -> dict[str, Any]:
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
