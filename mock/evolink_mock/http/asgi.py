"""The ASGI application: reads a request, lets the world answer it, sends the answer. Real time enters here."""

import asyncio

from evolink_mock.http.asgi_send import App, Message, Receive, Send, send_broken, send_response
from evolink_mock.http.callback_sender import CallbackSender
from evolink_mock.http.clock import Clock
from evolink_mock.http.controls import move_clock
from evolink_mock.page.routes import answer_page_request, is_page_path
from evolink_mock.world.body import body_limit
from evolink_mock.world.files import ResultFile
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.state import World
from evolink_mock.world.step import decide, finish, log_answer, with_headers


def asgi_app(world: World, clock: Clock) -> App:
    """Return the ASGI application that serves a world on a clock."""
    sender = CallbackSender(world, clock)
    world.speed = clock.speed

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path = scope.get("raw_path", scope["path"].encode()).decode("latin-1")
        body = await _body(receive, body_limit(path))
        if body is None:
            return
        request = _request(scope, path, body)
        now = clock.now()
        if is_page_path(request.path):
            answer = move_clock(clock, request) or answer_page_request(world, request, now)
            response = with_headers(world, request, await _draw(answer))
        else:
            response = log_answer(world, request, await _draw(decide(world, request, now)), now)
        sender.wake()
        if response.fault:
            await send_broken(response, scope, receive, send)
        else:
            await send_response(send, response)

    return app


async def _draw(answer: Response | ResultFile) -> Response:
    """Draw a file in a thread, so that the event loop can answer other requests."""
    return await asyncio.to_thread(finish, answer) if isinstance(answer, ResultFile) else answer


async def _lifespan(receive: Receive, send: Send) -> None:
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def _body(receive: Receive, limit: int) -> bytes | None:
    """Return the body, cut once it is known to be larger than a limit; None if the client disconnected."""
    parts: list[bytes] = []
    room = limit + 1
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


def _request(scope: Message, path: str, body: bytes) -> Request:
    return Request(
        method=scope["method"],
        path=path,
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
        query=scope["query_string"].decode("latin-1"),
    )
