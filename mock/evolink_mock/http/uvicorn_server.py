"""The server that puts the mock on a socket: uvicorn."""

import uvicorn

from evolink_mock.http.asgi_send import App
from evolink_mock.http.protocol import MockProtocol

_GRACE = 5  # seconds that an answer may still take once the server stops


def uvicorn_server(app: App) -> uvicorn.Server:
    """Return a server for an application."""

    class Protocol(MockProtocol):
        stops = staticmethod(lambda: server.should_exit)

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
