"""Pages about one thing are compared field by field; what they state together stands in the contract once."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.cli import SPECS
from pipeline.merging.merge import Merged, merge
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_forms import OPERATION, changed
from tests.pipeline.writer import ANSWER, REPLY, Item, Sample, model, raw, rendered

BRUSH = model("brush-9")
TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
TASK = Sample(
    "/v1/tasks/{task_id}", "get", answer=ANSWER, parameters=(Item("task_id", TEXT, required=True),), reply=REPLY
)  # fmt: skip


def merged(books: Phrasebooks, **pages: str) -> Merged:
    extracts = [extract(page_of(name, text.encode()), books).document for name, text in pages.items()]
    return merge(extracts, [], Wording.load(SPECS / "wording.yaml"))


def schemas(outcome: Merged) -> dict[str, Any]:
    found: dict[str, Any] = outcome.document["components"]["schemas"]
    return found


def answering(name: str, *items: Item, **reply: Any) -> Sample:
    page = model(name)
    return replace(page, answer=(*page.answer, *items), reply={**page.reply, **reply})


def test_required_must_agree(books: Phrasebooks) -> None:
    """It is a disagreement if only one page requires a field."""
    free = BRUSH.with_body(*(replace(item, required=item.name == "model") for item in BRUSH.body))
    (problem,) = errors(merged(books, one=raw(BRUSH), two=raw(free, "zh")).problems)
    assert "request.required: ['model', 'prompt'] here, ['model'] on two:" in problem.what


def test_answers_of_one_model(books: Phrasebooks) -> None:
    """Pages of one model must agree on its answers."""
    one, two = (answering("brush-9", Item("cost", {**NUMBER, "maximum": most})) for most in (7, 8))
    (problem,) = errors(merged(books, one=raw(one), two=raw(two, "zh")).problems)
    assert "200.cost.maximum: 7 here, 8 on two:" in problem.what


def test_answers_of_several_models(books: Phrasebooks) -> None:
    """Answers of several models must agree, but may omit facts and extend closed sets."""
    one = answering("brush-9", Item("cost", {**NUMBER, "maximum": 7}), Item("kind", {**TEXT, "enum": ["ink", "oil"]}))
    two = answering("chalk-2", Item("cost", NUMBER), Item("kind", {**TEXT, "enum": ["ink", "wax"]}))
    outcome = merged(books, one=raw(one), two=raw(two))
    assert errors(outcome.problems) == []
    fields = schemas(outcome)["ImageGenerationResponse"]["properties"]
    assert (fields["cost"]["maximum"], fields["kind"]["enum"]) == (7, ["ink", "oil", "wax"])
    other = answering("chalk-2", Item("cost", {**NUMBER, "maximum": 8}))
    (problem,) = errors(merged(books, one=raw(one), two=raw(other)).problems)
    assert "200.cost.maximum: 7 here, 8 on two:" in problem.what


def test_documented_object_wins(books: Phrasebooks) -> None:
    """A documented object replaces one that was taken from an example."""
    credits_ = {"type": "number", "minimum": 0}
    usage = {"type": "object", "required": ["credits"], "properties": {"credits": credits_}}
    full = answering("brush-9", Item("usage", usage))
    folded = answering("brush-9", Item("usage", {"type": "object"}), usage={"credits": 2, "free": True})
    outcome = merged(books, a=rendered(folded), b=raw(full, "ko"))
    assert errors(outcome.problems) == []
    (name,) = (name for name, each in schemas(outcome).items() if "credits" in each.get("properties", {}))
    assert schemas(outcome)[name]["properties"]["credits"] == credits_
    assert schemas(outcome)[name]["required"] == ["credits"]


def test_parameters_must_agree(books: Phrasebooks) -> None:
    """Pages that name the same parameter must agree on it."""
    longer = replace(TASK, parameters=(Item("task_id", {**TEXT, "maxLength": 50}, required=True),))
    (problem,) = errors(merged(books, one=raw(TASK), two=raw(longer, "zh")).problems)
    assert (problem.page, "schema.maxLength: 50 here, nothing on one:" in problem.what) == ("two", True)


def test_rules_about_two_fields(books: Phrasebooks) -> None:
    """A rule about two fields must be on every page that has both."""
    links = Item("results", {"type": "array", "items": TEXT})
    page = raw(replace(TASK, answer=(*ANSWER, links)))
    at = (
        "paths",
        TASK.path,
        "get",
        "responses",
        "200",
        "content",
        "application/json",
        "schema",
        "properties",
        "results",
    )
    ruled = changed(page, at, description="Provided when completed")
    assert errors(merged(books, one=ruled, two=ruled.replace("en/", "zh/")).problems) == []
    (problem,) = errors(merged(books, one=ruled, two=page.replace("en/", "zh/")).problems)
    assert "200.allOf: " in problem.what
    assert "nothing on two:" in problem.what


def test_deprecated_operation(books: Phrasebooks) -> None:
    """An operation is deprecated if one of its pages says so."""
    outcome = merged(books, one=raw(BRUSH), two=changed(raw(BRUSH, "zh"), OPERATION, deprecated=True))
    assert outcome.document["paths"][BRUSH.path]["post"]["deprecated"] is True


def test_model_from_default(books: Phrasebooks) -> None:
    """A model that is named only by a default counts as a model."""
    own = Item("model", {**TEXT, "default": "brush-9"}, required=True)
    outcome = merged(books, a=raw(BRUSH.with_body(own, *BRUSH.body[1:])))
    assert schemas(outcome)["Brush9Request"]["properties"]["model"]["enum"] == ["brush-9"]


def test_facts_of_the_whole_request(books: Phrasebooks) -> None:
    """The request of a model has the facts that its pages state about the operation."""
    page = answering("brush-9", Item("usage", {"type": "object"}), usage={"credits": 2.5, "note": "Three words here"})
    text = rendered(page).replace("\nAuthorizations\n", "\nLinks are valid for 12 hours\n\nAuthorizations\n")
    schema = schemas(merged(books, a=text, b=raw(model("chalk-2"))))["Brush9Request"]
    assert schema["x-evolink-result-lifetime"] == 12 * 3600
    assert schema["x-evolink-example"] == {"usage.credits": 2.5}


def refusing(name: str, code: str, locale: str = "en") -> str:
    error = {"type": "object", "properties": {"error": {"type": "object", "properties": {"code": TEXT}}}}
    media = {"schema": error, "example": {"error": {"code": code}}}
    answer = {"description": "", "content": {"application/json": media}}
    return changed(raw(model(name), locale), (*OPERATION, "responses"), **{"400": answer, "402": answer})


def test_answers_name_their_models(books: Phrasebooks) -> None:
    """An answer that only some pages document names their models."""
    outcome = merged(books, a=refusing("brush-9", "bad"), b=raw(model("chalk-2")))
    answers = outcome.document["paths"][BRUSH.path]["post"]["responses"]
    assert answers["400"]["x-evolink-stated-by"] == ["brush-9"]
    assert "x-evolink-stated-by" not in answers["200"]


def test_refusals_share_a_schema(books: Phrasebooks) -> None:
    """Refusals of the same shape share a schema, which has the codes of all."""
    outcome = merged(books, a=refusing("brush-9", "bad"), b=refusing("chalk-2", "worse"))
    answers = outcome.document["paths"][BRUSH.path]["post"]["responses"]
    shared = {"$ref": "#/components/schemas/ErrorResponse"}
    assert [answers[status]["content"]["application/json"]["schema"] for status in ("400", "402")] == [shared, shared]
    assert answers["400"]["x-evolink-error-codes"] == ["bad", "worse"]


def test_similar_names(books: Phrasebooks) -> None:
    """Models whose names differ only in punctuation have separate schemas."""
    pages = {f"p{at}": raw(model(f"brush{mark}9", Item(f"f{at}", NUMBER))) for at, mark in enumerate("-._")}
    outcome = merged(books, **pages)
    body = outcome.document["paths"][BRUSH.path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    names = {model_: ref.rsplit("/", 1)[1] for model_, ref in body["discriminator"]["mapping"].items()}
    assert errors(outcome.problems) == []
    assert len(set(names.values())) == len(pages)
    for at, mark in enumerate("-._"):
        assert f"f{at}" in schemas(outcome)[names[f"brush{mark}9"]]["properties"]


def test_tables_of_codes(books: Phrasebooks) -> None:
    """Tables of failure codes must agree."""
    rows = [f"| `{code}` | About the error | Retry later |\n" for code in ("bad_brush", "no_paint", "odd_frame")]
    one, two = "".join(rows), "".join(rows).replace("odd_frame", "old_frame")
    assert errors(merged(books, one=one, two=one).problems) == []
    (problem,) = errors(merged(books, one=one, two=two).problems)
    assert (problem.page, problem.what) == ("two", "TaskErrorCode differs")


@pytest.mark.parametrize("write", [raw, rendered])
def test_order_of_trust(write: Any, books: Phrasebooks) -> None:
    """Raw pages come before rendered ones, and English pages before others."""
    pages = {"a": rendered(BRUSH, "ko"), "b": write(BRUSH, "zh"), "c": write(BRUSH, "ja"), "d": write(BRUSH)}
    order = [page["name"] for page in schemas(merged(books, **pages))["Brush9Request"]["x-evolink-pages"]]
    assert order == (["d", "b", "c", "a"] if write is raw else ["d", "b", "a", "c"])
