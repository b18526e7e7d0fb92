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
PATH = "/v1/texts/generations"


@dataclass(frozen=True)
class TextSpec:
    seed: str
    format: str


def describe_text(_fields: Any, *, seed: str, suffix: str, **_: Any) -> TextSpec:
    return TextSpec(seed, suffix)


def with_texts() -> dict[str, Any]:
    """Return the contract with an operation that creates texts, by the models that there are."""
    document = copy.deepcopy(dict(evolink_contract.document()))
    operation = copy.deepcopy(document["paths"][create_path()]["post"])
    content = operation["responses"]["200"]["content"]["application/json"]
    schema = copy.deepcopy(document["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]])
    schema["properties"]["object"] = {"type": "string", "enum": ["audio.generation.task"]}  # as documented for a task
    content["schema"] = schema
    document["paths"][PATH] = {"post": {**operation, "tags": ["texts"], "operationId": "createTextGeneration"}}
    return document


@pytest.fixture
def _texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    evolink_rules.models()
    document = with_texts()
    kind: Kind[TextSpec] = Kind(
        media_types={"txt": "text/plain"},
        describe=describe_text,
        render=lambda spec: f"text of {spec.seed}".encode(),
    )
    monkeypatch.setattr(evolink_contract, "document", lambda: document)
    monkeypatch.setitem(cast("dict[str, Kind[Any]]", KINDS), "text", kind)
    operations.cache_clear()
    handlers.cache_clear()
    yield
    operations.cache_clear()
    handlers.cache_clear()


@pytest.mark.usefixtures("_texts")
def test_new_kind_is_a_row(mock: "Caller") -> None:
    """A new kind of result needs a row, and an operation in the contract."""
    made = mock.read(mock.call("POST", PATH, REQUEST))
    assert (made["object"], made["type"]) == ("audio.generation.task", "text")
    mock.now += 10_000
    (link,) = mock.task(made["id"])["results"]
    response = mock.fetch(link)
    assert link.endswith("/0.txt")
    assert (response.headers["content-type"], response.body[:8]) == ("text/plain", b"text of ")
    shown = mock.call_undocumented("GET", "/_mock/state")["tasks"][0]
    assert [(each["kind"], each["thumbnail"]) for each in shown["results"]] == [("text", None)]
    assert mock.call("GET", f"/_mock/thumbnails/{made['id']}/0").status == 404


@pytest.mark.usefixtures("_texts")
def test_format_of_other_kind(mock: "Caller") -> None:
    """A format of another kind is refused."""
    refused = mock.submit(REQUEST, {"prefer": "format=txt"})
    assert (refused.status, "format=txt" in mock.error(refused)["message"]) == (400, True)
    assert mock.call("POST", PATH, REQUEST, {"prefer": "format=txt"}).status == 200


@pytest.mark.usefixtures("_texts")
def test_unknown_kind(mock: "Caller", monkeypatch: pytest.MonkeyPatch) -> None:
    """An operation of an unknown kind answers 501."""
    monkeypatch.delitem(cast("dict[str, Kind[Any]]", KINDS), "text")
    assert mock.call("POST", PATH, REQUEST).status == 501
