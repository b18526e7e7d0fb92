"""What the sync and the async port share: how a request is sent, how its answer is read, and their clocks."""

import time
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    asynccontextmanager,
    nullcontext,
    suppress,
)
from functools import partial
from typing import Generic, Protocol, TypeVar

import httpx

from evolink._http.client_options import MAX_UPLOADS, POOLS, max_concurrent
from evolink._http.deadline import Deadline
from evolink._http.messages import (
    append_chunk,
    build_download,
    build_headers,
    build_request,
    build_upload,
    read_response,
    refuse_packed_twice,
    translate_errors,
)
from evolink._http.pools import ConnectionPools
from evolink._http.port import Delivery, DownloadTarget, Request, Response, Slot
from evolink._http.settings import Settings
from evolink._http.uploading import CheckedFile, OffLoopBody
from evolink.errors import ConfigurationError, ConnectionFailed

H = TypeVar("H", httpx.Client, httpx.AsyncClient)
T = TypeVar("T")


class Slots(AbstractAsyncContextManager[None], Protocol):
    """Places for requests under way; as a context, one of them, waited for without a limit."""

    async def acquire_within(self, seconds: float) -> bool:
        """Wait for a free one for so many seconds; return whether there was one."""
        ...

    def release(self) -> None:
        """Free one place."""
        ...


class BasePort(ABC, Generic[H]):
    """A port, except for what blocks in the sync one and suspends in the async one."""

    _pools: ConnectionPools[H]

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers = build_headers(settings)
        settings.key.keep_from_logs()
        self._begin()

    def _begin(self) -> None:
        most = max_concurrent(self._settings)
        self._creates, self._reads, self._downloads = (self._new_slots(most) for _ in range(3))
        self._uploads = self._new_slots(MAX_UPLOADS)
        self._pools = ConnectionPools(self._new_client, POOLS)

    @property
    def is_local(self) -> bool:
        """Whether the service runs on this machine."""
        return self._settings.is_local

    @property
    def plain_hosts(self) -> frozenset[str]:
        """The hosts that plain HTTP may lead to beside this machine."""
        return self._settings.plain_hosts

    def now(self) -> float:
        """Return seconds on the monotonic clock."""
        return time.monotonic()

    def date(self) -> float:
        """Return Unix seconds."""
        return time.time()

    def address(self, server: str | None) -> str:
        """Return the address that requests for a server of the contract go to."""
        return self._settings.address(server)

    def create_slot(self) -> AbstractAsyncContextManager[None]:
        """Return the context of one create request; entering it waits for a slot."""
        self._check_owner()
        return self._creates

    def upload_slot(self) -> AbstractAsyncContextManager[None]:
        """Return the context of one upload; entering it waits for a slot."""
        self._check_owner()
        return self._uploads

    async def send(self, request: Request, deadline: Deadline) -> Response:
        """Send to the service, with the key."""
        self._check_owner()
        if request.slot is not Slot.READ:
            return await self._exchange(request, deadline)
        async with self._slot(self._reads, deadline):
            return await self._exchange(request, deadline)

    async def download(self, url: str, target: DownloadTarget, deadline: Deadline) -> Response:
        """Fetch a link without the key."""
        self._check_owner()
        async with self._slot(self._downloads, deadline):
            sent = build_download(url, target, deadline.left(self.now()))
            async with self._answer(sent, deadline, Delivery()) as answer:
                head = read_response(answer, b"", self._settings.key)
                if target.begin(head):
                    await self._read(answer, deadline, target.write)
                return head

    async def close(self) -> None:
        """Close the connections; a client that was handed in is its owner's to close."""
        self._check_owner()
        async with AsyncExitStack() as closing_all:
            for client in self._pools.take_all():
                closing_all.push_async_callback(self._close, client)

    async def _exchange(self, request: Request, deadline: Deadline) -> Response:
        left = deadline.left(self.now())
        if request.form is None:
            return await self._ask(build_request(self._settings, self._headers, request, left), request, deadline)
        with CheckedFile(request.form.file) as file:
            sent = build_upload(self._settings, self._headers, request, request.form, file, left)
            sent.stream = OffLoopBody(sent.stream, self.run_blocking)
            return await self._ask(sent, request, deadline)

    async def _ask(self, sent: httpx.Request, request: Request, deadline: Deadline) -> Response:
        async with self._answer(sent, deadline, request.delivery) as answer:
            body = bytearray()
            await self._read(answer, deadline, partial(append_chunk, body))
            return read_response(answer, bytes(body), self._settings.key)

    async def _read(self, answer: httpx.Response, deadline: Deadline, take: Callable[[bytes], object]) -> None:
        """Pass on the body of an answer as it arrives."""
        refuse_packed_twice(answer)
        async for chunk in self._chunks(answer):
            take(chunk)
            if deadline.has_passed(self.now()):
                raise TimeoutError

    @asynccontextmanager
    async def _slot(self, slots: Slots, deadline: Deadline) -> AsyncGenerator[None]:
        """Wait for a place among the requests under way, and hold it.

        Raises:
            ConnectionFailed: None became free in time.
        """
        if not await slots.acquire_within(deadline.left(self.now())):
            raise ConnectionFailed("other requests of this client took all the time there was", may_have_arrived=False)
        try:
            yield
        finally:
            slots.release()

    @asynccontextmanager
    async def _answer(
        self, sent: httpx.Request, deadline: Deadline, delivery: Delivery
    ) -> AsyncGenerator[httpx.Response]:
        """Send a request, and hold its answer open."""
        for idle in self._pools.take_idle():  # before, so that no answer that costs money is lost over it
            with suppress(Exception):
                await self._close(idle)
        with translate_errors(delivery, self._settings.key), self._lend() as client:
            async with self._keep(deadline):
                answer = await self._start(client, sent)
                try:
                    yield answer
                finally:
                    await self._close(answer)

    def _lend(self) -> AbstractContextManager[H]:
        """Lend a client for one request: the caller's, if one was handed in.

        Raises:
            ConfigurationError: It is closed.
        """
        handed_in: H | None = self._settings.http_client
        if handed_in is None:
            return self._pools.lend()
        if handed_in.is_closed:
            raise ConfigurationError("the http_client that was handed in is closed")
        return nullcontext(handed_in)

    @abstractmethod
    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call something that waits for the disk."""

    @abstractmethod
    def _check_owner(self) -> None:
        """Check that the connections belong to the current process or event loop."""

    @abstractmethod
    def _new_slots(self, most: int) -> Slots: ...

    @abstractmethod
    def _new_client(self) -> H: ...

    @abstractmethod
    def _keep(self, deadline: Deadline) -> AbstractAsyncContextManager[object]:
        """Return a context that ends at the deadline, with an error if need be."""

    @abstractmethod
    async def _start(self, client: H, sent: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, whose body is still to be read."""

    @abstractmethod
    def _chunks(self, answer: httpx.Response) -> AsyncIterator[bytes]: ...

    @abstractmethod
    async def _close(self, what: H | httpx.Response) -> None: ...
