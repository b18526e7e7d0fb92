"""What the sync and the async port share: how a request is sent, how its answer is read, and their clocks."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from evolink._http import tls
from evolink._http.deadline import Deadline
from evolink._http.messages import Collected, Fetched, build_download, build_headers, build_request, translate_error
from evolink._http.origin import Origin
from evolink._http.port import DownloadTarget, Request, Response, Slot
from evolink._http.routing import make_routing
from evolink._http.settings import Settings
from evolink._http.uploading import CheckedFile, FormBody
from evolink._http.url import Address
from evolink._http.wire import Carrier, Outgoing, Sink
from evolink._http.wire_errors import WireError
from evolink.errors import ConnectionFailed

T = TypeVar("T")

MAX_CONCURRENT = 100
"""Create requests that a client has under way at one time; as many reads, and as many downloads."""
MAX_UPLOADS = 10
"""Uploads likewise; each is limited by the bandwidth that all of them share."""
_KINDS = 3


class Slots(AbstractAsyncContextManager[None], Protocol):
    """Places for requests under way; as a context, one of them, waited for without a limit."""

    async def acquire_within(self, seconds: float) -> bool:
        """Wait for a free one for so many seconds; return whether there was one."""
        ...

    def release(self) -> None:
        """Free one place."""
        ...


class BasePort(ABC):
    """A port, except for what blocks in the sync one and suspends in the async one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers = build_headers(settings)
        settings.key.keep_from_logs()
        if settings.http_client is None and settings.base_url.startswith("https:"):
            tls.start()
        self._begin()

    def _begin(self) -> None:
        most = _max_concurrent(self._settings)
        self._creates, self._reads, self._downloads = (self._new_slots(most) for _ in range(3))
        self._uploads = self._new_slots(MAX_UPLOADS)
        self._carrier = self._make_carrier()

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
        await self._acquire(self._reads, deadline)
        try:
            return await self._exchange(request, deadline)
        finally:
            self._reads.release()

    async def download(self, url: str, target: DownloadTarget, deadline: Deadline) -> Response:
        """Fetch a link without the key."""
        self._check_owner()
        await self._acquire(self._downloads, deadline)
        try:
            sent, fetched = build_download(url, target, deadline), Fetched(target, self._settings.key)
            await self._carry(sent, fetched)
            return fetched.head
        finally:
            self._downloads.release()

    async def close(self) -> None:
        """Close the connections; a client that was handed in is its owner's to close."""
        self._check_owner()
        await self._carrier.close()

    async def _exchange(self, request: Request, deadline: Deadline) -> Response:
        if request.form is None:
            return await self._ask(request, None, deadline)
        with CheckedFile(request.form.file) as file:
            return await self._ask(request, FormBody(request.form, file), deadline)

    async def _ask(self, request: Request, form: FormBody | None, deadline: Deadline) -> Response:
        collected = Collected(self._settings.key)
        await self._carry(build_request(self._settings, self._headers, request, form, deadline), collected)
        return collected.response()

    async def _carry(self, sent: Outgoing, sink: Sink) -> None:
        try:
            await self._carrier.carry(sent, sink)
        except WireError as error:
            self._settings.key.remove_from_error(error)
            raise translate_error(error, sent.delivery) from error
        except BaseException as error:
            self._settings.key.remove_from_error(error)
            raise

    async def _acquire(self, slots: Slots, deadline: Deadline) -> None:
        """Wait for a place among the requests under way.

        Raises:
            ConnectionFailed: None became free in time.
        """
        if not await slots.acquire_within(deadline.left(self.now())):
            raise ConnectionFailed("it timed out behind other requests of this client", may_have_arrived=False)

    def _make_carrier(self) -> Carrier:
        """Return what sends: our own wire, or the httpx client that the caller handed in."""
        handed_in: Any = self._settings.http_client
        return self._make_wire(make_routing(self._settings)) if handed_in is None else self._make_handed_in(handed_in)

    @abstractmethod
    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call something that waits for the disk."""

    @abstractmethod
    def _check_owner(self) -> None:
        """Check that the connections belong to the current process or event loop."""

    @abstractmethod
    def _new_slots(self, most: int) -> Slots: ...

    @abstractmethod
    def _make_wire(self, origin_of: Callable[[Address], Origin]) -> Carrier: ...

    @abstractmethod
    def _make_handed_in(self, client: Any) -> Carrier: ...


def _max_concurrent(settings: Settings) -> int:
    """Return how many requests of a kind may be under way; all and uploads fit into httpx's usual 100 connections."""
    return MAX_CONCURRENT if settings.http_client is None else (MAX_CONCURRENT - MAX_UPLOADS) // _KINDS
