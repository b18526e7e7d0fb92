"""What pages of one form may look like: every spelling gives the same facts, and no sentence of it gets lost."""

from typing import Any

import pytest
import yaml

from pipeline.reading.extract import Extracted, extract, facts_hash
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import JSON_BODY, node_at
from tests.pipeline.writer import LABELS, LOCALES, Item, Sample, model, raw, rendered

OPERATION = ("paths", "/v1/images/generations", "post")
STYLE = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
BRUSH = model("brush-9", STYLE)
RIDDLE = "Must rhyme in all 80 verses"


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", text.encode()), books)


def unknown(extracted: Extracted) -> list[tuple[str, str]]:
    return [(each.field, each.sentence.text) for each in extracted.outcomes if each.kind == "unknown"]


def style_of(extracted: Extracted) -> Any:
    return node_at(extracted.document, (*OPERATION, "requestBody", *JSON_BODY))["properties"]["style"]


def changed(text: str, at: tuple[str, ...], **keywords: Any) -> str:
    """Return a raw page with other keywords at a place of its block."""
    head, block, tail = parts(text)
    document = yaml.safe_load(block)
    node_at(document, at).update(keywords)
    return head + yaml.safe_dump(document, sort_keys=False, allow_unicode=True) + tail


def parts(text: str) -> tuple[str, str, str]:
    """Return what stands before a raw page's block, the block, and what stands behind it."""
    start = text.index("\n", text.index("````yaml")) + 1
    end = text.index("````", start)
    return text[:start], text[start:end], text[end:]


@pytest.mark.parametrize("fence", ["/en/api/brush.json POST", "en/api/brush.json post", "en/api/brush.json POST"])
def test_fence_slash(fence: str, books: Phrasebooks) -> None:
    """A fence with or without a leading slash names the same page."""
    page = read(raw(BRUSH, fence=f"{fence} /v1/images/generations"), books).document["x-evolink-page"]
    assert (page["url"], page["locale"]) == ("https://docs.evolink.ai/en/api/brush", "en")
    assert page["operation"] == "POST /v1/images/generations"


def test_request_schema_names(books: Phrasebooks) -> None:
    """A request schema may have any name or none."""
    text = raw(BRUSH)
    schema = yaml.safe_load(parts(text)[1])["components"]["schemas"]["BrushRequest"]
    renamed = text.replace("BrushRequest", "ImageGenerationRequest")
    inline = changed(text, (*OPERATION, "requestBody", *JSON_BODY[:-1]), schema=schema)
    assert len({text, renamed, inline}) == 3
    assert len({facts_hash(read(page, books).document) for page in (text, renamed, inline)}) == 1


def test_error_codes_in_examples(books: Phrasebooks) -> None:
    """Error codes are read from `example` and `examples`, as numbers or words."""
    errors = [{"error": {"code": code, "message": "x", "type": "t"}} for code in (400, "bad_brush", 400)]
    media = {"schema": {"type": "object"}, "examples": {str(at): {"value": each} for at, each in enumerate(errors)}}
    one = {"schema": {"type": "object"}, "example": errors[1]}
    answers = {name: {"description": "", "content": {"application/json": each}} for name, each in
               (("400", media), ("402", one))}  # fmt: skip
    found = node_at(read(changed(raw(BRUSH), (*OPERATION, "responses"), **answers), books).document, OPERATION)
    assert found["responses"]["400"]["x-evolink-error-codes"] == [400, "bad_brush"]
    assert found["responses"]["402"]["x-evolink-error-codes"] == ["bad_brush"]
    assert found["responses"]["402"]["x-evolink-error-types"] == ["t"]


def test_nullable(books: Phrasebooks) -> None:
    """The keyword `nullable` is read as the type null, with a note."""
    at = ("components", "schemas", "BrushRequest", "properties", "style")
    text = changed(raw(BRUSH), at, nullable=True)
    extracted = read(text, books)
    assert style_of(extracted)["type"] == ["string", "null"]
    (note,) = extracted.problems
    assert (note.level, note.what) == ("note", "nullable: true")
    assert text.splitlines()[note.line - 1].strip() == "style:"


@pytest.mark.parametrize("place", [
    ("info",), OPERATION, (*OPERATION, "responses", "200"), ("components", "securitySchemes", "bearerAuth"),
    ("components", "schemas", "BrushRequest"), ("components", "schemas", "BrushRequest", "properties", "style"),
    (*OPERATION, "responses", "200", *JSON_BODY, "properties", "status"), (*OPERATION, "requestBody", *JSON_BODY),
], ids=lambda place: ".".join(place[-2:]))  # fmt: skip
def test_descriptions(place: tuple[str, ...], books: Phrasebooks) -> None:
    """A description anywhere in the block is read."""
    text = changed(raw(BRUSH), place, description=RIDDLE)
    extracted = read(text, books)
    assert [sentence for _, sentence in unknown(extracted)] == [RIDDLE]
    (outcome,) = (each for each in extracted.outcomes if each.kind == "unknown")
    assert RIDDLE in text.splitlines()[outcome.sentence.line - 1]


@pytest.mark.parametrize("name", ["tags", "servers"])
def test_tags_and_servers(name: str, books: Phrasebooks) -> None:
    """Descriptions of tags and servers are read."""
    text = changed(raw(BRUSH), (), **{name: [{"description": RIDDLE}]})
    assert [sentence for _, sentence in unknown(read(text, books))] == [RIDDLE]


def test_description_next_to_reference(books: Phrasebooks) -> None:
    """A description next to a reference is about the field."""
    schemas = {"Style": {"type": "string"}}
    text = changed(raw(model("brush-9")), ("components", "schemas"), **schemas)
    style = {"$ref": "#/components/schemas/Style", "description": "Limited to 80 characters"}
    text = changed(text, ("components", "schemas", "BrushRequest", "properties"), style=style)
    assert style_of(read(text, books)) == {"type": "string", "maxLength": 80}


@pytest.mark.parametrize("where", ["before", "after"])
def test_prose_around_the_block(where: str, books: Phrasebooks) -> None:
    """Prose before and after the block is read."""
    text = f"{RIDDLE}\n\n{raw(BRUSH)}" if where == "before" else f"{raw(BRUSH)}\n{RIDDLE}\n"
    assert unknown(read(text, books)) == [("operation", RIDDLE)]


def test_other_tables(books: Phrasebooks) -> None:
    """A table that is not about prices is prose."""
    extracted = read(f"{raw(BRUSH)}\n## Brushes\n\n| Image | Rule |\n|---|---|\n| image | {RIDDLE} |\n", books)
    assert "x-evolink-prices" not in node_at(extracted.document, OPERATION)
    assert unknown(extracted)[-1] == ("operation", RIDDLE)


@pytest.mark.parametrize("locale", LOCALES)
def test_callouts(locale: str, books: Phrasebooks) -> None:
    """A callout between the example and the first section is read."""
    auth = LABELS[locale]["auth"]
    text = rendered(BRUSH, locale).replace(f"\n{auth}\n", f"\nLinks are valid for 12 hours\n{RIDDLE}\n\n{auth}\n")
    extracted = read(text, books)
    assert node_at(extracted.document, OPERATION)["x-evolink-result-lifetime"] == 12 * 3600
    assert unknown(extracted) == [("operation", RIDDLE)]


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_of_limits(locale: str, books: Phrasebooks) -> None:
    """Old and new labels of limits mean the same."""
    links = {"type": "array", "items": {"type": "string"}, "maxItems": 7}
    new = rendered(model("brush-9", Item("links", links)), locale)
    old = new.replace("Maximum string length", "Maximum length").replace("Maximum array length", "Maximum length")
    assert old != new
    assert facts_hash(read(old, books).document) == facts_hash(read(new, books).document)
    assert unknown(read(old, books)) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_label_of_hidden_fields(locale: str, books: Phrasebooks) -> None:
    """The label of hidden fields is not a sentence."""
    params = Item("params", {"type": "object"})
    text = rendered(model("brush-9", params, STYLE), locale)
    label = books[locale].labels["children"][0]
    folded = text.replace("\nparams\nobject\n", f"\nparams\nobject\n\n{label}\n")
    assert folded != text
    assert [each.sentence.text for each in read(folded, books).outcomes] == [
        each.sentence.text for each in read(text, books).outcomes
    ]


def test_ambiguous_labels(books: Phrasebooks) -> None:
    """The script decides if labels fit two languages."""
    style = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
    for locale in ("zh", "ja", "ko"):
        text = rendered(model("brush-9", style), locale)
        for kind, label in LABELS[locale].items():
            if kind != "example":
                text = text.replace(label, LABELS["en"][kind])
        extracted = read(text, books)
        assert extracted.document["x-evolink-page"]["locale"] == locale
        assert style_of(extracted)["maxLength"] == 80


def test_get_operation(books: Phrasebooks) -> None:
    """A page about a GET request has parameters and no body."""
    identity = Item("task_id", {"type": "string"}, required=True)
    task = Sample(
        "/v1/tasks/{task_id}", "get", answer=model("x").answer, parameters=(identity,), reply=model("x").reply
    )
    for write in (raw, rendered):
        operation = read(write(task), books).document["paths"]["/v1/tasks/{task_id}"]["get"]
        assert operation["parameters"] == [
            {"name": "task_id", "in": "path", "required": True, "schema": {"type": "string"}}
        ]
        assert "requestBody" not in operation
