"""Our requests and answers as httpx has them, and what goes wrong with them as errors of the tree. Nothing is sent."""

import ssl
import time
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import Any

import httpx

from evolink._http.pools import MOST_IN_A_POOL
from evolink._http.port import Delivery, DownloadTarget, Request, Response
from evolink._http.proxies import read_proxies
from evolink._http.secret import Secret
from evolink._http.settings import Settings
from evolink.errors import ConfigurationError, ConnectionFailed, EvoLinkError, SavingError
from evolink.errors._shorten import cut

MAX_CONCURRENT = 100
"""Create requests that a client has under way at one time; as many reads, and as many downloads."""
_KINDS = 3
POOLS = MAX_CONCURRENT // MOST_IN_A_POOL
PLAINLY: dict[str, Any] = {"stream": True, "auth": None, "follow_redirects": False}
"""Answers are read as they come, and nothing but what was built here is ever sent, anywhere else least of all."""
_IDLE_FOR = 3.0
"""Seconds for which a connection may idle. Servers hang up after 5 or more, and a create request that meets them doing
so may have been paid for all anybody knows."""
_LARGEST_ANSWER = 16 * 1024**2
"""Bytes of an answer that are read; a task has a few thousand."""
_DOWNLOAD_SILENCE = 20.0
"""Seconds without a byte after which a download counts as lost."""
_NEVER_DELIVERED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


def build_options(settings: Settings, transport: Callable[..., Any]) -> dict[str, Any]:
    """Return the options of the httpx client of our own; neither key nor cookies are in it.

    Args:
        settings: The client's.
        transport: Makes what carries requests, directly or through a proxy.
    """
    shared: dict[str, Any] = {
        # As many as there can be under way: a request that waited inside httpcore might count as sent.
        "limits": httpx.Limits(
            max_connections=_KINDS * MOST_IN_A_POOL,
            max_keepalive_connections=_KINDS * MOST_IN_A_POOL,
            keepalive_expiry=_IDLE_FOR,
        ),
        "verify": _tls(),
    }
    # A proxy of the environment is no way to this machine, and would see the key in clear.
    wanted = {} if settings.is_local else read_proxies()
    mounts = {pattern: proxy and transport(proxy=proxy, **shared) for pattern, proxy in wanted.items()}
    return {
        "cookies": _no_cookies(),
        "transport": transport(**shared),
        "mounts": mounts,
        "trust_env": False,  # httpx fails over entries of NO_PROXY that it can't read
    }


def max_concurrent(settings: Settings) -> int:
    """Return how many requests of a kind may be under way; all kinds fit into httpx's usual 100 connections."""
    return MAX_CONCURRENT if settings.http_client is None else MAX_CONCURRENT // _KINDS


def build_headers(settings: Settings) -> httpx.Headers:
    """Return the headers of every request to the service; their repr hides the key."""
    return httpx.Headers({**_harmless_headers(), "Authorization": f"Bearer {settings.key.reveal()}"})


def _harmless_headers() -> dict[str, str]:
    return {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "User-Agent": _user_agent()}


@contextmanager
def translate_environment_errors() -> Generator[None]:
    """Return what is wrong with proxies or certificates that the environment names."""
    try:
        yield
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f"the environment names a proxy that can't be used: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"the environment names certificates that can't be used: {error}") from error


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@cache
def _tls() -> ssl.SSLContext:
    """Make the TLS context once for all clients: it costs more than everything else in a client."""
    return httpx.create_ssl_context()


@cache
def _user_agent() -> str:
    return f"evolink-python/{version('evolink')}"


def build_request(settings: Settings, usual: httpx.Headers, request: Request, timeout: float) -> httpx.Request:
    """Return the request as httpx sends it. Built by hand: the client's own way costs as much as the sending.

    Raises:
        ConfigurationError: No such request can be sent.
    """
    more = usual.copy()
    if request.body is not None:
        more["Content-Type"] = "application/json"
    if request.idempotency_key:
        more["Idempotency-Key"] = request.idempotency_key
    # Connecting gives up first, so that a host out of reach is not taken for an answer that was lost.
    limits = {"connect": timeout / 2, "pool": timeout / 2, "read": timeout, "write": timeout}
    url = settings.base_url + request.path
    with _unsendable():
        sent = httpx.Request(request.method, url, content=request.body, headers=more, extensions={"timeout": limits})
    if settings.http_client is None and request.body is not None:
        request.delivery.watched = True
        sent.stream = _Leaving(request.body, request.delivery)
    return sent


class _Leaving(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a create request; it notes when the transport begins to send it."""

    def __init__(self, body: bytes, delivery: Delivery) -> None:
        self._body = body
        self._delivery = delivery

    def __iter__(self) -> Iterator[bytes]:
        self._delivery.begun = True
        yield self._body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._delivery.begun = True
        yield self._body


@contextmanager
def _unsendable() -> Generator[None]:
    """Turn what keeps a request from being sent at all into an error of the tree."""
    try:
        yield
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ConfigurationError(f"the request can't be sent, and was not: {cut(str(error))}") from error


def build_download(url: str, target: DownloadTarget, timeout: float) -> httpx.Request:
    """Return the request for a result, wherever it lies: without the key."""
    silence = min(timeout, _DOWNLOAD_SILENCE)
    limits = dict.fromkeys(("connect", "pool", "read", "write"), silence)
    asked = {**_harmless_headers(), **target.headers}
    try:
        return httpx.Request("GET", url, headers=asked, extensions={"timeout": limits})
    except (httpx.InvalidURL, UnicodeError) as error:  # or it would count as a host out of reach, and be tried again
        raise SavingError(f"the service gave a link that is no web address: {cut(url)!r}") from error


def read_response(answer: httpx.Response, body: bytes, key: Secret) -> Response:
    """Return an answer as a value; a service that repeats the key in it must not bring it into errors and logs."""
    named = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers.raw]
    return Response(
        answer.status_code,
        {key.removed_from(name): key.removed_from(value) for name, value in named},
        key.removed_from_bytes(body),
        time.time(),
    )


def refuse_packed_twice(answer: httpx.Response) -> None:
    """Refuse a body that was compressed more than once: a few bytes of it can unpack to more than the memory holds."""
    if len(answer.headers.get_list("content-encoding", split_commas=True)) > 1:
        raise ConnectionFailed("the answer is compressed more than once, which no honest answer is")


def append_chunk(body: bytearray, chunk: bytes) -> None:
    """Add to the body of an answer, within bounds."""
    body += chunk
    if len(body) > _LARGEST_ANSWER:
        raise ConnectionFailed(f"the answer is larger than {_LARGEST_ANSWER} bytes")


def no_slot() -> ConnectionFailed:
    """Return the error for a request whose turn never came."""
    return ConnectionFailed("other requests of this client took all the time there was", may_have_arrived=False)


def refuse_if_late(now: float, ends: float) -> None:
    """Refuse to go on after the deadline."""
    if now > ends:
        raise TimeoutError


@contextmanager
def translate_errors(delivery: Delivery, key: Secret) -> Generator[None]:
    """Turn what the transport raises into an error of the tree.

    Args:
        delivery: Whether the request has begun to leave.
        key: What no error may show.
    """
    try:
        with key.kept_from_errors():
            yield
    except EvoLinkError:
        raise
    except _NEVER_DELIVERED as error:
        _forget_key(error)
        raise ConnectionFailed(_told("could not connect", error), may_have_arrived=False) from error
    except TimeoutError as error:
        raise ConnectionFailed("the answer took too long", may_have_arrived=delivery.possible) from error
    except (httpx.HTTPError, httpx.StreamError, UnicodeError) as error:  # the last from names that no resolver takes
        _forget_key(error)
        if not delivery.possible and isinstance(error, httpx.LocalProtocolError | UnicodeError):
            raise ConfigurationError(_told("the request can't be sent, and was not", error)) from error
        lost = _told("the connection was lost", error)
        raise ConnectionFailed(lost, may_have_arrived=delivery.possible) from error


def _forget_key(error: Exception) -> None:
    """Take the key out of the request that an error of httpx holds: the error lives on as the cause of ours."""
    with suppress(RuntimeError):  # not every one has a request
        if isinstance(error, httpx.RequestError):
            error.request.headers.pop("Authorization", None)


def _told(what: str, error: Exception) -> str:
    return f"{what}: {cut(str(error)) or type(error).__name__}"
