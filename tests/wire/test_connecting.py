"""A connection comes about in time, by whatever address, proxy and certificate; or it is sure that nothing was sent."""

import asyncio
import socket
import threading
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from evolink._http import asyncio_connect, connecting
from evolink._http.names import Address, look_up
from evolink._http.origin import Credentials, Origin, Proxy
from evolink._http.tunnels import open_tunnel
from evolink._http.wire_errors import NotConnectedError, NotDeliveredError, ProxyRefusedError, TlsFailedError
from evolink._keys.secret import SecretBytes
from tests.wire.conftest import SERVICE, Certificate
from tests.wire.opened import REQUEST, WAYS, Interrupted, Way, exchange
from tests.wire.raw_server import OK, Server, says
from tests.wire.raw_server import Proxy as ProxyServer

LOGIN = "me:p@ss:word"
ways = pytest.mark.parametrize("way", WAYS)
_OPEN = Path("/proc/self/fd")
LAST = says(OK, hangs_up=True)


def plain(host: str, port: int, proxy: Proxy | None = None) -> Origin:
    return Origin(tls=False, host=host, port=port, proxy=proxy)


def secured(host: str, port: int, proxy: Proxy | None = None) -> Origin:
    return Origin(tls=True, host=host, port=port, proxy=proxy)


def proxy_at(port: int, scheme: str = "http", login: str = "") -> Proxy:
    user, _, password = login.partition(":")
    known = Credentials(user.encode(), SecretBytes(password.encode())) if login else None
    return Proxy(scheme, "localhost" if scheme == "https" else "127.0.0.1", port, known)


@ways
@pytest.mark.parametrize("login", ["", LOGIN])
@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("kind", ["http", "https", "socks5"])
def test_proxies(way: Way, kind: str, login: str, *, tls: bool, trusted: Certificate) -> None:
    """A request reaches the server through every kind of proxy, and an encrypted one as the server's own."""
    with (
        Server(LAST, trusted.server if tls else None) as server,
        ProxyServer({SERVICE: server.port}, login or None, trusted.server if kind == "https" else None) as proxy,
    ):
        origin = Origin(tls, SERVICE, server.port, proxy_at(proxy.port, kind, login))
        request = REQUEST
        if origin.absolute:
            known = origin.proxy and origin.proxy.credentials
            more = b"proxy-authorization: " + known.basic + b"\r\n\r\n" if known else b"\r\n"
            request = REQUEST.replace(b"/x", b"http://service.test/x")[:-2] + more
        assert exchange(way, origin, request) == OK
        assert server.requests == [REQUEST]
        assert proxy.asked == ["http://service.test/x" if origin.absolute else f"{SERVICE}:{server.port}"]


@ways
@pytest.mark.parametrize("kind", ["http", "https", "socks5"])
@pytest.mark.parametrize(("login", "advice"), [("", "requires a user name"), ("me:wrong", "does not accept the user")])
def test_unknown_to_a_proxy(way: Way, kind: str, login: str, advice: str, *, trusted: Certificate) -> None:
    """Who a proxy does not know learns which proxy, and what to do; the password is in no part of the error."""
    with ProxyServer({}, LOGIN, trusted.server if kind == "https" else None) as proxy:
        place = proxy_at(proxy.port, kind, login)
        with pytest.raises(ProxyRefusedError, match=f"{kind}://{place.host}:{proxy.port} {advice}") as caught:
            exchange(way, secured(SERVICE, 443, place))
    assert caught.value.never_delivered
    assert "wrong" not in show_all(caught.value)


def show_all(error: BaseException) -> str:
    """Return all that a traceback with the values of our variables may show."""
    shown, step = [repr(error)], error.__traceback__
    while step:
        if "_http" in step.tb_frame.f_code.co_filename:
            shown += [repr(value) for value in step.tb_frame.f_locals.values()]
        step = step.tb_next
    return "\n".join(shown)


@ways
@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (
            b"HTTP/1.1 403 Not you\r\ncontent-length: 9\r\n\r\nforbidden",
            "refused to connect to service.test:443: 403 Not",
        ),
        (b"HTTP/1.1 502\r\n\r\n", "502"),
        (b"HTTP/1.1 302 Go\r\nlocation: /\r\n\r\n", "302"),
        (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "data after its response"),
        (b"SSH-2.0-x\r\n\r\n", "HTTP"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "HTTP"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000, "head of over"),
        (b"HTTP/1.1 200 OK\r\n", "closed the connection"),
        (b"", "closed the connection"),
    ],
)
def test_refused_tunnels(way: Way, answer: bytes, why: str) -> None:
    """Nothing was delivered where a proxy does not connect, or says what only the server may say."""
    with Server(says(answer, hangs_up=True)) as proxy, pytest.raises(ProxyRefusedError, match=why) as caught:
        exchange(way, secured(SERVICE, 443, proxy_at(proxy.port)))
    assert caught.value.never_delivered


@ways
@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([b"\x04\x00"], "SOCKS 5"),
        ([b"\x05\x01"], "SOCKS 5"),
        ([b"\x05\x00", b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"], "refused the connection"),
        ([b"\x05\x00", b"\x05\x63\x00\x01"], "error 99"),
        ([b"\x05\x00", b"\x05\x00\x00\x01\x00\x00\x00"], "closed the connection"),
        ([b"\x05\x00\x05\x00"], "data after its response"),
        ([b"\x05\x00", b"\x05\x00\x00\x03\x01x\x00\x00x"], "data after its response"),
    ],
)
def test_refused_socks(way: Way, answers: list[bytes], why: str) -> None:
    """The same holds for SOCKS, whose answers may come in any pieces."""

    class Socks(Server):
        def serve(self, connection: Any) -> None:
            for answer in answers:
                connection.recv(1024)
                connection.sendall(answer)

    with Socks(LAST) as proxy, pytest.raises(ProxyRefusedError, match=why):
        exchange(way, secured(SERVICE, 443, proxy_at(proxy.port, "socks5")))


@pytest.mark.parametrize(
    ("scheme", "answers"),
    [
        ("http", b"HTTP/1.0 100 Go on\r\nx: y\r\n\r\nHTTP/1.1 204\r\nvia: x\r\n\r\n"),
        ("http", b"HTTP/1.0 200 Connection established\n\n"),
        ("socks5", b"\x05\x00" + b"\x05\x00\x00\x03\x03abc\x00\x50"),
        ("socks5", b"\x05\x00" + b"\x05\x00\x00\x04" + bytes(18)),
    ],
)
def test_answers_in_pieces(scheme: str, answers: bytes) -> None:
    """A proxy may announce its answer, and give it byte by byte; all 2xx connect."""
    proxy = Proxy(scheme, "proxy.test", 1)
    tunnel, left = open_tunnel(secured("fd00::7", 443, proxy), proxy), list(answers)
    said = next(tunnel)
    with suppress(StopIteration):
        while True:
            said += tunnel.send(bytes([left.pop(0)]))
    assert not left
    assert said.startswith(b"CONNECT [fd00::7]:443 HTTP/1.1\r\nHost: [fd00::7]:443\r\n\r\n") or said[:2] == b"\x05\x01"


def hangs(connection: Any, _: bytes) -> bool:
    """Say nothing until the client hangs up."""
    return not connection.recv(1)


@ways
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("certificate", "is not trusted: self.signed certificate; an authority of your own .* SSL_CERT_FILE"),
        ("expired", "is not trusted: certificate has expired$"),
        ("other", "is not trusted: Hostname mismatch.*'localhost'"),
        ("plain", "did not agree on TLS"),
        ("closed", "closed the connection during the TLS handshake"),
    ],
)
def test_distrust(
    way: Way, kind: str, why: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that proves nothing gets nothing, and the error says what is wrong with it."""
    certificate: Certificate | None = None if kind in {"plain", "closed"} else request.getfixturevalue(kind)
    if certificate:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    if certificate and kind != "certificate":
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))

    class Odd(Server):
        def serve(self, connection: Any) -> None:
            if kind == "plain":
                connection.recv(1)
                connection.sendall(b"HTTP/1.1 400 Speak up\r\n\r\n")
                connection.recv(65536)
            elif kind != "closed":
                super().serve(connection)

    with Odd(LAST, certificate and certificate.server) as server:
        with pytest.raises(TlsFailedError, match=why) as caught:
            exchange(way, secured("localhost", server.port))
        assert caught.value.never_delivered
        assert f"localhost:{server.port}" in str(caught.value)
        assert not server.requests


@ways
@pytest.mark.parametrize("stops_at", ["name", "connect", "proxy", "https", "tls", "tls in tls"])
def test_deadline(way: Way, stops_at: str, monkeypatch: pytest.MonkeyPatch, trusted: Certificate) -> None:
    """The time to connect ends wherever it hangs, as an error that says where; nothing was delivered."""
    held = threading.Event()

    class Silent(Server):
        def serve(self, connection: Any) -> None:
            if stops_at == "tls in tls":
                connection.recv(1024)
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            held.wait(5)

    context = trusted.server if stops_at == "tls in tls" else None
    with Silent(LAST, context) as server, full() as (family, place):
        origin, words = {
            "name": (plain("slow.test", 80), "slow.test:80: to look up its name took too long"),
            "connect": (plain(place[0], place[1]), "to connect took too long"),
            "proxy": (secured(SERVICE, 443, proxy_at(server.port)), "the proxy http://.* took too long"),
            "https": (secured(SERVICE, 443, proxy_at(server.port, "https")), "the TLS handshake took too long"),
            "tls": (secured("localhost", server.port), "the TLS handshake took too long"),
            "tls in tls": (secured(SERVICE, 443, proxy_at(server.port, "https")), "the TLS handshake took too"),
        }[stops_at]
        asked = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *more, **named: (host == "slow.test" and held.wait(5)) or asked(host, *more, **named),
        )
        with pytest.raises(NotConnectedError, match=words):
            exchange(way, origin, seconds=0.2)
        held.set()
    assert family == socket.AF_INET


@contextmanager
def full() -> Generator[tuple[int, Any]]:
    """Listen with a queue that is full: who connects hears nothing, as on a network that drops what it gets."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listening, ExitStack() as waiting:
        for _ in range(4):
            caller = waiting.enter_context(socket.socket())
            caller.setblocking(False)  # noqa: FBT003 - the standard library's
            with suppress(BlockingIOError):
                caller.connect(listening.getsockname())
        yield listening.family, listening.getsockname()


@ways
def test_next_address(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that hangs, or has nobody, does not keep the connection from another one; no socket stays open."""
    monkeypatch.setattr(f"evolink._http.{way}_connect.STAGGER", 0.01)
    with Server(LAST) as server, full() as (family, place):
        nobody = Address(socket.AF_INET, ("127.0.0.1", 1))
        works = Address(socket.AF_INET, ("127.0.0.1", server.port))
        found = [nobody, Address(family, place), works]
        monkeypatch.setattr(f"evolink._http.{way}_connect.look_up", lambda *_: known(found))
        before = open_files()
        assert exchange(way, plain(SERVICE, 80)) == OK
        found.remove(works)
        with pytest.raises(NotConnectedError, match=r"service\.test:80: "):
            exchange(way, plain(SERVICE, 80), seconds=0.1)
        found[1:] = [nobody]
        with pytest.raises(NotConnectedError, match=r"service\.test:80: Connection refused"):
            exchange(way, plain(SERVICE, 80))
        assert open_files() == before


def known(addresses: list[Address]) -> Future[list[Address]]:
    result: Future[list[Address]] = Future()
    result.set_result(addresses)
    return result


def open_files() -> int:
    return len(list(_OPEN.iterdir())) if _OPEN.exists() else 0


@ways
@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".test", "no\x20name"])
def test_names_that_are_none(way: Way, host: str) -> None:
    """What is not a valid host name is an error like one that nobody has."""
    with pytest.raises(NotDeliveredError):
        exchange(way, plain(host, 80))


def test_one_thread_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many wait for a slow resolver, one thread asks it, and a cancelled wait takes nothing from the others."""
    held, asked = threading.Event(), list[Any]()

    def slow(*given: Any, **_: Any) -> Any:
        asked.append(given)
        held.wait(5)
        v4, v6 = (socket.AF_INET, 1, 6, "", ("127.0.0.1", 1)), (socket.AF_INET6, 1, 6, "", ("::1", 1, 0, 0))
        return [v6, v6, (*v6[:4], ("::2", 1, 0, 0)), v4]

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def cancelled() -> None:
        waits = [asyncio.shield(asyncio.wrap_future(look_up("slow.test", 1))) for _ in range(2)]
        waits[0].cancel()
        held.set()
        await waits[1]

    first = look_up("slow.test", 1)
    assert not first.cancel()
    asyncio.run(cancelled())
    assert [address[0] for _, address in first.result()] == ["::1", "127.0.0.1", "::2"]
    assert len(asked) == 1
    look_up("slow.test", 1).result()
    assert len(asked) == 2


class _Kept(asyncio.Protocol):
    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]


@pytest.mark.parametrize("afterwards", [False, True])
@pytest.mark.parametrize("kind", ["direct", "race", "http", "https", "socks5"])
def test_cancelled_at_every_step(
    kind: str, trusted: Certificate, monkeypatch: pytest.MonkeyPatch, *, afterwards: bool
) -> None:
    """A connection that is given up at any moment leaves no socket open, however many hops it has."""
    made = list[socket.socket]()

    def new_socket(family: int) -> socket.socket:
        made.append(connecting.new_socket(family))
        return made[-1]

    async def give_up(origin: Origin, step: int) -> bool:
        ends_at = asyncio.get_running_loop().time() + 5
        job = asyncio_connect.connect(origin, _Kept, ends_at)
        try:
            (await Interrupted(job, step, afterwards=afterwards)).transport.abort()
        except asyncio.CancelledError:
            return True
        return False

    async def give_up_everywhere(origin: Origin) -> int:
        step = 0
        while await asyncio.create_task(give_up(origin, step)):
            step += 1
        for _ in range(3):
            await asyncio.sleep(0)  # noqa: TID251 - asyncio closes sockets a turn later
        return step

    monkeypatch.setattr(asyncio_connect, "new_socket", new_socket)
    with (
        Server(LAST, trusted.server) as server,
        ProxyServer({SERVICE: server.port}, None, trusted.server if kind == "https" else None) as proxy,
    ):
        via = proxy_at(proxy.port, kind) if kind in {"http", "https", "socks5"} else None
        if kind == "race":
            found = [Address(socket.AF_INET, (f"127.0.0.{last}", server.port)) for last in (2, 1)]
            monkeypatch.setattr(asyncio_connect, "look_up", lambda *_: known(found))
        steps = asyncio.run(give_up_everywhere(secured(SERVICE if via else "localhost", server.port, via)))
    assert steps >= 3
    assert {each.fileno() for each in made} == {-1}
