"""The ports over a real socket, where nothing answers."""

import asyncio
import socket
import traceback

import pytest

from evolink._port import AsyncPort, BlockingPort
from evolink._run import run
from evolink._settings import settings
from evolink._wire import Port, Request
from evolink.errors import ConnectionFailed

KEY = "sk-very-secret-key"


async def ask(port: Port) -> None:
    try:
        await port.send(Request("GET", "/v1/credits"), 5)
    finally:
        await port.close()


def nowhere() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.mark.parametrize("colour", [BlockingPort, AsyncPort])
def test_a_request_that_met_nobody_provably_never_arrived(colour: type[BlockingPort | AsyncPort]) -> None:
    port = colour(settings(KEY, nowhere(), 5))
    with pytest.raises(ConnectionFailed, match="could not connect") as caught:
        run(ask(port)) if colour is BlockingPort else asyncio.run(ask(port))
    assert not caught.value.may_have_arrived


def test_no_frame_of_ours_shows_the_key_where_tracebacks_show_locals() -> None:
    with pytest.raises(ConnectionFailed) as caught:
        run(ask(BlockingPort(settings(KEY, nowhere(), 5))))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in shown.stack if "/evolink/" in frame.filename]
    assert ours
    assert KEY not in str([frame.locals for frame in ours])
