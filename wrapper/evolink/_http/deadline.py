"""A deadline for a blocking request as a whole: httpx limits each wait for bytes, and a server that drips never waits.

The deadline is the calling thread's. It is put below httpx, at the sockets, because nothing above them gets to act
between two bytes of a header.
"""

import ssl
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

import httpcore

_thread = threading.local()


@contextmanager
def deadline(seconds: float) -> Generator[None]:
    """Let no socket that keeps deadlines be waited for beyond so many seconds from now, in this thread."""
    _thread.ends = time.monotonic() + seconds
    try:
        yield
    finally:
        _thread.ends = None


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    """Return the shorter of a time-out and what is left until the deadline."""
    ends: float | None = getattr(_thread, "ends", None)
    if ends is None:
        return timeout
    left = ends - time.monotonic()
    if left <= 0:
        raise late("the deadline is over")
    return left if timeout is None else min(timeout, left)


class Backend(httpcore.NetworkBackend):
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
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, left, socket_options))


class _Stream(httpcore.NetworkStream):
    """A connection that keeps deadlines."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
