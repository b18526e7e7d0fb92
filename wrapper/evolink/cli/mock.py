"""`evolink mock`: a mock of the service on this machine, which costs nothing."""

import os
import shlex
import signal
import threading
from collections.abc import Callable
from importlib.util import find_spec
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._exit_codes import StoppedError

from ._report import Report

if TYPE_CHECKING:
    from evolink_mock import MockServer


_NEEDED = ("httptools", "PIL", "uvicorn")


@click.command(short_help="Run a mock of the service, which costs nothing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True, help="Port; 0 for a free one.")
@click.option(
    "--speed", type=click.FloatRange(min=0), default=1, show_default=True, help="How many times as fast its clock runs."
)
@click.option("--api-key", default="mock-key", show_default=True, help="The key that it accepts.")
@click.option("--credits", type=float, default=100, show_default=True, help="Credits of that key.")
@click.option("--per-minute", type=float, help="Requests per minute with that key.  [default: no limit]")
@click.option(
    "--callbacks-to",
    metavar="URL",
    help="Send every callback to this address, for example http://127.0.0.1:8000.",
)
@click.option("--unchecked", is_flag=True, help="Accept parameters that the contract does not have.")
@click.pass_obj
def command(report: Report, /, **options: Any) -> None:
    """Run a mock of the service on this machine until Ctrl-C. It follows the contract.

    The two lines on stdout point a client at it.
    """
    server = _server(options)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _setting(stop))
    try:
        with server:
            report.print_message("a mock of the EvoLink API is running; to use it, run this in another terminal:\n")
            report.print_data(f"export EVOLINK_BASE_URL={server.base_url}")
            report.print_data(f"export EVOLINK_API_KEY={shlex.quote(server.api_key)}")
            report.print_message(f"\nTo watch it, open {server.base_url}/ in a browser. Press Ctrl-C to stop it.")
            stop.wait()
    except BrokenPipeError:
        raise
    except OSError as error:
        port = options["port"]
        raise StoppedError(f"port {port}: {os.strerror(error.errno or 0)}", "use --port 0 for a free port") from error


def _setting(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def _server(options: dict[str, Any]) -> "MockServer":
    if any(find_spec(name) is None for name in _NEEDED):
        raise click.UsageError('the mock needs an extra; install it with: pip install "evolink[mock]"')
    from evolink_mock import MockServer, SettingError

    try:
        return MockServer(**options)
    except SettingError as error:
        raise click.UsageError(error.as_option) from error
