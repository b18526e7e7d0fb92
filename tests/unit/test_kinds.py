"""The kinds of results that a client has, and what it refuses to send to a wrong one."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from evolink import EvoLink, InvalidRequest, Videos
from evolink._calls.notebook import render
from evolink._contract import operations
from evolink._contract.document import document
from evolink._contract.kinds import AUDIOS, IMAGES, VIDEOS
from evolink._contract.requests import create_request
from evolink._files.download import Download
from evolink._files.media_types import detect_common_suffix
from evolink._files.memory import Memory
from evolink._http.port import Response
from evolink._task.flow import Flow
from evolink.errors import SavingError

MP4 = b"\0\0\0\x20ftypisom" + bytes(60)
COVER = b"\xff\xd8\xff\xe0" + bytes(60)
Play = Callable[..., Flow]
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
    assert detect_common_suffix(VIDEOS, COVER) == ".jpg"
    assert "image/jpeg" in render(VIDEOS, "https://files.example.com/1", COVER)
    assert render(VIDEOS, "https://files.example.com/cover.jpg", None)["text/html"].startswith("<img ")
    assert render(AUDIOS, "https://files.example.com/2", None)["text/html"].startswith("<audio ")


def test_video_with_cover(play: Play, tmp_path: Path) -> None:
    """Each of several results is saved as what it is, whatever its link and the given name say."""
    flow = play(Response(200, {}, MP4), Response(200, {}, COVER))
    links = tuple(f"https://files.example.com/{name}.bin" for name in ("film", "cover"))
    paths = Videos(flow, "task-unified-1", links, 0.0).save(tmp_path)
    assert [path.name for path in paths] == ["task-unified-1-1.mp4", "task-unified-1-2.jpg"]


def test_size_by_kind() -> None:
    """The largest size is that of the kind of the file, not of the task."""
    for head, refused in ((MP4, nullcontext()), (COVER, pytest.raises(SavingError, match="larger"))):
        download = Download(Memory())
        download.begin(Response(200, {"content-length": str(IMAGES.largest + 1)}))
        with refused:
            download.write(head)
