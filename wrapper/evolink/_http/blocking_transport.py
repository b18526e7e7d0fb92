"""Sends the requests of the sync client through httpcore, whose pool takes a network backend of ours.

That backend keeps a deadline for each request as a whole. httpx limits each wait for bytes, and a server that drips
never exceeds that; nothing above the sockets gets to act between two bytes of a header. This does what httpx's own
transport does, with public names only.
"""

import ssl
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, cast

import httpcore
import httpx

from evolink._http.deadline import Deadline

_SAME_NAMES = (
    "TimeoutException",
    "ConnectTimeout",
    "ReadTimeout",
    "WriteTimeout",
    "PoolTimeout",
    "NetworkError",
    "ConnectError",
    "ReadError",
    "WriteError",
    "ProxyError",
    "UnsupportedProtocol",
    "ProtocolError",
    "LocalProtocolError",
    "RemoteProtocolError",
)
_ERRORS: dict[type, type[httpx.TransportError]] = {
    getattr(httpcore, name): getattr(httpx, name) for name in _SAME_NAMES
}

_thread = threading.local()
"""Its `deadline` is that of the request which the current thread sends."""


class KeepDeadline:
    """Within this context no socket of a `BlockingTransport` is waited for beyond a deadline, in the current thread."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    async def __aenter__(self) -> None:
        _thread.deadline = self._deadline

    async def __aexit__(self, *_: object) -> None:
        _thread.deadline = None


class BlockingTransport(httpx.BaseTransport):
    """A pool of connections that keep the deadline of the thread that uses them.

    Args:
        verify: The TLS context.
        limits: How many connections there may be, and how long one may idle.
        proxy: The proxy to use; None to connect directly.

    Raises:
        ValueError: The proxy can't be used.
        ImportError: A SOCKS proxy needs the package `socksio`.
    """

    def __init__(self, *, verify: ssl.SSLContext, limits: httpx.Limits, proxy: str | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=verify,
            proxy=None if proxy is None else _proxy(httpx.Proxy(proxy)),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; see httpx."""
        with _translate_errors():
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=_url(request.url),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(cast("Iterable[bytes]", answer.stream)),
            extensions=_extensions(answer),
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, with httpx's errors."""

    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        with _translate_errors():
            yield from self._inner

    def close(self) -> None:
        if close := getattr(self._inner, "close", None):
            close()


def _extensions(answer: Any) -> dict[str, Any]:
    """Return the extensions of an httpcore answer, whose type httpcore leaves open."""
    return dict(answer.extensions)


def _url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _proxy(proxy: httpx.Proxy) -> httpcore.Proxy:
    if proxy.url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ImportError('a SOCKS proxy needs the package socksio: pip install "httpx[socks]"')
    return httpcore.Proxy(
        _url(proxy.url), auth=proxy.raw_auth, headers=proxy.headers.raw, ssl_context=proxy.ssl_context
    )


@contextmanager
def _translate_errors() -> Generator[None]:
    """Turn httpcore's errors into those of the same name that httpx has."""
    try:
        yield
    except Exception as error:
        known = next((_ERRORS[each] for each in type(error).__mro__ if each in _ERRORS), None)
        if known is None:
            raise
        raise known(str(error)) from error


def _time_left(timeout: float | None, late: type[Exception]) -> float | None:
    """Return the shorter of a time-out and what is left until the deadline.

    Raises:
        late: The deadline has passed.
    """
    deadline: Deadline | None = getattr(_thread, "deadline", None)
    if deadline is None:
        return timeout
    now = time.monotonic()
    if deadline.has_passed(now):
        raise late("the deadline is over")
    left = deadline.left(now)
    return left if timeout is None else min(timeout, left)


class _Backend(httpcore.NetworkBackend):
    """Opens connections that keep deadlines."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = _time_left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        left = _time_left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, left, socket_options))


class _Stream(httpcore.NetworkStream):
    """A connection that keeps deadlines."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _time_left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _time_left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _time_left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
