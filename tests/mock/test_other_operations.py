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
FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
MODEL = {"type": "object", "properties": {"model": {"type": "string", "enum": ["brush-0"]}}}


def posting(operation_id: str, media: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return an operation that takes something and makes no task."""
    body = {"required": True, "content": {media: {"schema": schema}}}
    return {"operationId": operation_id, "tags": ["images"], "requestBody": body, "responses": {"200": DONE}}


OTHERS: dict[str, dict[str, Any]] = {
    "/api/files/stream": {"post": posting("uploadFile", "multipart/form-data", FILE)},
    "/api/files/base64": {"post": posting("uploadFileBase64", "application/json", MODEL)},
    "/api/files/1": {
        "delete": {"operationId": "deleteFile", "tags": ["files"], "responses": {"204": {"description": ""}}}
    },
    "/v1/tasks": {"get": {"operationId": "listTasks", "tags": ["tasks"], "responses": {"200": DONE}}},
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
    assert "brush-0" not in evolink_rules.models()
    assert operation("images").path == create_path()
    with evolink.EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        assert client.images.generate(model="nano-banana-beta", prompt="a boat")
