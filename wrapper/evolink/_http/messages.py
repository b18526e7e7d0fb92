"""Builds httpx requests from ours, reads httpx answers, and translates errors. Nothing is sent."""

import time
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from typing import Any

import httpx

from evolink._http.port import Delivery, DownloadTarget, Form, Request, Response
from evolink._http.secret import Secret
from evolink._http.settings import Settings
from evolink._http.uploading import CheckedFile
from evolink.errors import ConfigurationError, ConnectionFailed, EvoLinkError, SavingError
from evolink.errors._shorten import cut

PLAINLY: dict[str, Any] = {"stream": True, "auth": None, "follow_redirects": False}
"""Answers are streamed, and only what was built here is sent, and only to the address that it was built for."""
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


def build_headers(settings: Settings) -> httpx.Headers:
    """Return the headers of every request to the service; their repr hides the key."""
    return httpx.Headers({**_harmless_headers(), "Authorization": f"Bearer {settings.key.reveal()}"})


def _harmless_headers() -> dict[str, str]:
    return {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "User-Agent": _user_agent()}


@cache
def _user_agent() -> str:
    return f"evolink-python/{version('evolink')}"


def build_request(settings: Settings, usual: httpx.Headers, request: Request, timeout: float) -> httpx.Request:
    """Return the request as httpx sends it. It is built by hand: httpx's own way takes as long as sending it.

    Raises:
        ConfigurationError: A header, the address or another part of the request is not valid.
    """
    more = usual.copy()
    if request.body is not None:
        more["Content-Type"] = "application/json"
    if request.idempotency_key:
        more["Idempotency-Key"] = request.idempotency_key
    url, limits = settings.address(request.server) + request.path, _limits(request, timeout)
    with _translate_build_errors():
        sent = httpx.Request(request.method, url, content=request.body, headers=more, extensions=limits)
    if settings.http_client is None and request.body is not None:
        request.delivery.watched = True
        sent.stream = _WatchedBody(request.body, request.delivery)
    return sent


def build_upload(
    settings: Settings, usual: httpx.Headers, request: Request, form: Form, file: CheckedFile, timeout: float
) -> httpx.Request:
    """Return the request that sends a form with a file, which httpx reads while it sends it.

    Raises:
        ConfigurationError: A part of the request is not valid.
    """
    sent_file: Any = (form.file.name, file, form.file.media_type)  # it has what httpx calls of a file
    with _translate_build_errors():
        return httpx.Request(
            request.method,
            settings.address(request.server) + request.path,
            data=form.fields,
            files={form.file.field: sent_file},
            headers=usual,
            extensions=_limits(request, timeout),
        )


def _limits(request: Request, timeout: float) -> dict[str, Any]:
    """Return how many seconds each step may take."""
    longest = timeout if request.silence is None else min(timeout, request.silence)
    # Connecting gives up first, so that a host out of reach is not taken for an answer that was lost.
    return {"timeout": {"connect": longest / 2, "pool": longest / 2, "read": longest, "write": longest}}


class _WatchedBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a create request; it records when the transport begins to send it."""

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
def _translate_build_errors() -> Generator[None]:
    """Turn what keeps a request from being sent at all into one of our errors."""
    try:
        yield
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ConfigurationError(f"the request can't be sent, and was not: {cut(str(error))}") from error


def build_download(url: str, target: DownloadTarget, timeout: float) -> httpx.Request:
    """Return the request for a result, without the key: it may be on any host."""
    silence = min(timeout, _DOWNLOAD_SILENCE)
    limits = dict.fromkeys(("connect", "pool", "read", "write"), silence)
    asked = {**_harmless_headers(), **target.headers}
    try:
        return httpx.Request("GET", url, headers=asked, extensions={"timeout": limits})
    except (httpx.InvalidURL, UnicodeError) as error:  # or it would count as a host out of reach, and be tried again
        raise SavingError(f"the service returned a link that is not a web address: {cut(url)!r}") from error


def read_response(answer: httpx.Response, body: bytes, key: Secret) -> Response:
    """Return an answer as a value, without the key: a service may repeat it, and errors and logs show answers."""
    named = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers.raw]
    return Response(
        answer.status_code,
        {key.remove_from(name): key.remove_from(value) for name, value in named},
        key.remove_from_bytes(body),
        time.time(),
    )


def refuse_packed_twice(answer: httpx.Response) -> None:
    """Refuse a body that was compressed more than once: a few bytes of it can unpack to more than fits in memory."""
    if len(answer.headers.get_list("content-encoding", split_commas=True)) > 1:
        raise ConnectionFailed("the answer is compressed more than once, which no honest answer is")


def append_chunk(body: bytearray, chunk: bytes) -> None:
    """Add to the body of an answer.

    Raises:
        ConnectionFailed: It becomes too large.
    """
    body += chunk
    if len(body) > _LARGEST_ANSWER:
        raise ConnectionFailed(f"the answer is larger than {_LARGEST_ANSWER} bytes")


@contextmanager
def translate_errors(delivery: Delivery, key: Secret) -> Generator[None]:
    """Turn what the transport raises into one of our errors.

    Args:
        delivery: Whether the service may have the request.
        key: What no error may show.
    """
    try:
        with key.keep_from_errors():
            yield
    except EvoLinkError:
        raise
    except _NEVER_DELIVERED as error:
        _forget_key(error)
        raise ConnectionFailed(_describe("could not connect", error), may_have_arrived=False) from error
    except TimeoutError as error:
        raise ConnectionFailed("the answer took too long", may_have_arrived=delivery.possible) from error
    except (httpx.HTTPError, httpx.StreamError, UnicodeError) as error:  # the last from names that no resolver takes
        _forget_key(error)
        if not delivery.possible and isinstance(error, httpx.LocalProtocolError | UnicodeError):
            raise ConfigurationError(_describe("the request can't be sent, and was not", error)) from error
        lost = _describe("the connection was lost", error)
        raise ConnectionFailed(lost, may_have_arrived=delivery.possible) from error


def _forget_key(error: Exception) -> None:
    """Remove the key from the request that an httpx error holds: that error lives on as the cause of ours."""
    with suppress(RuntimeError):  # not every one has a request
        if isinstance(error, httpx.RequestError):
            error.request.headers.pop("Authorization", None)


def _describe(what: str, error: Exception) -> str:
    return f"{what}: {cut(str(error)) or type(error).__name__}"
