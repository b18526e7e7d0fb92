"""The wrapper is the contract: what it sends is valid, and what it refuses the mock refuses for the same field."""

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

import evolink_rules
from evolink import EvoLink, InvalidRequest
from evolink_contract import document
from evolink_suite.contract import operations
from evolink_suite.near_misses import NearMiss, near_misses

if TYPE_CHECKING:
    from .conftest import Mock

OPERATIONS = list(operations(document()))
MODELS = sorted({model for operation in OPERATIONS for model in operation.models})


@cache
def near_misses_of_all() -> list[NearMiss]:
    """Return the near misses of every distinct rule, which take seconds to derive."""
    return list(near_misses(OPERATIONS))


def near_to(model: str, *, valid: bool) -> Iterator[NearMiss]:
    """Yield the near misses of a model: one test for each takes longer to prepare than to run."""
    yield from (near for near in near_misses_of_all() if near.model == model and near.variation.valid is valid)


def root(field: str) -> str:
    return field.partition("[")[0].partition(".")[0]


def submitted(client: EvoLink, request: dict[str, Any]) -> Any:
    """Submit a request with the calls of its model's kind, or with those for images."""
    known = evolink_rules.models().get(str(request.get("model")))
    return getattr(client, known.kind if known else "images").submit(**request)


@pytest.mark.parametrize("model", MODELS)
def test_valid_request(mock: "Mock", client: EvoLink, model: str) -> None:
    """A valid request is sent unchanged."""
    for near in near_to(model, valid=True):
        submitted(client, near.variation.value)
        sent = mock.came.pop()
        assert (sent.method, sent.url.path) == (near.operation.method, near.operation.path)
        body = json.loads(sent.content)
        assert body == near.variation.value
        if not near.variation.keyword.startswith("x-evolink-"):  # which JSON Schema can't say
            jsonschema_rs.validate(dict(near.operation.models[near.model]), body, validate_formats=True)
    assert mock.came == []


@pytest.mark.parametrize("model", MODELS)
def test_invalid_request(mock: "Mock", client: EvoLink, model: str) -> None:
    """An invalid request is not sent, and refused for the same field as by the mock."""
    for near in near_to(model, valid=False):
        fields = [broken.field for broken in evolink_rules.violations(near.variation.value)]
        assert root(fields[0]) in near.blamed, near
        if "model" in near.variation.value:
            # The client says once of a text that it is neither a link nor a file; the rules say both.
            assert list(dict.fromkeys(refused_fields(client, near.variation.value))) == list(dict.fromkeys(fields)), (
                near
            )
        assert mock.came == []
        answer = mock.ask(near.operation.method, near.operation.path, near.variation.value)
        assert answer.status_code == 400, near
        assert answer.json()["error"]["param"] == fields[0], near
        mock.came.clear()


def refused_fields(client: EvoLink, request: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidRequest) as refusal:
        submitted(client, request)
    return [broken.field for broken in refusal.value.violations]


def test_request_without_model(mock: "Mock", client: EvoLink) -> None:
    """A request without a model is refused before it is sent."""
    with pytest.raises((TypeError, InvalidRequest)):
        submitted(client, {"prompt": "a cat"})
    assert mock.came == []
