"""HTTP/1.1 without sockets: what is sent, and what is read of a body."""

import gzip
import traceback
import zlib
from typing import Any

import pytest

from evolink._http.deadline import Deadline
from evolink._http.llhttp_answer import LlhttpAnswer
from evolink._http.origin import Credentials, Origin, Proxy
from evolink._http.port import Delivery
from evolink._http.url import Address, read_address, read_service_address
from evolink._http.wire import Body, Headers, Outgoing, head_of
from evolink._http.wire_errors import BadAnswerError, LateError, TooLargeError, UnsendableError
from evolink._keys.secret import SecretBytes

KEY = b"sk-very-secret"
TLS, PLAIN = True, False
DIRECT = Origin(tls=False, host="a.test", port=80)


def outgoing(url: str = "http://a.test/v1/x?y=1", headers: Any = (), **more: Any) -> Outgoing:
    given: dict[str, Any] = {"deadline": Deadline(10.0), "connect_share": 0.5, "silence": None, **more}
    kept = Headers(((b"Authorization", b"Bearer " + KEY), *headers))
    return Outgoing("GET", read_address(url), kept, None, Delivery(), **given)


def test_head() -> None:
    """A request says what it wants, from which host, and its headers; a proxy that reads it gets the whole URL."""
    assert bytes(head_of(outgoing(), DIRECT)) == (
        b"GET /v1/x?y=1 HTTP/1.1\r\nHost: a.test\r\nAuthorization: Bearer sk-very-secret\r\n\r\n"
    )
    proxy = Proxy("http", "proxy.test", 3128, Credentials(b"me", SecretBytes(b"pass")))
    head = bytes(head_of(outgoing(), Origin(PLAIN, "a.test", 80, proxy)))
    assert head.startswith(b"GET http://a.test/v1/x?y=1 HTTP/1.1\r\nHost: a.test\r\n")
    assert head.endswith(b"\r\nProxy-Authorization: Basic bWU6cGFzcw==\r\n\r\n")
    tunnelled = bytes(head_of(outgoing("https://a.test/"), Origin(TLS, "a.test", 443, proxy)))
    assert tunnelled.startswith(b"GET / HTTP/1.1\r\n")
    assert b"Proxy-Authorization" not in tunnelled, "only the proxy may see it, when it opens the tunnel"


@pytest.mark.parametrize("char", ["\r", "\n", "\r\n", "\r\nx: y", "\0"])
@pytest.mark.parametrize("place", ["name", "value", "target", "host"])
def test_smuggling(char: str, place: str) -> None:
    """What would end a line or the head is never sent, and the error does not show the key."""
    sent = outgoing(headers=[(b"x", b"y")])
    odd = f"a{char}b"
    if place in {"name", "value"}:
        header = (odd.encode(), b"y") if place == "name" else (b"x", odd.encode())
        sent.headers = Headers((*sent.headers, header))
    else:
        sent.address = Address(PLAIN, "a.test", 80, *((odd, "/") if place == "host" else ("a.test", odd)))
    with pytest.raises(UnsendableError) as caught:
        head_of(sent, DIRECT)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame.locals for frame in shown.stack if "/evolink/" in frame.filename]
    assert ours
    assert KEY.decode() not in str(ours)


@pytest.mark.parametrize("target", ["/a b", "/\u00e9", "/\ud800", "/\x7f", "/\t"])
def test_target(target: str) -> None:
    """A target that would be read differently is never sent."""
    sent = outgoing()
    sent.address = Address(PLAIN, "a.test", 80, "a.test", target)
    with pytest.raises(UnsendableError):
        head_of(sent, DIRECT)


def test_patience() -> None:
    """A step may take as long as the deadline and the silence allow; a connection may take its share of that."""
    assert outgoing().patience(4.0) == 6.0
    assert outgoing(silence=2.0).patience(4.0) == 2.0
    assert outgoing(silence=2.0).patience(9.5) == 0.5
    assert outgoing().connect_patience(4.0) == 3.0
    with pytest.raises(LateError):
        outgoing().patience(10.0)


class Kept:
    def __init__(self, most: int = 10**9) -> None:
        self.whole = b""
        self.most = most

    def begin(self, status: int, headers: object) -> bool:
        del status, headers
        return True

    def write(self, chunk: bytes) -> None:
        self.whole += chunk
        if len(self.whole) > self.most:
            raise TooLargeError("too large")


def body_of(packed: bytes, stated: bytes, kept: Kept, step: int = 10**9) -> bytes:
    answer = LlhttpAnswer()
    answer.feed(b"HTTP/1.1 200 OK\r\nContent-Encoding: %b\r\ncontent-length: %d\r\n\r\n" % (stated, len(packed)))
    body = Body(answer, kept)
    for at in range(0, len(packed), step):
        body.write(packed[at : at + step])
    body.end()
    return kept.whole


@pytest.mark.parametrize("step", [1, 7, 10**9])
def test_unpacking(step: int) -> None:
    """A body is unpacked however its bytes arrive."""
    text = b"a cat " * 3000
    for stated in (b"gzip", b"X-GZIP", b"identity, gzip"):
        assert body_of(gzip.compress(text), stated, Kept(), step) == text
    for stated in (b"identity", b"", b"br", b"aws-chunked"):
        assert body_of(text, stated, Kept(), step) == text, "what was not asked for is left as it is"


def test_bad_packing() -> None:
    """What is packed twice, cut off or no gzip at all is no answer."""
    packed = gzip.compress(b"a cat")
    with pytest.raises(BadAnswerError, match="more than once"):
        body_of(gzip.compress(packed), b"gzip, gzip", Kept())
    with pytest.raises(BadAnswerError, match="is incomplete"):
        body_of(packed[:-4], b"gzip", Kept())
    for wrong in (b"a cat", packed[:-8] + b"\0" * 8, zlib.compress(b"a cat")):
        with pytest.raises(BadAnswerError, match="can't be decompressed"):
            body_of(wrong, b"gzip", Kept())


def test_bomb() -> None:
    """A few bytes that stand for many are unpacked a little at a time, until there are too many."""
    kept = Kept(most=10_000)
    with pytest.raises(TooLargeError):
        body_of(gzip.compress(bytes(64 * 1024**2)), b"gzip", kept)
    assert len(kept.whole) <= 1024**2


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://api.evolink.ai", Address(TLS, "api.evolink.ai", 443, "api.evolink.ai", "/")),
        ("http://127.0.0.1:8000/v1?x=%20#part", Address(PLAIN, "127.0.0.1", 8000, "127.0.0.1:8000", "/v1?x=%20")),
        ("https://a.test:443/x", Address(TLS, "a.test", 443, "a.test", "/x")),
        ("HTTPS://A.test/b c/../d", Address(TLS, "a.test", 443, "a.test", "/d")),
        ("http://[::1]:80/é", Address(PLAIN, "::1", 80, "[::1]", "/%C3%A9")),
        ("https://bücher.test/?q=1", Address(TLS, "xn--bcher-kva.test", 443, "xn--bcher-kva.test", "/?q=1")),
        ("https://u:p@a.test/x", Address(TLS, "a.test", 443, "a.test", "/x")),
        ("https://files.example/a.png", Address(TLS, "files.example", 443, "files.example", "/a.png")),
    ],
)
def test_address(url: str, address: Address) -> None:
    """A URL leads where a browser goes with it."""
    assert read_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.test",
        "ftp://a.test/",
        "https://",
        "https://a.test:99999/",
        "https://a.test:0/",
        "http://xn--a/x",
        "https://\u2763\u200d/",
    ],
)
def test_no_address(url: str) -> None:
    """What is not of the web leads nowhere."""
    with pytest.raises(ValueError):  # noqa: PT011 - its text is httpx's or ours
        read_address(url)


def test_service_address() -> None:
    """Paths are appended to the address of a service."""
    assert read_service_address("https://a.test").target == ""
    assert read_service_address("https://a.test/gate/").target == "/gate"
