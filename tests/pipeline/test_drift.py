"""Changes of pages are reported in oasdiff's terms, with their lines, and judged by their effect on users."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.cli import SPECS
from pipeline.drift.extracts import changes
from pipeline.reading.folder import load_extracts
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.drifting import (
    BREAKS,
    FITS,
    LINKS,
    NUMBER,
    PROMPT,
    TEXT,
    Facts,
    Row,
    field_of,
    read,
    summarize,
    told_by_id,
    with_keyword,
)
from tests.pipeline.writer import ANSWER, Item, Sample, model, raw, rendered


def test_change(books: Phrasebooks) -> None:
    """A change has the page, the place, both values and both lines."""
    before = field_of({**LINKS}, ("maxItems", (7,)))
    after = field_of({**LINKS}, ("maxItems", (5,)))
    after = after.with_body(Item("seed", NUMBER), *after.body)
    found = {change.id: change for change in changes(read(before, books), read(after, books))}
    limit = found["request-property-max-items-decreased"]
    assert (limit.page, limit.at, limit.old, limit.new) == ("page", "request.style.maxItems", 7, 5)
    assert "7" in raw(before).splitlines()[limit.old_line - 1]
    assert "5" in raw(after).splitlines()[limit.new_line - 1]
    assert limit.new_line > limit.old_line
    assert found["new-optional-request-property"].new == "seed"


@pytest.mark.parametrize(("schema", "id_"), [
    (NUMBER, "new-required-request-property"),
    ({**NUMBER, "default": 1}, "new-required-request-property-with-default"),
])  # fmt: skip
def test_new_required_parameter(schema: Facts, id_: str, books: Phrasebooks) -> None:
    """A new required parameter is breaking."""
    found = changes(read(model("brush-9"), books), read(model("brush-9", Item("seed", schema, required=True)), books))
    assert summarize(found) == [(id_, BREAKS)]


def test_parameter_becomes_required(books: Phrasebooks) -> None:
    """A parameter with a default that becomes required is breaking."""
    old, new = (model("brush-9", Item("n", {**NUMBER, "default": 1}, required=now)) for now in (False, True))
    found = changes(read(old, books), read(new, books))
    assert summarize(found) == [("request-property-became-required-with-default", BREAKS)]


def answered(*items: Item) -> Sample:
    return replace(model("brush-9"), answer=(*items, *ANSWER))


ANSWERS = [
    (Item("cost", NUMBER), None, "response-optional-property-removed", BREAKS),
    (None, Item("cost", NUMBER), "response-optional-property-added", FITS),
    (None, Item("cost", NUMBER, required=True), "response-required-property-added", FITS),
    (Item("cost", NUMBER, required=True), None, "response-required-property-removed", BREAKS),
    (Item("cost", NUMBER, required=True), Item("cost", NUMBER), "response-property-became-optional", BREAKS),
    (Item("cost", NUMBER), Item("cost", NUMBER, required=True), "response-property-became-required", FITS),
    (Item("cost", NUMBER), Item("cost", TEXT), "response-property-type-changed", BREAKS),
    (Item("cost", NUMBER), Item("cost", {"type": "number"}), "response-property-type-generalized", BREAKS),
    (Item("cost", {"type": "number"}), Item("cost", NUMBER), "response-property-type-specialized", FITS),
    (Item("cost", NUMBER), Item("cost", {"type": ["integer", "null"]}), "response-property-became-nullable", FITS),
    (Item("k", {**TEXT, "enum": ["a"]}), Item("k", {**TEXT, "enum": ["a", "b"]}), "response-property-enum-value-added",
     FITS),
    (Item("k", {**TEXT, "enum": ["a", "b"]}), Item("k", {**TEXT, "enum": ["a"]}),
     "response-property-enum-value-removed", FITS),
    (Item("k", {**TEXT, "maxLength": 1}), Item("k", {**TEXT, "maxLength": 2}), "response-property-max-length-increased",
     FITS),
]  # fmt: skip


@pytest.mark.parametrize("row", [Row(*row) for row in ANSWERS], ids=told_by_id)
def test_answer_fields(row: Row, books: Phrasebooks) -> None:
    """A new field of an answer is not breaking, and a removed one is."""
    old, new = (read(answered(*([item] if item else [])), books) for item in (row.before, row.after))
    assert summarize(changes(old, new)) == [(row.id, row.breaking)]


def test_dependent_schemas(books: Phrasebooks) -> None:
    """Keywords in a dependent schema are compared one by one."""
    page = read(model("brush-9"), books)
    old, new = (with_keyword(page, PROMPT, dependentSchemas={"a": {"maxLength": most}}) for most in (2, 1))
    assert summarize(changes(old, new)) == [("request-property-max-length-decreased", BREAKS)]


def test_hidden_object(books: Phrasebooks) -> None:
    """An object whose fields are hidden now removes nothing."""
    usage = {"type": "object", "properties": {"credits": {"type": "number"}, "rule": TEXT}}
    page = answered(Item("usage", usage))
    old = read(page, books)
    folded = replace(answered(Item("usage", {"type": "object"})), reply={**page.reply, "usage": {"credits": 1.5}})
    new = read(folded, books, rendered)
    found = [change for change in changes(old, new) if "usage" in change.at]
    assert summarize(found) == [("response-property-x-evolink-read-off-set", FITS)]


def test_facts_from_examples(books: Phrasebooks) -> None:
    """A change of what only an example showed is not breaking."""
    folded = answered(Item("usage", {"type": "object"}))
    old, new = (
        read(replace(folded, reply={**folded.reply, "usage": {"credits": shown}}), books, rendered)
        for shown in (1, 1.5)
    )
    found = [change for change in changes(old, new) if "usage" in change.at and "example" not in change.id]
    assert summarize(found) == [("response-property-type-generalized", FITS)]


TASK = Sample("/v1/tasks/{task_id}", "get", answer=ANSWER, parameters=(Item("task_id", TEXT, required=True),))


OPERATIONS = [
    ((), {"operationId": "other"}, "api-operation-id-removed", FITS),
    ((), {"deprecated": True}, "endpoint-deprecated", FITS),
    ((), {"x-evolink-result-lifetime": 60}, "endpoint-x-evolink-result-lifetime-set", FITS),
    ((), {"parameters": []}, "request-parameter-removed", BREAKS),
    (("parameters", 0), {"required": False}, "request-parameter-became-optional", FITS),
    (("parameters", 0, "schema"), {"pattern": "^task"}, "request-parameter-pattern-added", BREAKS),
    (("parameters", 0), {"name": "id"}, "new-request-path-parameter", BREAKS),
    (("parameters", 0), {"in": "query"}, "new-required-request-parameter", BREAKS),
    (("parameters", 0), {"in": "query", "required": False}, "new-optional-request-parameter", FITS),
    ((), {"requestBody": {"required": True, "content": {}}}, "request-body-added-required", BREAKS),
    ((), {"requestBody": {"required": False, "content": {}}}, "request-body-added-optional", FITS),
    ((), {"responses": {}}, "response-success-status-removed", BREAKS),
    (("responses",), {"429": {"description": ""}}, "response-non-success-status-added", FITS),
    (("responses",), {"201": {"description": ""}}, "response-success-status-added", FITS),
    (("responses", "200"), {"content": {}}, "response-media-type-removed", BREAKS),
    (("responses", "200"), {"x-evolink-error-codes": ["a"]}, "response-x-evolink-error-codes-set", FITS),
]  # fmt: skip


@pytest.mark.parametrize("row", [Row(*row) for row in OPERATIONS], ids=told_by_id)
def test_operation_changes(row: Row, books: Phrasebooks) -> None:
    """Changes of an operation have the expected IDs."""
    page = read(TASK, books)
    new = with_keyword(page, ("paths", TASK.path, "get", *row.before), **row.after)
    assert (row.id, row.breaking) in summarize(changes(page, new))


def test_whole_operations(books: Phrasebooks) -> None:
    """Added and removed operations are reported."""
    old = read(TASK, books)
    moved = read(replace(TASK, path="/v2/tasks/{task_id}"), books)
    both = {("api-path-removed-without-deprecation", BREAKS), ("endpoint-added", FITS)}
    assert set(summarize(changes(old, moved))) == both
    other_method = with_keyword(old, ("paths",), **{TASK.path: {"post": old["paths"][TASK.path]["get"]}})
    assert set(summarize(changes(old, other_method))) == {
        ("api-removed-without-deprecation", BREAKS),
        ("endpoint-added", FITS),
    }
    announced = with_keyword(old, ("paths", TASK.path, "get"), deprecated=True)
    assert ("api-path-removed-with-deprecation", BREAKS) in summarize(changes(announced, moved))


def test_security_changes(books: Phrasebooks) -> None:
    """Changes of authentication are reported."""
    page = read(TASK, books)
    assert summarize(changes(page, with_keyword(page, (), security=[]))) == [("api-global-security-removed", BREAKS)]
    assert summarize(changes(with_keyword(page, (), security=[]), page)) == [("api-global-security-added", FITS)]
    at = ("components", "securitySchemes")
    assert summarize(changes(page, with_keyword(page, at, key={}))) == [("api-security-component-added", FITS)]
    basic = with_keyword(page, (*at, "bearerAuth"), scheme="basic")
    assert summarize(changes(page, basic)) == [("api-security-component-scheme-changed", BREAKS)]


def test_new_failure_code() -> None:
    """A new failure code is not breaking."""
    old = next(each for each in load_extracts(SPECS / "extracts") if each["x-evolink-page"]["form"] == "codes")
    at = ("components", "schemas", "TaskErrorCode")
    codes = old["components"]["schemas"]["TaskErrorCode"]["enum"]
    new = with_keyword(old, at, enum=[*codes, "out_of_paint"])
    assert summarize(changes(old, new)) == [("response-property-enum-value-added", FITS)]


# Of the many entries of a table, which are alike, every twelfth.
EXTRACTS = [
    each
    for number, each in enumerate(load_extracts(SPECS / "extracts"))
    if "table" not in each["x-evolink-page"] or number % 12 == 0
]
NO_FACTS = frozenset({"openapi", "info", "description", "x-evolink-page"})
SHAPE = frozenset({"schema", "name", "in", "url"})


def facts(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside: list[tuple[Any, Any]] = list(enumerate(value)) if isinstance(value, list) else []
    if isinstance(value, dict):
        inside = [(key, each) for key, each in value.items() if key not in NO_FACTS]
    for key, each in inside:
        is_shape = (key in SHAPE and at[-1:] != ("properties",)) or (key == "required" and isinstance(each, bool))
        if not is_shape:
            yield (*at, key)
        yield from facts(each, (*at, key))


@pytest.mark.parametrize("old", EXTRACTS, ids=lambda each: each["x-evolink-page"]["name"])
def test_every_fact_is_compared(old: Facts) -> None:
    """Every fact that is added or removed is reported."""
    places = list(facts(old))
    assert len(places) > 20
    for *around, last in places:
        new = copy.deepcopy(old)
        node = new
        for step in around:
            node = node[step]
        del node[last]
        assert changes(old, new), (*around, last)
        assert changes(new, old), (*around, last)
    assert changes(old, copy.deepcopy(old)) == []
