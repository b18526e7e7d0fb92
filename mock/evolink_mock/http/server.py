"""The mock on a port of this machine, or as an application in this process."""

import socket
import threading
from collections import deque
from typing import TYPE_CHECKING, Self

from evolink_mock.http.asgi import asgi_app
from evolink_mock.http.asgi_send import App
from evolink_mock.http.clock import Clock
from evolink_mock.http.guard import Guard, admit_all
from evolink_mock.world.callbacks import Delivery
from evolink_mock.world.messages import Exchange
from evolink_mock.world.settings import check_whole
from evolink_mock.world.state import World

if TYPE_CHECKING:
    import uvicorn

_HOST = "127.0.0.1"
_HIGHEST_PORT = 65_535
_BACKLOG = 2048


def create_app(
    *,
    api_key: str = "mock-key",
    credits: float | None = 100.0,
    speed: float = 1.0,
    clock: Clock | None = None,
) -> App:
    """Return the mock as an ASGI application, for use without a socket.

    Args:
        api_key: The key it accepts.
        credits: Credits of that key; None for no limit.
        speed: Mock seconds per real second; unused where a clock is given.
        clock: The mock's time.

    Raises:
        ValueError: A setting breaks its rule.
    """
    world = World()
    world.add_key(api_key, credits=credits)
    return asgi_app(world, clock or Clock(speed=speed), Guard(admit_all))


class MockServer:
    """The mock behind a real socket on the loopback address; a context manager.

    Args:
        api_key: The key it accepts; `world.add_key` adds more.
        credits: Credits of that key; None for no limit.
        speed: Mock seconds per real second; 0 stands still until `clock.advance`.
        port: The port; 0 for a free one.
        seed: Makes IDs, and with them images, reproducible; None for random ones.
        per_minute: Requests that the key may send per minute; None for no limit.
        callbacks_to: Scheme, host and port, such as http://127.0.0.1:8000, that every callback is posted to, instead
            of the host that its request named; None for that host.
        unchecked: Whether it accepts what a client sends with `unchecked=True`: parameters of known models that the
            contract does not know, and what only rules of ours forbid. They have no effect.

    Attributes:
        api_key: The key.
        world: The mock's state, to inspect and to set up.
        clock: The mock's time, to move forward.

    Raises:
        OSError: The port is taken.
        ValueError: A setting breaks its rule.
    """

    def __init__(  # noqa: PLR0913 - the public settings of one server, keyword-only
        self,
        *,
        api_key: str = "mock-key",
        credits: float | None = 100.0,
        speed: float = 1.0,
        port: int = 0,
        seed: str | None = None,
        per_minute: float | None = None,
        callbacks_to: str | None = None,
        unchecked: bool = False,
    ) -> None:
        check_whole("port", port, 0, _HIGHEST_PORT)
        self.api_key = api_key
        self.world = World(seed=seed, callbacks_to=callbacks_to, unchecked=unchecked)
        self.world.add_key(api_key, credits=credits, per_minute=per_minute)
        self.clock = Clock(speed=speed)
        self._port = port

    def __enter__(self) -> Self:
        self._socket = open_port(self._port)
        self._server = make_server(asgi_app(self.world, self.clock, Guard()))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="evolink-mock")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    @property
    def request_log(self) -> deque[Exchange]:
        """The requests received and their answers, oldest first."""
        return self.world.request_log

    @property
    def deliveries(self) -> deque[Delivery]:
        """The attempts at callbacks, oldest first."""
        return self.world.deliveries

    @property
    def callbacks_to(self) -> str | None:
        """The origin that every callback is posted to, whatever host its request named; may be set at any time."""
        return self.world.callbacks_to

    @callbacks_to.setter
    def callbacks_to(self, address: str | None) -> None:
        self.world.callbacks_to = address

    @property
    def base_url(self) -> str:
        """The base URL for a client, without a path; known once the server has started."""
        return f"http://{_HOST}:{self._socket.getsockname()[1]}"


def open_port(port: int) -> socket.socket:
    """Return a socket that listens on a port of the loopback address.

    It listens at once, so a client may connect before the server's event loop runs.

    Raises:
        OSError: The port is taken.
    """
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_HOST, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def make_server(app: App) -> "uvicorn.Server":
    """Return a server for an application.

    Raises:
        ImportError: The extra `mock` is not installed.
    """
    try:
        from evolink_mock.http.uvicorn_server import uvicorn_server  # noqa: PLC0415 - uvicorn comes with an extra
    except ImportError as error:
        raise ImportError('the mock server is an extra; install it with: pip install "evolink[mock]"') from error
    return uvicorn_server(app)
