"""Which operation makes results of a kind, where the contract has several."""

from typing import Any

import pytest

from evolink._contract.operations import operation


def creating(path: str) -> dict[str, Any]:
    linked = {"links": {"getTask": {"operationId": "getTaskDetail"}}}
    return {path: {"post": {"operationId": path, "tags": ["films"], "responses": {"200": linked}}}}


def test_most_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that the contract does not know is sent to the operation that most models run on."""
    paths = {**creating("/v1/films/drafts"), **creating("/v1/films/generations")}
    document = {"paths": paths, "models": [{"path": "/v1/films/generations"}]}
    monkeypatch.setattr("evolink._contract.operations.document", lambda: document)
    operation.cache_clear()
    assert operation("films").path == "/v1/films/generations"
    operation.cache_clear()
    with pytest.raises(KeyError):
        operation("books")
