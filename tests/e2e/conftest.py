"""The clients in both colours, told the same stories over a real socket."""

import asyncio
import inspect
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink_mock import MockServer

KEY = "sk-end-to-end"
Colour = Literal["blocking", "asyncio"]
Go = Callable[[Callable[[Any], Any]], Any]
"""Does something with a client and gives what came of it, awaited where it must be."""
Open = Callable[..., Go]
"""Makes a client of the test's colour, given its arguments, and closes it at the test's end."""
Answer = Callable[[BaseHTTPRequestHandler], None]
Serve = Callable[[Answer], str]
"""Starts a server that answers every request so, and gives its address."""


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(api_key=KEY, speed=200.0) as running:
        yield running


@pytest.fixture(params=["blocking", "asyncio"])
def colour(request: pytest.FixtureRequest) -> Colour:
    chosen: Colour = request.param
    return chosen


@pytest.fixture
def connect(colour: Colour) -> Iterator[Open]:
    with ExitStack() as stack:

        def client(**given: Any) -> Go:
            return stack.enter_context(_client(colour, given))

        yield client


@pytest.fixture
def go(connect: Open, server: MockServer) -> Go:
    return connect(api_key=KEY, base_url=server.base_url)


@contextmanager
def _client(colour: Colour, given: dict[str, Any]) -> Generator[Go]:
    if colour == "blocking":
        with EvoLink(**given) as client:
            yield lambda do: do(client)
        return
    with asyncio.Runner() as runner:
        other = AsyncEvoLink(**given)
        yield lambda do: runner.run(_awaited(do, other))
        runner.run(other.aclose())


async def _awaited(do: Callable[[Any], Any], client: AsyncEvoLink) -> Any:
    outcome = do(client)
    return await outcome if inspect.isawaitable(outcome) else outcome


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

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
