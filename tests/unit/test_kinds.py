"""The kinds of results that a client has, and what it refuses to send to a wrong one."""

from collections.abc import Iterator
from typing import Any

import pytest

from evolink import EvoLink, InvalidRequest
from evolink._calls.notebook import render
from evolink._contract import operations
from evolink._contract.document import document
from evolink._contract.kinds import AUDIOS, VIDEOS
from evolink._contract.requests import create_request
from evolink._files.media_types import detect_common_suffix

KEY = "sk-test-0123456789abcdef"

READABLE = {"200": {"links": {"task": {"operationId": "getTaskDetail"}}}}


@pytest.fixture
def contract(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The paths of the contract, to change."""
    whole = {**document(), "paths": dict(document()["paths"])}
    monkeypatch.setattr(operations, "document", lambda: whole)
    operations.operation.cache_clear()
    yield whole["paths"]
    operations.operation.cache_clear()


def test_kinds_of_contract(contract: dict[str, Any]) -> None:
    """A client has the kinds that the contract can make, and no others."""
    contract.pop("/v1/audios/generations", None)
    contract["/v1/videos/generations"] = {
        "post": {"tags": ["videos"], "operationId": "createVideo", "responses": READABLE}
    }
    with EvoLink(api_key=KEY) as client:
        assert client.videos is client.videos
        assert not hasattr(client, "audios")
        assert {"images", "videos"} <= set(dir(client))
        assert "audios" not in dir(client)


def test_model_of_another_kind() -> None:
    """A model of another kind is refused before it is sent, also unchecked, and the right place is named."""
    for unchecked in (False, True):
        with pytest.raises(InvalidRequest, match=r"makes images, not videos: use client\.images"):
            create_request({"model": "gpt-4o-image", "prompt": "a cat"}, None, unchecked=unchecked, kind=VIDEOS)


def test_cover_of_video() -> None:
    """An image among the results of a video task is recognised, saved and shown as what it is."""
    cover = b"\xff\xd8\xff\xe0" + bytes(60)
    assert detect_common_suffix(VIDEOS, cover) == ".jpg"
    assert "image/jpeg" in render(VIDEOS, "https://files.example.com/1", cover)
    assert render(VIDEOS, "https://files.example.com/cover.jpg", None)["text/html"].startswith("<img ")
    assert render(AUDIOS, "https://files.example.com/2", None)["text/html"].startswith("<audio ")
