"""Frees the connections that a cancelled request leaves busy in an httpx client that was handed in.

Where asyncio cancels httpcore at an unlucky moment, a connection counts as busy for ever; a hundred of them, and the
client sends nothing any more (httpcore#1093). A time-out is a cancellation, too. There is no public way to free such a
connection, so this file uses private names of httpx and httpcore; where they are missing, as in another transport, it
does nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import httpx


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
    pools = [getattr(transport, "_pool", None) for transport in transports]
    return [pool for pool in pools if hasattr(pool, "_requests") and hasattr(pool, "_connections")]


async def _release(pool: Any) -> None:
    """Close the connections that were opened for requests that are gone, and that never began to serve them."""
    wanted = {id(each.connection) for each in pool._requests}  # noqa: SLF001 - the pool does not publish which requests it serves
    lost = [each for each in pool.connections if id(each) not in wanted and not each.is_idle()]
    for connection in lost:  # all before the first await, during which others may become busy or leave
        pool._connections.remove(connection)  # noqa: SLF001 - closing one leaves it in the pool
    for connection in lost:
        await asyncio.shield(asyncio.ensure_future(connection.aclose()))


class _Body(httpx.AsyncByteStream):
    """The body of an answer; it is closed completely even if its reader is cancelled meanwhile."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            yield chunk

    async def aclose(self) -> None:
        await asyncio.shield(asyncio.ensure_future(self._inner.aclose()))
