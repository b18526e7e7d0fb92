"""Parameters that may be one of several things, requests without a prompt, and requests without a model."""

from typing import Any

import pytest

import evolink_rules
from evolink._contract.limits import describe_parameter, types_of
from evolink_rules import describe_limits
from evolink_rules._index import index
from pipeline.cli import SPECS
from pipeline.merging.merge import Merged, merge
from pipeline.merging.overlay import load_overlays
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.writing.typed_calls import render
from tests.pipeline.writer import Item, Sample, model, raw

NUMBER = {"type": "integer", "minimum": 3, "maximum": 15}
DURATION = Item("duration", {"oneOf": [NUMBER, {"type": "string", "enum": ["auto"]}]})
SIZE = Item(
    "size", {"anyOf": [{"type": "string", "enum": ["1:1", "2:3"]}, {"type": "string", "pattern": "^[0-9]+px$"}]}
)
LOOK = Item("look", {"type": ["number", "string"]})


def merged(books: Phrasebooks, **pages: Sample) -> Merged:
    extracts = [extract(page_of(name, raw(page).encode()), books).document for name, page in pages.items()]
    return merge(extracts, load_overlays(SPECS / "overlays")[0], Wording.load(SPECS / "wording.yaml"))


def without(page: Sample, name: str) -> Sample:
    return page.with_body(*(item for item in page.body if item.name != name))


@pytest.fixture(scope="module")
def contract(books: Phrasebooks) -> dict[str, Any]:
    outcome = merged(books, a=without(model("brush-9", DURATION, SIZE, LOOK), "prompt"))
    assert errors(outcome.problems) == []
    return outcome.document


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, None),
        ({"duration": 5, "size": "2:3", "look": 0.5}, None),
        ({"duration": "auto", "size": "12px", "look": "dim"}, None),
        ({"duration": 2}, "must be a whole number (3 to 15) or auto"),
        ({"duration": "long"}, "must be a whole number (3 to 15) or auto"),
        ({"size": "wide"}, "must be one of 1:1 or 2:3 or a string (text that matches ^[0-9]+px$)"),
        ({"look": True}, "must be a number or a string"),
        ({"prompt": "a boat"}, "not a parameter of brush-9; it takes duration, size, look"),
    ],
)
def test_rules(
    parameters: dict[str, Any], message: str | None, contract: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value follows one of the choices, or the message says them all."""
    monkeypatch.setattr("evolink_rules._check.models", lambda: index(contract))
    evolink_rules._check._validator.cache_clear()
    found = [broken.message for broken in evolink_rules.violations({"model": "brush-9", **parameters})]
    evolink_rules._check._validator.cache_clear()
    assert found == ([message] if message else [])


def test_words_and_types(contract: dict[str, Any]) -> None:
    """Help and the types of calls know every choice."""
    duration = index(contract)["brush-9"].schema["properties"]["duration"]
    words = "a whole number (3 to 15) or auto"
    assert (list(describe_limits(duration)), describe_parameter(duration)) == ([words], words)
    assert types_of(duration) == {"integer", "string"}
    typed, problems = render(contract)
    assert problems == []
    assert "duration: NotRequired[int | Literal['auto']]" in typed.requests.replace('"', "'")


def test_no_models(books: Phrasebooks) -> None:
    """An operation may make tasks without a model; it has a request of its own, and no model."""
    outcome = merged(books, a=without(model("brush-9", SIZE), "model"))
    assert errors(outcome.problems) == []
    assert set(outcome.document["components"]["schemas"]["ImageGenerationRequest"]["properties"]) == {"prompt", "size"}
    assert dict(index(outcome.document)) == {}


@pytest.mark.parametrize("beside", [True, False])
def test_nameless(beside: bool, books: Phrasebooks) -> None:  # noqa: FBT001 - a column of the table
    """A page that names no model beside others that do, or has a model without a name, is a problem."""
    nameless = model("brush-9").with_body(Item("model", {"type": "string"}), SIZE)
    pages = {"a": model("chalk-2"), "b": without(model("brush-9"), "model")} if beside else {"b": nameless}
    (problem,) = errors(merged(books, **pages).problems)
    assert (problem.page, problem.what) == ("b", "POST /v1/images/generations: no name of a model")
