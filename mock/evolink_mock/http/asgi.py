"""The ASGI application: reads a request, lets the world answer it, sends the answer. Real time enters here."""

import asyncio
from dataclasses import replace
from email.utils import formatdate
from functools import lru_cache
from typing import NamedTuple

from evolink_mock.http.asgi_send import (
    BROKEN,
    DECIDED,
    App,
    Message,
    Receive,
    Send,
    as_bytes,
    send_broken,
    send_response,
)
from evolink_mock.http.bodies import Bodies, Body
from evolink_mock.http.callback_sender import CallbackSender
from evolink_mock.http.clock import Clock
from evolink_mock.http.controls import answer_control
from evolink_mock.http.guard import Guard
from evolink_mock.http.head import Head, join_headers
from evolink_mock.page.routes import answer_page_request
from evolink_mock.world.addresses import is_page_path
from evolink_mock.world.body import body_limit
from evolink_mock.world.files import ResultFile
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World
from evolink_mock.world.step import decide, finish, log_answer, with_headers

_MOST_READ = 192 << 20  # bytes of bodies that are read at a time; the largest one has 135 MB
_MOST_ADMITTED = 512  # heads of which it is known whether the guard lets them through
_LAST = {"connection": "close"}


class Decided(NamedTuple):
    """What a request is answered with, before files are drawn.

    Attributes:
        request: The request.
        answer: The answer, or the file that is still to be drawn.
        at: When it came, by the mock's clock.
        is_logged: Whether it belongs in the request log, as all do but those of the page.
    """

    request: Request
    answer: Response | ResultFile
    at: float
    is_logged: bool


class Service:
    """The ASGI application that serves a world on a clock, to those that a guard lets through.

    Args:
        world: The world.
        clock: Its time.
        guard: Decides who may call.
    """

    def __init__(self, world: World, clock: Clock, guard: Guard) -> None:
        self._world, self._clock, self._guard = world, clock, guard
        self._sender = CallbackSender(world, clock)
        self._bodies = Bodies(_MOST_READ)
        self._admitted = lru_cache(_MOST_ADMITTED)(self._admit)
        world.speed = clock.speed

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request as ASGI has it."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        path = self._local_path((scope.get("raw_path") or scope["path"].encode()).decode("latin-1"))
        async with self._bodies.read(scope, receive, body_limit(path)) as body:
            decided = scope.get("extensions", {}).get(DECIDED) or self._read(scope, path, body)
            response = self._complete(decided, await _draw(decided.answer))
        if body.gone:
            return
        if response.fault:
            await send_broken(_dated(response, decided.at), scope, receive, send)
        else:
            await send_response(send, _dated(response, decided.at))

    def answer_at_once(self, head: Head, body: bytes) -> bytes | Decided:
        """Return the answer to a whole request; if it can't be sent at once, what was decided, to be handed back."""
        request, refused = self._admitted(head)
        if body:
            request = Request(request.method, request.path, request.headers, body, request.query)
        decided = self._decide(request, refused)
        if isinstance(decided.answer, ResultFile) or decided.answer.fault:
            return decided
        return as_bytes(self._complete(decided, decided.answer), _date(int(decided.at)))

    def _admit(self, head: Head) -> tuple[Request, Response | None]:
        """Return the request of a head at its local path, and the answer if the guard refuses it."""
        request = replace(head.request, path=self._local_path(head.request.path))
        return request, self._guard.refuse(request)

    def _read(self, scope: Message, path: str, body: Body) -> Decided:
        request = _request(scope, path, body.content)
        return self._decide(request, _refuse_broken(scope, body) or self._guard.refuse(request))

    def _decide(self, request: Request, refused: Response | None) -> Decided:
        now = self._clock.now()
        if refused:
            return Decided(request, refused, now, is_logged=True)
        if is_page_path(request.path):
            control = answer_control(self._world, self._clock, request)
            answer = control or answer_page_request(self._world, request, now)
            return Decided(request, answer, now, is_logged=False)
        return Decided(request, decide(self._world, request, now), now, is_logged=True)

    def _complete(self, decided: Decided, drawn: Response) -> Response:
        """Return the answer with its headers, once it is logged and the callbacks that it causes are on their way."""
        if decided.is_logged:
            response = log_answer(self._world, decided.request, drawn, decided.at)
        else:
            response = with_headers(self._world, decided.request, drawn)
        self._sender.wake()
        return response

    def _local_path(self, path: str) -> str:
        return self._world.addresses.local_path(path)


def asgi_app(world: World, clock: Clock, guard: Guard) -> App:
    """Return the ASGI application that serves a world on a clock, to those that a guard lets through."""
    return Service(world, clock, guard)


def _dated(response: Response, now: float) -> Response:
    """Return an answer with the date of the mock's clock, by which tasks are created and links expire."""
    return replace(response, headers={**response.headers, "date": _date(int(now))})


@lru_cache(maxsize=16)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


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
        headers=join_headers(scope["headers"]),
        body=body,
        query=scope.get("query_string", b"").decode("latin-1"),
    )
