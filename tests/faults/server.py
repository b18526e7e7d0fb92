"""A service on a real socket that handles each request as its plan says."""

import math
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.faults.acts import Act
from tests.listening import Listening


@dataclass(frozen=True)
class Seen:
    """A request that arrived; `at` is in seconds on the monotonic clock."""

    kind: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Service:
    """A service that follows a plan, and what it has received.

    Attributes:
        plans: Acts for each kind of request (`create`, `read`, `batch`, `file`, `upload`); the last act repeats.
        created: The number of tasks created.
        seen: Every request.
        base_url: The address it listens on.
    """

    plans: Mapping[str, Sequence[Act]]
    created: int = 0
    seen: list[Seen] = field(default_factory=list[Seen])
    base_url: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, kind: str) -> list[Seen]:
        """Return the requests of a kind."""
        return [each for each in self.seen if each.kind == kind]

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """Read a request, then do the next act of the plan."""
        handler.rfile.read(int(handler.headers.get("content-length") or 0))
        with self._lock:
            kind = _kind(handler)
            plan = self.plans[kind]
            act = plan[min(len(self.of(kind)), len(plan) - 1)]
            headers = {name.lower(): value for name, value in handler.headers.items()}
            self.seen.append(Seen(kind, headers, time.monotonic()))
            self.created += kind == "create" and act.works
        act.do(handler)


@contextmanager
def serving(service: Service, *, opens_after: float = 0.0) -> Generator[Service]:
    """Run a service.

    Args:
        service: What to run.
        opens_after: Seconds for which its port refuses connections; infinite if it never opens.
    """
    listening = Listening(("127.0.0.1", 0), _handler(service), bind_and_activate=False)
    listening.server_bind()
    service.base_url = f"http://127.0.0.1:{listening.server_address[1]}"

    closing = threading.Event()

    def run() -> None:
        if closing.wait(min(opens_after, threading.TIMEOUT_MAX)):
            return
        listening.server_activate()
        listening.serve_forever(poll_interval=0.02)

    if not opens_after:
        listening.server_activate()
    thread = threading.Thread(target=run if opens_after else lambda: listening.serve_forever(poll_interval=0.02))
    thread.start()
    try:
        yield service
    finally:
        closing.set()
        if math.isfinite(opens_after):
            listening.shutdown()
        thread.join()
        listening.server_close()


def _kind(handler: BaseHTTPRequestHandler) -> str:
    if handler.path.startswith("/api/v1/files/"):
        return "upload"
    if handler.path.endswith("/tasks/batch"):
        return "batch"
    if handler.command == "POST":
        return "create"
    return "read" if handler.path.startswith("/v1/") else "file"


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(OSError):  # the client may disconnect at any time
                super().handle()

        def do_GET(self) -> None:
            service.handle(self)

        do_POST = do_GET  # noqa: N815 - the base class looks for this name

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class says so
            """Log nothing."""

    return Handler
