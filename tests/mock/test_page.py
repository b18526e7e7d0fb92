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
def test_the_page_comes_from_this_server_alone(mock: "Caller", path: str) -> None:
    response = mock.call("GET", path, headers={"authorization": ""})
    assert response.status == 200
    assert not re.search(rb"""https?://|["'(]//""", response.body)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    head = mock.call("HEAD", path)
    assert (head.status, head.body) == (200, b"")


def test_what_can_be_asked_for_is_told(mock: "Caller") -> None:
    told = mock.read(mock.call("GET", "/_mock"))
    assert told["stories"] == list(stories())
    assert told["faults"] == dict(FAULTS)
    assert told["codes"] == {operation.id: [200, *operation.errors] for operation in operations()}


def test_the_contract_is_served_as_it_is(mock: "Caller") -> None:
    assert mock.read(mock.call("GET", "/_mock/contract.json")) == evolink_contract.document()


def test_the_state_tells_keys_tasks_and_exchanges_newest_first(mock: "Caller") -> None:
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


def test_only_what_came_since_the_last_look_is_told(mock: "Caller") -> None:
    for _ in range(3):
        mock.credits()
    newest = mock.read(mock.call("GET", "/_mock/state"))["exchanges"][0]["number"]
    mock.credits()
    assert newest == 3
    assert [line["number"] for line in mock.exchanges(f"after={newest}")] == [4]
    assert len(mock.exchanges("after=x")) == 4


def test_the_page_does_not_fill_the_request_log(mock: "Caller") -> None:
    for path in (*_FILES, "/_mock", "/_mock/state", "/_mock/nothing"):
        mock.call("GET", path)
    assert not mock.world.request_log


def test_thumbnails_are_small_and_only_of_what_is_done(mock: "Caller") -> None:
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


def test_the_page_is_only_read(mock: "Caller") -> None:
    response = mock.call("DELETE", "/_mock/state")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert mock.call("GET", "/_mock/nothing").status == 404


def test_the_clock_can_be_moved_over_http(server: MockServer) -> None:
    url = f"{server.base_url}/_mock/clock"
    before = httpx.get(url).json()["now"]
    assert httpx.post(url, json={"advance": 30}).json() == {"now": before + 30}
    assert server.clock.now() == before + 30


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"advance": -1}', '{"advance": null}', '{"advance": "soon"}'])
def test_a_move_that_is_none_is_refused(server: MockServer, body: str) -> None:
    before = server.clock.now()
    assert httpx.post(f"{server.base_url}/_mock/clock", content=body).status_code == 400
    assert server.clock.now() == before
