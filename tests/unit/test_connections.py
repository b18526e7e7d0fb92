"""Idle connections: which one a request gets, and which ones are closed."""

import socket
from collections.abc import Iterator

import pytest

from evolink._http.connections import IDLE_FOR, Connections
from evolink._http.origin import Origin
from evolink._http.readiness import READ, WRITE, ByPoll, BySelect
from evolink.errors import ConfigurationError

HERE, THERE = Origin(tls=True, host="here.test", port=443), Origin(tls=True, host="there.test", port=443)


class Connection:
    def __init__(self) -> None:
        self.quiet = True
        self.closed = False

    def is_quiet(self) -> bool:
        return self.quiet

    def close(self) -> None:
        self.closed = True


class Clock:
    now = 100.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(clock: Clock) -> Connections[Connection]:
    return Connections(lambda: clock.now)


def given_back(idle: Connections[Connection], many: int, origin: Origin = HERE) -> list[Connection]:
    connections = [Connection() for _ in range(many)]
    for connection in connections:
        idle.give_back(origin, connection)
    return connections


def test_newest_first(idle: Connections[Connection]) -> None:
    """The connection that waited least is used, so that the others can expire; each only once."""
    first, second, third = given_back(idle, 3)
    assert [idle.take(HERE) for _ in range(4)] == [third, second, first, None]


def test_origins(idle: Connections[Connection]) -> None:
    """A connection serves its own origin only; the same server through a proxy, or without TLS, is another."""
    (connection,) = given_back(idle, 1)
    for other in (THERE, Origin(tls=False, host="here.test", port=443), Origin(tls=True, host="here.test", port=444)):
        assert idle.take(other) is None
    assert idle.take(HERE) is connection


@pytest.mark.parametrize("by", ["taking", "giving back"])
def test_expired(idle: Connections[Connection], clock: Clock, by: str) -> None:
    """Whatever is done, all connections that idled for too long are closed, to any origin."""
    old = [*given_back(idle, 2), *given_back(idle, 2, THERE)]
    clock.now += IDLE_FOR / 2
    young = given_back(idle, 1)
    clock.now += IDLE_FOR / 2 + 0.1
    if by == "taking":
        assert idle.take(HERE) is young[0]
    else:
        given_back(idle, 1)
    assert all(connection.closed for connection in old)
    assert not young[0].closed


def test_hung_up(idle: Connections[Connection]) -> None:
    """A connection that the server has closed, or that brought something unasked, is closed and not used."""
    good, bad = given_back(idle, 2)
    bad.quiet = False
    assert idle.take(HERE) is good
    assert bad.closed


def test_closed(idle: Connections[Connection]) -> None:
    """After the client was closed nothing is taken, and what is given back is closed."""
    (connection,) = given_back(idle, 1)
    assert idle.take_all() == [connection]
    (late,) = given_back(idle, 1)
    assert late.closed
    with pytest.raises(ConfigurationError, match="the client is closed"):
        idle.take(HERE)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


@pytest.mark.parametrize("kind", [ByPoll, BySelect])
def test_readiness(kind: type[ByPoll | BySelect], pair: tuple[socket.socket, socket.socket]) -> None:
    """On every system a socket is seen to be writable, readable, and closed by the other side."""
    mine, other = pair
    waiting = kind(mine)
    assert waiting.wait(READ, 0) == 0
    assert waiting.wait(READ | WRITE, 0) == WRITE
    other.send(b"x")
    assert waiting.wait(READ, 1e9) == READ
    assert mine.recv(1) == b"x"
    assert waiting.wait(READ, 0) == 0
    other.close()
    assert waiting.wait(READ, 0) == READ
