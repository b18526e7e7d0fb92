"""What an operation does follows from what its pages say of its answer, and never from its path."""

import copy
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
from tests.pipeline.writer import ANSWER, REPLY, Item, Sample, model, raw

FORM = "multipart/form-data"
JSON = "application/json"
ROOM = (Item("room", {"type": "string"}),)
DONE = (Item("success", {"type": "boolean"}),)
ROWS = (Item("data", {"type": "array", "items": {"type": "object"}}),)
FILE = (Item("data", {"type": "object", "properties": {"file_url": {"type": "string", "format": "uri"}}}),)
TASK_ID = (Item("task_id", {"type": "string"}, required=True),)
NAMES = (Item("task_ids", {"type": "array", "items": {"type": "string"}}, required=True),)


def text(name: str) -> tuple[Item, ...]:
    return (Item(name, {"type": "string"}, required=True),)


def film(name: str, *items: Item) -> Sample:
    return replace(model(name, *items), path="/v1/films/generations")


OTHERS = {
    "upload": Sample("/v1/shelf", "post", text("picture_text"), FILE),
    "upload by address": Sample("/v1/shelf", "post", text("file_url"), DONE),
    "query": Sample("/v1/shelf", "post", NAMES, ROWS),
    "list": Sample("/v1/shelf", "post", (Item("page_size", {"type": "integer"}),), ROWS),
    "change": Sample("/v1/shelf/{task_id}", "post", text("why"), ANSWER, TASK_ID),
    "delete several": Sample("/v1/shelf", "post", NAMES, (Item("deleted", {"type": "integer"}),)),
    "change of several": Sample("/v1/shelf", "post", NAMES, DONE),
    "delete": Sample("/v1/shelf/{task_id}", "delete", (), DONE, TASK_ID),
}


def merged(books: Phrasebooks, **pages: str) -> Merged:
    extracts = [extract(page_of(name, page.encode()), books).document for name, page in pages.items()]
    return merge(extracts, [], Wording.load(SPECS / "wording.yaml"))


def operation(outcome: Merged, path: str, method: str = "post") -> dict[str, Any]:
    found: dict[str, Any] = outcome.document["paths"][path][method]
    return found


def task_page() -> str:
    return raw(Sample("/v1/tasks/{task_id}", "get", (), ANSWER, TASK_ID, {}, REPLY))


@pytest.mark.parametrize("what", OTHERS)
def test_other_operations(what: str, books: Phrasebooks) -> None:
    """What makes no task is an operation of its own kind, without a link or a callback."""
    page = OTHERS[what]
    outcome = merged(books, a=raw(page), b=raw(model("brush-9")), c=task_page())
    assert errors(outcome.problems) == []
    found = operation(outcome, page.path, page.method)
    assert found["x-evolink-operation"] == what.partition(" ")[0]
    assert "links" not in found["responses"]["200"]
    assert "links" in operation(outcome, "/v1/images/generations")["responses"]["200"]


def test_form(books: Phrasebooks) -> None:
    """A form that carries a file is an upload, and its media type is kept."""
    form = raw(Sample("/v1/shelf", "post", (Item("paper", {"type": "string", "format": "binary"}),), DONE))
    outcome = merged(books, a=form.replace(JSON, FORM, 1))
    found = operation(outcome, "/v1/shelf")
    assert errors(outcome.problems) == []
    assert (list(found["requestBody"]["content"]), found["x-evolink-operation"]) == ([FORM], "upload")


def test_forms_differ(books: Phrasebooks) -> None:
    """A field of a form that an older page lacks is a note."""
    paper = Item("paper", {"type": "string", "format": "binary"}, required=True)
    old, new = Sample("/v1/shelf", "post", (paper,), DONE), Sample("/v1/shelf", "post", (paper, *ROOM), DONE)
    outcome = merged(books, **{name: raw(page).replace(JSON, FORM, 1) for name, page in (("a", new), ("b", old))})
    assert errors(outcome.problems) == []
    assert "room" in outcome.document["components"]["schemas"]["ShelfRequest"]["properties"]


def test_unknown_post(books: Phrasebooks) -> None:
    """A POST that fits no kind is a problem."""
    outcome = merged(books, a=raw(Sample("/v1/shelf", "post", text("wish"), DONE)))
    (problem,) = errors(outcome.problems)
    assert (problem.page, problem.what) == ("a", "POST /v1/shelf: what it does is unknown")


def test_answer_with_status(books: Phrasebooks) -> None:
    """A conversation whose answer has an ID and a status is no task."""
    status = Item("status", {"type": "string", "enum": ["completed", "failed"]})
    answer = (*text("id"), status, Item("output", {"type": "array", "items": {"type": "object"}}))
    outcome = merged(books, a=raw(Sample("/v1/talk", "post", (*text("model"), *text("input")), answer)))
    assert [each.level for each in outcome.problems] == ["note"]


def test_conversation(books: Phrasebooks) -> None:
    """A conversation is left out with a note, even if its answer comes in pieces."""
    said = Item("messages", {"type": "array", "items": {"type": "object"}})
    asked, _, answered = raw(Sample("/v1/talk", "post", (*text("model"), said), DONE)).rpartition(JSON)
    outcome = merged(books, a=f"{asked}text/event-stream{answered}", b=raw(model("brush-9")))
    assert errors(outcome.problems) == []
    assert [(each.page, each.level) for each in outcome.problems if "conversation" in each.what] == [("a", "note")]
    assert list(outcome.document["paths"]) == ["/v1/images/generations"]


def test_other_media(books: Phrasebooks) -> None:
    """A body that is neither JSON nor a form is reported, and stops no other page."""
    page = raw(film("film-1")).replace(JSON, "application/xml", 1)
    outcome = merged(books, a=raw(model("brush-9")), b=page)
    (problem,) = errors(outcome.problems)
    assert (problem.page, problem.what) == ("b", "POST /v1/films/generations: application/xml")
    assert list(outcome.document["paths"]) == ["/v1/images/generations"]


def test_servers(books: Phrasebooks) -> None:
    """An operation on a server of its own says so; two pages that name different ones disagree."""
    page = raw(OTHERS["upload"])
    one, two = (page.replace("paths:", f"servers:\n- url: https://{host}.example\npaths:", 1) for host in "ab")
    outcome = merged(books, a=one, b=raw(model("brush-9")))
    assert operation(outcome, "/v1/shelf")["servers"] == [{"url": "https://a.example"}]
    assert "servers" not in operation(outcome, "/v1/images/generations")
    (problem,) = errors(merged(books, a=one, b=two).problems)
    assert "https://a.example here, https://b.example on b:" in problem.what


def test_callback_of_page(books: Phrasebooks) -> None:
    """A callback is described only if a page has the parameter for it."""
    calling = film("film-1", Item("callback_url", {"type": "string", "format": "uri"}))
    outcome = merged(books, a=raw(model("brush-9")), b=raw(calling), c=task_page())
    assert "callbacks" not in operation(outcome, "/v1/images/generations")
    assert "taskEnded" in operation(outcome, "/v1/films/generations")["callbacks"]


def unanswered(books: Phrasebooks, page: Sample) -> dict[str, Any]:
    """Return the extract of a page as if it showed no answers."""
    document = extract(page_of("silent", raw(page).encode()), books).document
    del document["paths"][page.path][page.method]["responses"]
    return document


def test_answers_of_siblings(books: Phrasebooks) -> None:
    """A kind whose pages show no answers is answered as the others are, with its own kind of task."""
    image = model("brush-9")
    inside = {"type": "object", "properties": {"image_size": {"type": "integer"}, "can_cancel": {"type": "boolean"}}}
    image = replace(image, answer=(*image.answer, Item("task_info", inside)))
    extracts = [
        extract(page_of(name, page.encode()), books).document for name, page in (("a", raw(image)), ("b", task_page()))
    ]
    outcome = merge([*extracts, unanswered(books, film("film-1"))], [], Wording.load(SPECS / "wording.yaml"))
    found = operation(outcome, "/v1/films/generations")["responses"]["200"]
    assert errors(outcome.problems) == []
    assert (found["x-evolink-stated-by"], "links" in found) == (["brush-9"], True)
    schemas = outcome.document["components"]["schemas"]
    assert schemas["FilmGenerationResponse"]["properties"]["object"]["enum"] == ["film.generation.task"]
    assert schemas["ImageGenerationResponse"]["properties"]["object"]["enum"] == ["image.generation.task"]
    assert list(schemas["FilmGenerationTaskInfo"]["properties"]) == ["can_cancel"]


def test_rest_of_answers(books: Phrasebooks) -> None:
    """What the pages of one kind leave out of an answer is as in the others, and what they say counts."""
    inside = {"type": "object", "properties": {"can_cancel": {"type": "boolean"}, "speed": {"type": "integer"}}}
    full = replace(model("brush-9"), answer=(*ANSWER, Item("task_info", inside)))
    own = {"type": "object", "properties": {"speed": {"type": "string"}}}
    short = replace(film("film-1"), answer=(*ANSWER, Item("task_info", own)))
    outcome = merged(books, a=raw(full), b=raw(short))
    assert errors(outcome.problems) == []
    schemas = outcome.document["components"]["schemas"]
    assert schemas["FilmGenerationTaskInfo"]["properties"]["speed"]["type"] == "string"
    assert set(schemas["FilmGenerationTaskInfo"]["properties"]) == {"can_cancel", "speed"}
    assert schemas["ImageGenerationResponse"]["properties"]["task_info"] == {"$ref": "#/components/schemas/TaskInfo"}


def test_differences_once(books: Phrasebooks) -> None:
    """A difference of several answers is noted once, with all their statuses."""
    refused: Any = {
        "type": "object",
        "properties": {"error": {"type": "object", "properties": {"code": {"type": "string"}}}},
    }
    extracts = []
    for name, kind in (("brush-9", "string"), ("chalk-2", "integer")):
        document = extract(page_of(name, raw(model(name)).encode()), books).document
        schema = copy.deepcopy(refused)
        schema["properties"]["error"]["properties"]["code"]["type"] = kind
        answers = document["paths"]["/v1/images/generations"]["post"]["responses"]
        answers |= {status: {"description": "", "content": {JSON: {"schema": schema}}} for status in ("400", "401")}
        extracts.append(document)
    (note,) = merge(extracts, [], Wording.load(SPECS / "wording.yaml")).problems
    assert (note.level, note.what.startswith("400, 401.error.code.type: 'string' here")) == ("note", True)


def test_no_answers_at_all(books: Phrasebooks) -> None:
    """It is a problem if no page at all shows what is answered."""
    outcome = merge([unanswered(books, film("film-1"))], [], Wording.load(SPECS / "wording.yaml"))
    (problem,) = errors(outcome.problems)
    assert problem.what == "POST /v1/films/generations: no answer"


def test_stable_names(books: Phrasebooks) -> None:
    """A model more changes no name that is there already, wherever it comes in the order."""
    size = Item("size", {"type": "string", "enum": list("abcdefgh")})
    params = Item("model_params", {"type": "object", "properties": {"mode": {"type": "string", "enum": ["x", "y"]}}})
    pages = {"m": raw(model("m-1", size, params)), "n": raw(film("n-1", size, params))}
    before = merged(books, **pages).document
    for name in ("a-1", "z-1"):
        after = merged(
            books, **{name[0]: raw(film(name, size, params)).replace("createImage", "createOther")}, **pages
        ).document
        assert set(before["components"]["schemas"]) < set(after["components"]["schemas"])
        for path, item in before["paths"].items():
            assert after["paths"][path]["post"]["operationId"] == item["post"]["operationId"]
        kept = {key: after["components"]["schemas"][key] for key in before["components"]["schemas"]}
        assert kept == before["components"]["schemas"]
