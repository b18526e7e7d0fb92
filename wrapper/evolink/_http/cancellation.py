"""Frees the connections of cancelled requests: the only file that uses private names of httpx and httpcore.

Where asyncio cancels httpcore at an unlucky moment, a connection counts as busy for ever; a hundred of them, and the
client sends nothing any more. A time-out is a cancellation, too. There is no public way to free such a connection.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import suppress
from typing import Any

import httpcore
import httpx

_INWARDS = ("_connection", "_network_stream", "_stream", "transport_stream", "_transport")
"""How a connection, each stream and the socket's transport name what is inside them."""


def assert_names_known(client: httpx.AsyncClient) -> None:
    """Check that the private names used here exist in the installed versions; without them, nothing here has an effect.

    Raises:
        RuntimeError: One was renamed.
    """
    for pool in _pools(client):
        if not (isinstance(pool, httpcore.AsyncConnectionPool) and hasattr(pool, "_requests")):
            raise RuntimeError("this version of evolink can't use the installed httpx or httpcore: install older ones")


async def release_on_cancel(client: httpx.AsyncClient, sending: Awaitable[httpx.Response]) -> httpx.Response:
    """Return the answer to what a client is sending; a cancellation now or later frees its connection."""
    try:
        answer = await sending
    except asyncio.CancelledError:
        for pool in _pools(client):
            await _release(pool)
        raise
    answer.stream = _Body(answer.stream)
    return answer


def _pools(client: httpx.AsyncClient) -> list[Any]:
    transports = [client._transport, *client._mounts.values()]  # noqa: SLF001 - httpx names its transports nowhere else  # pyright: ignore[reportPrivateUsage]
    return [getattr(transport, "_pool", None) for transport in transports if transport is not None]


async def _release(pool: Any) -> None:
    """Close the connections that were opened for requests that are gone, and that never began to serve them."""
    if not isinstance(pool, httpcore.AsyncConnectionPool):
        return
    wanted = {id(each.connection) for each in pool._requests}  # noqa: SLF001 - the pool does not publish which requests it serves  # pyright: ignore[reportPrivateUsage]
    lost = [each for each in pool.connections if id(each) not in wanted and not each.is_idle()]
    for connection in lost:  # all before the first await, during which others may become busy or leave
        pool._connections.remove(connection)  # noqa: SLF001 - closing one leaves it in the pool  # pyright: ignore[reportPrivateUsage]
    for connection in lost:
        await asyncio.shield(asyncio.ensure_future(connection.aclose()))


def abandon(clients: Iterable[httpx.AsyncClient]) -> None:
    """Close the sockets of clients whose event loop has ended: nothing can be awaited there any more."""
    for client in clients:
        for pool in _pools(client):
            for connection in getattr(pool, "connections", ()):
                with suppress(Exception):
                    _hang_up(connection)


def _hang_up(connection: Any) -> None:
    """Do at once what asyncio would do on the next turn of the loop, at the end of httpcore's and anyio's streams."""
    node = connection
    while node is not None:
        if end := getattr(node, "_call_connection_lost", None):
            end(None)
            return
        node = next((found for name in _INWARDS if (found := getattr(node, name, None)) is not None), None)


class _Body(httpx.AsyncByteStream):
    """The body of an answer; it is closed completely even if its reader is cancelled meanwhile."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            yield chunk

    async def aclose(self) -> None:
        await asyncio.shield(asyncio.ensure_future(self._inner.aclose()))
