"""The ASGI face: reads a request, asks the core, sends the answer. Real time enters here."""

import asyncio

from evolink_mock.http.asgi_send import App, Message, Receive, Send, break_off, send_response
from evolink_mock.http.callback_sender import CallbackSender
from evolink_mock.http.clock import Clock
from evolink_mock.http.controls import move_clock
from evolink_mock.page.routes import answer_page_request, is_page_path
from evolink_mock.world.body import MAX_BODY_BYTES
from evolink_mock.world.files import ResultFile
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.state import World
from evolink_mock.world.step import addressed, decide, finish, seal


def asgi_app(world: World, clock: Clock) -> App:
    """Return the ASGI application that serves a world on a clock."""
    pump = CallbackSender(world, clock)
    world.speed = clock.speed

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        body = await _body(receive)
        if body is None:
            return
        request = _request(scope, body)
        now = clock.now()
        if is_page_path(request.path):
            response = addressed(
                world, request, await _drawn(move_clock(clock, request) or answer_page_request(world, request, now))
            )
        else:
            response = seal(world, request, await _drawn(decide(world, request, now)), now)
        pump.wake()
        if response.fault:
            await break_off(response, scope, receive, send)
        else:
            await send_response(send, response)

    return app


async def _drawn(answer: Response | ResultFile) -> Response:
    """Draw an image beside the event loop, which goes on answering others."""
    return await asyncio.to_thread(finish, answer) if isinstance(answer, ResultFile) else answer


async def _lifespan(receive: Receive, send: Send) -> None:
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def _body(receive: Receive) -> bytes | None:
    """Read the body, keeping just enough of one too large to know it; None if the client went away."""
    parts: list[bytes] = []
    room = MAX_BODY_BYTES + 1
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")[:room]
        room -= len(part)
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


def _request(scope: Message, body: bytes) -> Request:
    return Request(
        method=scope["method"],
        path=scope.get("raw_path", scope["path"].encode()).decode("latin-1"),
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
        query=scope["query_string"].decode("latin-1"),
    )
