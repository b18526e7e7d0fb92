"""The only place that sends and sleeps: httpx, in both colours.

Nothing else names httpx. What goes wrong under way becomes `ConnectionFailed`, which knows whether the
request may have reached the service.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache, cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import Any, TypeVar

import httpx

from ._settings import Settings
from ._wire import Request, Response
from .errors import ConnectionFailed

T = TypeVar("T")

_NEVER_DELIVERED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
_WHOLE = 200
_MOST_REDIRECTS = 5
_DOWNLOAD_SILENCE = 30.0
"""Seconds without a byte after which a download counts as lost."""


class BlockingPort:
    """The outside world for code that blocks: its coroutines never suspend."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _service(self) -> httpx.Client:  # noqa: TID251 - as below
        return httpx.Client(**_for_service(self._settings))  # noqa: TID251 - the port is where sending lives

    @cached_property
    def _files(self) -> httpx.Client:  # noqa: TID251 - as below
        return httpx.Client(**_for_files(self._settings))  # noqa: TID251 - the port is where sending lives

    def now(self) -> float:
        """Give seconds on the monotonic clock."""
        return time.monotonic()

    async def pause(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)  # noqa: TID251, ASYNC251 - the port is where sleeping lives; no loop runs this

    async def send(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Send to the service, with the key."""
        ends = self.now() + timeout
        with _failures(), self._service.stream(**_message(request, timeout)) as answer:
            body = bytearray()
            for chunk in answer.iter_bytes():
                body += chunk
                _in_time(self.now(), ends)
            return _response(answer, bytes(body))

    async def download(self, url: str, write: Callable[[bytes], None]) -> Response:
        """Fetch a link without the key."""
        with _failures(), self._files.stream("GET", url) as answer:
            if answer.status_code == _WHOLE:
                for chunk in answer.iter_bytes():
                    write(chunk)
            return _response(answer, b"")

    async def call(self, function: Callable[[], T]) -> T:
        """Call it."""
        return function()

    async def close(self) -> None:
        """Give back connections."""
        for client in ("_service", "_files"):
            if client in self.__dict__:
                self.__dict__[client].close()


class AsyncPort:
    """The outside world for code that runs on an asyncio event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _service(self) -> httpx.AsyncClient:  # noqa: TID251 - as below
        return httpx.AsyncClient(**_for_service(self._settings))  # noqa: TID251 - the port is where sending lives

    @cached_property
    def _files(self) -> httpx.AsyncClient:  # noqa: TID251 - as below
        return httpx.AsyncClient(**_for_files(self._settings))  # noqa: TID251 - the port is where sending lives

    def now(self) -> float:
        """Give seconds on the monotonic clock."""
        return time.monotonic()

    async def pause(self, seconds: float) -> None:
        """Let other coroutines run meanwhile."""
        await asyncio.sleep(seconds)  # noqa: TID251 - the port is where sleeping lives

    async def send(self, request: Request, timeout: float) -> Response:  # noqa: ASYNC109 - see Port
        """Send to the service, with the key."""
        with _failures():
            async with asyncio.timeout(timeout), self._service.stream(**_message(request, timeout)) as answer:
                return _response(answer, await answer.aread())

    async def download(self, url: str, write: Callable[[bytes], None]) -> Response:
        """Fetch a link without the key."""
        with _failures():
            async with self._files.stream("GET", url) as answer:
                if answer.status_code == _WHOLE:
                    async for chunk in answer.aiter_bytes():
                        write(chunk)
                return _response(answer, b"")

    async def call(self, function: Callable[[], T]) -> T:
        """Call it in a thread, so that the loop goes on."""
        return await asyncio.to_thread(function)

    async def close(self) -> None:
        """Give back connections."""
        for client in ("_service", "_files"):
            if client in self.__dict__:
                await self.__dict__[client].aclose()


def _for_service(settings: Settings) -> dict[str, Any]:
    """Give the options of the one httpx client that has the key: it follows no redirect anywhere."""
    return {
        "base_url": settings.base_url,
        "headers": {"Authorization": f"Bearer {settings.key.reveal()}", "User-Agent": _user_agent()},
        "cookies": _no_cookies(),
        "verify": _tls(),
        # A proxy of the environment is no way to this machine, and would see the key in clear.
        "trust_env": not settings.is_local,
    }


def _for_files(settings: Settings) -> dict[str, Any]:
    """Give the options of the httpx client that fetches results: no key, few redirects."""
    return {
        "headers": {"User-Agent": _user_agent()},
        "cookies": _no_cookies(),
        "follow_redirects": True,
        "max_redirects": _MOST_REDIRECTS,
        "timeout": _DOWNLOAD_SILENCE,
        "verify": _tls(),
        "trust_env": not settings.is_local,
    }


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@cache
def _tls() -> ssl.SSLContext:
    """Make the TLS context once for all clients: it costs more than everything else in a client."""
    return httpx.create_ssl_context()


@cache
def _user_agent() -> str:
    return f"evolink-python/{version('evolink')}"


def _message(request: Request, timeout: float) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"} if request.body is not None else {}
    if request.idempotency_key:
        headers["Idempotency-Key"] = request.idempotency_key
    return {
        "method": request.method,
        "url": request.path,
        "content": request.body,
        "headers": headers,
        # Connecting gives up first, so that a host out of reach is not taken for an answer that was lost.
        "timeout": httpx.Timeout(timeout, connect=timeout / 2, pool=timeout / 2),
    }


def _response(answer: httpx.Response, body: bytes) -> Response:
    return Response(answer.status_code, dict(answer.headers), body, time.time())


def _in_time(now: float, ends: float) -> None:
    if now > ends:
        raise TimeoutError


@contextmanager
def _failures() -> Generator[None]:
    """Turn what the transport raises into an error of the tree."""
    try:
        yield
    except _NEVER_DELIVERED as error:
        raise ConnectionFailed(_told("could not connect", error), may_have_arrived=False) from error
    except TimeoutError as error:
        raise ConnectionFailed("the answer took too long") from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise ConnectionFailed(_told("the connection was lost", error)) from error


def _told(what: str, error: Exception) -> str:
    return f"{what}: {error or type(error).__name__}"
