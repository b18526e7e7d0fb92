"""Stands between a client and the mock, and lets a test act while a request is under way."""

import http.client
import threading
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.listening import Listening

Act = Callable[[], object]


class LostError(Exception):
    """Raised by an act: the connection is closed without an answer."""


class Relay:
    """What a test does to create requests, and where clients find the relay.

    Attributes:
        arrived: Called when one has come, before the service sees it.
        made: Called when the service has answered it, before the client hears of that.
        seen: How many have come.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.arrived: Act = lambda: None
        self.made: Act = lambda: None
        self.seen = 0


@contextmanager
def relay(service: str) -> Generator[Relay]:
    host = urlsplit(service).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(*self._asked(None))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            between.seen += 1
            try:
                between.arrived()
                answer = self._asked(body)
                between.made()
            except LostError:
                self.close_connection = True
                return
            self._answer(*answer)

        def _asked(self, body: bytes | None) -> tuple[int, bytes]:
            wanted = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            with closing(http.client.HTTPConnection(host, timeout=10)) as connection:
                connection.request(self.command, self.path, body, wanted)
                answer = connection.getresponse()
                return answer.status, answer.read()

        def _answer(self, status: int, content: bytes) -> None:
            with suppress(ConnectionError):  # the client may be dead by now
                self.send_response(status)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class says so
            """Say nothing."""

    listening = Listening(("127.0.0.1", 0), Handler)
    between = Relay(f"http://127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield between
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
