"""`python -m evolink_mock`: serves the mock on a port until it is stopped."""

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from types import FrameType

from evolink_mock.http.server import MockServer
from evolink_mock.world.settings import SettingError
from evolink_mock.world.state import USUAL_MEGABYTES


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM, and return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        server = MockServer(**vars(options))
    except SettingError as error:
        parser.error(error.as_option)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _set_event(stop))
    try:
        with server:
            _print_address(server)
            stop.wait()
    except OSError as error:
        sys.stderr.write(f"evolink_mock: {options.host} port {options.port}: {error.strerror}\n")
        return 1
    return 0


def _set_event(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evolink_mock", description="A mock of the EvoLink API.")
    parser.add_argument("--host", default="127.0.0.1", help="where it listens (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port (default: a free one)")
    parser.add_argument("--api-key", default="mock-key", help="the API key it accepts (default: %(default)s)")
    parser.add_argument("--speed", type=float, default=1.0, help="mock seconds per second (default: %(default)s)")
    parser.add_argument("--credits", type=float, default=100.0, help="credits of the key (default: %(default)s)")
    parser.add_argument("--per-minute", type=float, help="requests per minute of the key (default: no limit)")
    parser.add_argument(
        "--max-memory", type=int, default=USUAL_MEGABYTES, help="MB that it keeps (default: %(default)s)"
    )
    parser.add_argument(
        "--callbacks-to", metavar="URL", help="where to post callbacks (default: the host that requests name)"
    )
    parser.add_argument(
        "--script",
        action="append",
        default=[],
        metavar="RULE",
        help="what happens to the next requests, such as 'story=stuck' or 'code=429, times=all'; repeatable",
    )
    parser.add_argument("--unchecked", action="store_true", help="accept parameters that the contract does not know")
    parser.add_argument("--lenient", action="store_true", help="accept all that the service may take, and log it")
    parser.add_argument("--public-url", metavar="URL", help="the address under which clients reach it")
    _add_list(parser, "--allow-host", metavar="NAME", words="also answer to this name (repeatable)")
    parser.add_argument("--trust-forwarded", action="store_true", help="believe a proxy's X-Forwarded-Proto and -Host")
    _add_list(parser, "--allow-origin", metavar="ORIGIN", words="let web pages of this origin use it (repeatable)")
    parser.add_argument(
        "--without",
        metavar="OPERATION",
        action="append",
        default=[],
        help="lack this operation, such as queryTaskBatch or listTasks (repeatable)",
    )
    return parser


def _add_list(parser: argparse.ArgumentParser, name: str, *, metavar: str, words: str) -> None:
    dest = f"{name.removeprefix('--').replace('-', '_')}s"
    parser.add_argument(name, dest=dest, action="append", default=[], metavar=metavar, help=words)


def _print_address(server: MockServer) -> None:
    sys.stdout.write(
        f"EvoLink mock at {server.base_url} (open it in a browser); to point a client at it:\n"
        + "".join(f"  export {name}={value}\n" for name, value in server.environment.items())
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
