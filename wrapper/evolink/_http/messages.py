"""Builds what is sent from our requests, reads answers, and translates errors. Nothing is sent."""

import time
from collections.abc import Sequence
from itertools import chain

from evolink._http.deadline import Deadline
from evolink._http.port import Delivery, DownloadTarget, Request, Response
from evolink._http.settings import Settings
from evolink._http.uploading import FormBody
from evolink._http.url import Address, read_address, read_service_address
from evolink._http.wire import Headers, Outgoing
from evolink._http.wire_errors import BadAnswerError, LateError, TooLargeError, UnsendableError, WireError
from evolink._keys.secret import Secret
from evolink._version import __version__
from evolink.errors import ConfigurationError, ConnectionFailed, EvoLinkError, SavingError
from evolink.errors._shorten import cut

_LARGEST_ANSWER = 16 * 1024**2
"""Bytes of an answer that are read; a task has a few thousand."""
_DOWNLOAD_SILENCE = 20.0
"""Seconds without a byte after which a download counts as lost."""
_CONNECT_SHARE = 0.5
"""Connecting gives up first, so that a host out of reach is not taken for an answer that was lost."""
_USER_AGENT = f"evolink-python/{__version__}"
_WITH_BODY = ("POST", "PUT", "PATCH")
_JSON = (b"Content-Type", b"application/json")


def build_headers(settings: Settings) -> Headers:
    """Return the headers of every request to the service."""
    return Headers((*_harmless_headers(), (b"Authorization", b"Bearer " + settings.key.reveal().encode())))


def _harmless_headers() -> Headers:
    return Headers(((b"Accept", b"*/*"), (b"Accept-Encoding", b"gzip"), (b"User-Agent", _USER_AGENT.encode())))


def build_request(
    settings: Settings, usual: Headers, request: Request, form: FormBody | None, deadline: Deadline
) -> Outgoing:
    """Return a request to the service as it is sent.

    Args:
        settings: The client's.
        usual: The headers of every request.
        request: The request.
        form: Its body, if that is a form.
        deadline: When it is given up.

    Raises:
        ConfigurationError: The address or a header is not valid.
    """
    body = form or request.body
    try:
        tls, name, port, host, path = read_service_address(settings.address(request.server))
        headers = Headers((*usual, *_headers_of_body(request, form), *_headers_of_key(request)))
    except ValueError as error:
        raise ConfigurationError(f"the request can't be sent, and was not: {cut(str(error))}") from error
    address = Address(tls, name, port, host, path + request.path)
    return Outgoing(request.method, address, headers, body, request.delivery, deadline, _CONNECT_SHARE, request.silence)


def _headers_of_body(request: Request, form: FormBody | None) -> Sequence[tuple[bytes, bytes]]:
    if form:
        return (b"Content-Length", b"%d" % form.size), (b"Content-Type", form.content_type.encode())
    if request.body is not None:
        return (b"Content-Length", b"%d" % len(request.body)), _JSON
    return ((b"Content-Length", b"0"),) if request.method in _WITH_BODY else ()


def _headers_of_key(request: Request) -> Sequence[tuple[bytes, bytes]]:
    key = request.idempotency_key
    return ((b"Idempotency-Key", key.encode("ascii")),) if key else ()


def build_download(url: str, target: DownloadTarget, deadline: Deadline) -> Outgoing:
    """Return the request for a result, without the key: it may be on any host.

    Raises:
        SavingError: The link is none that a request can be sent to.
    """
    asked = {name.lower(): (name.encode(), value.encode("latin-1")) for name, value in target.headers.items()}
    harmless = [header for header in _harmless_headers() if header[0].decode().lower() not in asked]
    try:
        address = read_address(url)
    except ValueError as error:  # or it would count as a host out of reach, and be tried again
        raise SavingError(f"the service returned a link that is not an http(s) URL: {cut(url)!r}") from error
    headers = Headers((*harmless, *asked.values()))
    return Outgoing("GET", address, headers, None, Delivery(), deadline, 1.0, _DOWNLOAD_SILENCE)


class Collected:
    """Receives an answer of the service, which is kept as a whole.

    Args:
        key: What it must not show.
    """

    __slots__ = ("_headers", "_key", "_parts", "_size", "_status")

    def __init__(self, key: Secret) -> None:
        self._key = key
        self._status = 0
        self._headers: Sequence[tuple[bytes, bytes]] = ()
        self._parts: list[bytes] = []
        self._size = 0

    def begin(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> bool:
        """Keep the head."""
        self._status, self._headers = status, headers
        return True

    def write(self, chunk: bytes) -> None:
        """Keep a part of the body.

        Raises:
            TooLargeError: It becomes too large.
        """
        self._parts.append(chunk)
        self._size += len(chunk)
        if self._size > _LARGEST_ANSWER:
            raise TooLargeError(f"the response is larger than {_LARGEST_ANSWER} bytes")

    def response(self) -> Response:
        """Return the answer."""
        return read_response(self._status, self._headers, b"".join(self._parts), self._key)


class Fetched:
    """Receives a file, of which the head is kept.

    Args:
        target: Where it goes.
        key: What its head must not show.
    """

    def __init__(self, target: DownloadTarget, key: Secret) -> None:
        self._target = target
        self._key = key
        self.head = Response(0)

    def begin(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> bool:
        """Return whether the body is wanted."""
        self.head = read_response(status, headers, b"", self._key)
        return self._target.begin(self.head)

    def write(self, chunk: bytes) -> None:
        """Pass on a part of the body."""
        self._target.write(chunk)


def read_response(status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes, key: Secret) -> Response:
    """Return an answer as a value, without the key: a service may repeat it, and errors and logs show answers."""
    named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
    whole = "\n".join(chain.from_iterable(named.items()))
    if key.remove_from(whole) != whole:
        named = {key.remove_from(name): key.remove_from(value) for name, value in named.items()}
    return Response(status, named, key.remove_from_bytes(body), time.time())


def translate_error(error: WireError, delivery: Delivery) -> EvoLinkError:
    """Return the error of ours for what went wrong on the wire.

    Args:
        error: What went wrong.
        delivery: Whether the service may have the request.
    """
    if isinstance(error, UnsendableError):
        return ConfigurationError(_describe("the request can't be sent, and was not", error))
    possible = delivery.possible and not error.never_delivered
    return ConnectionFailed(_describe(_what(error), error), may_have_arrived=possible)


def _what(error: WireError) -> str:
    if error.never_delivered:
        return "could not connect"
    if isinstance(error, BadAnswerError):
        return "the response is not valid"
    return "the response timed out" if isinstance(error, LateError) else "the connection was lost"


def _describe(what: str, error: Exception) -> str:
    return f"{what}: {cut(str(error)) or type(error).__name__}"
