"""Outcomes and keys that other programs set over HTTP."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from evolink_mock import MockServer
from evolink_mock.__main__ import main

REQUEST = {"model": "nano-banana-beta", "prompt": "x"}
SCRIPT, KEYS = "/_mock/script", "/_mock/keys"


class Program:
    """A program that knows nothing but HTTP and JSON.

    Args:
        server: The mock that it calls.
    """

    def __init__(self, server: MockServer) -> None:
        self.server = server

    def call(self, method: str, path: str, body: Any = None, key: str = "first-key") -> httpx.Response:
        headers = {"authorization": f"Bearer {key}"}
        return httpx.request(method, self.server.base_url + path, json=body, headers=headers)

    def create(self, key: str = "first-key", **request: Any) -> int:
        return self.call("POST", "/v1/images/generations", REQUEST | request, key).status_code


@pytest.fixture(scope="module")
def running() -> Iterator[MockServer]:
    with MockServer(api_key="first-key", speed=0, credits=None) as server:
        yield server


@pytest.fixture
def program(running: MockServer) -> Iterator[Program]:
    yield Program(running)
    running.world.rules.remove(lambda _: True)


def test_rules(program: Program) -> None:
    """A rule is set, read back, counted, and removed."""
    set_ = program.call("POST", SCRIPT, {"code": 429, "retry-after": 2, "on": "create", "times": 2}).json()
    number = set_.pop("number")
    assert set_ == {"code": "429", "retry-after": "2", "on": "create", "times": 2}
    refused = program.call("POST", "/v1/images/generations", REQUEST)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
    assert program.call("GET", SCRIPT).json() == {"rules": [{**set_, "number": number, "times": 1}]}
    program.call("POST", SCRIPT, {"story": "stuck", "model": "gemini-2.5-flash-image", "times": "all"})
    (left,) = program.call("DELETE", f"{SCRIPT}/{number}").json()["rules"]
    assert (left["model"], left["times"]) == ("nano-banana-beta", "all")
    assert program.create() == 200
    assert program.call("DELETE", f"{SCRIPT}/{number}").status_code == 404
    assert program.call("DELETE", SCRIPT).json() == program.call("GET", SCRIPT).json() == {"rules": []}


def test_rule_of_a_key(program: Program) -> None:
    """A rule is for one key, which is not shown, and goes with it."""
    program.call("POST", KEYS, {"key": "second-key-of-mine"})
    program.call("POST", SCRIPT, {"code": 500, "key": "second-key-of-mine", "times": "all"})
    assert (program.create(), program.create("second-key-of-mine")) == (200, 500)
    assert "second-key" not in program.call("GET", SCRIPT).text
    program.call("DELETE", f"{KEYS}/second-key-of-mine")
    assert program.call("GET", SCRIPT).json() == {"rules": []}


def test_keys(program: Program) -> None:
    """A key is added with its limits, changed while its task is remembered, read back, and revoked."""
    limits = {"credits": 2.0, "models": ["nano-banana-beta"], "per_minute": 600, "max_files": 3}
    added = program.call("POST", KEYS, {"key": "third-key/of+mine", **limits}).json()
    assert {name: added[name] for name in limits} == limits
    assert [program.create("third-key/of+mine"), program.create("third-key/of+mine")] == [200, 402]
    assert program.create("third-key/of+mine", model="gpt-4o-image") == 403
    changed = program.call("POST", KEYS, {"key": "third-key/of+mine", "credits": 0, "models": None}).json()
    assert (changed["models"], changed["per_minute"], changed["remaining"]) == (None, 600, -1.6)
    assert program.call("GET", "/v1/tasks", key="third-key/of+mine").json()["total"] == 1
    shown = program.call("GET", KEYS)
    assert changed in shown.json()["keys"]
    assert "third-key" not in shown.text
    assert program.call("DELETE", f"{KEYS}/third-key%2Fof+mine").status_code == 200
    assert program.create("third-key/of+mine") == 401
    assert program.call("DELETE", f"{KEYS}/third-key%2Fof+mine").status_code == 404


def test_key_that_returns(program: Program) -> None:
    """A key that was revoked and added again has nothing of its former self, and its old idempotency keys are free."""
    headers = {"authorization": "Bearer fourth-key", "idempotency-key": "0123456789abcdef"}
    created: list[str] = []
    for _ in range(2):
        program.call("POST", KEYS, {"key": "fourth-key"})
        url = f"{program.server.base_url}/v1/images/generations"
        created.append(httpx.post(url, json=REQUEST, headers=headers).json()["id"])
        assert program.call("GET", f"/v1/tasks/{created[-1]}", key="fourth-key").status_code == 200
        program.call("DELETE", f"{KEYS}/fourth-key")
    assert len({*created}) == len(created)


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        (SCRIPT, {"story": "stucks"}, "stuck"),
        (SCRIPT, {"stories": "stuck"}, "story, fault"),
        (SCRIPT, {"code": 418}, "429"),
        (SCRIPT, {"code": 500, "key": "nobody"}, "the key is unknown"),
        (SCRIPT, {}, "asks for nothing"),
        (SCRIPT, [{"code": 500}], "object"),
        (SCRIPT, {"code": 429.0}, "whole number"),
        (SCRIPT, {"times": int("9" * 4000), "code": 500}, "times=9"),
        (KEYS, {"credits": 1}, "key is missing"),
        (KEYS, {"key": "x", "credit": 1}, "credits, models, per_minute, max_files"),
        (KEYS, {"key": ["x"]}, "key must be"),
        (KEYS, {"key": "x" * 2000}, "key must be"),
        (KEYS, {"key": "x", "credits": -1}, "credits must be"),
        (KEYS, {"key": "x", "per_minute": True}, "per_minute must be"),
        (KEYS, {"key": "x", "models": "gpt-4o-image"}, "list"),
        (KEYS, {"key": "x", "models": ["gpt-4o"]}, "gpt-4o-image"),
        (KEYS, {"key": "x", "models": 5}, "models must be"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_error_with_words(program: Program, path: str, body: Any, words: str) -> None:
    """What the mock does not know is refused in words that say what it knows, and nothing is set."""
    answer = program.call("POST", path, body)
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]
    assert program.call("GET", SCRIPT).json() == {"rules": []}
    assert len(program.server.world.accounts) == 1


@pytest.mark.parametrize(
    ("path", "allowed"), [(SCRIPT, "DELETE, GET, HEAD, OPTIONS, POST"), (f"{KEYS}/x", "DELETE, OPTIONS")]
)
def test_methods(program: Program, path: str, allowed: str) -> None:
    """Other methods are refused, and the answer lists those that are supported."""
    answers = [program.call(method, path, {}) for method in ("PUT", "OPTIONS")]
    assert [answer.status_code for answer in answers] == [405, 204]
    assert {answer.headers["allow"] for answer in answers} == {allowed}


def test_known_values(program: Program) -> None:
    """`GET /_mock` lists the members of a rule, and what it can wait for."""
    known = program.call("GET", "/_mock").json()
    assert {"story", "retry-after", "on", "model", "key", "times"} < {*known["rule"]}
    assert {"create", "poll", "files", "getTaskDetail"} < {*known["on"]}
    assert "paid_outcome_unknown" in known["codes"]["createImageGeneration"]


@pytest.mark.parametrize("rule", ["story=stucks", "stuck", "", "story=stuck, on=poll", "code=500, key=nobody"])
def test_option_with_words(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that is wrong ends the command with status 2 and words."""
    with pytest.raises(SystemExit) as stopped:
        main(["--script", "story=stuck", "--script", rule])
    assert stopped.value.code == 2
    assert "--script: " in capsys.readouterr().err
