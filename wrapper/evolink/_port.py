"""The only place that sends and sleeps: httpx, in both colours.

Nothing else sends through httpx. What goes wrong under way becomes `ConnectionFailed`, which knows whether the
request may have reached the service.
"""

import asyncio
import os
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing, asynccontextmanager, closing, nullcontext, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from ._courier import AsyncCourier, ThreadCourier
from ._deadline import deadline, keep_deadlines
from ._pools import Pools
from ._settings import Settings
from ._signal import Signal
from ._transport import (
    MOST_UNDER_WAY,
    POOLS,
    failures,
    fetch,
    grow,
    headers,
    in_time,
    message,
    no_turn,
    options,
    refuse_packed_twice,
    response,
    unusable_proxies,
)
from ._unharmed import unharmed
from ._wire import Intake, Request, Response
from .errors import ConfigurationError

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

_PLAINLY: dict[str, Any] = {"stream": True, "auth": None, "follow_redirects": False}
"""Answers are read as they come, and nothing but what was built here is ever sent, anywhere else least of all."""


class BlockingPort:
    """The outside world for code that blocks: its coroutines never suspend."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers = headers(settings)
        self._begin()

    def _begin(self) -> None:
        self._turns = threading.Semaphore(MOST_UNDER_WAY)
        self._gate = threading.Semaphore(MOST_UNDER_WAY)
        self._pools = Pools(self._new_client, POOLS)
        self._process = os.getpid()

    def _begin_anew_after_fork(self) -> None:
        """Leave its connections to the process that this one was forked from, or answers would get mixed up."""
        if self._process != os.getpid():
            self._begin()

    def _new_client(self) -> httpx.Client:  # noqa: TID251 - as below
        with unusable_proxies():
            client = httpx.Client(**options(self._settings))  # noqa: TID251 - the port is where sending lives
        keep_deadlines([client._transport, *client._mounts.values()])  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (see there)
        return client

    def _lent(self) -> AbstractContextManager[httpx.Client]:  # noqa: TID251 - as above
        handed_in = self._settings.http_client
        return nullcontext(handed_in) if handed_in else self._pools.lent()

    def now(self) -> float:
        """Give seconds on the monotonic clock."""
        return time.monotonic()

    def date(self) -> float:
        """Give Unix seconds."""
        return time.time()

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Sleep."""
        if signal is None:
            time.sleep(seconds)  # noqa: TID251, ASYNC251 - the port is where sleeping lives; no loop runs this
            return
        given = threading.Event()
        signal.listen(given.set)
        try:
            given.wait(min(seconds, threading.TIMEOUT_MAX))
        finally:
            signal.leave(given.set)
            signal.take()

    def courier(self, most: int) -> ThreadCourier:
        """Give one that has threads."""
        return ThreadCourier(self.send, most)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait in the calling thread."""
        self._begin_anew_after_fork()
        with self._turns:
            yield

    async def send(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Send to the service, with the key."""
        self._begin_anew_after_fork()
        if request.body:
            return self._sent(request, timeout)
        ends, gate = self.now() + timeout, self._gate
        if not gate.acquire(timeout=timeout):
            raise no_turn()
        try:
            return self._sent(request, ends - self.now())
        finally:
            gate.release()

    def _sent(self, request: Request, timeout: float) -> Response:
        ends = self.now() + timeout
        sent = message(self._settings.base_url, self._headers, request, timeout)
        with (
            failures(),
            deadline(timeout),
            self._lent() as client,
            closing(client.send(sent, **_PLAINLY)) as answer,
        ):
            refuse_packed_twice(answer)
            body = bytearray()
            for chunk in answer.iter_bytes():
                grow(body, chunk)
                in_time(self.now(), ends)
            return response(answer, bytes(body), self._settings.key)

    async def download(self, url: str, intake: Intake, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Fetch a link without the key."""
        self._begin_anew_after_fork()
        ends = self.now() + timeout
        with (
            failures(),
            deadline(timeout),
            self._lent() as client,
            closing(client.send(fetch(url, intake, timeout), **_PLAINLY)) as answer,
        ):
            head = response(answer, b"", self._settings.key)
            if intake.begin(head):
                refuse_packed_twice(answer)
                for chunk in answer.iter_bytes():
                    intake.write(chunk)
                    in_time(self.now(), ends)
            return head

    async def call(self, function: Callable[[], T]) -> T:
        """Call it."""
        return function()

    async def kept(self, future: "Future[T]") -> T:
        """Wait in the calling thread."""
        return future.result()

    async def close(self) -> None:
        """Give back connections; a client that was handed in is its owner's to close."""
        for client in self._pools.clients:
            client.close()


class AsyncPort:
    """The outside world for code that runs on an asyncio event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers = headers(settings)
        self._turns = asyncio.Semaphore(MOST_UNDER_WAY)
        self._gate = asyncio.Semaphore(MOST_UNDER_WAY)
        self._pools = Pools(self._new_client, POOLS)
        self._loop: asyncio.AbstractEventLoop | None = None

    def _refuse_another_loop(self) -> None:
        """Refuse to use the connections of another event loop, which fail in ways that nobody understands."""
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError("this client belongs to another event loop: make one inside each asyncio.run()")

    def _new_client(self) -> httpx.AsyncClient:  # noqa: TID251 - as below
        with unusable_proxies():
            return httpx.AsyncClient(**options(self._settings))  # noqa: TID251 - the port is where sending lives

    def _lent(self) -> AbstractContextManager[httpx.AsyncClient]:  # noqa: TID251 - as above
        handed_in = self._settings.http_client
        return nullcontext(handed_in) if handed_in else self._pools.lent()

    def now(self) -> float:
        """Give seconds on the monotonic clock."""
        return time.monotonic()

    def date(self) -> float:
        """Give Unix seconds."""
        return time.time()

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Let other coroutines run meanwhile."""
        if signal is None:
            await asyncio.sleep(seconds)  # noqa: TID251 - the port is where sleeping lives
            return
        loop, given = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it the pause
                loop.call_soon_threadsafe(given.set)

        signal.listen(wake)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await given.wait()
        finally:
            signal.leave(wake)
            signal.take()

    def courier(self, most: int) -> AsyncCourier:
        """Give one that has tasks of the running loop; how many is for the caller to keep."""
        del most
        return AsyncCourier(self.send)

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Let other coroutines run meanwhile."""
        self._refuse_another_loop()
        async with self._turns:
            yield

    async def send(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Send to the service, with the key."""
        self._refuse_another_loop()
        if request.body:
            return await self._sent(request, timeout)
        ends = self.now() + timeout
        try:
            async with asyncio.timeout(timeout):
                await self._gate.acquire()
        except TimeoutError as error:
            raise no_turn() from error
        try:
            return await self._sent(request, ends - self.now())
        finally:
            self._gate.release()

    async def _sent(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        sent = message(self._settings.base_url, self._headers, request, timeout)
        with failures(), self._lent() as client:
            async with asyncio.timeout(timeout), aclosing(await _answer(client, sent)) as answer:
                refuse_packed_twice(answer)
                body = bytearray()
                async for chunk in answer.aiter_bytes():
                    grow(body, chunk)
                return response(answer, bytes(body), self._settings.key)

    async def download(self, url: str, intake: Intake, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Fetch a link without the key."""
        self._refuse_another_loop()
        with failures(), self._lent() as client:
            sent = fetch(url, intake, timeout)
            async with asyncio.timeout(timeout), aclosing(await _answer(client, sent)) as answer:
                head = response(answer, b"", self._settings.key)
                if intake.begin(head):
                    refuse_packed_twice(answer)
                    async for chunk in answer.aiter_bytes():
                        intake.write(chunk)
                return head

    async def call(self, function: Callable[[], T]) -> T:
        """Call it in a thread, so that the loop goes on. A cancellation waits for it: a thread can't be stopped."""
        job = asyncio.create_task(asyncio.to_thread(function))
        try:
            return await asyncio.shield(job)
        except asyncio.CancelledError:
            await asyncio.gather(job, return_exceptions=True)
            raise

    async def kept(self, future: "Future[T]") -> T:
        """Wait without stopping the loop; what the thread does goes on if this is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(future))

    async def close(self) -> None:
        """Give back connections; a client that was handed in is its owner's to close."""
        for client in self._pools.clients:
            await client.aclose()


async def _answer(client: httpx.AsyncClient, sent: httpx.Request) -> httpx.Response:  # noqa: TID251 - as above
    return await unharmed(client, client.send(sent, **_PLAINLY))
