"""Every keyword and behaviour, changed in every way, gives exactly its id in oasdiff's words."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.drift.differences import differences, loosens
from pipeline.drift.extracts import changes
from pipeline.drift.rules import KEYWORDS
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.drifting import (
    BREAKS,
    FITS,
    IMAGES,
    LINKS,
    NUMBER,
    OBJECT,
    OPERATION,
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
from tests.pipeline.writer import LOCALES, model, raw, rendered

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


@pytest.mark.parametrize("row", [Row(*row) for row in SCHEMAS], ids=told_by_id)
def test_keyword_changes(row: Row, books: Phrasebooks) -> None:
    """A changed keyword is reported with its ID and nothing else."""
    found = changes(read(field_of(row.before), books), read(field_of(row.after), books))
    assert summarize(found) == [(row.id, row.breaking)]
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
def test_sentence_changes(row: Row, write: Any, locale: str, books: Phrasebooks) -> None:
    """A changed sentence is reported with the same ID in every form and language."""
    kind, schema = row.about
    old, new = (read(field_of(schema, (kind, each)), books, write, locale) for each in (row.before, row.after))
    assert summarize(changes(old, new))[0] == (row.id, row.breaking)
    assert summarize(changes(old, old)) == []


BEHAVIOURS: list[tuple[str, Any, Any, str, bool]] = [
    ("x-evolink-max-tokens", 9, 8, "decreased", BREAKS), ("x-evolink-max-tokens", 8, 9, "increased", FITS),
    ("x-evolink-max-unheard-of", 9, 8, "decreased", BREAKS), ("x-evolink-min-unheard-of", 9, 8, "decreased", FITS),
    ("x-evolink-result-lifetime", 9, 8, "decreased", BREAKS), ("x-evolink-result-lifetime", 8, 9, "increased", FITS),
    ("x-evolink-callback-timeout", 9, 8, "decreased", BREAKS),
    ("x-evolink-callback-retries", [1, 2], [1], "decreased", BREAKS),
    ("x-evolink-callback-retries", [1, 2, 4], [2, 4, 8, 16], "increased", FITS),
    ("x-evolink-callback-retries", [1, 2], [2, 4], "changed", FITS),
    ("x-evolink-prices", [["1K"]], [], "changed", FITS),
    ("x-evolink-continues", "brush", None, "unset", FITS), ("x-evolink-continues", None, "brush", "set", BREAKS),
    ("x-evolink-base-units-per-second", 9, 8, "decreased", FITS),
    ("x-evolink-price-neutral", True, None, "unset", FITS), ("x-evolink-result-index", True, None, "unset", FITS),
    ("x-evolink-callback-events", ["a"], ["a", "b"], "value-added", FITS),
    ("x-evolink-callback-body", "a", "b", "changed", BREAKS),
    ("x-evolink-callback-success", "a", "b", "changed", BREAKS),
    ("x-evolink-callback-after-billing", True, None, "unset", BREAKS),
    ("x-evolink-alias", {"a": "b", "c": "b"}, {"a": "b"}, "value-removed", BREAKS),
    ("x-evolink-charged-less", ["a"], ["a", "b"], "value-added", FITS),
    ("x-evolink-truncates", True, None, "unset", FITS),
    ("x-evolink-priced-by-value", None, True, "set", FITS),
    ("x-evolink-also-named", "aB", None, "unset", BREAKS),
    ("x-evolink-max-file-seconds", 9, 8, "decreased", BREAKS), ("x-evolink-min-frame-rate", 24, 23, "decreased", FITS),
    ("x-evolink-alias", {"a": "b"}, {"a": "c"}, "value-changed", BREAKS),
    ("x-evolink-charged-extra", ["4K"], ["4K", "2K"], "value-added", FITS),
    ("x-evolink-billed-per-image", None, True, "set", FITS), ("x-evolink-url-reachable", True, None, "unset", FITS),
    ("x-evolink-same-size-as", "a", "b", "changed", BREAKS),
    ("x-evolink-private-hosts-forbidden", None, True, "set", BREAKS),
    ("x-evolink-image-formats", ["png"], ["png", "jpg"], "value-added", FITS),
    ("x-evolink-also-named", None, "a", "set", FITS),
    ("x-evolink-any-case", True, None, "unset", BREAKS), ("x-evolink-size-step", None, 16, "set", BREAKS),
    ("x-evolink-size-values", ["auto"], ["auto", "1:1"], "value-added", FITS),
    ("x-evolink-size-sides", [16, 900], [16, 800], "decreased", BREAKS),
    ("x-evolink-size-sides", [16, 900], [8, None], "increased", FITS),
    ("x-evolink-image-side-pixels", [16, 900], [32, 1800], "changed", BREAKS),
    ("x-evolink-image-ratio", ["1:3", "3:1"], ["1:4", "4:1"], "increased", FITS),
    ("x-evolink-effective-when", {"required": ["a"]}, None, "unset", FITS),
    ("x-evolink-ignored-when", None, {"required": ["a"]}, "set", BREAKS),
    ("x-evolink-inputs-plus-outputs", 12, 15, "increased", FITS),
    ("x-evolink-billed-per-second", True, None, "unset", FITS),
    ("x-evolink-price-factors", {"a": 1}, {"a": 2}, "value-changed", FITS),
    ("x-evolink-languages", ["de", "fr"], ["de"], "value-removed", BREAKS),
    ("x-evolink-size-pixels", [None, 900], None, "unset", FITS),
    ("x-evolink-size-ratio", ["1:9", "9:1"], ["1:3", "3:1"], "decreased", BREAKS),
    ("x-evolink-max-utf8-bytes", 9, 8, "decreased", BREAKS),
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
BEHAVIOURS += [
    (f"x-evolink-{name}", None, [1], "set", is_rule)
    for is_rule, names in {
        BREAKS: ("audio-codecs", "effective-for", "video-codecs", "video-resolutions", "advanced-only",
                 "items-together", "no-advanced-but", "no-effect", "opaque", "task-id", "used-once"),
        FITS: ("billed-with-inputs", "free-items", "reserved-seconds", "automatic", "data-uri", "link-or-id",
               "may-be-blank", "available-now", "made-by", "recommended-file-seconds", "recommended-max-length"),
    }.items()
    for name in names
]  # fmt: skip
STEMS = {"dependentRequired": "dependent-required", "dependentSchemas": "dependent-schema"}


@pytest.mark.parametrize(("keyword", "row"), [(name, Row(*row)) for name, *row in BEHAVIOURS])
def test_behaviour_changes(keyword: str, row: Row, books: Phrasebooks) -> None:
    """Changes of behaviours have IDs of the same style."""
    page = read(model("brush-9"), books)
    old, new = (
        page if value is None else with_keyword(page, PROMPT, **{keyword: value}) for value in (row.before, row.after)
    )
    found = changes(old, new)
    assert summarize(found) == [(f"request-property-{STEMS.get(keyword, keyword)}-{row.id}", row.breaking)]
    assert (found[0].bump == "major") is row.breaking


WHEN_DONE = {"if": {"required": ["status"]}, "then": {"required": ["progress"]}}


@pytest.mark.parametrize("row", [
    Row({"x-evolink-unit": "seconds"}, {"x-evolink-unit": "hours"}, "response-body-x-evolink-unit-changed", BREAKS),
    Row({"allOf": [WHEN_DONE]}, {"allOf": []}, "response-body-all-of-removed", BREAKS),
    Row({}, {"allOf": [WHEN_DONE]}, "response-body-all-of-added", FITS),
    Row({"oneOf": [TEXT]}, {"oneOf": [TEXT, NUMBER]}, "response-body-one-of-added", BREAKS),
    Row({"oneOf": [TEXT, NUMBER]}, {"oneOf": [TEXT]}, "response-body-one-of-removed", FITS),
    Row({}, {"x-evolink-unheard-of": 1}, "response-body-x-evolink-unheard-of-set", BREAKS),
], ids=told_by_id)  # fmt: skip
def test_removed_answer_facts(row: Row, books: Phrasebooks) -> None:
    """A removed fact that code relies on in an answer is breaking."""
    at = (*OPERATION, "responses", "200", "content", "application/json", "schema")
    old, new = (with_keyword(read(model("brush-9"), books), at, **facts) for facts in (row.before, row.after))
    assert summarize(changes(old, new)) == [(row.id, row.breaking)]


def test_true_is_not_one() -> None:
    """The values `true` and `1` are different."""
    yes, one = ({"default": value, "enum": [value]} for value in (True, 1))
    assert [action for action, *_ in differences(KEYWORDS["default"], yes["default"], one["default"])] == ["changed"]
    actions = [action for action, *_ in differences(KEYWORDS["enum"], yes["enum"], one["enum"])]
    assert actions == ["value-removed", "value-added"]
    assert list(differences(KEYWORDS["default"], 1, 1.0)) == []


def test_all_keywords_are_tested() -> None:
    """Every keyword of the table has a test case."""
    schemas = {key for before, after, *_ in SCHEMAS for key in (*before, *after)}
    elsewhere = {"operationId", "x-evolink-read-off"}
    assert set(KEYWORDS) <= schemas | {keyword for keyword, *_ in BEHAVIOURS} | elsewhere


CASE = {"if": {"required": ["a"]}}
SHORT = {"properties": {"b": {"enum": [1, 2]}, "c": {"maxItems": 3}}, "required": ["b", "c"]}
LOOSER: list[tuple[Facts, bool]] = [
    (SHORT, True),
    ({**SHORT, "required": ["b"]}, True),
    ({"properties": {"b": {"enum": [1, 2, 3]}}}, True),
    ({"properties": {"c": {"maxItems": 4}}}, True),
    ({"properties": {"b": {"enum": [1, 3]}}}, False),
    ({"properties": {"c": {"maxItems": 2}}}, False),
    ({"properties": {"d": {"maxItems": 4}}}, False),
    ({"required": ["d"]}, False),
    ({"properties": {"b": {"const": 1}}}, False),
]


@pytest.mark.parametrize(("then", "is_looser"), LOOSER)
def test_rule_of_a_case_that_loosens(then: Facts, *, is_looser: bool, books: Phrasebooks) -> None:
    """A rule that accepts more in the same case breaks nothing."""
    was, now = {**CASE, "then": SHORT}, {**CASE, "then": then}
    assert loosens(was, now) is is_looser
    page = read(model("brush-9"), books)
    found = changes(with_keyword(page, PROMPT, allOf=[was]), with_keyword(page, PROMPT, allOf=[now]))
    assert any(each.breaking for each in found) is not is_looser
    assert not loosens(was, {**now, "if": {"required": ["z"]}})
