"""An extract is a valid OpenAPI 3.1 document of facts: nothing of the page's own words is in it."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from pipeline.cli import SPECS
from pipeline.reading.extract import Extracted, extract, facts_hash, text_of
from pipeline.reading.folder import load_extracts
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_forms import OPERATION, changed
from tests.pipeline.test_readers import full_model
from tests.pipeline.writer import ANSWER, LOCALES, REPLY, Item, Sample, model, raw, rendered

FORMS = {"raw": raw, "rendered": rendered}
TASK = Sample(
    "/v1/tasks/{task_id}", "get", answer=ANSWER, reply=REPLY,
    parameters=(Item("task_id", {"type": "string"}, required=True),),
)  # fmt: skip
CODES = "".join(f"| `{code}` | About the error | Retry later |\n" for code in ("bad_brush", "no_paint", "odd_frame"))
PAGES = {
    **{f"{form} {locale}": write(full_model(locale), locale) for form, write in FORMS.items() for locale in LOCALES},
    **{f"{form} task": write(TASK) for form, write in FORMS.items()},
    "film": raw(replace(model("film-1"), path="/v1/videos/generations")),
    "codes": f"# Codes\n\n{CODES}",
}
# What a page may say beside its facts: all of it holds this word.
WORD = "walrus"


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("en--page", text.encode()), books)


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_extract_is_openapi(text: str, books: Phrasebooks) -> None:
    """Every extract is a valid OpenAPI 3.1 document."""
    extracted = read(text, books)
    written = text_of(extracted)
    document = yaml.safe_load(written)
    assert document == extracted.document
    assert OpenAPIV31SpecValidator(document).is_valid()
    page = document["x-evolink-page"]
    assert (document["openapi"], document["info"]["title"], page["name"]) == ("3.1.0", "en--page", "en--page")
    assert page["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert page["facts"] == facts_hash(document)
    for operation in (each for item in document.get("paths", {}).values() for each in item.values()):
        assert operation["responses"]["200"]["content"]
    assert "x-evolink-shown" not in written


@pytest.mark.parametrize("document", load_extracts(SPECS / "extracts"), ids=lambda each: each["x-evolink-page"]["name"])
def test_committed_extracts(document: dict[str, Any]) -> None:
    """Every committed extract is valid and has the hash of its facts."""
    assert OpenAPIV31SpecValidator(document).is_valid()
    assert document["x-evolink-page"]["facts"] == facts_hash(document)


def words(value: Any) -> Iterator[str]:
    """Return every key and every text of a document."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)
    else:
        yield str(value)


def test_no_sentences_of_raw_pages(books: Phrasebooks) -> None:
    """The extract of a raw page has none of its sentences."""
    about = f"The {WORD} draws an image. Up to 7 {WORD}es must queue."
    error = {"error": {"code": "bad", "message": about, "type": "t"}, "note": {"deep": about}}
    media = {"schema": {"type": "object", "description": about}, "examples": {"a": {"summary": about, "value": error}}}
    answer = {"description": about, "content": {"application/json": media}}
    style = {"type": "string", "title": about, "description": about, "example": about}
    text = changed(raw(model("brush-9")), ("info",), description=about, title=about)
    text = changed(text, OPERATION, summary=about, description=about)
    text = changed(text, (*OPERATION, "responses"), **{"400": answer})
    text = changed(text, ("components", "schemas", "BrushRequest", "properties"), style=style)
    text = changed(text, (), tags=[{"name": "x", "description": about}])
    extracted = read(f"# The {WORD}\n\n> {about}\n\n{text}\n{about}\n", books)
    assert len(extracted.outcomes) > 10
    assert [each for each in words(extracted.document) if WORD in each] == []


def test_no_sentences_of_rendered_pages(books: Phrasebooks) -> None:
    """The extract of a rendered page has none of its sentences."""
    about = f"The {WORD} draws an image"
    usage = Item("usage", {"type": "object"}, example={"rule": about})
    page = model("brush-9", Item("style", {"type": "string"}, example=about))
    page = replace(
        page, answer=(*page.answer, usage), reply={**page.reply, "usage": {"rule": about, "per": "per_call"}}
    )
    text = rendered(replace(page, request={**page.request, "prompt": about}))
    text = text.replace("\nBrush\n", f"\n{about}\n").replace("\nstyle\nstring\n", f"\nstyle\nstring\n\n{about}\n")
    extracted = read(f"{text}\n{about}\n", books)
    assert len(extracted.outcomes) > 1
    assert extracted.document["paths"][page.path]["post"]["x-evolink-example"] == {"usage.per": "per_call"}
    assert [each for each in words(extracted.document) if WORD in each] == []


def test_no_sentences_of_code_tables(books: Phrasebooks) -> None:
    """The extract of a table of codes has none of its sentences."""
    extracted = read(f"# The {WORD}\n\n{CODES}\nThe {WORD} is an error.\n".replace("About", f"A {WORD} about"), books)
    assert [each for each in words(extracted.document) if WORD in each] == []
