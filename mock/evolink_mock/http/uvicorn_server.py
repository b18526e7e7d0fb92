"""The server that puts the mock on a socket: uvicorn."""

import asyncio
import socket
from contextlib import suppress

import uvicorn

from evolink_mock.http.asgi_send import AnswersAtOnce, App
from evolink_mock.http.protocol import MockProtocol

_GRACE = 5  # seconds that an answer may still take once the server stops
_TICK = 0.1  # seconds between two looks at what a signal has set


class PromptServer(uvicorn.Server):
    """A server that stops at once, as tests start and stop many.

    uvicorn looks ten times a second whether it should stop, and then waits for another tenth. If it comes to call its
    methods by other names, these have no effect.
    """

    _loop: asyncio.AbstractEventLoop | None = None
    _told: asyncio.Event

    def stop(self) -> None:
        """Have the server stop; may be called from any thread."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # it has stopped meanwhile
                self._loop.call_soon_threadsafe(self._told.set)

    async def main_loop(self) -> None:
        """Tick until the server should stop."""
        self._told = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what listens, and wait for the connections that are open."""
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for listening in (*self.servers, *(sockets or ())):
            listening.close()


def _prompt(app: App) -> AnswersAtOnce | None:
    return app if isinstance(app, AnswersAtOnce) else None


def uvicorn_server(app: App) -> PromptServer:
    """Return a server for an application."""

    class Protocol(MockProtocol):
        stops = staticmethod(lambda: server.should_exit)
        at_once = _prompt(app)

    config = uvicorn.Config(
        app,
        http=Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what proxies say is for the world to read
        date_header=False,  # the mock's clock says the date
        timeout_graceful_shutdown=_GRACE,
    )
    server = PromptServer(config)
    return server
