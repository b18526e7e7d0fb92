"""A name means one model: in two places, or as an older name of another model, it is a problem that names both."""

from dataclasses import replace

from pipeline.cli import SPECS
from pipeline.merging.merge import Merged, merge
from pipeline.merging.overlay import load_overlays
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, Sample, model, raw

FILMS = "/v1/films/generations"


def merged(books: Phrasebooks, **pages: str) -> Merged:
    extracts = [extract(page_of(name, page.encode()), books).document for name, page in pages.items()]
    return merge(extracts, load_overlays(SPECS / "overlays")[0], Wording.load(SPECS / "wording.yaml"))


def mapped(*names: str) -> str:
    """Return a page of these names, the first of which is mapped to `brush-9`."""
    about = f"The model name `{names[0]}` is still supported, mapped to `brush-9`"
    field = Item("model", {"type": "string", "enum": list(names), "description": about}, required=True)
    return raw(model("brush-9").with_body(field, *model("brush-9").body[1:]))


def test_two_operations(books: Phrasebooks) -> None:
    """A model of two operations is a problem, with both pages and lines."""
    film = raw(replace(model("brush-9"), path=FILMS))
    (problem,) = errors(merged(books, a=raw(model("brush-9")), b=film).problems)
    line = film[: film.rindex("model:")].count("\n") + 1
    assert (problem.page, f"a model of POST {FILMS} here" in problem.what) == ("b", True)
    assert "a model of POST /v1/images/generations on a:" in problem.what
    assert problem.line == line


def test_hidden_by_older_name(books: Phrasebooks) -> None:
    """A model that is an older name of another one is a problem."""
    pages = {"a": mapped("brush-1", "brush-9"), "b": raw(model("brush-1"))}
    (problem,) = errors(merged(books, **pages).problems)
    assert problem.what.startswith("brush-1: a model of POST /v1/images/generations here, an older name of brush-9 of")


def test_older_name_alone(books: Phrasebooks) -> None:
    """A page that shows only an older name is about the model behind it."""
    outcome = merged(books, a=mapped("brush-1"))
    assert errors(outcome.problems) == []
    field = outcome.document["components"]["schemas"]["Brush9Request"]["properties"]["model"]
    assert (field["enum"], field["x-evolink-alias"]) == (["brush-9", "brush-1"], {"brush-1": "brush-9"})


def test_model_is_required(books: Phrasebooks) -> None:
    """A page that has a default for the model does not make two models match one request."""
    optional = [replace(each, required=False) if each.name == "model" else each for each in model("brush-9").body]
    page = Sample(body=tuple(optional), answer=model("brush-9").answer)
    outcome = merged(books, a=raw(page), b=raw(model("chalk-2", Item("seed", {"type": "integer"}))))
    assert outcome.document["components"]["schemas"]["Brush9Request"]["required"] == ["model", "prompt"]
