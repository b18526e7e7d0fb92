"""Extracts become one contract: agreement merges, disagreement is reported, and nothing is settled silently."""

from dataclasses import replace
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from pipeline.cli import SPECS
from pipeline.merging.merge import Merged, merge
from pipeline.merging.overlay import Overlay, load_overlays
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.writing.lenient import lenient
from tests.pipeline.writer import ANSWER, REPLY, Item, Sample, model, raw, rendered

WORDING = Wording.load(SPECS / "wording.yaml")


def merged(books: Phrasebooks, overlays: list[Overlay] | None = None, **pages: str) -> Merged:
    extracts = [extract(page_of(name, text.encode()), books).document for name, text in pages.items()]
    return merge(extracts, overlays or [], WORDING)


def schema(outcome: Merged, name: str) -> dict[str, Any]:
    found: dict[str, Any] = outcome.document["components"]["schemas"][name]
    return found


def seeded(name: str, most: int) -> Sample:
    return model(name, Item("seed", {"type": "integer", "minimum": 0, "maximum": most}))


def test_one_operation(books: Phrasebooks) -> None:
    """Pages of several models become one operation with a choice of models."""
    outcome = merged(books, a=raw(seeded("brush-9", 7)), b=rendered(seeded("chalk-2", 9), "ja"))
    operation = outcome.document["paths"]["/v1/images/generations"]["post"]
    body = operation["requestBody"]["content"]["application/json"]["schema"]
    assert body["discriminator"]["mapping"] == {
        "brush-9": "#/components/schemas/Brush9Request",
        "chalk-2": "#/components/schemas/Chalk2Request",
    }
    assert schema(outcome, "Brush9Request")["properties"]["seed"]["maximum"] == 7
    assert schema(outcome, "Chalk2Request")["properties"]["seed"]["maximum"] == 9
    assert errors(outcome.problems) == []
    assert OpenAPIV31SpecValidator(outcome.document).is_valid()


def test_order_of_pages(books: Phrasebooks) -> None:
    """The order of pages does not matter."""
    one, two = raw(seeded("brush-9", 7)), rendered(seeded("chalk-2", 9))
    assert merged(books, a=one, b=two).document == merged(books, b=two, a=one).document


def test_pages_agree(books: Phrasebooks) -> None:
    """Two pages of a model that agree are merged across forms and locales."""
    pages = {
        "en": raw(seeded("brush-9", 7)),
        "zh": raw(seeded("brush-9", 7), "zh"),
        "ko": rendered(seeded("brush-9", 7), "ko"),
    }
    outcome = merged(books, en=pages["en"], zh=pages["zh"], ko=pages["ko"])
    assert errors(outcome.problems) == []
    assert [page["name"] for page in schema(outcome, "Brush9Request")["x-evolink-pages"]] == ["en", "zh", "ko"]


def test_disagreement(books: Phrasebooks) -> None:
    """A disagreement names both pages, lines and values."""
    one, two = raw(seeded("brush-9", 7)), rendered(seeded("brush-9", 8), "zh")
    (problem,) = errors(merged(books, one=one, two=two).problems)
    assert (problem.page, "request.seed.maximum: 7 here, 8 on two:" in problem.what) == ("one", True)
    assert "maximum: 7" in one.splitlines()[problem.line - 1]
    other = int(problem.what.rsplit(":", 1)[1])
    assert "x <= 8" in two.splitlines()[other - 1]


def test_missing_parameter(books: Phrasebooks) -> None:
    """It is a disagreement if only one page of a model has a parameter."""
    outcome = merged(books, one=raw(seeded("brush-9", 7)), two=raw(model("brush-9"), "ko"))
    (problem,) = errors(outcome.problems)
    assert "request.seed: not on two" in problem.what


def test_missing_answer_field(books: Phrasebooks) -> None:
    """A field of an answer that an older page lacks is a note."""
    old = model("brush-9")
    new = Sample(
        body=old.body, answer=(*ANSWER, Item("speed", {"type": "integer"})), request=old.request, reply=old.reply
    )
    outcome = merged(books, new=raw(new), old=raw(old, "zh"))
    assert errors(outcome.problems) == []
    assert "speed" in schema(outcome, "ImageGenerationResponse")["properties"]
    assert any("200.speed: not on old" in problem.what for problem in outcome.problems)


def test_page_of_two_models(books: Phrasebooks) -> None:
    """A page about two models yields two request schemas."""
    page = model("brush-9", Item("seed", {"type": "integer"}))
    both = Item("model", {"type": "string", "enum": ["brush-9", "brush-9-pro"]}, required=True)
    outcome = merged(books, a=raw(page.with_body(both, *page.body[1:])))
    names = [schema(outcome, name)["properties"]["model"]["enum"] for name in ("Brush9Request", "Brush9ProRequest")]
    assert names == [["brush-9"], ["brush-9-pro"]]


def test_old_names(books: Phrasebooks) -> None:
    """An old name of a model is accepted as it is, and the service maps it."""
    page = raw(model("brush-9")).replace(
        "- brush-9",
        "- brush-9\n          description: The model name `brush-1` is still supported, mapped to `brush-9`",
        1,
    )
    outcome = merged(books, a=page)
    field = schema(outcome, "Brush9Request")["properties"]["model"]
    assert (field["enum"], field["x-evolink-alias"]) == (["brush-9", "brush-1"], {"brush-1": "brush-9"})
    body = outcome.document["paths"]["/v1/images/generations"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["discriminator"]["mapping"]["brush-1"] == "#/components/schemas/Brush9Request"


def test_operation_ids(books: Phrasebooks) -> None:
    """An operation of models has our name or that of its path, whatever the page of a model calls it."""
    film = model("film-1", Item("duration", {"type": "integer", "enum": [5, 10]}))
    film = Sample("/v1/films/generations", "post", film.body, film.answer, (), film.request, film.reply)
    outcome = merged(books, a=raw(model("brush-9")), b=raw(film))
    ids = [item["post"]["operationId"] for item in outcome.document["paths"].values()]
    assert ids == ["createFilmGeneration", "createImageGeneration"]
    assert errors(outcome.problems) == []
    assert OpenAPIV31SpecValidator(outcome.document).is_valid()


def answering(name: str, **kinds: Any) -> str:
    """Write a page of a model whose answer has further fields of these types."""
    page = model(name)
    further = tuple(Item(field, {"type": kind}) for field, kind in kinds.items())
    return raw(replace(page, answer=(*page.answer, *further)))


def test_code_types(books: Phrasebooks) -> None:
    """A code that is a number on one page and a word on another may be both."""
    outcome = merged(books, a=answering("brush-9", code="string"), b=answering("chalk-2", code="integer"))
    (note,) = [problem for problem in outcome.problems if "code.type" in problem.what]
    assert (note.level, "'string' here, 'integer' on b:" in note.what) == ("note", True)
    assert errors(outcome.problems) == []
    answer = schema(outcome, "ImageGenerationResponse")
    assert answer["properties"]["code"]["type"] == ["string", "integer"]


def test_object_or_word(books: Phrasebooks) -> None:
    """It is a disagreement if a field is an object on one page and a word on another."""
    outcome = merged(books, a=answering("brush-9", code="string"), b=answering("chalk-2", code="object"))
    assert ["200.code.type" in problem.what for problem in errors(outcome.problems)] == [True]


def test_parameter_types(books: Phrasebooks) -> None:
    """Pages of a model must agree on the type of a parameter."""
    one, two = model("brush-9", Item("seed", {"type": "integer"})), model("brush-9", Item("seed", {"type": "string"}))
    assert ["seed.type" in each.what for each in errors(merged(books, a=raw(one), b=raw(two)).problems)] == [True]


def test_nullable_words(books: Phrasebooks) -> None:
    """A word of an answer that may be null stays open to the client."""
    outcome = merged(books, a=answering("brush-9", note=["string", "null"], cost=["number", "null"]))
    opened = lenient(outcome.document)["components"]["schemas"]["ImageGenerationResponse"]["properties"]
    assert (opened["note"]["type"], opened["cost"]["type"]) == (["string", "null"], ["number", "null"])


def test_three_similar_names(books: Phrasebooks) -> None:
    """The third of three similar names gets a number."""
    outcome = merged(books, a=raw(model("brush-9")), b=raw(model("brush.9")), c=raw(model("brush_9")))
    assert errors(outcome.problems) == []
    assert schema(outcome, "Brush9ImageGenerationRequest2")["x-evolink-model"] == "brush_9"


def test_similar_names(books: Phrasebooks) -> None:
    """Models whose names differ only in punctuation are reported."""
    one, two = model("brush-9", Item("seed", {"type": "integer"})), model("brush.9")
    outcome = merged(books, a=raw(one), b=raw(two))
    names = outcome.document["components"]["schemas"]
    assert {"Brush9Request", "Brush9ImageGenerationRequest"} <= set(names)


def task_page() -> str:
    identity = Item("task_id", {"type": "string"}, required=True)
    return raw(Sample("/v1/tasks/{task_id}", "get", (), ANSWER, (identity,), {}, REPLY))


def test_links_and_callbacks(books: Phrasebooks) -> None:
    """A create operation is linked to the task query and describes its callback."""
    calling = model("brush-9", Item("callback_url", {"type": "string", "format": "uri"}))
    outcome = merged(books, a=raw(calling), b=task_page().replace("createImageGeneration", "getTaskDetail"))
    post = outcome.document["paths"]["/v1/images/generations"]["post"]
    assert post["responses"]["200"]["links"]["getTask"]["operationId"] == "getTaskDetail"
    assert "taskEnded" in post["callbacks"]


def test_overlays_without_evidence(books: Phrasebooks) -> None:
    """A contract can be built from pages that are no overlay's evidence."""
    overlays, problems = load_overlays(SPECS / "overlays")
    outcome = merged(books, overlays, a=raw(model("brush-9")), b=rendered(seeded("chalk-2", 9), "ko"))
    assert problems == []
    assert errors(outcome.problems) == []
    assert schema(outcome, "Brush9Request")["additionalProperties"] is False
    assert schema(outcome, "Brush9Request")["x-evolink-ours"] == dict.fromkeys(
        ["additionalProperties", "x-evolink-required-not-blank"], "stricter"
    )


@pytest.mark.parametrize("name", ["idempotency_key", "unchecked", "timeout", "on_progress", "save_to", "overwrite"])
def test_reserved_parameters(name: str, books: Phrasebooks) -> None:
    """A parameter with the name of one of the client's keywords is a problem."""
    from pipeline.writing.typed_calls import render  # noqa: PLC0415 - only here

    outcome = merged(books, a=raw(model("brush-9", Item(name, {"type": "string"}))))
    (problem,) = render(outcome.document)[1]
    assert name in problem.what
