"""The server that puts the mock on a socket: uvicorn, with connections that faults can close."""

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from evolink_mock.http.asgi_send import CONNECTION, App, Connection

_GRACE = 5  # seconds that an answer may still take once the server stops


def uvicorn_server(app: App) -> uvicorn.Server:
    """Return a server for an application."""

    class Protocol(HttpToolsProtocol):
        """Hands each request its connection, so that a fault can close it."""

        def on_message_begin(self) -> None:
            super().on_message_begin()
            connection = Connection(self.transport.close, lambda: server.should_exit)
            self.scope["extensions"] = {CONNECTION: {"connection": connection}}

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
        timeout_graceful_shutdown=_GRACE,
    )
    server = uvicorn.Server(config)
    return server
