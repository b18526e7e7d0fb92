"""Requests on one connection, whole or in pieces: how bytes arrive decides nothing."""

import json
import re
import socket
from collections.abc import Iterator
from typing import Any, cast

import pytest

from evolink_mock import MockServer

CREDITS = b"GET /v1/credits HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\n\r\n"
BODY = json.dumps({"model": "gpt-4o-image", "prompt": "a paper boat"}).encode()
CREATE = (
    b"POST /v1/images/generations HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\n"
    b"content-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (len(BODY), BODY)
)
UNKNOWN = b"GET /nowhere HTTP/1.1\r\nhost: localhost\r\n\r\n"
FOREIGN = CREDITS.replace(b"localhost", b"evil.example")
_CHANGING = re.compile(rb"x-request-id: \w+|task-unified-\d+-\w{8}|\"created\":\d+|date: [^\r]*")


class Connection:
    """A connection that stays open."""

    def __init__(self, server: MockServer) -> None:
        self._socket = socket.create_connection(("127.0.0.1", int(server.base_url.rpartition(":")[2])), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self) -> bytes:
        """Return the next answer, without what differs between two answers to the same request."""
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, _ = self._rest.partition(b"\r\n\r\n")
        length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
        whole = len(head) + 4 + length
        while len(self._rest) < whole:
            self._more()
        answer, self._rest = self._rest[:whole], self._rest[whole:]
        return _CHANGING.sub(b"", answer)

    def is_closed(self) -> bool:
        return not self._socket.recv(1)

    def _more(self) -> None:
        part = self._socket.recv(1 << 16)
        assert part, self._rest
        self._rest += part

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with MockServer(api_key="k", credits=None, speed=0) as server:
        yield server


@pytest.fixture
def connection(server: MockServer) -> Iterator[Connection]:
    connection = Connection(server)
    yield connection
    connection.close()


@pytest.mark.parametrize("request_", [CREDITS, CREATE, UNKNOWN, FOREIGN])
def test_in_pieces_or_whole(server: MockServer, connection: Connection, request_: bytes) -> None:
    """A request in pieces is answered and logged as one that arrives whole is."""
    connection.send(request_)
    first = connection.receive()
    for cut in (1, request_.find(b"\r\n\r\n") + 2, len(request_) - 1):
        connection.send(request_[:cut])
        Connection(server).close()  # while the mock reads the first piece
        connection.send(request_[cut:])
        assert connection.receive() == first
    connection.send(request_ * 3)
    assert [connection.receive() for _ in range(3)] == [first] * 3
    logged = [entry.request for entry in list(server.request_log)[-7:]]
    assert [(each.method, each.path, each.body, each.headers) for each in logged] == 7 * [
        (logged[0].method, logged[0].path, logged[0].body, logged[0].headers)
    ]


@pytest.mark.parametrize("before", [CREDITS, CREATE])
def test_rest_of_a_head_is_no_request(server: MockServer, connection: Connection, before: bytes) -> None:
    """What looks like a request, and is the rest of another one's header, is not acted on."""
    connection.send(before + b"GET /v1/credits HTTP/1.1\r\nauthorization: Bearer k\r\nx: ")
    _ = connection.receive()
    connection.send(UNKNOWN)
    assert connection.receive().startswith(b"HTTP/1.1 200 ")
    last = server.request_log[-1].request
    assert (last.path, last.headers["x"]) == ("/v1/credits", "GET /nowhere HTTP/1.1")


def test_another_body_under_the_same_head(server: MockServer, connection: Connection) -> None:
    """Requests with the same head and other bodies are other requests."""
    for prompt in (b"a paper boat", b"a paper hats"):
        connection.send(CREATE.replace(b"a paper boat", prompt))
        assert connection.receive().startswith(b"HTTP/1.1 200 ")
        assert prompt in server.request_log[-1].request.body


def test_key_that_is_removed(server: MockServer, connection: Connection) -> None:
    """The same bytes are refused once their key is accepted no longer."""
    server.world.add_key("other")
    for status in (b"200", b"401"):
        connection.send(CREDITS.replace(b"Bearer k", b"Bearer other"))
        assert connection.receive().startswith(b"HTTP/1.1 " + status)
        if status == b"200":
            server.world.remove_key("other")


def test_silent_connection_is_closed() -> None:
    """A connection is closed once nothing has come over it for a while, however its last request was answered."""
    with MockServer(api_key="k") as server:
        running = cast("Any", server)._server  # the time is no setting
        running.config.timeout_keep_alive = 0.1
        for last in ([CREDITS], [CREDITS[:9], CREDITS[9:]]):
            connection = Connection(server)
            for piece in (CREDITS, *last):
                connection.send(piece)
            assert [connection.receive() for _ in range(2)]
            assert connection.is_closed()
            connection.close()


def test_bug_is_a_500(monkeypatch: pytest.MonkeyPatch, server: MockServer, connection: Connection) -> None:
    """If the mock itself fails, the answer is 500, and the connection ends."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("evolink_mock.http.asgi.decide", fail)
    connection.send(CREDITS)
    assert connection.receive().startswith(b"HTTP/1.1 500 ")
    assert connection.is_closed()
    assert server.world.accounts
