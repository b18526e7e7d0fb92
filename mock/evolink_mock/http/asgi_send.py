"""Sends an answer through ASGI: whole, or broken as a bad network would."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from evolink_mock.world.messages import Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

CONNECTION = "evolink.connection"
"""The extension of an ASGI scope under which our server hands over its `Connection`."""

BROKEN = "evolink.broken"
"""The extension with which our server hands over what is no HTTP, with the `status` and `message` of the answer."""

_STOP_CHECK = 0.1  # real seconds between two checks whether the server stops


class Connection:
    """What a fault needs of the connection that a request came over.

    Args:
        close: Closes it once everything sent is out.
        stops: Returns whether the server is about to stop.
    """

    def __init__(self, close: Callable[[], None], stops: Callable[[], bool]) -> None:
        self.close = close
        self.stops = stops


async def send_response(send: Send, response: Response) -> None:
    """Send an answer whole."""
    await _send_part(send, response, len(response.body))


async def send_broken(response: Response, scope: Message, receive: Receive, send: Send) -> None:
    """Send an answer with the fault that it asks for.

    Raises:
        ConnectionAbortedError: There is no socket to close, as in process.
    """
    connection: Connection | None = scope.get("extensions", {}).get(CONNECTION, {}).get("connection")
    if connection is None:
        raise ConnectionAbortedError(f"fault={response.fault}")
    if response.fault == "hang":
        await _until_gone(receive, connection)
    elif response.fault == "truncate":
        await _send_part(send, response, len(response.body) // 2, more=True)
    connection.close()
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_part(send: Send, response: Response, length: int, *, more: bool = False) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body[:length], "more_body": more})


async def _until_gone(receive: Receive, connection: Connection) -> None:
    """Wait until the caller goes away, or the server stops."""
    gone = asyncio.ensure_future(receive())
    while not gone.done() and not connection.stops():
        await asyncio.wait([gone], timeout=_STOP_CHECK)
    gone.cancel()
