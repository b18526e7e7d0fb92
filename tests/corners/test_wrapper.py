"""The wrapper is the contract: what it sends is valid, and what it refuses the mock refuses for the same field."""

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

import evolink_rules
from evolink import EvoLink, InvalidRequest
from evolink_contract import document
from tests.contract._contract import operations
from tests.contract._near_misses import NearMiss, near_misses

if TYPE_CHECKING:
    from .conftest import Mock

ALL = list(near_misses(operations(document())))
INSIDE, OUTSIDE = ([near for near in ALL if near.variation.valid is valid] for valid in (True, False))


def root(field: str) -> str:
    return field.partition("[")[0].partition(".")[0]


def submitted(client: EvoLink, request: dict[str, Any]) -> Any:
    """Submit a request with the calls of its model's kind, or with those for images."""
    known = evolink_rules.models().get(str(request.get("model")))
    return getattr(client, known.kind if known else "images").submit(**request)


@pytest.mark.parametrize("near", INSIDE, ids=str)
def test_valid_request(mock: "Mock", client: EvoLink, near: NearMiss) -> None:
    """A valid request is sent unchanged."""
    submitted(client, near.variation.value)
    (sent,) = mock.came
    assert (sent.method, sent.url.path) == (near.operation.method, near.operation.path)
    body = json.loads(sent.content)
    assert body == near.variation.value
    if not near.variation.keyword.startswith("x-evolink-"):  # which JSON Schema can't say
        jsonschema_rs.validate(dict(near.operation.models[near.model]), body, validate_formats=True)


@pytest.mark.parametrize("near", [near for near in OUTSIDE if "model" in near.variation.value], ids=str)
def test_invalid_request(mock: "Mock", client: EvoLink, near: NearMiss) -> None:
    """An invalid request is not sent."""
    with pytest.raises(InvalidRequest) as refusal:
        submitted(client, near.variation.value)
    assert mock.came == []
    assert {root(broken.field) for broken in refusal.value.violations} & near.blamed


def test_request_without_model(mock: "Mock", client: EvoLink) -> None:
    """A request without a model is refused before it is sent."""
    with pytest.raises((TypeError, InvalidRequest)):
        submitted(client, {"prompt": "a cat"})
    assert mock.came == []


@pytest.mark.parametrize("near", OUTSIDE, ids=str)
def test_same_field(mock: "Mock", near: NearMiss) -> None:
    """The rules and the mock report the same field."""
    fields = [broken.field for broken in evolink_rules.violations(near.variation.value)]
    answer = mock.ask(near.operation.method, near.operation.path, near.variation.value)
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == fields[0]
    assert root(fields[0]) in near.blamed
