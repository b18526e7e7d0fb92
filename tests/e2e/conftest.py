"""The sync and the async client, in the same scenarios over a real socket."""

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from evolink_mock import MockServer
from tests.clients import MODES, Go, Mode, client_of
from tests.listening import Listening

KEY = "sk-end-to-end"
Open = Callable[..., Go]
"""Makes the sync or the async client with the given arguments; the test's end closes it."""
Answer = Callable[[BaseHTTPRequestHandler], None]
Serve = Callable[[Answer], str]
"""Starts a server that answers every request so, and returns its address."""


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(api_key=KEY, speed=200.0) as running:
        yield running


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def connect(mode: Mode) -> Iterator[Open]:
    with ExitStack() as stack:

        def client(**given: Any) -> Go:
            return stack.enter_context(client_of(mode, **given))

        yield client


@pytest.fixture
def go(connect: Open, server: MockServer) -> Go:
    return connect(api_key=KEY, base_url=server.base_url)


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(_serving(answer))


@contextmanager
def _serving(answer: Answer) -> Generator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self)

        do_POST = do_GET  # noqa: N815 - the base class looks for this name

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class says so
            """Say nothing."""

    listening = Listening(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
