"""A contract written back as pages, of each form and locale, and read again gives the same facts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evolink_suite.near_misses import WHOLE as SEEDS
from pipeline.cli import SPECS
from pipeline.merging.merge import merge
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.folder import load_extracts
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import JSON_BODY, node_at
from tests.pipeline.behaviours import items_of
from tests.pipeline.writer import ANSWER, LOCALES, REPLY, Sample, raw, rendered

FORMS = {"raw": raw, "rendered": rendered}
PATH = "/v1/images/generations"
REQUEST = ("paths", PATH, "post", "requestBody", *JSON_BODY)
COMMITTED = [
    document
    for document in load_extracts(SPECS / "extracts")
    if document["x-evolink-page"]["form"] != "table" and SEEDS & {*document["x-evolink-page"]["models"]}
]
"""The pages of the models that are tried most thoroughly; the writer can't write every rule of the others."""


def page_of_schema(schema: dict[str, Any], form: str, locale: str) -> str:
    name = schema["properties"]["model"]["enum"][0]
    items = tuple(items_of(schema, locale))
    request = {"model": name, "prompt": "A boat"}
    return FORMS[form](Sample(PATH, "post", items, ANSWER, (), request, {**REPLY, "model": name}), locale)


def read_again(schema: dict[str, Any], form: str, locale: str, books: Phrasebooks) -> dict[str, Any]:
    extracted = extract(page_of("page", page_of_schema(schema, form, locale).encode()), books)
    unknown = [(outcome.field, outcome.sentence.text) for outcome in extracted.outcomes if outcome.kind == "unknown"]
    assert unknown == []
    found: dict[str, Any] = node_at(extracted.document, REQUEST)
    return found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("document", COMMITTED, ids=lambda each: each["x-evolink-page"]["name"])
def test_committed_extracts(document: dict[str, Any], form: str, locale: str, books: Phrasebooks) -> None:
    """Every committed extract survives a round trip through every form and locale."""
    schema = node_at(document, REQUEST)
    again = read_again(schema, form, locale, books)
    assert {name: again["properties"][name] for name in schema["properties"]} == schema["properties"]
    assert again == schema


NAMES = st.sampled_from(["seed", "steps", "style", "guidance", "negative_prompt", "shots"])
WHOLE = st.builds(
    lambda low, more: {"type": "integer", "minimum": low, "maximum": low + more},
    st.integers(0, 50),
    st.integers(1, 10**6),
)
CLOSED = st.lists(
    st.sampled_from(["1:1", "5:7", "9:16", "640x480", "1K", "8K"]), min_size=1, max_size=5, unique=True
).flatmap(
    lambda members: st.one_of(
        st.just({"type": "string", "enum": members}),
        st.sampled_from(members).map(lambda chosen: {"type": "string", "enum": members, "default": chosen}),
    )
)
NUMBERS = st.lists(st.integers(1, 30), min_size=2, max_size=4, unique=True).map(
    lambda each: {"type": "integer", "enum": sorted(each)}
)
TEXT = st.integers(1, 9999).map(lambda most: {"type": "string", "maxLength": most})
LINKS = st.builds(
    lambda most, size: {
        "type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": most,
        "x-evolink-max-image-bytes": size * 1024**2,
    },
    st.integers(1, 40), st.integers(1, 99),
)  # fmt: skip
FIELDS = st.dictionaries(NAMES, st.one_of(WHOLE, CLOSED, NUMBERS, TEXT, LINKS), max_size=4)
MODEL = {"type": "string", "enum": ["brush-9"], "default": "brush-9"}


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(fields=FIELDS, form=st.sampled_from(sorted(FORMS)))
def test_any_model(fields: dict[str, Any], form: str, locale: str, books: Phrasebooks) -> None:
    """Any model survives the round trip from page to contract and back."""
    properties = {"model": MODEL, "prompt": {"type": "string", "maxLength": 900}, **fields}
    schema = {"type": "object", "required": ["model", "prompt"], "properties": properties}
    extracted = extract(page_of("page", page_of_schema(schema, form, locale).encode()), books)
    outcome = merge([extracted.document], [], Wording.load(SPECS / "wording.yaml"))
    assert errors(outcome.problems) == []
    merged = outcome.document["components"]["schemas"]["Brush9Request"]
    bare = {name: _without_words(field) for name, field in merged["properties"].items()}
    assert bare == properties
    other = "rendered" if form == "raw" else "raw"
    again = read_again({**schema, "properties": bare}, other, locale, books)
    assert again["properties"] == properties


def _without_words(field: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key != "description"}
