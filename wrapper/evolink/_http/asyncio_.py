"""Sends and sleeps for code that runs on an asyncio event loop; see `blocking.py`."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    aclosing,
    asynccontextmanager,
    suppress,
)
from typing import TYPE_CHECKING, TypeVar

import httpx

from evolink._http.base_port import AnyPort
from evolink._http.cancellation import abandon, assert_names_known, release_on_cancel
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
    refuse_packed_twice,
    translate_environment_errors,
    translate_errors,
)
from evolink._http.pools import ConnectionPools
from evolink._http.port import Delivery, DownloadTarget, Request, Response
from evolink._http.request_pool import AsyncRequestPool
from evolink._http.settings import Settings
from evolink._http.signal import Signal
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class AsyncPort(AnyPort[httpx.AsyncClient]):
    """The outside world for code that runs on an asyncio event loop."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        most = max_concurrent(settings)
        self._turns, self._reads, self._downloads = (asyncio.Semaphore(most) for _ in range(3))
        self._pools = ConnectionPools(self._new_client, POOLS)
        self._loop: asyncio.AbstractEventLoop | None = None

    def _refuse_another_loop(self) -> None:
        """Refuse to use the connections of another event loop, which fail in ways that nobody understands."""
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError("this client belongs to another event loop: make one inside each asyncio.run()")

    def _new_client(self) -> httpx.AsyncClient:
        with translate_environment_errors():
            client = httpx.AsyncClient(**build_options(self._settings, httpx.AsyncHTTPTransport))
        assert_names_known(client)
        return client

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Let other coroutines run meanwhile."""
        if signal is None:
            await asyncio.sleep(seconds)
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

    def request_pool(self, most: int) -> AsyncRequestPool:
        """Return one that has tasks of the running loop; how many is for the caller to keep."""
        del most
        return AsyncRequestPool(self.send)

    def create_slot(self) -> AbstractAsyncContextManager[None]:
        """Let other coroutines run meanwhile."""
        self._refuse_another_loop()
        return self._turns

    async def send(self, request: Request, timeout: float) -> Response:
        """Send to the service, with the key."""
        self._refuse_another_loop()
        if request.body:
            return await self._sent(request, timeout)
        async with self._place(self._reads, timeout) as left:
            return await self._sent(request, left)

    async def _sent(self, request: Request, timeout: float) -> Response:
        sent = build_request(self._settings, self._headers, request, timeout)
        async with self._answer(sent, timeout, request.delivery) as answer:
            refuse_packed_twice(answer)
            body = bytearray()
            async for chunk in answer.aiter_bytes():
                append_chunk(body, chunk)
            return read_response(answer, bytes(body), self._settings.key)

    async def download(self, url: str, target: DownloadTarget, timeout: float) -> Response:
        """Fetch a link without the key."""
        self._refuse_another_loop()
        async with (
            self._place(self._downloads, timeout) as left,
            self._answer(build_download(url, target, left), left, Delivery()) as answer,
        ):
            head = read_response(answer, b"", self._settings.key)
            if target.begin(head):
                refuse_packed_twice(answer)
                async for chunk in answer.aiter_bytes():
                    target.write(chunk)
            return head

    @asynccontextmanager
    async def _place(self, gate: asyncio.Semaphore, timeout: float) -> AsyncGenerator[float]:
        """Wait for a place among the requests under way, and give the seconds that are left."""
        ends = self.now() + timeout
        try:
            async with asyncio.timeout(timeout):
                await gate.acquire()
        except TimeoutError as error:
            raise no_slot() from error
        try:
            yield ends - self.now()
        finally:
            gate.release()

    @asynccontextmanager
    async def _answer(
        self,
        sent: httpx.Request,
        timeout: float,
        delivery: Delivery,
    ) -> AsyncGenerator[httpx.Response]:
        for idle in self._pools.take_idle():  # before, so that no answer that costs money is lost over it
            with suppress(Exception):
                await idle.aclose()
        with translate_errors(delivery, self._settings.key), self._lend() as client:
            sending = release_on_cancel(client, client.send(sent, **PLAINLY))
            async with asyncio.timeout(timeout), aclosing(await sending) as answer:
                yield answer

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call it in a thread, so that the loop goes on. A cancellation waits for it: a thread can't be stopped."""
        job = asyncio.create_task(asyncio.to_thread(function))
        try:
            return await asyncio.shield(job)
        except asyncio.CancelledError:
            await asyncio.gather(job, return_exceptions=True)
            raise

    async def wait_for(self, future: "Future[T]") -> T:
        """Wait without stopping the loop; what the thread does goes on if this is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(future))

    async def close(self) -> None:
        """Close the connections; a client that was handed in is its owner's to close."""
        clients = self._pools.take_all()
        if self._loop not in {None, asyncio.get_running_loop()}:
            abandon(clients)
            return
        async with AsyncExitStack() as closing_all:
            for client in clients:
                closing_all.push_async_callback(client.aclose)
