"""Reads request bodies: a limited number of bytes at a time, and none from a client that stops sending."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from evolink_mock.http.asgi_send import Message, Receive
from evolink_mock.world.digits import read_digits

_SILENCE = 60  # real seconds without a byte after which a body is given up
_CHUNKED = b"transfer-encoding"
_LENGTH = b"content-length"


@dataclass(frozen=True, slots=True)
class Body:
    """What was read of a body.

    Attributes:
        content: Its bytes, cut once it is known to be larger than its limit.
        problem: Why it is not whole: the status and the words of a refusal; None if it is.
        gone: Whether the client has closed the connection.
    """

    content: bytes
    problem: tuple[int, str] | None = None
    gone: bool = False


class Bodies:
    """Reads the bodies of all connections within one budget of bytes; those that exceed it wait for their turn.

    Args:
        most: The bytes of the budget.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._free = most
        self._freed = asyncio.Condition()

    @asynccontextmanager
    async def read(self, scope: Message, receive: Receive, limit: int) -> AsyncGenerator[Body, None]:
        """Read the body of a request; its bytes count until the block ends, when the answer is known.

        Args:
            scope: The request.
            receive: Returns the next part.
            limit: The bytes that the body may have.
        """
        size = min(_announced(scope, limit), limit + 1, self._most)
        await self._take(size)
        try:
            yield await _read(receive, limit)
        finally:
            await self._give_back(size)

    async def _take(self, size: int) -> None:
        if size > self._free or self._freed.locked():
            async with self._freed:
                _ = await self._freed.wait_for(lambda: size <= self._free)
        self._free -= size

    async def _give_back(self, size: int) -> None:
        self._free += size
        if size:
            async with self._freed:
                self._freed.notify_all()


def _announced(scope: Message, limit: int) -> int:
    """Return how many bytes a body will have, as its headers say; one of unknown length may have all that it may."""
    headers = dict(scope["headers"])
    length = headers.get(_LENGTH, b"").decode("latin-1")
    if _CHUNKED in headers:
        return limit + 1
    return read_digits(length) if length.isdecimal() and length.isascii() else 0


async def _read(receive: Receive, limit: int) -> Body:
    parts: list[bytes] = []
    room, more = limit + 1, True
    problem, gone = None, False
    while more:
        try:
            async with asyncio.timeout(_SILENCE):
                message = await receive()
        except TimeoutError:
            problem = 408, f"The body has been silent for {_SILENCE} s."
            break
        gone = message["type"] == "http.disconnect"
        if gone:
            problem = 400, "The client closed the connection before the end of its body."
            break
        part = message.get("body", b"")[:room]
        room -= len(part)
        parts.append(part)
        more = message.get("more_body", False)
    return Body(b"".join(parts), problem, gone)
