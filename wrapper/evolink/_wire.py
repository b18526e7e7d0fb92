"""Requests and answers as plain values, and the port that carries them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

T = TypeVar("T")


class Secret:
    """An API key that shows itself nowhere: not in a repr, a log line, a traceback or a pickle."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the key itself, for the one header it belongs in."""
        return self._text

    def __repr__(self) -> str:
        return "Secret('***')"

    def __reduce__(self) -> str:
        raise TypeError("a client holds an API key and can't be pickled: make a new one where you need it")


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the service; the port knows the host and the key."""

    method: str
    path: str
    body: bytes | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of the service.

    Attributes:
        status: HTTP status.
        headers: Header values by lower-case name.
        body: The body's bytes, decompressed.
        received_at: Unix time in seconds.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    received_at: float = 0.0


class Port(Protocol):
    """The outside world: all that a client can do to it. Blocking ports never suspend."""

    def now(self) -> float:
        """Give seconds on a clock that never goes back."""
        ...

    async def pause(self, seconds: float) -> None:
        """Let time pass."""
        ...

    async def send(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - the port keeps it
        """Send to the service, with the key.

        Raises:
            ConnectionFailed: No complete answer came within `timeout` seconds.
        """
        ...

    async def download(self, url: str, write: Callable[[bytes], None]) -> Response:
        """Fetch a link without the key, and write the body of a 200 as it comes.

        Raises:
            ConnectionFailed: The answer was cut short.
        """
        ...

    async def call(self, function: Callable[[], T]) -> T:
        """Do something that waits for the disk."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
