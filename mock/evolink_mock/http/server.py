"""The mock on a port of this machine, or as an application in this process."""

import socket
import threading
from collections import deque
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from evolink_mock.http.asgi import asgi_app
from evolink_mock.http.asgi_send import App
from evolink_mock.http.clock import Clock
from evolink_mock.http.guard import Guard, admit_all
from evolink_mock.http.stage import Stage
from evolink_mock.world.addresses import LOOPBACK, Addresses, needs_permission
from evolink_mock.world.callbacks import Delivery
from evolink_mock.world.memory import MEGABYTE
from evolink_mock.world.messages import Exchange
from evolink_mock.world.script import Entry, read_rules
from evolink_mock.world.settings import check_whole
from evolink_mock.world.state import USUAL_MEGABYTES, World

if TYPE_CHECKING:
    from evolink_mock.http.uvicorn_server import PromptServer

_HIGHEST_PORT = 65_535
_BACKLOG = 2048
_MOST_MEGABYTES = 1 << 20


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
    """The mock behind a real socket, on the loopback address by default; a context manager.

    Args:
        api_key: The key it accepts; `world.add_key` adds more.
        credits: Credits of that key; None for no limit.
        speed: Mock seconds per real second; 0 stands still until `clock.advance`.
        host: The host or IP address that it listens on; 0.0.0.0 or :: for all of this machine.
        port: The port; 0 for a free one.
        seed: Makes IDs, and with them images, reproducible; None for random ones.
        per_minute: Requests that the key may send per minute; None for no limit.
        max_memory: Megabytes that it keeps at most of tasks, files, requests with their answers, and callbacks
            together; the oldest of what is finished is forgotten first.
        callbacks_to: Scheme, host and port, such as http://127.0.0.1:8000, that every callback is posted to, instead
            of the host that its request named; None for that host.
        script: What happens to the next requests: rules such as `story=stuck, times=all`, or objects with the same
            members. They wait for the requests of any key.
        unchecked: Whether it accepts what a client sends with `unchecked=True`: parameters of known models that the
            contract does not know, and what only rules of ours forbid. They have no effect.
        lenient: Whether it accepts all that the service may take: the same, unknown models, and values in another
            spelling, such as "2" for 2. The request log says what was ignored.
        public_url: The address under which clients reach it, if that is not where it listens. Links that it gives have
            this address, which may have a path.
        allow_hosts: Names that requests may have as their host, beside those of this machine, of `host` and of
            `public_url`.
        trust_forwarded: Whether the X-Forwarded-Proto and X-Forwarded-Host of a proxy decide the address of links.
        allow_origins: The origins of web pages that may use it from a browser, such as http://localhost:5173; `*` for
            all pages.
        without: Operations that it lacks, as some deployments do, by their operationIds: `queryTaskBatch` or
            `listTasks`. They are not found.

    Attributes:
        api_key: The key.
        world: The mock's state, to inspect and to set up.
        clock: The mock's time, to move forward.

    Raises:
        OSError: The port is taken, or this machine does not have the host.
        ValueError: A setting breaks its rule.
    """

    def __init__(  # noqa: PLR0913 - the public settings of one server, keyword-only
        self,
        *,
        api_key: str = "mock-key",
        credits: float | None = 100.0,
        speed: float = 1.0,
        host: str = LOOPBACK,
        port: int = 0,
        seed: str | None = None,
        per_minute: float | None = None,
        max_memory: int = USUAL_MEGABYTES,
        callbacks_to: str | None = None,
        script: Iterable[Entry] = (),
        unchecked: bool = False,
        lenient: bool = False,
        public_url: str | None = None,
        allow_hosts: Collection[str] = (),
        trust_forwarded: bool = False,
        allow_origins: Collection[str] = (),
        without: Collection[str] = (),
    ) -> None:
        check_whole("port", port, 0, _HIGHEST_PORT)
        check_whole("max_memory", max_memory, 1, _MOST_MEGABYTES)
        self.api_key = api_key
        addresses = Addresses(host, public_url or "", allow_hosts, trust_forwarded)
        self.world = World(
            seed=seed,
            max_bytes=max_memory * MEGABYTE,
            callbacks_to=callbacks_to,
            unchecked=unchecked,
            lenient=lenient,
            addresses=addresses,
            allow_origins=allow_origins,
            without=without,
        )
        self.world.add_key(api_key, credits=credits, per_minute=per_minute)
        for rule in read_rules(script):
            self.world.add_rule(rule)
        self.clock = Clock(speed=speed)
        self._port = port

    def __enter__(self) -> Self:
        self._socket = open_port(self._port, self.world.addresses.host)
        self._stage = Stage(self.world, self.clock)
        self._server = make_server(self._stage)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="evolink-mock")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
        self._thread.join()
        self._socket.close()

    def start_over(self, fresh: "MockServer") -> None:
        """Forget everything, and go on at the same address with the key, the world and the clock of another server.

        Args:
            fresh: A server that is not started; where it would listen doesn't matter.
        """
        self._stage.change(fresh.world, fresh.clock)
        self.api_key, self.world, self.clock = fresh.api_key, fresh.world, fresh.clock

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
        """The base URL for a client on this machine, without a path; known once the server has started."""
        return f"http://{self.world.addresses.local_name}:{self._socket.getsockname()[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that point a client at it; known once the server has started."""
        url = self.world.addresses.public_url or self.base_url
        wanted = {"EVOLINK_BASE_URL": url, "EVOLINK_API_KEY": self.api_key}
        name = needs_permission(url)
        return {**wanted, "EVOLINK_ALLOW_HTTP": name} if name else wanted


def open_port(port: int, host: str = LOOPBACK) -> socket.socket:
    """Return a socket that listens on a port of a host, of IPv4 where a name has both.

    It listens at once, so a client may connect before the server's event loop runs.

    Raises:
        OSError: The port is taken, or this machine does not have the host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, _, _, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # on ::, answer to IPv4 as well
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def make_server(app: App) -> "PromptServer":
    """Return a server for an application.

    Raises:
        ImportError: The extra `mock` is not installed.
    """
    try:
        from evolink_mock.http.uvicorn_server import uvicorn_server  # noqa: PLC0415 - uvicorn comes with an extra
    except ImportError as error:
        raise ImportError('the mock server is an extra; install it with: pip install "evolink[mock]"') from error
    return uvicorn_server(app)
