"""Answers that break rules, or keep odd ones: no request ever gets what belongs to another one.

Each is read by both parsers, over sockets and on an event loop.
"""

import asyncio
import gzip
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest

from evolink._http import asyncio_connect, asyncio_wire, blocking_connect, blocking_wire
from evolink._http.deadline import Deadline
from evolink._http.h11_answer import H11Answer
from evolink._http.llhttp_answer import LlhttpAnswer
from evolink._http.origin import Origin
from evolink._http.port import Delivery
from evolink._http.run import run
from evolink._http.url import Address, read_address
from evolink._http.wire import Answer, Headers, Outgoing
from evolink._http.wire_errors import LostError, WireError
from evolink.errors import ConfigurationError
from tests.wire.conftest import Certificate
from tests.wire.opened import WAYS, Interrupted, Way
from tests.wire.raw_server import OK, Server, says

ways = pytest.mark.parametrize("way", WAYS)
parsers = pytest.mark.parametrize("parser", [LlhttpAnswer, H11Answer])
HEAD = b"HTTP/1.1 200 OK\r\n"
EVIL = HEAD + b"content-length: 4\r\n\r\nevil"


class Kept:
    """What came of an answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: Sequence[tuple[bytes, bytes]] = ()
        self.body = bytearray()

    def begin(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> bool:
        self.status, self.headers = status, headers
        return True

    def write(self, chunk: bytes) -> None:
        self.body += chunk


def outgoing(url: str, body: Any = None, seconds: float = 5, delivery: Delivery | None = None) -> Outgoing:
    headers = Headers([(b"content-length", b"%d" % len(body))] if isinstance(body, bytes) else [])
    deadline = Deadline.after(seconds, time.monotonic())
    return Outgoing("GET", read_address(url), headers, body, delivery or Delivery(), deadline, 0.5, None)


def direct(address: Address) -> Origin:
    return Origin(address.tls, address.name, address.port)


def blocking() -> blocking_wire.BlockingWire:
    return blocking_wire.BlockingWire(direct, blocking_connect.connect)


async def read_here(function: Callable[[], bytes]) -> bytes:
    return function()


def suspending() -> asyncio_wire.AsyncioWire:
    return asyncio_wire.AsyncioWire(direct, asyncio_connect.connect, read_here)


def ask(way: Way, sent: Sequence[Outgoing]) -> list[Kept | WireError]:
    """Send requests one after the other, and return what came of each."""
    return asyncio.run(_ask(blocking() if way == "blocking" else suspending(), sent))


async def _ask(
    wire: blocking_wire.BlockingWire | asyncio_wire.AsyncioWire, sent: Sequence[Outgoing]
) -> list[Kept | WireError]:
    outcomes = list[Kept | WireError]()
    for each in sent:
        kept = Kept()
        try:
            await wire.carry(each, kept)
        except WireError as error:
            outcomes.append(error)
        else:
            outcomes.append(kept)
    await wire.close()
    return outcomes


@pytest.fixture
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have answers read by this parser."""
    for module in (blocking_wire, asyncio_wire):
        monkeypatch.setattr(module, "new_answer", request.param)


class Case(NamedTuple):
    """An answer, and what comes of it.

    Attributes:
        answer: Its bytes.
        expected: The status and the body; None if it is refused.
        keeps: Whether the connection serves the next request, too.
        hangs_up: Whether the server does, after it.
    """

    answer: bytes
    expected: tuple[int, bytes] | None
    keeps: bool = False
    hangs_up: bool = False


def packed(text: bytes, more: bytes = b"gzip") -> bytes:
    small = gzip.compress(text)
    return HEAD + b"content-encoding: %b\r\ncontent-length: %d\r\n\r\n" % (more, len(small)) + small


CASES = {
    "usual": Case(OK, (200, b"ok"), keeps=True),
    "byte by byte is the same": Case(OK, (200, b"ok"), keeps=True),
    "100 before it": Case(b"HTTP/1.1 100 Continue\r\n\r\n" + OK, (200, b"ok"), keeps=True),
    "103 with headers before it": Case(b"HTTP/1.1 103 Early\r\nx-a: 1\r\n\r\n" + OK, (200, b"ok"), keeps=True),
    "chunks, an extension, trailers": Case(
        HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\no\r\n1;x=y\r\nk\r\n0\r\nfoo: bar\r\n\r\n",
        (200, b"ok"),
        keeps=True,
    ),
    "204": Case(b"HTTP/1.1 204 No Content\r\n\r\n", (204, b""), keeps=True),
    "304": Case(b"HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n", (304, b""), keeps=True),
    "close": Case(HEAD + b"connection: close\r\ncontent-length: 2\r\n\r\nok", (200, b"ok")),
    "an offer to upgrade": Case(
        HEAD + b"upgrade: h2,h2c\r\nconnection: Upgrade\r\ncontent-length: 2\r\n\r\nok", (200, b"ok"), keeps=True
    ),
    "latin-1": Case(
        "HTTP/1.1 200 Schön\r\nx: é\r\ncontent-length: 2\r\n\r\nok".encode("latin-1"), (200, b"ok"), keeps=True
    ),
    "to the end, HTTP/1.0": Case(b"HTTP/1.0 200 OK\r\n\r\nok", (200, b"ok"), hangs_up=True),
    "to the end, HTTP/1.1": Case(HEAD + b"\r\nok", (200, b"ok"), hangs_up=True),
    "kept by HTTP/1.0": Case(b"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok", (200, b"ok")),
    "gzip": Case(packed(b"ok"), (200, b"ok"), keeps=True),
    "no body, said to be gzip": Case(
        b"HTTP/1.1 401 Who\r\ncontent-encoding: gzip\r\ncontent-length: 0\r\n\r\n", (401, b""), keeps=True
    ),
    "gzip, cut": Case(HEAD + b"content-encoding: gzip\r\ncontent-length: 9\r\n\r\n" + gzip.compress(b"ok")[:9], None),
    "no gzip": Case(HEAD + b"content-encoding: gzip\r\ncontent-length: 2\r\n\r\nok", None),
    "gzip of gzip": Case(packed(gzip.compress(b"ok"), b"gzip, gzip"), None),
    "an unknown encoding": Case(
        HEAD + b"content-encoding: zz\r\ncontent-length: 2\r\n\r\nok", (200, b"ok"), keeps=True
    ),
    "101": Case(b"HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", None),
    "two lengths": Case(HEAD + b"content-length: 2\r\ncontent-length: 3\r\n\r\nok!", None),
    "one length twice": Case(HEAD + b"content-length: 2\r\ncontent-length: 2\r\n\r\nok", None),
    "two lengths in a line": Case(HEAD + b"content-length: 2, 2\r\n\r\nok", None),
    "length and chunks": Case(
        HEAD + b"content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", None
    ),
    "chunks and length": Case(
        HEAD + b"transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n", None
    ),
    "a negative length": Case(HEAD + b"content-length: -1\r\n\r\nok", None, hangs_up=True),
    "a signed length": Case(HEAD + b"content-length: +2\r\n\r\nok", None),
    "a length in hexadecimal": Case(HEAD + b"content-length: 0x2\r\n\r\nok", None),
    "a huge length": Case(HEAD + b"content-length: 99999999999999999999999\r\n\r\nok", None, hangs_up=True),
    "no number of bytes in a chunk": Case(HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n", None),
    "a chunk that is longer": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\nok\r\n0\r\n\r\n", None),
    "a negative chunk": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n", None),
    "a huge chunk": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nok", None),
    "chunks with line feeds": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n2\nok\n0\n\n", None, hangs_up=True),
    "cut in its body": Case(HEAD + b"content-length: 10\r\n\r\nok", None, hangs_up=True),
    "cut in a chunk": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n5\r\nok", None, hangs_up=True),
    "cut before the last chunk": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n2\r\nok\r\n", None, hangs_up=True),
    "cut in its head": Case(HEAD + b"content-le", None, hangs_up=True),
    "nothing": Case(b"", None, hangs_up=True),
    "line feeds alone": Case(b"HTTP/1.1 200 OK\ncontent-length: 2\n\nok", None),
    "a line feed alone": Case(HEAD + b"x: y\ncontent-length: 2\r\n\r\nok", None),
    "a carriage return alone": Case(HEAD + b"x: y\rcontent-length: 2\r\n\r\nok", None),
    "a folded header": Case(HEAD + b"x: a\r\n b\r\ncontent-length: 2\r\n\r\nok", None),
    "a blank before the colon": Case(HEAD + b"content-length : 2\r\n\r\nok", None),
    "no name": Case(HEAD + b": 2\r\ncontent-length: 2\r\n\r\nok", None),
    "no colon": Case(HEAD + b"content-length 2\r\ncontent-length: 2\r\n\r\nok", None),
    "NUL": Case(HEAD + b"x: a\0b\r\ncontent-length: 2\r\n\r\nok", None),
    "an odd name": Case(HEAD + b"x\xe9: a\r\ncontent-length: 2\r\n\r\nok", None),
    "garbage": Case(b"hello\r\n\r\n", None),
    "a page alone": Case(b"<html>\r\n\r\n", None),
    "SSH": Case(b"SSH-2.0-OpenSSH_9.6\r\n", None),
    "a status of letters": Case(b"HTTP/1.1 abc OK\r\n\r\n", None),
    "an endless header": Case(HEAD + b"a: " + b"b" * 300_000, None),
    "endless headers": Case(HEAD + b"a: b\r\n" * 30_000, None),
    "endless trailers": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n0\r\na: " + b"b" * 300_000, None),
    "endless announcements": Case(b"HTTP/1.1 100 Go on\r\n\r\n" * 5_000, None),
    "an endless extension": Case(HEAD + b"transfer-encoding: chunked\r\n\r\n1;" + b"b" * 300_000, None),
}


@ways
@pytest.mark.parametrize("parser", [LlhttpAnswer, H11Answer], indirect=True)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("parser")
def test_answers(way: Way, name: str) -> None:
    """An answer is what it must be, or none; a connection that may hold more than that is not used again."""
    case = CASES[name]
    pieces = (
        [case.answer[at : at + 1] for at in range(len(case.answer))]
        if name == "byte by byte is the same"
        else [case.answer]
    )

    def play(connection: Any, _: bytes) -> bool:
        for piece in pieces:
            connection.sendall(piece)
        return case.hangs_up

    with Server(play) as server:
        for outcome in ask(way, [outgoing(f"http://127.0.0.1:{server.port}/x") for _ in range(2)]):
            if case.expected is None:
                assert isinstance(outcome, LostError if case.hangs_up and "cut" in name else WireError)
                assert not getattr(outcome, "never_delivered", True)
            else:
                assert isinstance(outcome, Kept), outcome
                assert (outcome.status, bytes(outcome.body)) == case.expected
        assert server.connections == (1 if case.keeps else 2)


@parsers
@pytest.mark.parametrize("stray", [EVIL, b"xxxx", b"\0", b"0\r\n\r\n"])
@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (OK, b"ok"),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", b"ok"),
        (b"HTTP/1.1 204 No Content\r\ncontent-length: 9\r\n\r\n", b""),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", b""),
        (b"HTTP/1.1 100 Go on\r\n\r\n" + OK, b"ok"),
    ],
)
def test_stray_bytes(parser: type[Answer], answer: bytes, body: bytes, stray: bytes) -> None:
    """What follows an answer is no part of it, and its connection is not used again."""
    read = parser()
    read.feed(answer)
    assert (read.done, read.reusable) == (True, True)
    read.feed(stray)
    assert not read.reusable
    read = parser()
    read.feed(answer + stray)
    assert (read.done, read.reusable, read.take()) == (True, False, body)


def number(request: bytes) -> bytes:
    """Return the last part of the path that was asked for."""
    return request.split(b" ")[1].rpartition(b"/")[2]


def echo(connection: Any, request: bytes) -> bool:
    """Answer with the number of the request, twice in a head and once in two pieces of a body."""
    mine = number(request)
    connection.sendall(HEAD + b"x-number: %b\r\ncontent-length: %d\r\n\r\n" % (mine, 2 * len(mine)) + mine)
    connection.sendall(mine)
    return False


@ways
@pytest.mark.parametrize("late", [False, True])
def test_unasked(way: Way, *, late: bool) -> None:
    """What a server says to nobody, right after an answer or later, is never the answer to the next request."""
    said = threading.Event()

    def play(connection: Any, request: bytes) -> bool:
        echo(connection, request)
        if late:
            time.sleep(0.02)  # noqa: TID251 - a server, not the client
        connection.sendall(EVIL)
        said.set()
        return False

    async def go() -> list[bytes]:
        wire, got = blocking() if way == "blocking" else suspending(), list[bytes]()
        for each in range(3):
            kept = Kept()
            await wire.carry(outgoing(f"http://127.0.0.1:{server.port}/{each}"), kept)
            got.append(bytes(kept.body))
            await asyncio.to_thread(said.wait, 5)
            said.clear()
        await wire.close()
        return got

    with Server(play) as server:
        assert asyncio.run(go()) == [b"00", b"11", b"22"]
        assert server.connections == 3


@ways
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_hangs_up_as_we_send(way: Way, method: str) -> None:
    """A server that closes an idle connection in the moment of the next request has that one lost, and not sent twice.

    Whether a create request was delivered then is not known, although nothing of an answer came.
    """

    def play(connection: Any, request: bytes) -> bool:
        if number(request) == b"2":
            return True
        return echo(connection, request)

    with Server(play) as server:
        url, delivery = f"http://127.0.0.1:{server.port}/", Delivery()
        body = b"{}" if method == "POST" else None
        first, second = ask(way, [outgoing(url + "1"), outgoing(url + "2", body, delivery=delivery)])
        assert isinstance(first, Kept)
        assert isinstance(second, LostError)
        assert [number(each) for each in server.requests] == [b"1", b"2"]
        assert server.connections == 1
        assert delivery.possible


@ways
def test_hangs_up_between(way: Way) -> None:
    """A connection that the server closed while it was idle is not used; nobody notices."""

    def play(connection: Any, request: bytes) -> bool:
        echo(connection, request)
        return True

    with Server(play) as server:
        delivery, url = Delivery(), f"http://127.0.0.1:{server.port}/"

        async def go() -> None:
            wire = blocking() if way == "blocking" else suspending()
            await wire.carry(outgoing(url + "1"), Kept())
            await asyncio.to_thread(server.workers[0].join, 5)
            await wire.carry(outgoing(url + "2", b"{}", delivery=delivery), Kept())
            await wire.close()

        asyncio.run(go())
        assert [number(each) for each in server.requests] == [b"1", b"2"]


@ways
def test_large_over_tls(way: Way, trusted: Certificate) -> None:
    """Megabytes arrive whole over TLS, and so does what follows on the same connection."""
    large = os.urandom(2**16) * 80
    answer = HEAD + b"content-length: %d\r\n\r\n" % len(large) + large
    with Server(says(answer), trusted.server) as server:
        outcomes = ask(way, [outgoing(f"https://localhost:{server.port}/x") for _ in range(2)])
        assert [isinstance(each, Kept) and each.body == large for each in outcomes] == [True, True]
        assert server.connections == 1


@ways
def test_cut_over_tls(way: Way, trusted: Certificate) -> None:
    """An answer that a cut connection ends in the middle is lost, encrypted or not."""
    with Server(says(HEAD + b"content-length: 9\r\n\r\nok", hangs_up=True), trusted.server) as server:
        (outcome,) = ask(way, [outgoing(f"https://localhost:{server.port}/x")])
        assert isinstance(outcome, LostError)


@pytest.mark.parametrize("afterwards", [False, True])
def test_cancelled_at_every_step(*, afterwards: bool) -> None:
    """A request that is cancelled at any moment harms no other: each gets its own answer, and no connection is lost."""

    async def cancelled(wire: asyncio_wire.AsyncioWire, step: int) -> bool:
        job = wire.carry(outgoing(f"{url}/{step}-cancelled", b"{}"), Kept())
        try:
            await Interrupted(job, step, afterwards=afterwards)
        except asyncio.CancelledError:
            return True
        return False

    async def fetched(wire: asyncio_wire.AsyncioWire, name: str) -> bool:
        kept = Kept()
        await wire.carry(outgoing(f"{url}/{name}"), kept)
        return kept.body == name.encode() * 2

    async def go() -> tuple[int, int]:
        wire, step = suspending(), 0
        while True:
            job = asyncio.create_task(cancelled(wire, step))
            assert await fetched(wire, f"{step}-beside")
            if not await job:
                break
            assert await fetched(wire, f"{step}-next")
            step += 1
        kept = sum(map(len, wire._idle._idle.values()))
        await wire.close()
        return step, kept

    with Server(echo) as server:
        url = f"http://127.0.0.1:{server.port}"
        steps, kept = asyncio.run(go())
        assert steps >= 2
        assert kept <= 2


def test_closed_in_a_thread() -> None:
    """Threads that close a wire under the requests of others end none of them wrongly, and leave no connection."""
    made = list[Any]()

    def connect(origin: Origin, ends_at: float) -> blocking_wire.Socket:
        made.append(blocking_connect.connect(origin, ends_at))
        return made[-1]  # type: ignore[no-any-return]

    def work(mine: int) -> list[str]:
        wrong = list[str]()
        for each in range(50):
            kept = Kept()
            try:
                run(wire.carry(outgoing(f"http://127.0.0.1:{server.port}/{mine}-{each}"), kept))
            except ConfigurationError:
                break
            if kept.body != b"%d-%d" % (mine, each) * 2:
                wrong.append(f"{mine}-{each}: {kept.body!r}")
        return wrong

    with Server(echo) as server, ThreadPoolExecutor(8) as threads:
        wire = blocking_wire.BlockingWire(direct, connect)
        jobs = [threads.submit(work, mine) for mine in range(8)]
        while len(server.requests) < 40:
            time.sleep(0.001)  # noqa: TID251 - until they are busy
        run(wire.close())
        assert [job.result() for job in jobs] == [[]] * 8
        assert {each.fileno() for each in made} == {-1}
