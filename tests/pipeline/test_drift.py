"""Changes of pages are told in oasdiff's words, with the lines, and judged for those who use the client."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from pipeline.cli import SPECS
from pipeline.drift import changes
from pipeline.drift_rules import KEYWORDS
from pipeline.drift_schema import Change
from pipeline.extract import extract, load_extracts
from pipeline.page import page_of
from pipeline.phrasebook import Phrasebooks
from tests.pipeline.writer import ANSWER, LOCALES, Item, Sample, model, raw, rendered

Facts = dict[str, Any]
BREAKS, FITS = True, False
TEXT: Facts = {"type": "string"}
NUMBER: Facts = {"type": "integer"}
LINKS: Facts = {"type": "array", "items": {"type": "string"}}
IMAGES: Facts = {"type": "array", "items": {"type": "string", "format": "uri"}}
OBJECT: Facts = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}

# Keyword, its name in ids, and the type of a field that has it.
UPPER: list[tuple[str, str, Facts]] = [
    ("maxLength", "max-length", TEXT), ("maximum", "max", NUMBER),
    ("exclusiveMaximum", "exclusive-max", NUMBER),
    ("maxItems", "max-items", LINKS), ("maxProperties", "max-properties", OBJECT),
]  # fmt: skip
LOWER: list[tuple[str, str, Facts]] = [
    ("minLength", "min-length", TEXT), ("minimum", "min", NUMBER),
    ("exclusiveMinimum", "exclusive-min", NUMBER),
    ("minItems", "min-items", LINKS), ("minProperties", "min-properties", OBJECT),
]  # fmt: skip


class Row(NamedTuple):
    """A fact before and after, the id of its change, and whether that breaks."""

    before: Any
    after: Any
    id: str
    breaking: bool
    about: tuple[Any, ...] = ()


def told_by_id(row: Any) -> str | None:
    return row.id if isinstance(row, Row) else None


def bounds() -> Iterator[tuple[Facts, Facts, str, bool]]:
    for table, looser in ((UPPER, "increased"), (LOWER, "decreased")):
        stricter = "decreased" if looser == "increased" else "increased"
        for keyword, stem, base in table:
            low, high = {**base, keyword: 2}, {**base, keyword: 7}
            yield base, low, f"request-property-{stem}-set", BREAKS
            yield low, base, f"request-property-{stem}-unset", FITS
            yield low, high, f"request-property-{stem}-increased", stricter == "increased"
            yield high, low, f"request-property-{stem}-decreased", stricter == "decreased"


def both_ways(one: Facts, other: Facts, there: str, back: str, *, breaks: bool) -> list[tuple[Facts, Facts, str, bool]]:
    return [(one, other, f"request-property-{there}", breaks), (other, one, f"request-property-{back}", not breaks)]


SCHEMAS = [
    *bounds(),
    *both_ways(TEXT, {**TEXT, "pattern": "^a"}, "pattern-added", "pattern-removed", breaks=True),
    ({**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^b"}, "request-property-pattern-changed", BREAKS),
    *both_ways(TEXT, {**TEXT, "enum": ["a", "b"]}, "became-enum", "enum-removed", breaks=True),
    *both_ways({**TEXT, "enum": ["a"]}, {**TEXT, "enum": ["b", "a"]}, "enum-value-added", "enum-value-removed",
               breaks=False),
    (TEXT, {**TEXT, "default": "a"}, "request-property-default-value-added", FITS),
    ({**TEXT, "default": "a"}, TEXT, "request-property-default-value-removed", FITS),
    ({**NUMBER, "default": 1}, {**NUMBER, "default": 2}, "request-property-default-value-changed", BREAKS),
    *both_ways(NUMBER, {**NUMBER, "multipleOf": 8}, "multiple-of-set", "multiple-of-unset", breaks=True),
    ({**NUMBER, "multipleOf": 8}, {**NUMBER, "multipleOf": 16}, "request-property-multiple-of-changed", BREAKS),
    *both_ways(LINKS, {**LINKS, "uniqueItems": True}, "unique-items-set", "unique-items-unset", breaks=True),
    (TEXT, {**TEXT, "deprecated": True}, "request-property-deprecated", FITS),
    ({**TEXT, "deprecated": True}, TEXT, "request-property-reactivated", FITS),
    (TEXT, {**TEXT, "readOnly": True}, "request-optional-property-became-read-only", BREAKS),
    ({**TEXT, "readOnly": True}, TEXT, "request-optional-property-became-not-read-only", FITS),
    (TEXT, {**TEXT, "writeOnly": True}, "request-optional-property-became-write-only", FITS),
    ({**TEXT, "writeOnly": True}, TEXT, "request-optional-property-became-not-write-only", FITS),
    (TEXT, NUMBER, "request-property-type-changed", BREAKS),
    *both_ways({"type": "number"}, NUMBER, "type-changed", "type-generalized", breaks=True),
    *both_ways(TEXT, {**TEXT, "format": "uri"}, "type-changed", "type-generalized", breaks=True),
    *both_ways(TEXT, {"type": ["string", "null"]}, "became-nullable", "became-not-nullable", breaks=False),
    *both_ways(TEXT, {"type": ["string", "integer"]}, "list-of-types-widened", "list-of-types-narrowed", breaks=False),
    *both_ways(LINKS, {**LINKS, "items": {**TEXT, "maxLength": 9}}, "max-length-set", "max-length-unset", breaks=True),
    *both_ways({"anyOf": [TEXT]}, {"anyOf": [TEXT, NUMBER]}, "any-of-added", "any-of-removed", breaks=False),
    *both_ways({"oneOf": [TEXT]}, {"oneOf": [NUMBER, TEXT]}, "one-of-added", "one-of-removed", breaks=False),
    *both_ways({"allOf": [TEXT]}, {"allOf": [TEXT, {**TEXT, "maxLength": 1}]}, "all-of-added", "all-of-removed",
               breaks=True),
    (OBJECT, {**OBJECT, "properties": {"a": TEXT}}, "request-property-removed", BREAKS),
    ({**OBJECT, "properties": {"a": TEXT}}, OBJECT, "new-optional-request-property", FITS),
    (OBJECT, {**OBJECT, "required": ["a"]}, "request-property-became-required", BREAKS),
    ({**OBJECT, "required": ["a"]}, OBJECT, "request-property-became-optional", FITS),
]  # fmt: skip


def read(sample: Sample, books: Phrasebooks, write: Any = raw, locale: str = "en") -> Facts:
    return extract(page_of("page", write(sample, locale).encode()), books).document


def told(found: list[Change]) -> list[tuple[str, bool]]:
    return [(change.id, change.breaking) for change in found]


def field_of(schema: Facts, *prose: tuple[str, tuple[Any, ...]]) -> Sample:
    return model("brush-9", Item("style", json.loads(json.dumps(schema)), prose=prose))


@pytest.mark.parametrize("row", [Row(*row) for row in SCHEMAS], ids=told_by_id)
def test_a_changed_keyword_gives_exactly_its_id(row: Row, books: Phrasebooks) -> None:
    found = changes(read(field_of(row.before), books), read(field_of(row.after), books))
    assert told(found) == [(row.id, row.breaking)]
    assert found[0].at.startswith("request.style")
    assert (found[0].bump == "major") is row.breaking


PROSE = [
    Row((7,), (5,), "request-property-max-items-decreased", BREAKS, ("maxItems", LINKS)),
    Row((80,), (90,), "request-property-max-length-increased", FITS, ("maxLength", TEXT)),
    Row((12,), (10,), "request-property-x-evolink-max-image-bytes-decreased", BREAKS, ("megabytes", IMAGES)),
    Row((10,), (12,), "request-property-x-evolink-max-image-bytes-increased", FITS, ("megabytes", IMAGES)),
    Row(("`.png`",), ("`.webp`",), "request-property-x-evolink-image-formats-value-removed", BREAKS,
        ("formats", IMAGES)),
]  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("write", [raw, rendered])
@pytest.mark.parametrize("row", PROSE, ids=told_by_id)
def test_a_changed_sentence_gives_its_id_in_every_form_and_language(
    row: Row, write: Any, locale: str, books: Phrasebooks
) -> None:
    kind, schema = row.about
    old, new = (read(field_of(schema, (kind, each)), books, write, locale) for each in (row.before, row.after))
    assert told(changes(old, new))[0] == (row.id, row.breaking)
    assert told(changes(old, old)) == []


def test_a_change_tells_page_place_values_and_both_lines(books: Phrasebooks) -> None:
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
def test_a_new_required_parameter_breaks(schema: Facts, id_: str, books: Phrasebooks) -> None:
    found = changes(read(model("brush-9"), books), read(model("brush-9", Item("seed", schema, required=True)), books))
    assert told(found) == [(id_, BREAKS)]


def test_a_parameter_with_a_default_that_became_required_breaks(books: Phrasebooks) -> None:
    old, new = (model("brush-9", Item("n", {**NUMBER, "default": 1}, required=now)) for now in (False, True))
    found = changes(read(old, books), read(new, books))
    assert told(found) == [("request-property-became-required-with-default", BREAKS)]


def answered(*items: Item) -> Sample:
    return replace(model("brush-9"), answer=(*ANSWER, *items))


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
def test_an_answer_may_grow_but_not_lose_what_code_reads(row: Row, books: Phrasebooks) -> None:
    old, new = (read(answered(*([item] if item else [])), books) for item in (row.before, row.after))
    assert told(changes(old, new)) == [(row.id, row.breaking)]


def with_keyword(extract_: Facts, at: tuple[Any, ...], **keywords: Any) -> Facts:
    copied = copy.deepcopy(extract_)
    node = copied
    for step in at:
        node = node[step]
    node |= keywords
    return copied


OPERATION = ("paths", "/v1/images/generations", "post")
PROMPT = (*OPERATION, "requestBody", "content", "application/json", "schema", "properties", "prompt")
BEHAVIOURS: list[tuple[str, Any, Any, str, bool]] = [
    ("x-evolink-max-tokens", 9, 8, "decreased", BREAKS), ("x-evolink-max-tokens", 8, 9, "increased", FITS),
    ("x-evolink-max-unheard-of", 9, 8, "decreased", BREAKS), ("x-evolink-min-unheard-of", 9, 8, "decreased", FITS),
    ("x-evolink-result-lifetime", 9, 8, "decreased", BREAKS), ("x-evolink-result-lifetime", 8, 9, "increased", FITS),
    ("x-evolink-callback-timeout", 9, 8, "decreased", BREAKS),
    ("x-evolink-callback-retries", [1, 2], [1], "value-removed", BREAKS),
    ("x-evolink-callback-events", ["a"], ["a", "b"], "value-added", FITS),
    ("x-evolink-callback-body", "a", "b", "changed", BREAKS),
    ("x-evolink-callback-success", "a", "b", "changed", BREAKS),
    ("x-evolink-callback-after-billing", True, None, "unset", BREAKS),
    ("x-evolink-alias", {"a": "b", "c": "b"}, {"a": "b"}, "value-removed", BREAKS),
    ("x-evolink-alias", {"a": "b"}, {"a": "c"}, "value-changed", BREAKS),
    ("x-evolink-charged-extra", ["4K"], ["4K", "2K"], "value-added", BREAKS),
    ("x-evolink-billed-per-image", None, True, "set", BREAKS), ("x-evolink-url-reachable", True, None, "unset", FITS),
    ("x-evolink-same-size-as", "a", "b", "changed", BREAKS),
    ("x-evolink-private-hosts-forbidden", None, True, "set", BREAKS),
    ("x-evolink-image-formats", ["png"], ["png", "jpg"], "value-added", FITS),
    ("x-evolink-unit", "seconds", "milliseconds", "changed", BREAKS),
    ("x-evolink-example", {"a": 1}, {"a": 2}, "value-changed", FITS),
    ("x-evolink-failures", {"a": 1}, {"a": 2}, "value-changed", FITS),
    ("x-evolink-error-codes", ["a"], ["b", "a"], "value-added", FITS),
    ("x-evolink-error-types", ["a", "b"], ["b"], "value-removed", FITS),
    ("x-evolink-unheard-of", 1, 2, "increased", BREAKS), ("x-evolink-unheard-of", None, True, "set", BREAKS),
    ("dependentRequired", None, {"a": ["b"]}, "added", BREAKS),
    ("dependentRequired", {"a": ["b"]}, {}, "removed", FITS),
    ("dependentRequired", {"a": ["b"]}, {"a": ["c"]}, "changed", BREAKS),
    ("dependentSchemas", {}, {"a": {"maxLength": 1}}, "added", BREAKS),
]  # fmt: skip
STEMS = {"dependentRequired": "dependent-required", "dependentSchemas": "dependent-schema"}


@pytest.mark.parametrize(("keyword", "row"), [(name, Row(*row)) for name, *row in BEHAVIOURS])
def test_our_own_behaviours_have_ids_of_the_same_style(keyword: str, row: Row, books: Phrasebooks) -> None:
    page = read(model("brush-9"), books)
    old, new = (
        page if value is None else with_keyword(page, PROMPT, **{keyword: value}) for value in (row.before, row.after)
    )
    found = changes(old, new)
    assert told(found) == [(f"request-property-{STEMS.get(keyword, keyword)}-{row.id}", row.breaking)]
    assert (found[0].bump == "major") is row.breaking


def test_every_keyword_of_the_table_is_tried() -> None:
    schemas = {key for before, after, *_ in SCHEMAS for key in (*before, *after)}
    elsewhere = {"operationId", "x-evolink-read-off"}
    assert set(KEYWORDS) <= schemas | {keyword for keyword, *_ in BEHAVIOURS} | elsewhere


def test_inside_a_dependent_schema_each_keyword_is_compared(books: Phrasebooks) -> None:
    page = read(model("brush-9"), books)
    old, new = (with_keyword(page, PROMPT, dependentSchemas={"a": {"maxLength": most}}) for most in (2, 1))
    assert told(changes(old, new)) == [("request-property-max-length-decreased", BREAKS)]


def test_an_object_that_is_folded_away_now_takes_nothing_back(books: Phrasebooks) -> None:
    usage = {"type": "object", "properties": {"credits": {"type": "number"}, "rule": TEXT}}
    page = answered(Item("usage", usage))
    old = read(page, books)
    folded = replace(answered(Item("usage", {"type": "object"})), reply={**page.reply, "usage": {"credits": 1.5}})
    new = read(folded, books, rendered)
    found = [change for change in changes(old, new) if "usage" in change.at]
    assert told(found) == [("response-property-x-evolink-read-off-set", FITS)]


def test_what_was_only_read_off_an_example_breaks_nothing(books: Phrasebooks) -> None:
    folded = answered(Item("usage", {"type": "object"}))
    old, new = (
        read(replace(folded, reply={**folded.reply, "usage": {"credits": shown}}), books, rendered)
        for shown in (1, 1.5)
    )
    found = [change for change in changes(old, new) if "usage" in change.at and "example" not in change.id]
    assert told(found) == [("response-property-type-generalized", FITS)]


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
def test_changes_of_an_operation(row: Row, books: Phrasebooks) -> None:
    page = read(TASK, books)
    new = with_keyword(page, ("paths", TASK.path, "get", *row.before), **row.after)
    assert (row.id, row.breaking) in told(changes(page, new))


def test_changes_of_whole_operations(books: Phrasebooks) -> None:
    old = read(TASK, books)
    moved = read(replace(TASK, path="/v2/tasks/{task_id}"), books)
    both = {("api-path-removed-without-deprecation", BREAKS), ("endpoint-added", FITS)}
    assert set(told(changes(old, moved))) == both
    other_method = with_keyword(old, ("paths",), **{TASK.path: {"post": old["paths"][TASK.path]["get"]}})
    assert set(told(changes(old, other_method))) == {
        ("api-removed-without-deprecation", BREAKS),
        ("endpoint-added", FITS),
    }
    announced = with_keyword(old, ("paths", TASK.path, "get"), deprecated=True)
    assert ("api-path-removed-with-deprecation", BREAKS) in told(changes(announced, moved))


def test_changes_of_security(books: Phrasebooks) -> None:
    page = read(TASK, books)
    assert told(changes(page, with_keyword(page, (), security=[]))) == [("api-global-security-removed", BREAKS)]
    assert told(changes(with_keyword(page, (), security=[]), page)) == [("api-global-security-added", FITS)]
    at = ("components", "securitySchemes")
    assert told(changes(page, with_keyword(page, at, key={}))) == [("api-security-component-added", FITS)]
    basic = with_keyword(page, (*at, "bearerAuth"), scheme="basic")
    assert told(changes(page, basic)) == [("api-security-component-scheme-changed", BREAKS)]


def test_a_new_failure_code_breaks_nobody() -> None:
    old = next(each for each in load_extracts(SPECS / "extracts") if each["x-evolink-page"]["form"] == "codes")
    at = ("components", "schemas", "TaskErrorCode")
    codes = old["components"]["schemas"]["TaskErrorCode"]["enum"]
    new = with_keyword(old, at, enum=[*codes, "out_of_paint"])
    assert told(changes(old, new)) == [("response-property-enum-value-added", FITS)]


EXTRACTS = load_extracts(SPECS / "extracts")
NO_FACTS = frozenset({"openapi", "info", "description", "x-evolink-page"})
SHAPE = frozenset({"schema", "name", "in"})


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
def test_no_fact_of_an_extract_can_vanish_or_come_unnoticed(old: Facts) -> None:
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
