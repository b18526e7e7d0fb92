"""Whatever bytes reach the mock's socket, it answers or hangs up, writes a log, and stays as it is."""

import json
import logging
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evolink_mock import MockServer
from evolink_mock.world.addresses import is_page_path

CREATE = "/v1/images/generations"
LARGE = "9" * 5000
TASK = "task-unified-1-abcdefgh"
RIGHT = json.dumps({"model": "gpt-4o-image", "prompt": "x"}).encode()
WORDS = [
    "",
    "0",
    "-1",
    "1e308",
    "nan",
    LARGE,
    "²",
    "\xff\xfe",
    "%00",
    "%ED%A0%80",
    "%",
    "a b",
    ",",
    ";",
    '"',
    "\t",
    "é",
]
METHODS = [
    "GET",
    "POST",
    "HEAD",
    "OPTIONS",
    "DELETE",
    "PUT",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PRI",
    "BREW",
    "get",
    "",
    "G\xe9T",
]
PATHS = [
    *(
        CREATE,
        "/v1/credits",
        "/v1/tasks",
        f"/v1/tasks/{TASK}",
        "/v1/tasks/batch",
        "/v1/models",
        "/v1/videos/generations",
    ),
    *("/api/v1/files/list", "/api/v1/files/upload/stream", "/api/v1/files/upload/base64", "/api/v1/files/upload/url"),
    *(
        f"/files/{TASK}/0.png",
        "/api/v1/files/download/x",
        "/",
        "/_mock",
        "/_mock/state",
        "/_mock/clock",
        "/_mock/form.json",
    ),
    *(
        "/_mock/violations.json",
        "/_mock/script",
        "/_mock/keys",
        "*",
        "//",
        "/v1/../_mock/state",
        "",
        "?",
        "#",
        "evil.example:443",
    ),
    *(
        "http://localhost/v1/credits",
        "http://evil.example/_mock/state",
        "http://[::1]:x/",
        "http://",
        "https://localhost/v1/tasks",
    ),
]
NAMES = [
    *("range", "prefer", "idempotency-key", "content-type", "content-encoding", "if-none-match", "if-range", "origin"),
    *("authorization", "host", "expect", "accept", "cookie", "x-forwarded-host", "x-forwarded-proto", "sec-fetch-site"),
    *(
        "access-control-request-method",
        "access-control-request-headers",
        "transfer-encoding",
        "content-length",
        "te",
        "x y",
    ),
]
VALUES = [
    *(
        f"bytes={LARGE}-",
        f"bytes=-{LARGE}",
        "bytes=0-0,1-1",
        f"code={LARGE}",
        "code=429, retry-after=2",
        "story=",
        "format=png",
    ),
    *(
        "application/json; charset=utf-16",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "text/plain",
    ),
    *(
        "gzip, br",
        "100-continue",
        "chunked",
        "gzip, chunked",
        "localhost",
        "[::1]:80",
        "evil.example",
        "a, b",
        "null",
        "cross-site",
    ),
    *(
        "Bearer k",
        "Bearer",
        "Basic azo6",
        "Mock-Key x",
        "x" * 70_000,
        "http://localhost:99999",
        'W/"x", *',
        "5",
        "-5",
        "0x5",
    ),
]
UPGRADES = [
    "",
    "connection: close, upgrade\r\nupgrade: websocket\r\n",
    "connection: close, upgrade\r\nupgrade: h2c\r\n",
]
BODIES = [
    *(
        b"",
        RIGHT,
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"a":' * 300,
        b"[" * 255 + b"]" * 255,
        b'"\\ud800"',
        b"\xed\xa0\x80",
        b"\xff",
    ),
    *(
        RIGHT[:-1] + b',"x":"\\udfff"}',
        RIGHT[:-1] + b',"n":' + LARGE.encode() + b"}",
        RIGHT[:-1] + b',"n":1e999}',
        b"NaN",
    ),
    *(
        b'{"advance":1e308}',
        b'{"task_ids":["\\ud800"]}',
        b'{"base64_data":"\\ud800"}',
        b'{"file_url":"http://[::1"}',
        b"\0" * 99,
    ),
    b'--x\r\ncontent-disposition: form-data; name="file"; filename="\xff"\r\n\r\n\x89PNG\r\n\x1a\n\r\n--x--\r\n',
]
STATUS = re.compile(rb"HTTP/1\.1 ([2-5]\d\d) ")


class Wire:
    """A server, and a socket to it for each request."""

    def __init__(self, server: MockServer) -> None:
        self.server = server
        self.said: list[logging.LogRecord] = []
        self.address = ("127.0.0.1", int(server.base_url.rpartition(":")[2]))

    def send(self, data: bytes, *, whole: bool = True) -> bytes:
        """Send bytes, and return all that comes; what is not whole ends with the end of what is sent."""
        with socket.create_connection(self.address, timeout=20) as connection:
            received: list[bytes] = []
            try:
                connection.sendall(data)
                if not whole:
                    connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(1 << 16):
                    received.append(part)
            except TimeoutError:
                raise
            except OSError:
                pass  # the mock hung up while something was still on its way
            return b"".join(received)

    @property
    def last(self) -> int:
        """The number of the last request in the log; 0 before the first."""
        return self.server.request_log[-1].number if self.server.request_log else 0

    def state(self) -> Any:
        head, _, body = self.send(
            b"GET /_mock/state HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        ).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        return json.loads(body.decode("utf-8"))


class Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with MockServer(api_key="k", credits=None, speed=0, seed="wire") as server:
        wire = Wire(server)
        handler = Listener(wire.said)
        logging.getLogger().addHandler(handler)
        yield wire
        logging.getLogger().removeHandler(handler)


def framed(body: bytes, framing: str) -> tuple[str, bytes]:
    """Return a header for a body, and the body as it is sent."""
    match framing:
        case "length":
            return f"content-length: {len(body)}\r\n", body
        case "chunked":
            return "transfer-encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (
                len(body),
                body,
            ) if body else b"0\r\n\r\n"
        case "both":
            return f"content-length: {len(body)}\r\ntransfer-encoding: chunked\r\n", body
        case _:
            return framing, body


texts = st.sampled_from([*WORDS, *VALUES]) | st.text(st.characters(max_codepoint=255), max_size=12)
targets = st.tuples(
    st.sampled_from(PATHS), st.just("") | texts, st.just("") | texts.map("?page_size={0}&after={0}".format)
)
headers = st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=3)
framings = st.sampled_from(
    ["length", "length", "length", "chunked", "both", "", "content-length: 5\r\n", "content-length: x\r\n"]
)


@settings(max_examples=250, derandomize=True, database=None, deadline=None)
@given(
    method=st.sampled_from(["GET", "POST", "POST", *METHODS]),
    target=targets,
    more=headers,
    upgrade=st.sampled_from(UPGRADES),
    body=st.sampled_from(BODIES) | st.binary(max_size=40),
    framing=framings,
    cut=st.just(0) | st.integers(1, 60),
    before=st.sampled_from(
        [b"", b"", b"", b"\r\n", b"\x16\x03\x01\x02", b"GET /v1/credits HTTP/1.1\r\nhost: localhost\r\n\r\n"]
    ),
)
@example("GET", ("http://localhost", "", ""), [], "", b"", "", 0, b"")
@example("POST", (CREATE, "", ""), [], "", RIGHT, "content-length: 9000000000000\r\n", 0, b"")
@example("GET", ("/v1/" + "a" * 200_000, "", ""), [], "", b"", "", 0, b"")
def test_no_bytes_break_the_mock(  # noqa: PLR0913, PLR0917 - the parts of what is sent
    wire: Wire,
    method: str,
    target: tuple[str, str, str],
    more: list[tuple[str, str]],
    upgrade: str,
    body: bytes,
    framing: str,
    cut: int,
    before: bytes,
) -> None:
    """Nothing is answered with 5xx, each answer is in the log, nothing is printed, and the page's state can be read."""
    header, sent = framed(body, framing)
    named = "".join(f"{name}: {value}\r\n" for name, value in more)
    usual = "host: localhost\r\nauthorization: Bearer k\r\n" + (upgrade or "connection: close\r\n")
    head = f"{method} {''.join(target)} HTTP/1.1\r\n{usual}{named}{header}\r\n".encode("latin-1")
    data = before + head + sent
    first = wire.last
    answer = wire.send(data[: len(data) - cut], whole=not cut and framing in ("length", "chunked") and not more)
    statuses = [int(status) for status in STATUS.findall(answer)]
    assert all(status < 500 for status in statuses), answer[:300]
    logged = [entry for entry in wire.server.request_log if entry.number > first]
    assert len(logged) >= len(statuses) - (2 if is_page_path(target[0]) or "_mock" in "".join(target) else 0)
    assert wire.state()["keys"]
    assert not wire.said


def test_nothing_is_printed(wire: Wire, capfd: pytest.CaptureFixture[str]) -> None:
    """What is no HTTP is answered in the form of other errors, is logged, and leaves nothing on the standard error."""
    answer = wire.send(b"\x16\x03\x01 TLS\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"x-content-type-options: nosniff" in answer
    assert b'{"error":' in answer
    assert wire.server.request_log[-1].response.status == 400
    assert capfd.readouterr() == ("", "")


def test_a_cut_body_is_logged(wire: Wire) -> None:
    """A request whose client goes away before the end of its body creates nothing, and is in the log."""
    tasks, number = len(wire.server.world.tasks), wire.last
    head = (
        f"POST {CREATE} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\ncontent-length: 99\r\n\r\n".encode()
    )
    assert wire.send(head + RIGHT, whole=False) == b""
    assert wire.state()["exchanges"][0]["number"] == number + 1
    assert "closed" in wire.state()["exchanges"][0]["response"]
    assert len(wire.server.world.tasks) == tasks


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://localhost/v1/credits", 200),
        ("http://evil.example/_mock/state", 403),
        ("http://[::1]:5/v1/credits", 200),
    ],
)
def test_the_host_of_the_target_counts(wire: Wire, target: str, status: int) -> None:
    """Where the target names a host, as for a proxy, that one counts and not the Host header."""
    head = f"GET {target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\nconnection: close\r\n\r\n"
    assert wire.send(head.encode()).startswith(f"HTTP/1.1 {status} ".encode())


def test_endless_headers(wire: Wire) -> None:
    """Headers without an end, and those that are too large, are refused before they fill the memory."""
    for end in (b"", b"\r\n\r\n"):
        head = b"GET /v1/credits HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx: " + b"a" * 70_000
        _ = wire.send(head + end)
        assert wire.server.request_log[-1].response.status == 431


def test_many_whole_requests(wire: Wire) -> None:
    """Complete requests on one connection, however many, are no endless headers."""
    head = b"GET /v1/credits HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\nx: " + b"a" * 20_000
    with socket.create_connection(wire.address, timeout=20) as connection:
        for _ in range(5):
            connection.sendall(head + b"\r\n\r\n")
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200 ")
