"""Requests and answers as plain values, and the port that carries them: the outside world as the client sees it."""

import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol, TypeVar

from evolink._http.deadline import Deadline

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Delivery:
    """Whether a create request may have reached the service, as far as the port can tell.

    Attributes:
        watched: Whether the port can tell. It can't for the caller's own httpx client, whose transport may be anything.
        begun: Whether the first bytes of the body were handed to the connection; before, no service can act on it.
    """

    watched: bool = False
    begun: bool = False

    @property
    def possible(self) -> bool:
        """Whether the service may have the request."""
        return self.begun or not self.watched


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file to be sent, whose content is known before.

    Attributes:
        field: The field that it has in its form.
        name: The name that it is sent under.
        media_type: The type of its content, such as `image/png`.
        size: Its bytes.
        sha256: The hash of its content, in hexadecimal digits.
        open: Returns its content from the beginning, as a stream to be closed.
    """

    field: str
    name: str
    media_type: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Form:
    """A form with a file, which is read while it is sent.

    Attributes:
        fields: Its other fields.
        file: The file.
    """

    fields: Mapping[str, str]
    file: SentFile


class Slot(Enum):
    """Which requests a request is counted with: those of a kind wait for each other, and for no other kind."""

    CREATE = "create"
    READ = "read"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the service; the port knows the host and the key.

    Attributes:
        method: The HTTP method.
        path: The path and the query.
        body: The body, as JSON.
        idempotency_key: The name of a create request.
        delivery: Whether a create request may have arrived.
        form: The body, as a form with a file.
        server: The address that the contract states for this operation, unless it is the service's own.
        silence: Seconds without progress after which it is given up; only its deadline counts if None.
        slot: What it is counted with.
        identity: What a create request counts as where requests are compared: its body if None. Links to files that
            were uploaded change with time, so it has the hashes of those files instead.
    """

    method: str
    path: str
    body: bytes | None = field(default=None, repr=False)
    idempotency_key: str | None = None
    delivery: Delivery = field(default_factory=Delivery, compare=False, repr=False)
    form: Form | None = field(default=None, repr=False)
    server: str | None = None
    silence: float | None = None
    slot: Slot = Slot.READ
    identity: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer from the service.

    Attributes:
        status: HTTP status.
        headers: Header values by lower-case name.
        body: The body's bytes, decompressed.
        received_at: Unix time in seconds.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = field(default=b"", repr=False)
    received_at: float = 0.0


class Signal:
    """Ends a pause early, from any thread. That pause consumes it, so that the next one is not cut short."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_set = False
        self._wakers: list[Callable[[], object]] = []

    def set(self) -> None:
        """End the pauses under way, or else the next one."""
        with self._lock:
            self._is_set = True
            wakers = list(self._wakers)
        for wake in wakers:
            wake()

    def consume(self) -> bool:
        """Return whether it was set since it was last consumed."""
        with self._lock:
            was_set, self._is_set = self._is_set, False
        return was_set

    def add_listener(self, wake: Callable[[], object]) -> None:
        """Call `wake`, perhaps from another thread, when it is set; at once if it is set already."""
        with self._lock:
            self._wakers.append(wake)
            is_set = self._is_set
        if is_set:
            wake()

    def remove_listener(self, wake: Callable[[], object]) -> None:
        """Stop calling `wake`."""
        with self._lock:
            self._wakers.remove(wake)


class Wake(Enum):
    """What arrives without a request."""

    POLL_NOW = "poll now"


POLL_NOW = Wake.POLL_NOW
Outcome = Response | BaseException
"""What became of a request: its answer, or what was raised instead."""
Arrival = Outcome | Literal[Wake.POLL_NOW]


class DownloadTarget(Protocol):
    """Receives a file as it comes; whatever it raises ends the download."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers to ask with."""
        ...

    def begin(self, answer: Response) -> bool:
        """Look at an answer without its body, and return whether the body is wanted."""
        ...

    def write(self, chunk: bytes) -> None:
        """Receive the next bytes of the body."""
        ...


class RequestPool(Protocol):
    """Sends many requests at once."""

    def post(self, tag: int, request: Request, deadline: Deadline) -> None:
        """Send a request that is given up at the deadline; its outcome arrives under the tag."""
        ...

    def wake(self, tag: int) -> None:
        """End the wait for arrivals, with `POLL_NOW` as what has come under the tag. From any thread."""
        ...

    async def arrivals(self, seconds: float) -> list[tuple[int, Arrival]]:
        """Wait for at least one arrival, or for so many seconds, and return all that are there."""
        ...

    async def close(self) -> None:
        """Stop; what is under way is given up."""
        ...


class Port(Protocol):
    """The outside world: all that a client can do to it. Blocking ports never suspend."""

    @property
    def is_local(self) -> bool:
        """Whether the service runs on this machine, as a mock does."""
        ...

    @property
    def plain_hosts(self) -> frozenset[str]:
        """The hosts that plain HTTP may lead to beside this machine."""
        ...

    def now(self) -> float:
        """Return seconds on a clock that never goes back."""
        ...

    def date(self) -> float:
        """Return Unix seconds on this machine's clock."""
        ...

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Wait for so many seconds, or until the signal is set, and consume the signal."""
        ...

    def request_pool(self, most: int) -> RequestPool:
        """Return something that sends many requests at once.

        Args:
            most: How many there will be at one time.
        """
        ...

    def address(self, server: str | None) -> str:
        """Return the address that requests for a server of the contract go to; see `Settings.address`."""
        ...

    def create_slot(self) -> AbstractAsyncContextManager[None]:
        """Return the context of one create request.

        Entering it waits, for as long as it takes, until few enough others of this client are under way.
        """
        ...

    def upload_slot(self) -> AbstractAsyncContextManager[None]:
        """Return the context of one upload; entering it waits as for a create request."""
        ...

    async def send(self, request: Request, deadline: Deadline) -> Response:
        """Send to the service, with the key.

        A read waits here until few enough others are under way; create requests and uploads hold their slots already.

        Raises:
            ConnectionFailed: No complete answer came before the deadline.
        """
        ...

    async def download(self, url: str, target: DownloadTarget, deadline: Deadline) -> Response:
        """Fetch a link without the key, following no redirect, into something that takes it as it comes.

        Returns:
            The answer without its body.

        Raises:
            ConnectionFailed: The answer was cut short, or incomplete at the deadline.
        """
        ...

    async def together(self, calls: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
        """Call several things at once, and return what they return, in their order.

        The first error is raised once all have ended.
        """
        ...

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call something that waits for the disk."""
        ...

    async def wait_for(self, future: "Future[T]") -> T:
        """Wait for what another thread does, and return or raise what came of it."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...
