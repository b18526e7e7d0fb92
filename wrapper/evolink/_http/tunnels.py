"""How a proxy is asked for a connection to a server, without I/O: CONNECT of HTTP, and SOCKS 5.

Each conversation is a generator. It yields what is to be sent, perhaps nothing, and is resumed with what arrived next:
at least a byte, or nothing if the proxy has hung up. It returns once the connection leads to the server. Until then not
a byte of a request has been sent, so whatever goes wrong means that nothing was delivered.
"""

import re
from collections.abc import Generator
from ipaddress import IPv4Address, ip_address

from evolink._http.origin import Credentials, Origin, Proxy, show_address
from evolink._http.wire_errors import ProxyRefusedError
from evolink._keys.secret import SecretBytes
from evolink.errors._shorten import cut

Tunnel = Generator[bytes, bytes, None]
_Reading = Generator[bytes, bytes, bytes]

_LARGEST_HEAD = 64 * 1024
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/1\.[01] (?P<code>[1-9]\d\d)(?: (?P<reason>[^\r\n]*))?\r?\n")
_FIRST_FINAL = 200
_FIRST_REFUSAL = 300
_AUTHENTICATION_REQUIRED = 407

_SOCKS = 5
_OPEN, _BY_PASSWORD, _NO_METHOD = 0x00, 0x02, 0xFF
_PORT_BYTES = 2
_SOCKS_ERRORS = {
    1: "it failed",
    2: "its rules don't allow it",
    3: "the network can't be reached",
    4: "the host can't be reached",
    5: "the host refused the connection",
    6: "the connection took too long",
    7: "it does not open connections",
    8: "it does not know this kind of address",
}
_ADDRESS_BYTES = {1: 4, 4: 16}
"""By the type of an address; that of a name is as long as its first byte says."""


def open_tunnel(origin: Origin, proxy: Proxy) -> Tunnel:
    """Return the conversation that makes a proxy connect to the server of an origin.

    Raises:
        ProxyRefusedError: The proxy would not, or did not answer as one.
    """
    return _socks(origin, proxy) if proxy.scheme == "socks5" else _connect(origin, proxy)


class _Dialogue:
    """What has arrived from a proxy and is not yet read."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._unread = b""

    def ask(self, question: bytes, size: int) -> _Reading:
        """Send something, and return so many bytes of the answer."""
        if question:
            self.end()
        while len(self._unread) < size:
            yield from self._receive(question)
            question = b""
        answer, self._unread = self._unread[:size], self._unread[size:]
        return answer

    def ask_for_head(self, question: bytes) -> _Reading:
        """Send something, and return the head of an answer in HTTP with the empty line that ends it."""
        while (end := _HEAD_END.search(self._unread)) is None:
            if len(self._unread) > _LARGEST_HEAD:
                raise ProxyRefusedError(f"the proxy {self._proxy.shown} sent a head of over {_LARGEST_HEAD} bytes")
            yield from self._receive(question)
            question = b""
        head, self._unread = self._unread[: end.end()], self._unread[end.end() :]
        return head

    def end(self) -> None:
        """Refuse what nobody asked for: it would count as the answer of the server."""
        if self._unread:
            raise ProxyRefusedError(f"the proxy {self._proxy.shown} sent data after its response")

    def _receive(self, question: bytes) -> Generator[bytes, bytes, None]:
        arrived = yield question
        if not arrived:
            raise ProxyRefusedError(f"the proxy {self._proxy.shown} closed the connection before it had connected")
        self._unread += arrived


def _connect(origin: Origin, proxy: Proxy) -> Tunnel:
    dialogue, question = _Dialogue(proxy), _connect_head(origin, proxy)
    while True:
        status = _STATUS.match((yield from dialogue.ask_for_head(question)))
        if status is None:
            raise ProxyRefusedError(f"the proxy {proxy.shown} did not respond in HTTP/1.1")
        code, question = int(status["code"]), SecretBytes()
        if code >= _FIRST_REFUSAL:
            raise ProxyRefusedError(_why_refused(origin, proxy, code, status["reason"] or b""))
        if code >= _FIRST_FINAL:
            return dialogue.end()


def _connect_head(origin: Origin, proxy: Proxy) -> SecretBytes:
    target = show_address(origin.host, origin.port).encode("ascii")
    lines = [b"CONNECT %b HTTP/1.1" % target, b"Host: " + target]
    if proxy.credentials:
        lines.append(b"Proxy-Authorization: " + proxy.credentials.basic)
    return SecretBytes(b"\r\n".join([*lines, b"", b""]))


def _why_refused(origin: Origin, proxy: Proxy, code: int, reason: bytes) -> str:
    if code == _AUTHENTICATION_REQUIRED:
        return _who(proxy)
    said = cut(reason.decode("latin-1"))
    return f"the proxy {proxy.shown} refused to connect to {origin.shown}: {code} {said}".rstrip()


def _who(proxy: Proxy) -> str:
    """Return what to do about a proxy that wants to know, or does not know, who one is."""
    if proxy.credentials:
        return f"the proxy {proxy.shown} does not accept the user name and password of its URL in the environment"
    return (
        f"the proxy {proxy.shown} requires a user name and a password: write them into its URL in the environment, "
        f"{proxy.scheme}://USER:PASSWORD@{show_address(proxy.host, proxy.port)}"
    )


def _socks(origin: Origin, proxy: Proxy) -> Tunnel:
    """See RFC 1928 and, for the password, RFC 1929. The proxy resolves the server's name."""
    dialogue, known = _Dialogue(proxy), proxy.credentials
    version, method = yield from dialogue.ask(b"\x05\x02\x00\x02" if known else b"\x05\x01\x00", 2)
    if version != _SOCKS or method not in {_OPEN, _BY_PASSWORD, _NO_METHOD}:
        raise ProxyRefusedError(f"the proxy {proxy.shown} did not respond in SOCKS 5")
    if method != _OPEN:
        if method == _NO_METHOD or known is None:
            raise ProxyRefusedError(_who(proxy))
        _, failed = yield from dialogue.ask(_login(known), 2)
        if failed:
            raise ProxyRefusedError(_who(proxy))
    wanted = b"\x05\x01\x00" + _socks_address(origin.host) + origin.port.to_bytes(2, "big")
    _, failed = yield from dialogue.ask(wanted, 2)
    if failed:
        why = _SOCKS_ERRORS.get(failed, f"error {failed}")
        raise ProxyRefusedError(f"the proxy {proxy.shown} did not connect to {origin.shown}: {why}")
    # The address that the proxy uses is of no interest, but must be read.
    _, kind, first = yield from dialogue.ask(b"", 3)
    yield from dialogue.ask(b"", _ADDRESS_BYTES.get(kind, 1 + first) - 1 + _PORT_BYTES)
    dialogue.end()


def _login(known: Credentials) -> SecretBytes:
    user, password = known.user, bytes(known.password)
    return SecretBytes(b"\x01%c%b%c%b" % (len(user), user, len(password), password))


def _socks_address(host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        name = host.encode("ascii")
        return b"\x03%c%b" % (len(name), name)
    return (b"\x01" if isinstance(address, IPv4Address) else b"\x04") + address.packed
