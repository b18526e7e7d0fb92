import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest

import evolink_contract
import evolink_rules
from evolink_mock.world.contract import operations
from evolink_mock.world.handlers import handlers
from evolink_mock.world.kinds import KINDS, Kind
from tests.mock.conftest import create_path

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST = {"model": "nano-banana-beta", "prompt": "a lighthouse"}
PATH = "/v1/videos/generations"


@dataclass(frozen=True)
class VideoSpec:
    seed: str
    format: str


def describe_video(_fields: Any, *, seed: str, suffix: str, **_: Any) -> VideoSpec:
    return VideoSpec(seed, suffix)


def with_videos() -> dict[str, Any]:
    """Return the contract with an operation that creates videos, by the models that there are."""
    document = copy.deepcopy(dict(evolink_contract.document()))
    operation = copy.deepcopy(document["paths"][create_path()]["post"])
    content = operation["responses"]["200"]["content"]["application/json"]
    schema = copy.deepcopy(document["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]])
    schema["properties"]["object"] = {"type": "string", "enum": ["video.generation.task"]}
    content["schema"] = schema
    document["paths"][PATH] = {"post": {**operation, "operationId": "createVideoGeneration"}}
    return document


@pytest.fixture
def _videos(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    evolink_rules.models()
    document = with_videos()
    kind: Kind[VideoSpec] = Kind(
        media_types={"mp4": "video/mp4"},
        describe=describe_video,
        render=lambda spec: f"video of {spec.seed}".encode(),
    )
    monkeypatch.setattr(evolink_contract, "document", lambda: document)
    monkeypatch.setitem(cast("dict[str, Kind[Any]]", KINDS), "video", kind)
    operations.cache_clear()
    handlers.cache_clear()
    yield
    operations.cache_clear()
    handlers.cache_clear()


@pytest.mark.usefixtures("_videos")
def test_new_kind_is_a_row(mock: "Caller") -> None:
    """A new kind of result needs a row, and an operation in the contract."""
    made = mock.read(mock.call("POST", PATH, REQUEST))
    assert (made["object"], made["type"]) == ("video.generation.task", "video")
    mock.now += 10_000
    (link,) = mock.task(made["id"])["results"]
    response = mock.fetch(link)
    assert link.endswith("/0.mp4")
    assert (response.headers["content-type"], response.body[:9]) == ("video/mp4", b"video of ")
    shown = mock.call_undocumented("GET", "/_mock/state")["tasks"][0]
    assert (len(shown["files"]), shown["thumbnails"]) == (1, [])
    assert mock.call("GET", f"/_mock/thumbnails/{made['id']}/0").status == 404


@pytest.mark.usefixtures("_videos")
def test_format_of_other_kind(mock: "Caller") -> None:
    """A format of another kind is refused."""
    refused = mock.submit(REQUEST, {"prefer": "format=mp4"})
    assert (refused.status, "format=mp4" in mock.error(refused)["message"]) == (400, True)
    assert mock.call("POST", PATH, REQUEST, {"prefer": "format=mp4"}).status == 200


@pytest.mark.usefixtures("_videos")
def test_unknown_kind(mock: "Caller", monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation of an unknown kind answers 501."""
    monkeypatch.delitem(cast("dict[str, Kind[Any]]", KINDS), "video")
    assert mock.call("POST", PATH, REQUEST).status == 501
