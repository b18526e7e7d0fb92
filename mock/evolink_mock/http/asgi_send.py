"""Sends an answer through ASGI: whole, or broken as a bad network would."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from evolink_mock.world.messages import Response

if TYPE_CHECKING:
    from evolink_mock.http.asgi import Decided
    from evolink_mock.http.head import Head

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

CONNECTION = "evolink.connection"
"""The extension of an ASGI scope under which our server hands over its `Connection`."""

BROKEN = "evolink.broken"
"""The extension with which our server hands over what is no HTTP, with the `status` and `message` of the answer."""

DECIDED = "evolink.decided"
"""The extension with which our server hands over what was `Decided` when the request arrived."""

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}" for status in HTTPStatus}
_STOP_CHECK = 0.1  # real seconds between two checks whether the server stops


@runtime_checkable
class AnswersAtOnce(Protocol):
    """An application that can answer a whole request without ASGI, as it has nothing to wait for."""

    def answer_at_once(self, head: "Head", body: bytes, /) -> "bytes | Decided | None":
        """Return the bytes of the answer.

        If they can't be sent at once, it returns what was decided, which the server hands back in the scope; None if
        the server should call it as any other application.
        """
        ...


class Connection:
    """What a fault needs of the connection that a request came over.

    Args:
        close: Closes it once everything sent is out.
        stops: Returns whether the server is about to stop.
    """

    def __init__(self, close: Callable[[], None], stops: Callable[[], bool]) -> None:
        self.close = close
        self.stops = stops


def as_bytes(response: Response, date: str) -> bytes:
    """Return an answer as it goes over a connection that stays open."""
    head = [_STATUS_LINES[response.status], *(f"{name}: {value}" for name, value in response.headers.items())]
    return "\r\n".join((*head, f"date: {date}", "", "")).encode("latin-1") + response.body


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
