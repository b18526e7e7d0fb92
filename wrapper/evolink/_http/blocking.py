"""Sends and sleeps for code that blocks; `asyncio_.py` does so for asyncio. Both use httpx, and nothing else does.

Nothing else sends through httpx. What goes wrong under way becomes `ConnectionFailed`, which knows whether the
request may have reached the service.
"""

import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import (
    AbstractAsyncContextManager,
    ExitStack,
    closing,
    contextmanager,
    suppress,
)
from typing import TYPE_CHECKING, TypeVar

import httpx

from evolink._http.base_port import AnyPort
from evolink._http.blocking_transport import BlockingTransport
from evolink._http.deadline import deadline
from evolink._http.messages import (
    PLAINLY,
    POOLS,
    append_chunk,
    build_download,
    build_options,
    build_request,
    max_concurrent,
    no_slot,
    read_response,
    refuse_if_late,
    refuse_packed_twice,
    translate_environment_errors,
    translate_errors,
)
from evolink._http.pools import ConnectionPools
from evolink._http.port import Delivery, DownloadTarget, Request, Response
from evolink._http.request_pool import ThreadRequestPool
from evolink._http.settings import Settings
from evolink._http.signal import Signal

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class BlockingPort(AnyPort[httpx.Client]):
    """The outside world for code that blocks: its coroutines never suspend."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._begin()

    def _begin(self) -> None:
        most = max_concurrent(self._settings)
        self._turns, self._reads, self._downloads = (threading.Semaphore(most) for _ in range(3))
        self._pools = ConnectionPools(self._new_client, POOLS)
        self._process = os.getpid()

    def _begin_anew_after_fork(self) -> None:
        """Leave its connections to the process that this one was forked from, or answers would get mixed up."""
        if self._process != os.getpid():
            self._begin()

    def _new_client(self) -> httpx.Client:
        with translate_environment_errors():
            return httpx.Client(**build_options(self._settings, BlockingTransport))

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Sleep."""
        if signal is None:
            time.sleep(seconds)  # noqa: ASYNC251 - the port is where sleeping lives; no loop runs this
            return
        given = threading.Event()
        signal.listen(given.set)
        try:
            given.wait(min(seconds, threading.TIMEOUT_MAX))
        finally:
            signal.leave(given.set)
            signal.take()

    def request_pool(self, most: int) -> ThreadRequestPool:
        """Return one that has threads."""
        return ThreadRequestPool(self.send, most)

    def create_slot(self) -> AbstractAsyncContextManager[None]:
        """Wait in the calling thread."""
        self._begin_anew_after_fork()
        return _Turn(self._turns)

    async def send(self, request: Request, timeout: float) -> Response:
        """Send to the service, with the key."""
        self._begin_anew_after_fork()
        if request.body:
            return self._sent(request, timeout)
        with self._place(self._reads, timeout) as left:
            return self._sent(request, left)

    def _sent(self, request: Request, timeout: float) -> Response:
        ends = self.now() + timeout
        sent = build_request(self._settings, self._headers, request, timeout)
        with self._answer(sent, timeout, request.delivery) as answer:
            refuse_packed_twice(answer)
            body = bytearray()
            for chunk in answer.iter_bytes():
                append_chunk(body, chunk)
                refuse_if_late(self.now(), ends)
            return read_response(answer, bytes(body), self._settings.key)

    async def download(self, url: str, target: DownloadTarget, timeout: float) -> Response:
        """Fetch a link without the key."""
        self._begin_anew_after_fork()
        ends = self.now() + timeout
        with (
            self._place(self._downloads, timeout) as left,
            self._answer(build_download(url, target, left), left, Delivery()) as answer,
        ):
            head = read_response(answer, b"", self._settings.key)
            if target.begin(head):
                refuse_packed_twice(answer)
                for chunk in answer.iter_bytes():
                    target.write(chunk)
                    refuse_if_late(self.now(), ends)
            return head

    @contextmanager
    def _place(self, gate: threading.Semaphore, timeout: float) -> Generator[float]:
        """Wait for a place among the requests under way, and give the seconds that are left."""
        ends = self.now() + timeout
        if not gate.acquire(timeout=timeout):
            raise no_slot()
        try:
            yield ends - self.now()
        finally:
            gate.release()

    @contextmanager
    def _answer(self, sent: httpx.Request, timeout: float, delivery: Delivery) -> Generator[httpx.Response]:
        for idle in self._pools.take_idle():  # before, so that no answer that costs money is lost over it
            with suppress(Exception):
                idle.close()
        with (
            translate_errors(delivery, self._settings.key),
            deadline(timeout),
            self._lend() as client,
            closing(client.send(sent, **PLAINLY)) as answer,
        ):
            yield answer

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call it."""
        return function()

    async def wait_for(self, future: "Future[T]") -> T:
        """Wait in the calling thread."""
        return future.result()

    async def close(self) -> None:
        """Close the connections; a client that was handed in is its owner's to close."""
        self._begin_anew_after_fork()
        with ExitStack() as closing_all:
            for client in self._pools.take_all():
                closing_all.callback(client.close)


class _Turn:
    """A place among the create requests under way; an interruption finds no generator half way."""

    def __init__(self, places: threading.Semaphore) -> None:
        self._places = places

    async def __aenter__(self) -> None:
        self._places.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._places.release()
