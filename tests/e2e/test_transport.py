"""How requests travel: deadlines to the byte, proxies, the caller's own httpx client, and a key that stays hidden."""

import asyncio
import functools
import gzip
import logging
import pickle
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink._http.interception import refuse_if_intercepted
from evolink._http.origin import Origin
from evolink.errors import ConfigurationError, EvoLinkError, SubmissionUncertain, TaskTimeout
from evolink.journal import Journal
from evolink_mock import MockServer
from tests.certificate import make_certificate
from tests.clients import Mode, client_of
from tests.waiting import until

Go = Callable[[Callable[[Any], Any]], Any]
Open = Callable[..., Go]
Serve = Callable[[Callable[[BaseHTTPRequestHandler], None]], str]
KEY = "sk-very-secret-key-0123456789"
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
TASK = b'{"id": "task-unified-1-x", "status": "processing", "progress": 10}'


def take(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("content-length") or 0))


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, *, content_encoding: str = "identity") -> None:
    take(handler)
    handler.send_response(status)
    handler.send_header("content-length", str(len(body)))
    handler.send_header("content-encoding", content_encoding)
    handler.send_header("x-request-id", "req-77")
    handler.end_headers()
    handler.wfile.write(body)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    take(handler)
    handler.close_connection = True
    try:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 200:
            handler.wfile.write(bytes([byte]))
            time.sleep(0.05)  # noqa: TID251 - a server, not the client
    except OSError:
        return


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def secret(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Watch everything that is logged for the key."""
    caplog.set_level(logging.DEBUG)
    yield
    assert KEY not in caplog.text


def test_slow_headers(connect: Open, serve: Serve) -> None:
    """A deadline holds although the headers arrive byte by byte."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.command == "POST":
            reply(handler, 200, TASK)
        else:
            drip_headers(handler)

    go = connect(api_key="k", base_url=serve(answer))
    task = go(lambda client: client.images.submit(**GPT))
    began = time.monotonic()
    with pytest.raises(TaskTimeout):
        go(lambda _: task.wait(timeout=1.2))
    assert 1.2 <= time.monotonic() - began < 8  # the headers take 11 s


def test_hanging_reads(connect: Open, serve: Serve) -> None:
    """Waits for many tasks end on time although every read hangs."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.command == "POST":
            reply(handler, 200, TASK)
        else:
            drip_headers(handler)

    go = connect(api_key="k", base_url=serve(answer))
    tasks = [go(lambda client: client.images.submit(**GPT)) for _ in range(5)]
    began = time.monotonic()
    assert go(lambda client: client.tasks.wait_all(tasks, timeout=1.2)) == tasks
    assert 1.2 <= time.monotonic() - began < 8  # the headers take 11 s
    assert not any(task.ended for task in tasks)


def test_many_tasks(go: Go) -> None:
    """Many tasks are waited for at once."""
    tasks = [go(lambda client: client.images.submit(**GPT)) for _ in range(20)]
    assert go(lambda client: client.tasks.wait_all(tasks)) == tasks
    assert all(task.completed and task.results for task in tasks)


def test_as_completed(server: MockServer) -> None:
    """Tasks are yielded as they end, sync and async."""
    with EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        tasks = [client.images.submit(model="nano-banana-beta", prompt="x") for _ in range(5)]
        assert {task.id for task in client.tasks.as_completed(tasks)} == {task.id for task in tasks}

    async def other() -> None:
        async with AsyncEvoLink(api_key=server.api_key, base_url=server.base_url) as client:
            submitted = [client.images.submit(model="nano-banana-beta", prompt="x") for _ in range(5)]
            tasks = await asyncio.gather(*submitted)
            assert {task.id async for task in client.tasks.as_completed(tasks)} == {task.id for task in tasks}

    asyncio.run(other())


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
@pytest.mark.parametrize("after", [0.0, 0.3], ids=["before the wait", "in the wait"])
def test_poll_now_from_thread(
    go: Go, server: MockServer, monkeypatch: pytest.MonkeyPatch, after: float, *, many: bool
) -> None:
    """`poll_now` from another thread makes the next read happen at once."""
    monkeypatch.setattr("evolink._task.poll_schedule._LONGEST_FIRST", 60)
    task = go(lambda client: client.images.submit(**GPT))
    server.clock.advance(1000)
    word = threading.Timer(after, task.poll_now)
    word.start()
    began = time.monotonic()
    go(lambda client: client.tasks.wait_all([task]) if many else task.wait())
    assert time.monotonic() - began < 40  # the first poll comes after 60 s
    assert task.completed
    word.join()


def test_unusable_proxy(monkeypatch: pytest.MonkeyPatch, connect: Open) -> None:
    """A proxy that can't be used raises `ConfigurationError`."""
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="proxy"):
        connect(api_key=KEY, base_url="https://api.example.com")(lambda client: client.credits())


def test_own_client(server: MockServer) -> None:
    """Requests go through the caller's HTTP client, which adds nothing and stays open."""
    seen: list[httpx.Request] = []
    own = httpx.Client(  # noqa: TID251 - the caller's own
        headers={"x-mine": "1"}, cookies={"a": "b"}, auth=("u", "p"), event_hooks={"request": [seen.append]}
    )
    with own:
        with EvoLink(api_key=server.api_key, base_url=server.base_url, http_client=own) as client:
            assert client.credits().key_remaining
        assert not own.is_closed
    (request,) = seen
    assert request.headers["authorization"] == f"Bearer {server.api_key}"
    assert not {"cookie", "x-mine"} & set(request.headers)


def test_replaced_transport(connect: Open, server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test has replaced httpx's transport, the client connects nowhere else; what only watches may stay."""

    def replaced(*_: object) -> httpx.Response:
        return httpx.Response(200)

    elsewhere = {"api_key": KEY, "base_url": "https://203.0.113.7"}
    original = httpx.HTTPTransport.handle_request
    for name in ("httpx.HTTPTransport.handle_request", "httpx.AsyncHTTPTransport.handle_async_request"):
        with monkeypatch.context() as patched:
            patched.setattr(name, replaced)
            with pytest.raises(ConfigurationError, match="http_client="):
                connect(**elsewhere)(lambda client: client.credits())
            assert connect(api_key=server.api_key, base_url=server.base_url)(lambda client: client.credits())
    monkeypatch.setattr("httpx.HTTPTransport.handle_request", functools.wraps(original)(replaced))
    refuse_if_intercepted(Origin(tls=True, host="203.0.113.7", port=443))


def test_own_async_client(server: MockServer) -> None:
    """Requests go through the caller's async HTTP client too."""

    async def use() -> None:
        async with httpx.AsyncClient() as own:  # noqa: TID251 - the caller's own
            async with AsyncEvoLink(api_key=server.api_key, base_url=server.base_url, http_client=own) as client:
                assert (await client.credits()).key_remaining
            assert not own.is_closed

    asyncio.run(use())


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("status", [200, 400, 401, 403, 500, 520, 527])
def test_repeated_key(connect: Open, serve: Serve, status: int) -> None:
    """An API key that the service repeats is shown nowhere."""
    body = f'{{"error": {{"code": "{KEY}", "message": "no such key: Bearer {KEY}"}}}}'.encode()
    go = connect(api_key=KEY, base_url=serve(lambda handler: reply(handler, status, body)))
    with pytest.raises(EvoLinkError) as caught:
        go(lambda client: client.images.submit(**GPT))
    error: BaseException | None = caught.value
    while error:
        shown = "".join(traceback.format_exception(error)) + repr(error) + str(vars(error))
        assert KEY not in shown
        error = error.__cause__
    kept = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - just made here
    assert str(kept) == str(caught.value)
    assert KEY.encode() not in pickle.dumps(caught.value)


def _escaped_json(text: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in text)


SPELT = {
    "JSON": _escaped_json(KEY),
    "JSON in JSON": _escaped_json(KEY).replace("\\", "\\\\"),
    "some JSON": KEY.replace("-", "\\u002D"),
    "URL": KEY.replace("-", "%2d"),
    "URL twice": "".join(f"%25{ord(char):02X}" for char in KEY),
    "HTML": "".join(f"&#{ord(char)};" for char in KEY),
    "capitals": KEY.upper(),
}


def _says(spelt: str, encoding: str = "utf-8") -> Callable[[BaseHTTPRequestHandler], None]:
    body = f'{{"error": {{"code": "{spelt}", "message": "{"x" * 480} no such key: {spelt}"}}}}'.encode(encoding)
    return lambda handler: reply(handler, 401, body)


def _begins(*lines: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        take(handler)
        handler.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        handler.close_connection = True

    return answer


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize(
    "answer",
    [
        *(pytest.param(_says(spelt), id=name) for name, spelt in SPELT.items()),
        pytest.param(_says(KEY, "utf-16"), id="UTF-16"),
        pytest.param(_begins(f"HTTP/1.1 {KEY} what"), id="status line"),
        pytest.param(_begins("HTTP/1.1 200 OK", f"{KEY}", ""), id="header line"),
        pytest.param(_begins(f"HTTP/1.1 401 {KEY}", "content-length: 0", ""), id="reason"),
        pytest.param(_begins("HTTP/1.1 200 OK", f"x-{KEY}: 1", f"content-length: {KEY}", ""), id="header"),
        pytest.param(
            _begins("HTTP/1.1 200 OK", f"x-request-id: {SPELT['URL']}", "transfer-encoding: chunked", "", KEY),
            id="chunk",
        ),
    ],
)
def test_disguised_key(
    connect: Open, serve: Serve, answer: Callable[[BaseHTTPRequestHandler], None], caplog: pytest.LogCaptureFixture
) -> None:
    """An API key that the service repeats in another encoding is shown nowhere."""
    go = connect(api_key=KEY, base_url=serve(answer))
    with pytest.raises(EvoLinkError) as caught:
        go(lambda client: client.images.submit(**GPT))
    shown = caplog.text
    error: BaseException | None = caught.value
    while error:
        shown += "".join(traceback.format_exception(error)) + repr(error) + str(vars(error))
        error = error.__cause__ or error.__context__
    assert not any(spelt.casefold() in shown.casefold() for spelt in (KEY, *SPELT.values()))
    assert not re.search(r"sk-very|73.?6b.?2d", shown, re.IGNORECASE)


@pytest.mark.usefixtures("secret")
def test_request_is_logged(connect: Open, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """Each request is logged with its request ID and without the API key."""
    go = connect(api_key=KEY, base_url=serve(lambda handler: reply(handler, 200, TASK)))
    go(lambda client: client.images.submit(**GPT))
    assert [record.getMessage() for record in caplog.records if record.name == "evolink"] == [
        "POST /v1/images/generations: 200, request req-77"
    ]


@pytest.mark.parametrize("handed_in", [False, True], ids=["our own connections", "a client that was handed in"])
def test_key_in_error_cause(mode: Mode, serve: Serve, handed_in: bool) -> None:  # noqa: FBT001 - a parameter
    """No cause of an error contains the API key."""

    def drop(handler: BaseHTTPRequestHandler) -> None:
        take(handler)
        handler.close_connection = True

    own = httpx.Client() if mode == "sync" else httpx.AsyncClient()  # noqa: TID251 - the caller's own
    given: dict[str, Any] = {"http_client": own} if handed_in else {}
    with (
        client_of(mode, api_key=KEY, base_url=serve(drop), **given) as go,
        pytest.raises(SubmissionUncertain) as caught,
    ):
        go(lambda client: client.images.submit(**GPT))
    error: BaseException | None = caught.value
    causes = 0
    while error:
        held = str(vars(error))
        if isinstance(error, httpx.RequestError):
            held += str(dict(error.request.headers))
        assert KEY not in held + repr(error)
        error, causes = error.__cause__, causes + 1
    assert causes > 2


@pytest.mark.parametrize(
    ("body", "packed", "why"),
    [
        (b" " * (16 * 1024**2 + 1), "identity", "larger"),
        (gzip.compress(b" " * (64 * 1024**2)), "gzip", "larger"),
        (gzip.compress(gzip.compress(TASK)), "gzip, gzip", "compressed more than once"),
    ],
    ids=["endless", "bomb", "bomb in a bomb"],
)
def test_huge_response(connect: Open, serve: Serve, body: bytes, packed: str, why: str) -> None:
    """A response that would fill the memory is given up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            reply(handler, 200, body, content_encoding=packed)

    with pytest.raises(SubmissionUncertain, match=why):
        connect(api_key=KEY, base_url=serve(answer))(lambda client: client.images.submit(**GPT))


def test_fork(serve: Serve) -> None:
    """A forked process does not use the connections of its parent."""
    came_from: list[int] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        came_from.append(handler.client_address[1])
        reply(handler, 200, TASK)

    using = """
import os, sys, evolink
client = evolink.EvoLink(api_key="k", base_url=sys.argv[1])
client.tasks.get("task-unified-1-x")
if child := os.fork():
    _, status = os.waitpid(child, 0)
    client.tasks.get("task-unified-1-x")
    sys.exit(status)
client.tasks.get("task-unified-1-x")
"""
    subprocess.run([sys.executable, "-c", using, serve(answer)], check=True, timeout=60)
    parent, child, parent_again = came_from
    assert parent == parent_again != child


def test_other_event_loop(serve: Serve) -> None:
    """A client that is used on another event loop says so and sends nothing."""
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.path)
        reply(handler, 200, TASK)

    client = AsyncEvoLink(api_key=KEY, base_url=serve(answer))

    async def submit(*, close: bool) -> None:
        await client.images.submit(**GPT)
        if close:
            await client.aclose()

    asyncio.run(submit(close=True))
    with pytest.raises(ConfigurationError, match="another event loop"):
        asyncio.run(submit(close=False))
    assert len(seen) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_closed_on_another_event_loop(scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client whose event loop has ended can be closed on another one, and leaves no socket open."""
    closed = threading.Event()
    certificate = make_certificate(tmp_path) if scheme == "https" else None
    listening = socket.create_server(("127.0.0.1", 0))
    if certificate:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listening = context.wrap_socket(listening, server_side=True)

    def serve_once() -> None:
        with listening, listening.accept()[0] as connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(TASK), TASK))
            with suppress(OSError):
                connection.recv(65536)
            closed.set()

    thread = threading.Thread(target=serve_once)
    thread.start()

    async def make() -> AsyncEvoLink:
        client = AsyncEvoLink(api_key=KEY, base_url=f"{scheme}://localhost:{listening.getsockname()[1]}")
        await client.tasks.get("task-unified-1-x")
        return client

    client = asyncio.run(make())
    assert not closed.is_set()
    asyncio.run(client.aclose())
    assert closed.wait(20)
    thread.join()


def test_connections_are_reused(serve: Serve, mode: Mode) -> None:
    """Many requests at once reuse their connections."""
    crowd, rounds, seen = 60, 4, list[tuple[str, int]]()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.client_address)
        time.sleep(0.02)  # noqa: TID251 - so that all are under way together
        reply(handler, 200, TASK)

    address = serve(answer)
    if mode == "sync":
        with EvoLink(api_key=KEY, base_url=address) as client, ThreadPoolExecutor(crowd) as threads:
            for _ in range(rounds):
                list(threads.map(client.tasks.get, ["task-unified-1-x"] * crowd))
    else:
        asyncio.run(_crowd(address, crowd, rounds))
    assert len(seen) == crowd * rounds
    assert len(set(seen)) <= crowd


async def _crowd(address: str, crowd: int, rounds: int) -> None:
    async with AsyncEvoLink(api_key=KEY, base_url=address) as client:
        for _ in range(rounds):
            await asyncio.gather(*(client.tasks.get("task-unified-1-x") for _ in range(crowd)))


def test_idle_connection(serve: Serve, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that was idle for long is not reused."""
    monkeypatch.setattr("evolink._http.connections.IDLE_FOR", 0.3)
    came_from: list[tuple[str, int]] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        came_from.append(handler.client_address)
        reply(handler, 200, TASK)

    with client_of(mode, api_key=KEY, base_url=serve(answer)) as go:
        go(lambda client: client.images.submit(**GPT))
        go(lambda client: client.images.submit(**GPT))
        time.sleep(0.4)  # noqa: TID251 - the server may hang up any moment now
        go(lambda client: client.images.submit(**GPT))
    first, at_once, later = came_from
    assert first == at_once != later


def test_hung_up_while_idle(serve: Serve, mode: Mode) -> None:
    """A create request never goes out over a connection that the server has closed, noticed or not."""
    came_from: list[tuple[str, int]] = []
    hung_up = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        came_from.append(handler.client_address)
        reply(handler, 200, TASK)
        handler.connection.shutdown(socket.SHUT_WR)
        hung_up.set()

    with client_of(mode, api_key=KEY, base_url=serve(answer)) as go:
        for _ in range(3):
            hung_up.clear()
            assert go(lambda client: client.images.submit(**GPT)).id == "task-unified-1-x"
            assert hung_up.wait(20)  # no event loop runs meanwhile
    assert len(set(came_from)) == 3


def test_slow_body(connect: Open, serve: Serve) -> None:
    """A deadline holds although the body arrives byte by byte, and the connection is closed."""
    closed = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        take(handler)
        handler.close_connection = True
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\n")
            for _ in range(200):
                handler.wfile.write(b" ")
                time.sleep(0.02)  # noqa: TID251 - a server, not the client
        except OSError:
            closed.set()

    go = connect(api_key="k", base_url=serve(answer), timeout=0.3)
    with pytest.raises(SubmissionUncertain, match="timed out"):
        go(lambda client: client.images.submit(**GPT))
    assert closed.wait(20)


def test_own_client_pool(serve: Serve) -> None:
    """Requests never wait for a connection in the caller's own client."""
    under_way, most, lock = 0, 0, threading.Lock()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.1)  # noqa: TID251 - a server, not the client
        with lock:
            under_way -= 1
        task = handler.path.rpartition("/")[2] if handler.command == "GET" else "task-unified-1-x"
        reply(handler, 200, TASK.replace(b"task-unified-1-x", task.encode()))

    async def crowd(address: str) -> None:
        async with (
            httpx.AsyncClient() as own,  # noqa: TID251 - the caller's own, with httpx's usual 100 connections
            AsyncEvoLink(api_key=KEY, base_url=address, http_client=own) as client,
        ):
            reads = (client.tasks.get("a-task") for _ in range(100))
            submissions = (client.images.submit(**GPT) for _ in range(100))
            await asyncio.gather(*reads, *submissions)

    asyncio.run(crowd(serve(answer)))
    assert 33 < most <= 66, "a third of its connections is for reads, a third for create requests"


def _open_files() -> int:
    """Return how many files and sockets this process has open, where the system says so."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="open connections are counted in /proc")
def test_connections_are_closed(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections of many requests are closed when few requests follow."""
    monkeypatch.setattr("evolink._http.connections.IDLE_FOR", 0.1)
    crowd = threading.Barrier(60)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.endswith("crowd"):
            crowd.wait(120)
        reply(handler, 200, TASK.replace(b"task-unified-1-x", handler.path.rpartition("/")[2].encode()))

    with EvoLink(api_key=KEY, base_url=serve(answer)) as client, ThreadPoolExecutor(crowd.parties) as threads:
        before = _open_files()
        list(threads.map(client.tasks.get, ["crowd"] * crowd.parties))
        most = _open_files()
        time.sleep(0.2)  # noqa: TID251 - until they count as idle
        client.tasks.get("alone")
        until(lambda: _open_files() < (before + most) / 2)


@pytest.mark.parametrize("handed_in", [False, True], ids=["our own connections", "a client that was handed in"])
def test_cancellation(serve: Serve, monkeypatch: pytest.MonkeyPatch, handed_in: bool) -> None:  # noqa: FBT001 - a parameter
    """A cancellation at any moment leaves every connection usable, and none open that is not."""
    monkeypatch.setattr("evolink._http.base_port.MAX_CONCURRENT", 1 if not handed_in else 100)
    address = serve(lambda handler: reply(handler, 200, TASK))

    async def use() -> str:
        async with httpx.AsyncClient(limits=httpx.Limits(max_connections=1)) as own:  # noqa: TID251 - the caller's own
            given: dict[str, Any] = {"http_client": own} if handed_in else {}
            async with AsyncEvoLink(api_key=KEY, base_url=address, **given) as client:
                for steps in [*range(60), *range(60)]:
                    job = asyncio.create_task(client.tasks.get("task-unified-1-x"))
                    for _ in range(steps):
                        await asyncio.sleep(0)  # noqa: TID251 - lets the loop take one step
                    job.cancel()
                    with suppress(asyncio.CancelledError):
                        await job
                return (await client.tasks.get("task-unified-1-x")).id

    before = _open_files()
    assert asyncio.run(use()) == "task-unified-1-x"
    until(lambda: _open_files() <= before)


def test_closed_client(connect: Open, serve: Serve, tmp_path: Path) -> None:
    """A closed client sends nothing."""
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.path)
        reply(handler, 200, TASK)

    address = serve(answer)
    with Journal(tmp_path / "journal.sqlite") as journal:
        go = connect(api_key=KEY, base_url=address, journal=journal)
        task = go(lambda client: client.images.submit(**GPT))
        closing = go(lambda client: client.aclose() if isinstance(client, AsyncEvoLink) else client.close())
        assert closing is None
        for attempt in (lambda client: client.images.submit(**GPT), lambda client: client.tasks.get(task.id)):
            with pytest.raises(ConfigurationError, match="the client is closed"):
                go(attempt)
        assert len(list(journal.calls())) == 1, "what was surely not sent leaves no trace"
    assert len(seen) == 1


def test_closed_own_client(tmp_path: Path) -> None:
    """A closed HTTP client of the caller's is reported."""
    own = httpx.Client()  # noqa: TID251 - the caller's own
    own.close()
    with EvoLink(api_key=KEY, http_client=own, journal=tmp_path / "journal.sqlite") as client:
        with pytest.raises(ConfigurationError, match="handed in is closed"):
            client.images.submit(**GPT)
        assert list(client.journal.calls()) == []


def test_missing_certificates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Missing certificates are reported, and no call is held."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"https://127.0.0.1:{server.getsockname()[1]}"
        with EvoLink(api_key=KEY, base_url=address, journal=tmp_path / "journal.sqlite") as client:
            with pytest.raises(ConfigurationError, match="certificates"):
                client.images.submit(**GPT)
            assert list(client.journal.calls()) == []


def test_pickle(go: Go) -> None:
    """A client and objects that hold one refuse to be pickled."""
    task = go(lambda client: client.images.submit(**GPT))
    for holder in (task, go(lambda client: client)):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(holder)
