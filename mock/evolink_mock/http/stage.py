"""One world after the other at one address, for tests that share a server and have a world of their own."""

from evolink_mock.http.asgi import Decided, Service, asgi_app
from evolink_mock.http.asgi_send import App, Message, Receive, Send
from evolink_mock.http.clock import Clock
from evolink_mock.http.guard import Guard
from evolink_mock.http.head import Head
from evolink_mock.world.state import World


class Stage:
    """The ASGI application that serves the world which is on stage.

    A client that outlives its test still has the key of that test. It is refused without a trace in the world of the
    next one.

    Args:
        world: The first world.
        clock: Its time.
    """

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._app = _app(world, clock)
        self._nobody = _app(World(), Clock())
        self._former: set[str] = set()

    def change(self, world: World, clock: Clock) -> None:
        """Serve another world; that one which was served sends no more callbacks."""
        self._former |= self._world.accounts.keys()
        self._world.drop_callbacks()
        self._world, self._app = world, _app(world, clock)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request in the world that is on stage when it arrives."""
        sent = next((value for name, value in scope.get("headers", ()) if name.lower() == b"authorization"), b"")
        await self._app_for(sent.decode("latin-1"))(scope, receive, send)

    def answer_at_once(self, head: Head, body: bytes) -> bytes | Decided | None:
        """Answer a whole request in the world that is on stage; None if its application can't."""
        app = self._app_for(head.request.headers.get("authorization", ""))
        return app.answer_at_once(head, body) if isinstance(app, Service) else None

    def _app_for(self, authorization: str) -> App:
        """Return the application for a request with some bearer token, or without one."""
        key = authorization.partition(" ")[2].strip() if self._former else ""
        is_former = key in self._former and key not in self._world.accounts
        return self._nobody if is_former else self._app


def _app(world: World, clock: Clock) -> App:
    addresses = world.addresses
    return asgi_app(world, clock, Guard(addresses.admits, own=addresses.own_bases, origins=world.allow_origins))
