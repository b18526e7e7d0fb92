"""Our own rules of requests hold at every depth of a request."""

from typing import Any

import jsonschema_rs
import pytest

import evolink_rules
from evolink_rules._index import index
from pipeline.cli import SPECS
from pipeline.merging.merge import merge
from pipeline.merging.overlay import load_overlays
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, model, raw

LINK = {"type": "string", "format": "uri"}
SHOT = {"type": "object", "properties": {"index": {"type": "integer"}, "look": LINK}}
PARAMS = {
    "type": "object",
    "properties": {
        "multi_shot": {"type": "boolean"},
        "shots": {"type": "array", "items": SHOT},
        "free": {"type": "object"},
        "open": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": True},
    },
}
REQUEST = {"model": "brush-9", "prompt": "a boat"}


def contract_of(books: Phrasebooks, *items: Item) -> dict[str, Any]:
    overlays, _ = load_overlays(SPECS / "overlays")
    page = extract(page_of("a", raw(model("brush-9", *items)).encode()), books).document
    outcome = merge([page], overlays, Wording.load(SPECS / "wording.yaml"))
    assert errors(outcome.problems) == []
    return outcome.document


def schema_of(books: Phrasebooks, *items: Item) -> dict[str, Any]:
    return index(contract_of(books, *items))["brush-9"].schema


@pytest.fixture(scope="module")
def contract(books: Phrasebooks) -> dict[str, Any]:
    return contract_of(books, Item("model_params", PARAMS))


@pytest.mark.parametrize(
    ("params", "accepted"),
    [
        ({"multi_shot": True, "shots": [{"index": 1, "look": "https://a.example/1.png"}]}, True),
        ({"multi_shoot": True}, False),
        ({"shots": [{"index": 1}, {"indx": 2}]}, False),
        ({"shots": [{"look": "ftp://a.example/1.png"}]}, False),
        ({"free": {"whatever": 1}}, True),
        ({"open": {"b": 1}}, True),
    ],
)
def test_inside_objects(params: dict[str, Any], accepted: bool, contract: dict[str, Any]) -> None:  # noqa: FBT001 - a column of the table
    """Objects whose members a page names are closed, others stay open, and links are of http or https."""
    schema = index(contract)["brush-9"].schema
    assert (
        jsonschema_rs.validator_for(schema, validate_formats=True).is_valid({**REQUEST, "model_params": params})
        is accepted
    )


def test_misspelt_inside(contract: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt parameter inside an object is our rule, and the closest one of that object is named."""
    monkeypatch.setattr("evolink_rules._check.models", lambda: index(contract))
    evolink_rules._check._validator.cache_clear()
    (broken,) = evolink_rules.violations({**REQUEST, "model_params": {"multi_shoot": True}})
    evolink_rules._check._validator.cache_clear()
    assert (broken.field, broken.ours) == ("model_params.multi_shoot", True)
    assert broken.message == "not a parameter of brush-9; did you mean multi_shot?"


def test_chain(books: Phrasebooks) -> None:
    """A parameter that is the ID of an earlier task says so, and must begin as every ID of a task does."""
    inside = {"type": "object", "properties": {"task_id": {"type": "string"}, "result_id": {"type": "string"}}}
    ids = Item("source_task_ids", {"type": "array", "items": {"type": "string"}})
    schema = schema_of(books, Item("model_params", inside), ids)
    params = schema["properties"]["model_params"]["properties"]
    assert params["task_id"]["x-evolink-task-id"] is True
    assert "x-evolink-task-id" not in params["result_id"]
    request = {**REQUEST, "model_params": {"task_id": "task-unified-1-a"}, "source_task_ids": ["task-unified-1-b"]}
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(request)
    assert not validator.is_valid({**request, "model_params": {"task_id": "result-1"}})
    assert not validator.is_valid({**request, "source_task_ids": ["task-1"]})


def test_data_uris(books: Phrasebooks) -> None:
    """A link that may also hold the data themselves, as its page says, takes them; others do not."""
    held = {**LINK, "description": "Mask image URL or data URI."}
    shut = {"type": "array", "items": LINK, "description": "base64 and data URLs are not supported"}
    schema = schema_of(books, Item("mask", held), Item("image_urls", shut))
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid({**REQUEST, "mask": "data:image/png;base64,AA"})
    assert not validator.is_valid({**REQUEST, "mask": "ftp://a.example/1.png"})
    assert not validator.is_valid({**REQUEST, "image_urls": ["data:image/png;base64,AA"]})
    assert "x-evolink-ours" not in schema["properties"]["image_urls"]["items"]
