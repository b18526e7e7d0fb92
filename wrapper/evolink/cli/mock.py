"""`evolink mock`: a service on this machine that keeps the contract and costs nothing."""

import os
import shlex
import signal
import threading
from collections.abc import Callable
from importlib.util import find_spec
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from ._exits import StoppedError
from ._report import Report

if TYPE_CHECKING:
    from evolink_mock import MockServer


_NEEDED = ("httptools", "PIL", "uvicorn")


@click.command(short_help="Run a service on this machine that costs nothing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="Port; 0 for a free one.")
@click.option("--speed", type=click.FloatRange(min=0), default=1, show_default=True, help="Its seconds per second.")
@click.option("--api-key", default="mock-key", show_default=True, help="The key it lets in.")
@click.option("--credits", type=float, default=100, show_default=True, help="Credits of that key.")
@click.option("--per-minute", type=float, help="Requests that the key may send in a minute.  [default: no limit]")
@click.option(
    "--callbacks-to",
    metavar="URL",
    help="Where to post every callback, such as http://127.0.0.1:8000, whatever host its request named.",
)
@click.option("--unchecked", is_flag=True, help="Take parameters that the contract does not know.")
@click.pass_obj
def command(report: Report, /, **options: Any) -> None:
    """Run a service on this machine that keeps the contract, until Ctrl-C.

    The two lines on stdout point a client at it.
    """
    server = _server(options)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _setting(stop))
    try:
        with server:
            report.say("a mock of the EvoLink API runs here; point a client at it, in another terminal:\n")
            report.give(f"export EVOLINK_BASE_URL={server.base_url}")
            report.give(f"export EVOLINK_API_KEY={shlex.quote(server.api_key)}")
            report.say(f"\nand see what it does at {server.base_url}/ in a browser. Ctrl-C stops it.")
            stop.wait()
    except BrokenPipeError:
        raise
    except OSError as error:
        port = options["port"]
        raise StoppedError(f"port {port}: {os.strerror(error.errno or 0)}", "--port 0 takes a free one") from error


def _setting(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def _server(options: dict[str, Any]) -> "MockServer":
    if any(find_spec(name) is None for name in _NEEDED):
        raise click.UsageError('the mock is an extra; install it with: pip install "evolink[mock]"')
    from evolink_mock import MockServer

    try:
        return MockServer(**options)
    except ValueError as error:
        raise click.UsageError(str(error).replace("callbacks_to", "--callbacks-to", 1)) from error
