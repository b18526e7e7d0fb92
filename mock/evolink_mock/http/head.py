"""Reads a request that has arrived whole and alone, as nearly all do.

Heads are kept, so that one which is repeated byte by byte is read once: clients ask for a task several times.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import httptools

from evolink_mock.world.digits import read_digits
from evolink_mock.world.masking import Headers
from evolink_mock.world.messages import Request

_END = b"\r\n\r\n"
_LONGEST = 2048  # bytes of a head that is kept
_MOST_KEPT = 512
_SPECIAL = ("expect", "transfer-encoding", "upgrade")


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The head of a request after which its connection stays open, and whose body has a known length.

    Attributes:
        request: The request without its body; its path is as sent.
        length: The bytes of the body.
    """

    request: Request
    length: int


class _Parser:
    """Collects what is in a head."""

    def __init__(self) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.stays = False
        self._parser = httptools.HttpRequestParser(self)

    @property
    def method(self) -> str:
        return self._parser.get_method().decode("ascii")

    def feed(self, head: bytes) -> None:
        self._parser.feed_data(head)

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        # Asked here, as the parser has forgotten it by the end of a request without a body.
        is_usual = self._parser.get_http_version() == "1.1" and not self._parser.should_upgrade()
        self.stays = is_usual and self._parser.should_keep_alive()


def read_whole(data: bytes) -> tuple[Head, bytes] | None:
    """Return head and body of the only request that some bytes have; None if they have another number of them.

    The same holds for a request that is out of the ordinary; the server reads it piece by piece.
    """
    end = data.find(_END, 0, _LONGEST) + len(_END)
    head = _read_head(data[:end]) if end >= len(_END) else None
    return (head, data[end:]) if head and len(data) - end == head.length else None


def join_headers(pairs: Iterable[tuple[bytes, bytes]]) -> Headers:
    """Return headers by name; those of one name are one list, as HTTP says."""
    found = Headers()
    for name, value in pairs:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _read_head(head: bytes) -> Head | None:
    parser = _Parser()
    try:
        parser.feed(head)
        target = httptools.parse_url(parser.url)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    headers = join_headers(parser.headers)
    length = headers.get("content-length", "0")
    is_plain = parser.url.startswith(b"/") and length.isdecimal() and length.isascii()
    if not parser.stays or not is_plain or any(name in headers for name in _SPECIAL):
        return None
    path, query = target.path.decode("latin-1"), (target.query or b"").decode("latin-1")
    return Head(Request(parser.method, path, headers, b"", query), read_digits(length))
