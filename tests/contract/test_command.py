"""The suite as a command: what can't be judged is said in words, and the exit status tells what was judged."""

import json
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evolink_mock import MockServer
from evolink_suite import preflight
from evolink_suite.command import CannotJudgeError, Order, judge
from evolink_suite.judging import Silence
from evolink_suite.preflight import obstacle, trouble, wrong_address, wrong_key
from tests.certificate import make_certificate
from tests.listening import free_port

from ._front import Answering, Asked, Reply, serve
from ._runs import KEY, REFUSAL, RUNS, judge_all
from .faults import alone

NOWHERE = {"error": {"code": "not_found", "message": "no", "type": "not_found_error"}}
HTML = Reply(200, b"<h1>It works</h1>", {"content-type": "text/html"})


def always(reply: Reply) -> Answering:
    return lambda _: reply


ROOT = Path(__file__).parents[2]
OTHER_SERVERS: dict[str, tuple[Answering, str]] = {
    "a page for everything": (always(HTML), r"is not this API: .* 200 \(text/html\)"),
    "no path": (always(Reply(404, b"no", {"content-type": "text/plain"})), r"is not this API: .* 404"),
    "no path, in JSON like ours": (always(Reply(404, NOWHERE)), r"is not this API: .* 404 \(application/json\)"),
    "JSON of its own": (always(Reply(200, {"message": "hello"})), "is not this API"),
    "JSON that is no object": (always(Reply(200, [1])), "is not this API"),
    "text that says it is JSON": (always(Reply(200, b"ok", {"content-type": "application/json"})), "is not this API"),
    "broken": (always(Reply(500, {"error": {"code": "x", "message": "x", "type": "x"}})), "is not this API: .* 500"),
    "a redirect": (always(Reply(301, b"", {"location": "https://b.example/v1/credits"})), "redirects to .*b.example"),
    "the key is refused": (always(Reply(401, REFUSAL)), "refuses the key with 401: .*no such key"),
    "nothing is permitted": (always(Reply(403, b"")), "refuses the key with 403"),
    "too many requests": (always(Reply(429, {})), "answers 429"),
    "the connection is closed": (always(Reply(0)), "does not answer in HTTP"),
}


@pytest.mark.parametrize("name", OTHER_SERVERS)
def test_other_server(name: str) -> None:
    """A server that is not this API, or does not let us in, is not judged, and the words say why."""
    answering, words = OTHER_SERVERS[name]
    with serve(answering) as url, pytest.raises(CannotJudgeError, match=words):
        judge(Order(url, KEY), Silence())


def test_key_goes_nowhere_else() -> None:
    """The key is sent to the server only, never after a redirect, and a refusal that repeats it is not."""
    asked: list[Asked] = []

    def elsewhere(request: Asked) -> Reply:
        asked.append(request)
        return HTML

    with serve(elsewhere) as other:
        with serve(always(Reply(307, b"", {"location": f"{other}/v1/credits"}))) as url:
            assert obstacle(url, KEY)
        assert asked == []
    with serve(lambda request: Reply(401, request.headers["authorization"].encode())) as url:
        found = obstacle(url, KEY)
    assert found
    assert KEY not in found.problem


@contextmanager
def talking(answer: bytes) -> Iterator[str]:
    """Serve bytes that are no HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    caller.sendall(answer)
                    caller.recv(1024)

        threading.Thread(target=talk, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def with_certificate(folder: Path) -> Iterator[str]:
    """Serve TLS with a certificate that nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(make_certificate(folder))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                    with context.wrap_socket(caller, server_side=True):
                        pass
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        threading.Thread(target=greet, daemon=True).start()
        yield f"https://localhost:{server.getsockname()[1]}"


def test_untrusted_certificate(tmp_path: Path) -> None:
    """A certificate that is not trusted is named as the reason, with what to do about it."""
    with with_certificate(tmp_path) as url:
        found = obstacle(url, KEY)
    assert found
    assert "certificate" in found.problem
    assert "SSL_CERT_FILE" in found.advice


def test_no_http() -> None:
    """What does not speak HTTP, or not TLS, or not at all, is said to be so."""
    with talking(b"SSH-2.0-OpenSSH_9.6\r\n") as place:
        plain, secure = obstacle(f"http://{place}", KEY), obstacle(f"https://{place}", KEY)
    nobody = obstacle(f"http://127.0.0.1:{free_port()}", KEY)
    assert plain
    assert "does not answer in HTTP" in plain.problem
    assert secure
    assert "does not speak TLS" in secure.problem
    assert nobody
    assert "can't be reached" in nobody.problem


def test_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that can't be used is named without its password, and this machine is reached without one."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://me:secret@127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(CannotJudgeError, match=r"through the proxy 127\.0\.0\.1:1 ") as found:
        judge(Order("http://gateway.example", KEY), Silence())
    assert "secret" not in str(found.value)
    with serve(always(Reply(401, REFUSAL))) as url, pytest.raises(CannotJudgeError, match="refuses the key"):
        judge(Order(url, KEY), Silence())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://a.example/v1", "leave out /v1: http://a.example"),
        ("https://a.example/api/v1/", "leave out /v1: https://a.example/api"),
        ("a.example", "http:// or https://"),
        ("localhost:8787", "http:// or https://"),
        ("ftp://a.example", "http:// or https://"),
        ("http://", "http:// or https://"),
        ("http://me:secret@a.example", "has a user in it"),
        ("http://a.example/?x=1", "leave out what follows"),
        ("http://a.example:99999", "is not an address"),
        ("http://me:secret@a.example:99999/?secret", "'http://***@a.example:99999/?…' is not an address"),
        ("http://a.example:x", "is not an address"),
    ],
)
def test_wrong_address(address: str, words: str) -> None:
    """An address that can't be right is refused before anything is sent."""
    found = wrong_address(address)
    assert found
    assert words in f"{found.problem}; {found.advice}"
    assert "secret" not in found.problem


@pytest.mark.parametrize("key", ["", "k", "my two words", " my-own-key", "my-own-key\n", "schlüssel", "my\x01own"])
def test_wrong_key(key: str) -> None:
    """A key that can't be right is refused before it is sent, without repeating it."""
    found = wrong_key(key)
    assert found
    assert "EVOLINK_API_KEY" in found.advice
    assert len(key) < 2 or key not in f"{found}"


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"budget": 0.01}, "too small: even the cheapest task"),
        ({"budget": -1}, "not possible"),
        ({"budget": float("inf")}, "not possible"),
        ({"budget": float("nan")}, "not possible"),
        ({"models": ("gpt-4o-imag",)}, "for example, gpt-4o-image"),
        ({"operations": ("getCredit",)}, "for example, getCredits"),
    ],
)
def test_wrong_order(order: dict[str, Any], words: str) -> None:
    """An order that can't be met is refused before anything is sent."""
    with pytest.raises(CannotJudgeError, match=words):
        judge(Order("http://127.0.0.1:9", KEY, **order), Silence())


def test_right_addresses() -> None:
    """A port, a folder and a slash at the end are part of addresses."""
    for address in ("http://127.0.0.1:8787/", "https://a.example/api", "http://[::1]:80", "https://v1.example"):
        assert wrong_address(address) is None


@pytest.fixture(scope="module")
def runs() -> dict[str, dict[str, Any]]:
    """Judge all servers, in a process of its own, as the suite knows one address in each."""
    return alone(judge_all, None)


@pytest.mark.parametrize("name", RUNS)
def test_run(name: str, runs: dict[str, dict[str, Any]]) -> None:
    """The exit status is 1 if a check failed, 2 if not enough was judged, and 0 otherwise; the words say why."""
    run, found = RUNS[name], runs[name]
    assert found["status"] == run.status, found["summary"]
    assert re.search(run.words, found["summary"], re.MULTILINE), found["summary"]
    assert found["interrupted"] is (name == "stopped by hand")
    assert KEY not in json.dumps(found)


@pytest.mark.parametrize(
    ("later", "words"),
    [(Reply(502, b"Bad Gateway"), "502"), (Reply(401, REFUSAL), "refuses the key with 401"), (Reply(0), "not answer")],
)
def test_end_of_a_server(later: Reply, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server behind a gateway is gone if the gateway says so, and so is one that no longer knows the key."""
    monkeypatch.setattr(preflight, "_PATIENCE", (0,))
    with serve(always(later)) as url:
        assert words in trouble(url, KEY)


def test_blip() -> None:
    """A server that answers when it is asked again is not gone."""
    known = Reply(200, {"data": {}, "message": "", "success": True})
    with serve(lambda asked: Reply(0) if asked.number == 1 else known) as url:
        assert trouble(url, KEY) == ""


def test_schemathesis(evolink_mock: MockServer, tmp_path: Path) -> None:
    """Schemathesis alone finds nothing wrong in the mock, by the command that the guide shows."""
    guide = (ROOT / "docs" / "guides" / "gateways.md").read_text(encoding="utf-8")
    shown = re.search(r"```sh\n(SCHEMATHESIS_HOOKS=.*?)```", guide, re.DOTALL)
    assert shown
    command = shown[1].strip().replace("https://gateway.example", evolink_mock.base_url)
    done = subprocess.run(
        ["/bin/bash", "-c", f"{command} --phases fuzzing --max-examples 3 --no-color"],
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "EVOLINK_API_KEY": evolink_mock.api_key,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout


def test_stops_at_once(runs: dict[str, dict[str, Any]]) -> None:
    """When the server is gone, nothing more is asked of it than whether it is."""
    assert runs["dies"]["requests"] < 15 + 10
