"""Servers in front of a mock, and others in its place, which do what real ones do wrong."""

import json
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx

from tests.listening import Listening

_HOP = frozenset({"connection", "content-length", "transfer-encoding", "host", "date", "server", "content-encoding"})


@dataclass
class Reply:
    """An answer.

    Attributes:
        status: Its status; 0 closes the connection instead.
        body: Its body; what is no bytes is sent as JSON.
        headers: Its headers.
    """

    status: int
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Asked:
    """A request.

    Attributes:
        number: How many requests came up to this one.
        method: Its method.
        path: Its path with its query.
        headers: Its headers, names in lower case.
        body: Its body.
    """

    number: int
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answering = Callable[[Asked], Reply]


def forward_to(base_url: str) -> Answering:
    """Return what answers as another server does."""
    client = httpx.Client(base_url=base_url, timeout=30)  # noqa: TID251 - a proxy is no client of ours

    def forward(asked: Asked) -> Reply:
        headers = {name: value for name, value in asked.headers.items() if name not in _HOP}
        answer = client.request(asked.method, asked.path, headers=headers, content=asked.body)
        kept = {name: value for name, value in answer.headers.items() if name not in _HOP}
        return Reply(answer.status_code, answer.content, kept)

    return forward


@contextmanager
def serve(answering: Answering) -> Generator[str]:
    """Serve answers on a port of this machine, and yield the address."""
    counted = iter(range(1, 1_000_000))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = answering(Asked(next(counted), self.command, self.path, headers, body))
            if not reply.status:
                self.close_connection = True
                return
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            usual = {} if isinstance(reply.body, bytes) else {"content-type": "application/json"}
            for name, value in {**usual, **reply.headers, "content-length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = do_TRACE = _answer  # noqa: N815 - names of the base class

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Log nothing."""

    server = Listening(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
