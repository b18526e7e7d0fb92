"""The ASGI application: reads a request, lets the world answer it, sends the answer. Real time enters here."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from email.utils import formatdate

from evolink_mock.http.asgi_send import BROKEN, App, Message, Receive, Send, send_broken, send_response
from evolink_mock.http.bodies import Bodies, Body
from evolink_mock.http.callback_sender import CallbackSender
from evolink_mock.http.clock import Clock
from evolink_mock.http.controls import answer_control
from evolink_mock.http.guard import Guard
from evolink_mock.page.routes import answer_page_request
from evolink_mock.world.addresses import is_page_path
from evolink_mock.world.body import body_limit
from evolink_mock.world.files import ResultFile
from evolink_mock.world.masking import Headers
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World
from evolink_mock.world.step import decide, finish, log_answer, with_headers

_MOST_READ = 192 << 20  # bytes of bodies that are read at a time; the largest one has 135 MB
_LAST = {"connection": "close"}


def asgi_app(world: World, clock: Clock, guard: Guard) -> App:
    """Return the ASGI application that serves a world on a clock, to those that a guard lets through."""
    sender = CallbackSender(world, clock)
    bodies = Bodies(_MOST_READ)
    world.speed = clock.speed

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path = world.addresses.local_path((scope.get("raw_path") or scope["path"].encode()).decode("latin-1"))
        async with bodies.read(scope, receive, body_limit(path)) as body:
            request, now = _request(scope, path, body.content), clock.now()
            refused = _refuse_broken(scope, body) or guard.refuse(request)
            if is_page_path(request.path) and not refused:
                answer = answer_control(world, clock, request) or answer_page_request(world, request, now)
                response = with_headers(world, request, await _draw(answer))
            else:
                answer = refused or decide(world, request, now)
                response = log_answer(world, request, await _draw(answer), now)
        sender.wake()
        if body.gone:
            return
        if response.fault:
            await send_broken(_dated(response, now), scope, receive, send)
        else:
            await send_response(send, _dated(response, now))

    return app


def _dated(response: Response, now: float) -> Response:
    """Return an answer with the date of the mock's clock, by which tasks are created and links expire."""
    return replace(response, headers={**response.headers, "date": formatdate(now, usegmt=True)})


async def _draw(answer: Response | ResultFile) -> Response:
    """Draw a file in a thread, so that the event loop can answer other requests."""
    return await asyncio.to_thread(finish, answer) if isinstance(answer, ResultFile) else answer


async def _lifespan(receive: Receive, send: Send) -> None:
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


def _refuse_broken(scope: Message, body: Body) -> Response | None:
    """Return the answer to a request that did not arrive whole, or is no HTTP; None for any other."""
    broken = scope.get("extensions", {}).get(BROKEN)
    if broken:
        return refuse(RefusedError(broken["status"], broken["message"], headers=_LAST))
    return refuse(RefusedError(*body.problem, headers=_LAST)) if body.problem else None


def _request(scope: Message, path: str, body: bytes) -> Request:
    return Request(
        method=scope["method"],
        path=path,
        headers=_headers(scope["headers"]),
        body=body,
        query=scope.get("query_string", b"").decode("latin-1"),
    )


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return headers by name; those of one name are one list, as HTTP says."""
    found = Headers()
    for name, value in ((each.decode("latin-1") for each in pair) for pair in pairs):
        known = found.get(name.lower())
        found[name.lower()] = value if known is None else f"{known}, {value}"
    return found
