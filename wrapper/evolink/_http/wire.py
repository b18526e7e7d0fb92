"""HTTP/1.1 without a socket: the bytes of a request, and what is common to all readers of answers.

A server that breaks a rule of HTTP gets no second chance: its connection is never used again, as what follows might be
taken for the answer to another request.
"""

import zlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from evolink._http.deadline import Deadline
from evolink._http.origin import Origin
from evolink._http.port import Delivery
from evolink._http.url import Address
from evolink._http.wire_errors import BadAnswerError, LateError, LostError, UnsendableError
from evolink._keys.secret import SecretBytes

_MOST_OVERHEAD = 100 * 1024
"""Bytes of an answer without any of its body: its head, those that announce it, its trailers."""
_FIRST_STATUS = 200
"""Answers with a lower one announce another."""
_UNPACKED = (b"", b"identity")
_PACKED = (b"gzip", b"x-gzip")
_GZIP_WINDOW = 31
"""What zlib calls a gzip stream."""
_MOST_UNPACKED = 1024**2
"""Bytes that are unpacked at a time: a few bytes of an answer may stand for more than fits in memory."""
_FRAMING = (b"content-length", b"transfer-encoding")


class Headers(tuple[tuple[bytes, bytes], ...]):
    """The headers of a request; their repr hides the key."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<unshown>"

    __str__ = __repr__


_NO_HEADERS = Headers()


class Pieces(Protocol):
    """A body that is read while it is sent."""

    def read_piece(self) -> bytes:
        """Return the next bytes, perhaps from the disk; none at the end."""
        ...


@dataclass(slots=True, eq=False)
class Outgoing:
    """A request as it is sent.

    Attributes:
        method: The HTTP method.
        address: Where it goes.
        headers: All headers but `Host`.
        body: The body, whole or in pieces.
        delivery: Whether the body may have arrived; set here.
        deadline: When it is given up.
        connect_share: The share of the time in which a connection must come about.
        silence: Seconds without progress after which it is given up; only its deadline counts if None.
    """

    method: str
    address: Address
    headers: Headers
    body: bytes | Pieces | None = field(repr=False)
    delivery: Delivery
    deadline: Deadline
    connect_share: float
    silence: float | None

    def watch_delivery(self) -> None:
        """Note that what carries it records when its body begins to leave."""
        self.delivery.watched = self.body is not None

    def patience(self, now: float) -> float:
        """Return how many seconds the next bytes may take.

        Raises:
            LateError: The deadline has passed.
        """
        left = self.deadline.at - now
        if left <= 0:
            raise LateError("the time is up")
        return left if self.silence is None else min(left, self.silence)

    def connect_patience(self, now: float) -> float:
        """Return how many seconds a connection may take to come about.

        They may end before the deadline, so that a host out of reach is not taken for an answer that was lost.
        """
        return self.connect_share * self.patience(now)


class Sink(Protocol):
    """Receives an answer as it comes; whatever it raises ends the exchange, and its connection."""

    def begin(self, status: int, headers: Sequence[tuple[bytes, bytes]]) -> bool:
        """Look at the status and the headers, and return whether the body is wanted."""
        ...

    def write(self, chunk: bytes) -> None:
        """Receive the next bytes of the body, unpacked."""
        ...


class Carrier(Protocol):
    """Sends a request and brings its answer. Those of the blocking port never suspend."""

    async def carry(self, sent: Outgoing, sink: Sink) -> None:
        """Send a request, and pass its answer on.

        Raises:
            WireError: It could not be sent, or its answer did not come or is none.
        """
        ...

    async def close(self) -> None:
        """Close the connections; nothing is sent afterwards."""
        ...


def head_of(sent: Outgoing, origin: Origin) -> SecretBytes:
    """Return the bytes before the body.

    Raises:
        UnsendableError: Something in it would end a line or the head, and smuggle in another header or request.
    """
    address = sent.address
    target = f"http://{address.host}{address.target}" if origin.absolute else address.target
    where = f"{target}{address.host}"
    if not (where.isascii() and where.isprintable()) or " " in where:
        raise UnsendableError("the URL contains a character that is not allowed")
    first = f"{sent.method} {target} HTTP/1.1\r\nHost: {address.host}".encode()
    headers = Headers((*sent.headers, *_headers_for_proxy(origin)))
    head = SecretBytes(b"\r\n".join([first, *[b"%b: %b" % header for header in headers], b"\r\n"]))
    ends = len(headers) + 3
    if head.count(b"\n") != ends or head.count(b"\r") != ends or head.count(b"\0"):
        raise UnsendableError("a header contains a character that is not allowed")
    return head


def _headers_for_proxy(origin: Origin) -> Headers:
    known = origin.proxy.credentials if origin.absolute and origin.proxy else None
    return Headers(((b"Proxy-Authorization", known.basic),)) if known else _NO_HEADERS


class Answer(ABC):
    """One answer on a connection, while its bytes arrive; a parser says what they mean.

    Attributes:
        status: HTTP status.
        headers: Names and values as they came, without trailers.
        begun: Whether the head is complete, of the answer itself and not of one that announces it.
        done: Whether all of it is there.
        chunks: What came of the body and was not taken yet.
    """

    __slots__ = ("_excess", "_keeps", "_overhead", "begun", "chunks", "done", "headers", "status")

    status: int
    headers: list[tuple[bytes, bytes]]
    begun: bool
    done: bool
    chunks: list[bytes]

    def __init__(self) -> None:
        self._excess = False
        self._overhead = 0
        self._restart()

    def feed(self, data: bytes) -> None:
        """Read what the server sent.

        Raises:
            BadAnswerError: It breaks a rule of HTTP, or its head is too large.
        """
        if self.done:
            self._excess = True
            return
        self._parse(data)
        self._overhead = 0 if self.chunks else self._overhead + len(data)
        if self._overhead > _MOST_OVERHEAD:
            raise BadAnswerError(
                f"the response has more than {_MOST_OVERHEAD} bytes in a row that are not part of its body"
            )

    def end(self) -> None:
        """Note that the server sends no more.

        Raises:
            LostError: Something is missing.
        """
        self._excess = True
        if self.begun and not self.done and not self._is_framed():
            self.done = True
        if not self.done:
            raise LostError(
                "the server closed the connection "
                + ("in the middle of its response" if self.begun else "without a response")
            )

    def refuse_reuse(self) -> None:
        """Note that the connection must not be used again."""
        self._excess = True

    def take(self) -> bytes:
        """Return what came of the body since it was last taken."""
        data = self.chunks[0] if len(self.chunks) == 1 else b"".join(self.chunks)
        self.chunks.clear()
        return data

    @property
    def reusable(self) -> bool:
        """Whether the connection can serve another request: exactly this answer came, and the server keeps it open."""
        return self.done and self._keeps and not self._excess

    @abstractmethod
    def _parse(self, data: bytes) -> None:
        """Read bytes of an answer that is not done."""

    def _restart(self) -> None:
        """Forget an answer that only announces the one to come."""
        self.status = 0
        self.headers = []
        self.chunks = []
        self.begun = self.done = self._keeps = False

    def _begin(self, status: int, *, keeps: bool) -> None:
        """Note that a head is complete."""
        self.status = status
        self.begun = status >= _FIRST_STATUS
        self._keeps = keeps

    def _complete(self) -> None:
        """Note that an answer is complete."""
        if self.begun:
            self.done = True
        else:
            self._restart()

    def _is_framed(self) -> bool:
        """Whether the answer says where it ends."""
        return any(name.lower() in _FRAMING for name, _ in self.headers)


class Body:
    """The body of an answer on its way to a sink, which gets it unpacked.

    Args:
        answer: The answer, with its headers.
        sink: Where it goes.

    Raises:
        BadAnswerError: It is packed more than once: a few bytes of it can unpack to more than fits in memory.
    """

    __slots__ = ("_is_begun", "_unpacker", "_write", "write")

    def __init__(self, answer: Answer, sink: Sink) -> None:
        self._write = self.write = sink.write
        self._unpacker = None
        self._is_begun = False  # an answer without a body may well say how it would be packed
        if _is_packed(answer.headers):
            self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
            self.write = self._unpack

    def end(self) -> None:
        """Check that all of it came.

        Raises:
            BadAnswerError: It ends in the middle of what is packed.
        """
        if self._unpacker and self._is_begun and not self._unpacker.eof:
            raise BadAnswerError("the compressed response is incomplete")

    def _unpack(self, chunk: bytes) -> None:
        self._is_begun = True
        while chunk and self._unpacker and not self._unpacker.eof:
            try:
                self._write(self._unpacker.decompress(chunk, _MOST_UNPACKED))
            except zlib.error as error:
                raise BadAnswerError(f"the response can't be decompressed: {error}") from error
            chunk = self._unpacker.unconsumed_tail


def _is_packed(headers: Sequence[tuple[bytes, bytes]]) -> bool:
    """Return whether a body is compressed in the way that was asked for; any other is left to the reader."""
    stated = [value for name, value in headers if name.lower() == b"content-encoding"]
    named = [each for each in b",".join(stated).lower().replace(b" ", b"").split(b",") if each not in _UNPACKED]
    if len(named) > 1:
        raise BadAnswerError("the response is compressed more than once")
    return bool(named) and named[0] in _PACKED
