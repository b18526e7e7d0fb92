"""The commands of a report: run by a shell, they send what the suite sent, and they show no form of the key."""

import json
import shutil
import subprocess

import httpx
import pytest

from evolink_suite.curl import as_curl
from evolink_suite.exchange import exchange_of
from evolink_suite.masking import masked
from evolink_suite.test_access import REFUSED

from ._front import Asked, Reply, serve

KEY = "sk-Test$1-`x`-\"q\"-'s'-\\!"
"""A key of all that a shell takes for its own."""
BODIES = {
    "JSON": b'{"prompt":"it\'s a $HOME, `x` and \\"y\\"!","n":1}',
    "a file's name": b"@/etc/hostname",
    "lines": b"a\nb\n",
    "a line end of Windows": b"a\r\nb",
    "bytes": bytes(range(256)),
    "long": b'{"prompt":"' + b"x" * 300_000 + b'"}',
    "the key": KEY.encode(),
}
pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


def repeated(*requests: httpx.Request) -> list[Asked]:
    """Return what a server hears from the commands that repeat requests; each names it as http://server."""
    heard: list[Asked] = []

    def hear(asked: Asked) -> Reply:
        heard.append(asked)
        return Reply(200)

    with serve(hear) as url:
        commands = [as_curl(exchange_of(request, KEY)) for request in requests]
        assert not any(KEY in command for command in commands)
        script = "\n".join(commands).replace("http://server", url)
        done = subprocess.run(
            ["/bin/bash", "-e"],
            input=script.encode(),
            env={"EVOLINK_API_KEY": KEY, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return heard


def test_every_form_of_the_key() -> None:
    """A command makes each form of the key from the variable, and shows neither the key nor most of it."""
    sent = [make(KEY) for make in REFUSED.values()]
    requests = [
        httpx.Request("GET", "http://server/", headers={"authorization": each} if each else {}) for each in sent
    ]
    commands = [as_curl(exchange_of(request, KEY)) for request in requests]
    shown = [each for each in commands if KEY[2:12] in each or KEY[:8].swapcase() in each or KEY[-8:] in each]
    assert shown == []
    assert [asked.headers.get("authorization", "") for asked in repeated(*requests)] == sent


def test_bodies() -> None:
    """A command sends the whole body, byte for byte, with the headers that it had."""
    requests = [httpx.Request("POST", "http://server/", content=each) for each in BODIES.values()]
    form = httpx.Request("POST", "http://server/", files={"file": ("a.png", b"\x89PNG\0\xff"), "name": (None, "a")})
    form.read()
    heard = repeated(*requests, form)
    assert [asked.body for asked in heard] == [*BODIES.values(), form.content]
    assert [asked.headers.get("content-type") for asked in heard[:-1]] == [None] * len(BODIES)
    assert heard[-1].headers["content-type"] == form.headers["content-type"]


def test_what_can_not_be_seen() -> None:
    """Characters that a clipboard loses are escaped where JSON allows it."""
    body = {"prompt": "a\u00a0b\u200bc\u2028d\U000e0001é 猫"}
    request = httpx.Request("POST", "http://server/", json=body)
    command = as_curl(exchange_of(request, KEY))
    assert "\\u00a0b\\u200bc\\u2028d\\udb40\\udc01é 猫" in command
    (heard,) = repeated(request)
    assert json.loads(heard.body) == body


def test_methods_and_addresses() -> None:
    """Methods and addresses are sent as they were, whatever curl makes of them by itself."""
    requests = [
        httpx.Request("HEAD", "http://server/"),
        httpx.Request("DELETE", "http://server/v1/tasks/%2e%2e?a=[1-3]&b={x,y}&c='$HOME'"),
        httpx.Request("GET", "http://server/", headers={"x-empty": ""}),
    ]
    heard = repeated(*requests)
    assert [(asked.method, asked.path) for asked in heard] == [
        (request.method, request.url.raw_path.decode()) for request in requests
    ]
    assert heard[-1].headers["x-empty"] == ""


def test_answers_are_masked() -> None:
    """A key that an answer repeats is not shown, in any form."""
    for make in REFUSED.values():
        assert KEY[2:12] not in masked(f"no such key: {make(KEY)}.", KEY)
