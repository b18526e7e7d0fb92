"""Operations that the mock does not play are refused in the form of errors, and the rest of the contract works."""

import copy
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

import evolink
import evolink_contract
import evolink_rules
from evolink._contract.operations import operation
from evolink_mock import MockServer
from evolink_mock.world.contract import operations
from evolink_mock.world.handlers import handlers
from tests.mock.conftest import create_path

DONE = {"description": "Done.", "content": {"application/json": {"schema": {"type": "object"}}}}
BODY = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
OTHERS: dict[str, dict[str, Any]] = {
    "/v1/voices": {
        "post": {"operationId": "saveVoice", "tags": ["voices"], "requestBody": BODY, "responses": {"200": DONE}}
    },
    "/v1/voices/1": {
        "delete": {"operationId": "deleteVoice", "tags": ["voices"], "responses": {"204": {"description": ""}}}
    },
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MockServer]:
    document = copy.deepcopy(dict(evolink_contract.document()))
    document["paths"] = {**OTHERS, **document["paths"]}
    monkeypatch.setattr(evolink_contract, "document", lambda: document)
    caches = (operations, handlers, operation, evolink_rules.models)
    for each in caches:
        each.cache_clear()
    with MockServer(speed=500) as running:
        yield running
    for each in caches:
        each.cache_clear()


def call(server: MockServer, method: str, path: str, key: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection(server.base_url.removeprefix("http://"), timeout=10)
    connection.request(method, path, b"{}", {"authorization": f"Bearer {key}", "content-type": "application/json"})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    connection.close()
    return answer.status, body


def test_refused(server: MockServer) -> None:
    """What the mock does not play is refused in the form of an error, with or without a key."""
    for path, item in OTHERS.items():
        (method,) = item
        for key, status in ((server.api_key, 501), ("unknown", 401)):
            found, body = call(server, method.upper(), path, key)
            assert found == status
            assert {"code", "message", "type"} <= set(body["error"])


def test_rest_works(server: MockServer) -> None:
    """Credits are read, and images are made, by models of operations that make tasks only."""
    assert call(server, "GET", "/v1/credits", server.api_key)[0] == 200
    assert operation("images").path == create_path()
    with evolink.EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        assert client.images.generate(model="nano-banana-beta", prompt="a boat")
