"""Web pages of other origins use the mock from a browser, if it was started so."""

from typing import TYPE_CHECKING

import httpx
import pytest

from evolink_mock import MockServer, World
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.step import log_answer

if TYPE_CHECKING:
    from .conftest import Caller

APP, OTHER = {"origin": "http://localhost:5173"}, {"origin": "http://evil.example"}
ASKS = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type,x-app-version",
}
CREATE = "/v1/images/generations"
READABLE = {"retry-after", "location", "x-request-id", "ratelimit-remaining", "x-ratelimit-remaining", "etag"}


@pytest.fixture
def app(mock: "Caller") -> "Caller":
    mock.world = World(seed="tests", allow_origins=["HTTP://localhost:5173/", "https://app.example:443"])
    mock.world.add_key(mock.key)
    return mock


def listed(response: "Response", name: str) -> set[str]:
    return {each.strip().lower() for each in response.headers.get(f"access-control-{name}", "").split(",")}


@pytest.mark.parametrize("path", [CREATE, "/v1/nowhere", "/files/task-unified-1-a/0.png"])
def test_preflight(app: "Caller", path: str) -> None:
    """A browser's question is answered for every path, so that the page can read even the error that follows."""
    answer = app.send("OPTIONS", path, headers={**APP, **ASKS, "authorization": ""})
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == APP["origin"]
    assert "POST" in answer.headers["access-control-allow-methods"]
    wanted = {"authorization", "content-type", "idempotency-key", "prefer", "x-app-version"}
    assert wanted <= listed(answer, "allow-headers")
    assert int(answer.headers["access-control-max-age"]) > 0
    assert app.world.request_log[-1].request.method == "OPTIONS"


def test_answers_that_a_page_can_read(app: "Caller") -> None:
    """Good answers, errors, scripted faults and files carry the headers that let a page read them."""
    made = app.create(APP, model="nano-banana-beta", prompt="x")
    app.now += 1_000
    answers = [
        app.send("GET", "/v1/credits", headers={**APP, "authorization": ""}),
        app.send("POST", CREATE, {}, headers={**APP, "prefer": "code=429, retry-after=2"}),
        app.send("POST", CREATE, b"[", headers=APP),
        app.send("GET", "/v1/credits", headers={**APP, "prefer": "fault=html-502"}),
        app.send("PATCH", CREATE, headers=APP),
        app.send("GET", f"/files/{made['id']}/0.png", headers={**APP, "authorization": ""}),
        app.send("GET", f"/files/{made['id']}/9.png", headers=APP),
        app.send("GET", f"/files/{made['id']}/0.png", headers={**APP, "if-none-match": "*"}),
    ]
    assert [answer.status for answer in answers] == [401, 429, 400, 502, 405, 200, 404, 304]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == APP["origin"]
        assert answer.headers["vary"] == "Origin"
        assert listed(answer, "expose-headers") >= READABLE


def test_every_header_can_be_read(app: "Caller") -> None:
    """Whatever headers an answer has for its reader, a page can read them."""
    answer = app.send("POST", CREATE, {}, headers={**APP, "prefer": "code=429, retry-after=2"})
    for_browsers = {"content-security-policy", "content-type", "vary", "x-content-type-options"}
    own = {name for name in answer.headers if not name.startswith("access-control-")} - for_browsers
    assert own <= listed(answer, "expose-headers")


@pytest.mark.parametrize("headers", [OTHER, {}, {"origin": "null"}, {"origin": "http://localhost:5174"}])
def test_page_that_is_not_allowed(app: "Caller", headers: dict[str, str]) -> None:
    """A page of another origin is not told what to send, and can't read what it gets."""
    asked = app.send("OPTIONS", CREATE, headers={**headers, **ASKS})
    answer = app.send("GET", "/v1/credits", headers=headers)
    for each in (asked, answer):
        assert not [name for name in each.headers if name.startswith("access-control-")]
        assert each.headers["vary"] == "Origin"


def test_off_by_default(mock: "Caller") -> None:
    """Without the setting no page is allowed anything."""
    for method, headers in (("OPTIONS", {**APP, **ASKS}), ("GET", APP)):
        answer = mock.send(method, "/v1/credits", headers=headers)
        assert not [name for name in answer.headers if name.startswith("access-control-") or name == "vary"]


def test_every_page(mock: "Caller") -> None:
    """With `*` every page may use the service, but none the mock's own controls, which know the keys."""
    mock.world = World(allow_origins=["*"])
    for headers in (APP, OTHER, {}):
        assert mock.send("GET", "/v1/credits", headers=headers).headers["access-control-allow-origin"] == "*"
    assert mock.send("OPTIONS", CREATE, headers={**APP, **ASKS}).headers["access-control-allow-origin"] == "*"
    for path in ("/", "/_mock/state", "/_mock/clock"):
        refused = log_answer(mock.world, Request("POST", path, APP), Response(403, {}, b""), mock.now)
        for answer in (
            refused,
            mock.send("GET", path, headers=APP),
            mock.send("OPTIONS", path, headers={**APP, **ASKS}),
        ):
            assert "access-control-allow-origin" not in answer.headers


def test_over_the_wire() -> None:
    """A preflight needs no key, and the request that follows it works."""
    origin = {"origin": "https://app.example"}
    with MockServer(allow_origins=["https://app.example"]) as server:
        assert httpx.options(server.base_url + CREATE, headers={**origin, **ASKS}).status_code == 204
        answer = httpx.get(f"{server.base_url}/v1/credits", headers={**origin, "authorization": "Bearer mock-key"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "https://app.example")
