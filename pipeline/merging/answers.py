"""The answers of an operation, from all its pages; what those of a create operation leave out from its siblings."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.merging.agreement import Agreement, Stated
from pipeline.merging.operations import JSON, Operation
from pipeline.merging.shapes import Shapes
from pipeline.problems import Problem

_ERRORS_FROM = 300


def answers_of(
    operation: Operation, siblings: Sequence[Operation], models: Collection[str], stem: str, shapes: Shapes,
    problems: list[Problem],
) -> dict[str, Any]:  # fmt: skip
    """Return the operation's answers by status; what its own pages leave out is as for its siblings.

    Args:
        operation: The operation.
        siblings: The other operations that make tasks, if it makes tasks.
        models: The models of its requests.
        stem: What its schemas are called after.
        shapes: Where its schemas go.
        problems: Where disagreements of its own pages go; those of siblings' pages are found there.
    """
    lent = _lent(operation, siblings)
    statuses = sorted({status for page in (*operation.pages, *lent) for status in page.node.get("responses", {})})
    answers, differ = {}, list[Problem]()
    for status in statuses:
        own, others = _stating(operation.pages, status), _stating(lent, status)
        having = own or others
        answer: dict[str, Any] = {"description": f"Answer {status}."}
        failed = int(status) >= _ERRORS_FROM
        schema = _filled(_schema(_bodies(own), differ), {} if own and failed else _schema(_bodies(others), []))
        if schema:
            answer["content"] = {JSON: {"schema": shapes.answer(stem, schema, failed=failed)}}
        for key in ("x-evolink-error-codes", "x-evolink-error-types"):
            values = list(dict.fromkeys(value for each in having for value in each.node.get(key, [])))
            if values:
                answer[key] = values
        said = {model for each in having for model in each.page["models"]}
        if set(models) - said:
            answer["x-evolink-stated-by"] = sorted(said)
        answers[status] = answer
    problems += _together(differ)
    return answers


def _together(differ: Iterable[Problem]) -> Iterator[Problem]:
    """Return each difference once for all statuses: `400, 401.error.param: not on …`."""
    statuses: dict[Problem, list[str]] = {}
    for each in differ:
        status, _, rest = each.what.partition(".")
        statuses.setdefault(replace(each, what=rest), []).append(status)
    return (replace(each, what=f"{', '.join(found)}.{each.what}") for each, found in statuses.items())


def unanswered(operation: Operation, siblings: Sequence[Operation]) -> Iterator[Problem]:
    """Return a problem if no page at all shows what an operation that makes tasks answers."""
    if not operation.answers and not any(sibling.answers for sibling in siblings):
        first = operation.pages[0]
        why = "a page shows what an operation answers, at least for one of those that make tasks"
        yield Problem(first.name, first.line(), "error", f"{operation.name}: no answer", why)


def _lent(operation: Operation, siblings: Sequence[Operation]) -> list[Stated]:
    """Return the answers of siblings' pages, as if they were about tasks of this operation's kind.

    Tasks name their kind: here it is that of the operation's path, such as `audio` of `/v1/audios/…`.
    """
    kinds = {_kind(sibling) for sibling in siblings if sibling.answers} - {_kind(operation)}
    return [
        Stated(page.page, page.at, {"responses": _of_kind(page.node["responses"], _kind(operation), kinds)})
        for sibling in siblings
        for page in sibling.pages
        if page.node.get("responses")
    ]


def _stating(pages: Iterable[Stated], status: str) -> list[Stated]:
    return [page.child("responses", status) for page in pages if status in page.node.get("responses", {})]


def _bodies(answers: Iterable[Stated]) -> list[Stated]:
    return [each.child("content", JSON, "schema") for each in answers if JSON in each.node.get("content", {})]


def _filled(schema: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with the fields, at any depth, that only the other one has."""
    if not schema or not other:
        return schema or other
    fields, others = schema.get("properties"), other.get("properties")
    if fields is None or others is None:
        return schema
    filled = {name: _filled(each, others.get(name, {})) for name, each in fields.items()}
    return {**schema, "properties": {**others, **filled}}


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
    if not bodies:
        return {}
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
