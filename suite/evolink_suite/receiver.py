"""Receives callbacks on this machine, and answers as a test says."""

import json
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any

SILENCE = 0.4  # real seconds without a callback that count as none; the sender reads its clock far more often
_PATIENCE = 10  # real seconds to wait for a callback that must come


@dataclass(frozen=True)
class ReceivedCallback:
    """A callback: its path, its headers (names in lower case), its body."""

    path: str
    headers: dict[str, str]
    body: Any


class Receiver:
    """The callbacks received, in order; `origin` is the address to send them to."""

    def __init__(self, port: int, received: "Queue[ReceivedCallback]") -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._received = received

    def next(self) -> ReceivedCallback:
        """Wait for the next callback.

        Raises:
            AssertionError: None comes.
        """
        try:
            return self._received.get(timeout=_PATIENCE)
        except Empty:
            raise AssertionError("no callback received") from None

    def stays_idle(self) -> bool:
        """Return whether no further callback comes for a while."""
        try:
            self._received.get(timeout=SILENCE)
        except Empty:
            return True
        return False


@contextmanager
def receive_callbacks(statuses: Iterable[int] = (), on_call: Callable[[], None] = lambda: None) -> Generator[Receiver]:
    """Receive callbacks on a free port.

    Args:
        statuses: The statuses to answer with, in order; then 200.
        on_call: Called for each callback before it is answered.
    """
    received: Queue[ReceivedCallback] = Queue()
    answers = iter(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            on_call()
            received.put(
                ReceivedCallback(
                    self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(body)
                )
            )
            status = next(answers, 200)
            self.send_response(status)
            if status // 100 == 3:
                self.send_header("location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Log nothing: tests say what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Receiver(server.server_port, received)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
