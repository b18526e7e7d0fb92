import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest

import evolink_contract
from evolink_mock import MockServer
from evolink_mock.page.routes import _FILES
from evolink_mock.world.contract import operations
from evolink_mock.world.preference import FAULTS
from evolink_mock.world.story import stories
from tests.mock._models import dear, with_qualities

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

KEY = {"authorization": "Bearer mock-key"}
REQUEST = {"model": "gpt-4o-image", "prompt": "静かな港", "n": 2}


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(speed=0) as running:
        yield running


@pytest.mark.parametrize("path", list(_FILES))
def test_page_is_self_contained(mock: "Caller", path: str) -> None:
    """The page loads nothing from other servers."""
    response = mock.call("GET", path, headers={"authorization": ""})
    assert response.status == 200
    assert not re.search(rb"""https?://|["'(]//""", response.body)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    head = mock.call("HEAD", path)
    assert (head.status, head.body) == (200, b"")


def test_known_preferences_are_listed(mock: "Caller") -> None:
    """The known preferences are listed."""
    known = mock.read(mock.call("GET", "/_mock"))
    assert known["stories"] == list(stories())
    assert known["faults"] == dict(FAULTS)
    assert known["codes"] == {operation.id: [200, *operation.errors] for operation in operations()}


def test_contract_is_served(mock: "Caller") -> None:
    """The contract is served unchanged."""
    assert mock.read(mock.call("GET", "/_mock/contract.json")) == evolink_contract.document()


def test_state_is_newest_first(mock: "Caller") -> None:
    """The state has keys, tasks and exchanges, newest first."""
    task = mock.finished(**REQUEST)
    mock.submit({"model": "gpt-4o-image", "prompt": "x", "n": 3}, {"prefer": "story=stuck"})
    state = mock.read(mock.call("GET", "/_mock/state"))
    (shown,) = state["tasks"]
    assert (shown["id"], shown["status"], shown["request"]) == (task["id"], "completed", REQUEST)
    assert [mock.fetch(path).status for path in shown["files"] + shown["thumbnails"]] == [200] * 4
    assert state["keys"][0]["used"] == 5
    assert [(line["method"], line["status"]) for line in state["exchanges"]] == [
        ("POST", 400),
        ("GET", 200),
        ("POST", 200),
    ]
    assert json.loads(state["exchanges"][2]["request"]) == REQUEST
    assert state["exchanges"][0]["prefer"] == "story=stuck"


def test_state_after_a_number(mock: "Caller") -> None:
    """The state has only the exchanges after a number."""
    for _ in range(3):
        mock.credits()
    newest = mock.read(mock.call("GET", "/_mock/state"))["exchanges"][0]["number"]
    mock.credits()
    assert newest == 3
    assert [line["number"] for line in mock.exchanges(f"after={newest}")] == [4]
    assert len(mock.exchanges("after=x")) == 4


def test_page_is_not_logged(mock: "Caller") -> None:
    """Requests of the page are not logged."""
    for path in (*_FILES, "/_mock", "/_mock/state", "/_mock/nothing"):
        mock.call("GET", path)
    assert not mock.world.request_log


def test_thumbnails(mock: "Caller") -> None:
    """Thumbnails are small, and exist for completed tasks only."""
    name, quality = with_qualities()
    made = mock.create(model=name, prompt="x", quality=dear(quality))
    path = f"/_mock/thumbnails/{made['id']}/0"
    assert mock.call("GET", path).status == 404
    mock.now += 1_000
    response = mock.call("GET", path)
    assert response.headers["content-type"] == "image/webp"
    assert len(response.body) < 60_000
    assert mock.call("GET", path.replace("/0", "/1")).status == 404
    assert mock.call("GET", "/_mock/thumbnails/task-unified-1-a/0").status == 404


def test_page_is_read_only(mock: "Caller") -> None:
    """The page allows reading only."""
    response = mock.call("DELETE", "/_mock/state")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert mock.call("GET", "/_mock/nothing").status == 404


def test_clock_over_http(server: MockServer) -> None:
    """The clock can be advanced over HTTP."""
    url = f"{server.base_url}/_mock/clock"
    before = httpx.get(url).json()["now"]
    assert httpx.post(url, json={"advance": 30}).json() == {"now": before + 30}
    assert server.clock.now() == before + 30


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"advance": -1}', '{"advance": null}', '{"advance": "soon"}'])
def test_invalid_clock_request(server: MockServer, body: str) -> None:
    """An invalid request to advance the clock answers 400."""
    before = server.clock.now()
    assert httpx.post(f"{server.base_url}/_mock/clock", content=body).status_code == 400
    assert server.clock.now() == before
