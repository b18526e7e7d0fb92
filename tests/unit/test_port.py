"""The ports over a real socket, where nothing answers."""

import asyncio
import socket
import threading
import traceback
from functools import partial
from typing import Any

import httpcore
import httpx
import pytest

from evolink._files.download import Download
from evolink._files.memory import Memory
from evolink._http.asyncio_ import AsyncPort
from evolink._http.blocking import BlockingPort
from evolink._http.deadline import Deadline
from evolink._http.handed_in import translate_httpx_errors
from evolink._http.messages import translate_error
from evolink._http.port import Delivery, Port, Request
from evolink._http.run import run
from evolink._http.settings import make_settings
from evolink._http.wire_errors import WireError
from evolink.errors import ConnectionFailed, EvoLinkError
from tests.listening import free_port

KEY = "sk-very-secret-key"


def _is_error(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, httpx.RequestError)


async def ask(port: Port) -> None:
    try:
        await port.send(Request("GET", "/v1/credits"), Deadline.after(5, port.now()))
    finally:
        await port.close()


async def fetched(port: Port, link: str) -> None:
    try:
        await port.download(link, Download(Memory()), Deadline.after(5, port.now()))
    finally:
        await port.close()


def nowhere() -> str:
    return f"http://127.0.0.1:{free_port()}"


@pytest.mark.parametrize("port_class", [BlockingPort, AsyncPort])
def test_together(port_class: type[BlockingPort | AsyncPort]) -> None:
    """Several things are done at once, and their results come in order; an error waits until all have ended."""
    ended: list[int] = []
    meeting = threading.Barrier(3)

    async def meet(port: Port, number: int) -> int:
        await port.run_blocking(lambda: meeting.wait(10))
        if number == 0:
            raise ConnectionFailed("the first")
        await port.pause(0.01 * (3 - number))
        ended.append(number)
        return number

    async def all_of(port: Port, numbers: range) -> list[int]:
        try:
            return await port.together([partial(meet, port, number) for number in numbers])
        finally:
            await port.close()

    def do(numbers: range) -> list[int]:
        port = port_class(make_settings(KEY, nowhere(), 5))
        calls = all_of(port, numbers)
        return run(calls) if port_class is BlockingPort else asyncio.run(calls)

    assert do(range(1, 4)) == [1, 2, 3]
    ended.clear()
    with pytest.raises(ConnectionFailed, match="the first"):
        do(range(3))
    assert sorted(ended) == [1, 2]


@pytest.mark.parametrize("port_class", [BlockingPort, AsyncPort])
def test_refused_connection(port_class: type[BlockingPort | AsyncPort]) -> None:
    """A request that no server accepted provably never arrived."""
    port = port_class(make_settings(KEY, nowhere(), 5))
    with pytest.raises(ConnectionFailed, match="could not connect") as caught:
        run(ask(port)) if port_class is BlockingPort else asyncio.run(ask(port))
    assert not caught.value.may_have_arrived


@pytest.mark.parametrize("port_class", [BlockingPort, AsyncPort])
def test_failed_tls_handshake(
    port_class: type[BlockingPort | AsyncPort],
) -> None:
    """A request that fails in the TLS handshake provably never arrived."""
    with socket.create_server(("127.0.0.1", 0)) as plain:

        def answer_in_clear() -> None:
            connection, _ = plain.accept()
            with connection:
                connection.recv(10)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer_in_clear)
        thread.start()
        port = port_class(make_settings(KEY, f"https://127.0.0.1:{plain.getsockname()[1]}", 5))
        with pytest.raises(ConnectionFailed) as caught:
            run(ask(port)) if port_class is BlockingPort else asyncio.run(ask(port))
        thread.join()
    assert not caught.value.may_have_arrived


@pytest.mark.parametrize(
    "kind", [kind for kind in vars(httpx).values() if _is_error(kind)], ids=lambda kind: kind.__name__
)
def test_errors_before_first_byte(kind: type[Exception]) -> None:
    """Of the errors of a client that was handed in, only those before the first byte prove that nothing arrived."""
    early = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
    with pytest.raises(WireError) as caught, translate_httpx_errors():
        raise kind("x")
    error = translate_error(caught.value, Delivery())
    assert isinstance(error, ConnectionFailed)
    assert error.may_have_arrived is (kind.__name__ not in early)


def test_cancellation_waits_for_disk() -> None:
    """A cancellation waits for work on the disk to finish."""

    async def cancelled() -> list[str]:
        port, began, may_end, done = (
            AsyncPort(make_settings(KEY, nowhere(), 5)),
            threading.Event(),
            threading.Event(),
            [""],
        )

        def work() -> None:
            began.set()
            may_end.wait(5)
            done[0] = "whole"

        job = asyncio.create_task(port.run_blocking(work))
        await asyncio.to_thread(began.wait, 5)
        asyncio.get_running_loop().call_later(0.05, may_end.set)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return done

    assert asyncio.run(cancelled()) == ["whole"]


@pytest.mark.parametrize("port_class", [BlockingPort, AsyncPort])
@pytest.mark.parametrize("link", [f"http://{'a' * 80}.example/x", "http://\u2763\u200d/x", "http://xn--a/x"])
def test_impossible_host_of_link(port_class: type[BlockingPort | AsyncPort], link: str) -> None:
    """A link to an impossible host raises one of our errors."""
    port = port_class(make_settings(KEY, nowhere(), 5))
    with pytest.raises(EvoLinkError):
        run(fetched(port, link)) if port_class is BlockingPort else asyncio.run(fetched(port, link))


def test_key_in_tracebacks() -> None:
    """No frame of ours shows the key in tracebacks that include locals."""
    with pytest.raises(ConnectionFailed) as caught:
        run(ask(BlockingPort(make_settings(KEY, nowhere(), 5))))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in shown.stack if "/evolink/" in frame.filename]
    assert ours
    assert KEY not in str([frame.locals for frame in ours])


def test_httpcore_loses_cancelled_connections() -> None:
    """When this fails, httpcore frees such connections by itself, and `_http/cancellation.py` may go."""
    assert any(asyncio.run(_loses_its_connection(steps)) for steps in range(60))


async def _loses_its_connection(steps: int) -> bool:
    """Cancel a request after so many steps of the event loop. Return whether its pool is full for ever."""
    pool = httpcore.AsyncConnectionPool(max_connections=1, network_backend=_Suspending([b"HTTP/1.1 204 OK\r\n\r\n"]))
    job = asyncio.create_task(pool.request("GET", "http://a.test"))
    for _ in range(steps):
        await asyncio.sleep(0)  # noqa: TID251 - lets the loop take one step
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)
    try:
        await pool.request("GET", "http://a.test", extensions={"timeout": {"pool": 0.05}})
    except httpcore.PoolTimeout:
        return True
    return False


class _Suspending(httpcore.AsyncMockBackend):
    """Connections without sockets, and a chance to be cancelled while one is opened."""

    async def connect_tcp(self, *given: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        await asyncio.sleep(0)  # noqa: TID251 - a suspension, as of a real connection
        return await super().connect_tcp(*given, **more)
