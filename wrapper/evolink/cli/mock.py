"""`evolink mock`: a mock of the service on this machine, which costs nothing."""

import errno
import os
import shlex
import signal
import threading
from collections.abc import Callable
from importlib.util import find_spec
from socket import gaierror
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._exit_codes import StoppedError

from ._command import Command
from ._report import Report

if TYPE_CHECKING:
    from evolink_mock import MockServer


_NO_SUCH_HOST = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_NEEDED = ("httptools", "PIL", "uvicorn")


@click.command(
    cls=Command,
    examples=(
        "evolink mock --port 8787 --api-key test --speed 20",
        'evolink mock --script "code=429, retry-after=2, on=create"',
        "evolink mock --host 0.0.0.0 --allow-host mock",
    ),
    rare={
        "The account": ("credits", "per_minute"),
        "What it accepts": ("unchecked", "lenient", "without"),
        "Callbacks": ("callbacks_to",),
        "Other machines and browsers": ("public_url", "allow_hosts", "trust_forwarded", "allow_origins"),
        "Memory": ("max_memory",),
    },
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all of them.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8787,
    show_default=True,
    help="Port to listen on; 0 for a free one.",
)
@click.option(
    "--speed",
    type=click.FloatRange(min=0),
    metavar="N",
    default=1,
    show_default=True,
    help="Speed of its clock; 20 is 20 times as fast.",
)
@click.option(
    "--api-key", default="mock-key", show_default=True, help="The key it accepts: any word, never a real key."
)
@click.option("--credits", type=float, default=100, show_default=True, help="Credits of that key.")
@click.option("--per-minute", type=float, help="Requests per minute with that key.  [default: no limit]")
@click.option("--max-memory", type=int, default=256, show_default=True, help="MB of tasks, files and log to keep.")
@click.option(
    "--callbacks-to",
    metavar="URL",
    help="Send every callback to this URL, for example http://127.0.0.1:8000.",
)
@click.option(
    "--script",
    multiple=True,
    metavar="RULE",
    help="What happens to the next requests, for example 'story=stuck'. Repeatable.",
)
@click.option("--unchecked", is_flag=True, help="Accept parameters that are not in the contract.")
@click.option("--lenient", is_flag=True, help="Accept whatever the service may take, and log what was ignored.")
@click.option("--public-url", metavar="URL", help="The URL at which clients reach it, used in its links.")
@click.option(
    "--allow-host", "allow_hosts", multiple=True, metavar="NAME", help="Also answer to this name. Repeatable."
)
@click.option("--trust-forwarded", is_flag=True, help="Use a proxy's X-Forwarded-Proto and -Host in its links.")
@click.option(
    "--allow-origin",
    "allow_origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let web pages of this origin use it, for example http://localhost:5173, or *. Repeatable.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="OPERATION",
    help="Leave out this operation, for example queryTaskBatch. Repeatable.",
)
@click.pass_obj
def command(report: Report, /, **options: Any) -> None:
    """Run a mock of the service on this machine until Ctrl-C. It follows the contract.

    The lines on stdout point a client at it.

    A --script rule is an outcome and the requests that it waits for: code= (a status or an error code) with
    retry-after=, story=, fault= or format=; then on= (create, poll, files or an operationId), model=, key=, and times=
    (a number, or all; else 1). For example 'story=cancelled, times=all', 'code=429, retry-after=2, on=create' or
    'fault=drop, on=poll, times=3'. http://127.0.0.1:8787/_mock lists all values.
    """
    server = _server(options)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _setting(stop))
    try:
        with server:
            report.print_message("a mock of the EvoLink API is running; to use it, run this in another terminal:\n")
            for name, value in server.environment.items():
                report.print_data(f"export {name}={shlex.quote(value)}")
            report.print_message(f"\nTo watch it, open {server.base_url}/ in a browser. Press Ctrl-C to stop it.")
            if server.world.addresses.is_open:
                report.print_message("Other machines in your network can reach it, too.")
            stop.wait()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _not_listening(error, options["host"], options["port"]) from error


def _setting(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def _not_listening(error: OSError, host: str, port: int) -> StoppedError:
    if isinstance(error, gaierror) or error.errno in _NO_SUCH_HOST:
        return StoppedError(f"host {host}: {error.strerror}", "use an address of this machine")
    return StoppedError(f"port {port}: {os.strerror(error.errno or 0)}", "use --port 0 for a free port")


def _server(options: dict[str, Any]) -> "MockServer":
    if any(find_spec(name) is None for name in _NEEDED):
        raise click.UsageError('the mock needs an extra; install it with: pip install "evolink[mock]"')
    from evolink_mock import MockServer, SettingError

    try:
        return MockServer(**options)
    except SettingError as error:
        raise click.UsageError(error.as_option) from error
