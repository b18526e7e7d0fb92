"""What a mock on a developer's machine refuses: foreign hosts, foreign pages, forms that would control it."""

import json
from collections.abc import Iterator

import httpx
import pytest

from evolink_mock import Clock, MockServer, SettingError
from evolink_mock.http.guard import Guard, admit_all
from evolink_mock.world.messages import Request

CREATE = "/v1/images/generations"
JSON = {"content-type": "application/json"}
OWN = {"host": "127.0.0.1:8787", "origin": "http://127.0.0.1:8787", "sec-fetch-site": "same-origin"}
FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:8788"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
]


def status(guard: Guard, method: str, path: str, **headers: str) -> int:
    """Return the status of a refusal; 0 for none."""
    sent = {"host": "127.0.0.1:8787", **{name.replace("_", "-"): value for name, value in headers.items()}}
    refused = guard.refuse(Request(method, path, sent))
    return refused.status if refused else 0


@pytest.mark.parametrize("path", ["/", "/_mock/state", "/v1/credits", CREATE, "/files/x", "/nothing"])
@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *(
            (host, 0)
            for host in ("127.0.0.1", "127.9.9.9:80", "[::1]:8787", "LOCALHOST:1", "app.localhost", "localhost.")
        ),
        *((host, 403) for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "8.8.8.8")),
        *((host, 403) for host in ("0x7f.1", "2130706433", "xlocalhost", "[::2]", "host_1:8787")),
        *((host, 400) for host in ("127.0.0.1@evil.example", "127.0.0.1/", "127.0.0.1:x", "[::1", " ", "évil")),
        *((host, 400) for host in ("", "a, b", "localhost:70000")),
    ],
)
def test_hosts(path: str, host: str, expected: int) -> None:
    """Nothing is answered under a name that is not of this machine."""
    assert status(Guard(), "GET", path, host=host) == expected


def test_allowed_hosts() -> None:
    """What is admitted at the start is answered."""
    assert [status(Guard(admits), "GET", "/_mock", host="mock_1") for admits in ("mock_1".__eq__, admit_all)] == [0, 0]


@pytest.mark.parametrize("headers", FOREIGN)
def test_foreign_pages(headers: dict[str, str]) -> None:
    """A foreign page reads and changes nothing under /_mock, and spends nothing."""
    calls = [
        ("GET", "/"), ("GET", "/_mock"), ("GET", "/_mock/state"), ("POST", "/_mock/clock"), ("POST", CREATE),
        ("DELETE", "/api/v1/files/f"), ("POST", "/api/v1/files/upload/stream"),
    ]  # fmt: skip
    met = [status(Guard(), method, path, **{**JSON, **headers}) for method, path in calls]
    assert met == [403] * len(calls)


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {},
        {"host": "LocalHost:80", "origin": "http://localhost:80"},
        {"sec-fetch-site": "none"},
    ],
)
def test_own_page(headers: dict[str, str]) -> None:
    """The mock's own page, and a program that is no page, may do everything."""
    calls = [("GET", "/"), ("GET", "/_mock/state"), ("POST", "/_mock/clock"), ("POST", CREATE)]
    assert [status(Guard(), method, path, **{**JSON, **headers}) for method, path in calls] == [0, 0, 0, 0]


def test_what_other_sites_may_do() -> None:
    """A link elsewhere may open the page, a page elsewhere may show a result, and an allowed origin may spend."""
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    shows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    app = {"sec-fetch-site": "same-site", "origin": "http://localhost:3000", **JSON}
    proxied = {"sec-fetch-site": "same-origin", "origin": "http://localhost:5173", **JSON}
    guard = Guard(origins={"http://localhost:3000"})
    assert status(guard, "GET", "/", **follows) == 0
    assert status(guard, "GET", "/_mock/state", **follows) == 403
    assert status(guard, "GET", "/files/task-unified-1-a/0.png", **shows) == 0
    assert (status(guard, "POST", CREATE, **app), status(Guard(), "POST", CREATE, **app)) == (0, 403)
    assert status(guard, "POST", "/_mock/clock", **app) == 403
    assert status(guard, "POST", CREATE, **proxied) == 0


@pytest.mark.parametrize("media_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_forms_are_no_controls(media_type: str) -> None:
    """What a form can send changes nothing under /_mock, whatever page it comes from."""
    assert status(Guard(), "POST", "/_mock/clock", **OWN, **({"content-type": media_type} if media_type else {})) == 415


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with MockServer(api_key="a-very-secret-key", speed=0) as running:
        yield running


def test_guard_over_a_socket(server: MockServer) -> None:
    """A server refuses a foreign host, logs that, and answers to a name of this machine."""
    before = len(server.request_log)
    refused = httpx.get(f"{server.base_url}/_mock/state", headers={"host": "evil.example"})
    assert refused.status_code == 403
    assert "a-very-secret-key" not in refused.text
    assert "--allow-host evil.example" in refused.json()["error"]["message"]
    assert len(server.request_log) == before + 1
    assert httpx.get(f"{server.base_url}/_mock/state", headers={"host": "localhost"}).status_code == 200


def test_safety_headers(server: MockServer) -> None:
    """Every answer forbids guessing its type, and acting as a page of the mock."""
    paths = ["/", "/_mock/page.js", "/_mock/state", "/_mock/no", "/v1/credits", "/files/no", "/no"]
    answers = [httpx.get(server.base_url + path) for path in paths]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
    policies = [answer.headers["content-security-policy"] for answer in answers]
    assert "frame-ancestors 'none'" in policies[0]
    assert all("sandbox" in policy for policy in policies[2:])


@pytest.mark.parametrize("seconds", ["1e308", "1e12", "3.2e9", "NaN", "Infinity", "-1", "9" * 5000])
def test_advance_is_bounded(server: MockServer, seconds: str) -> None:
    """A step of the clock that leads too far is refused, and the clock goes on."""
    before = server.clock.now()
    body = '{"advance": %s}' % seconds  # noqa: UP031 - braces
    assert httpx.post(f"{server.base_url}/_mock/clock", content=body, headers=JSON).status_code == 400
    assert server.clock.now() == before


def test_steps_are_bounded_together() -> None:
    """Many steps lead no farther than one, and afterwards time still passes."""
    clock = Clock(speed=1_000_000)
    for _ in range(31):
        clock.advance(1e8)
    with pytest.raises(ValueError, match="100 years in all"):
        clock.advance(1e8)
    before = clock.now()
    clock.advance(0)
    assert before < clock.now() < 7e9
    assert json.dumps(clock.now())


def test_keys_are_masked() -> None:
    """Neither the page's state, nor a message, nor what Python prints shows a key, wherever a request had it."""
    key = "sk-evolink-0123456789"
    with MockServer(api_key=key, speed=0) as server:
        sent = {"authorization": f"Bearer {key}", "prefer": f"story={key}"}
        _ = httpx.post(server.base_url + CREATE, json={"model": "gpt-4o-image", "prompt": key}, headers=sent)
        _ = httpx.get(f"{server.base_url}/v1/tasks/{key}?q={key}", headers={"authorization": f"Bearer {key}"})
        state = httpx.get(f"{server.base_url}/_mock/state").json()
        shown = f"{state}{server.request_log[-1].request.headers}{server.world.accounts[key]}"
    assert "0123456789" not in shown
    assert state["keys"][0]["key"] == "sk-e…89"
    with pytest.raises(SettingError) as caught:
        MockServer(api_key="sk-evolink 0123456789")
    assert "0123456789" not in str(caught.value)


def test_handle(server: MockServer) -> None:
    """The page sends a handle in place of the key; only an account's own handle is one."""
    handle = httpx.get(f"{server.base_url}/_mock/state").json()["keys"][0]["handle"]
    met = [
        httpx.get(f"{server.base_url}/v1/credits", headers={"authorization": sent}).status_code
        for sent in (f"Mock-Key {handle}", f"Bearer {handle}", "Mock-Key x", "Mock-Key a-very-secret-key")
    ]
    assert met == [200, 401, 401, 401]
