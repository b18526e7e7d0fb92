"""The client through the proxies that the environment names: a create request is paid once, or certainly not at all."""

import pytest

from evolink._http.asyncio_ import AsyncPort
from evolink._http.blocking import BlockingPort
from evolink.errors import ConfigurationError, ConnectionFailed
from tests.clients import MODES, Mode, client_of
from tests.wire.conftest import SERVICE, Certificate
from tests.wire.raw_server import Proxy, Server

KEY = "sk-very-secret-key-0123456789"
TASK = b'{"id": "task-unified-1-x", "model": "gpt-4o-image", "status": "pending", "progress": 0}'
GPT = {"model": "gpt-4o-image", "prompt": "a cat"}
modes = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_PROXY".upper(), raising=False)


async def no_pause(*_: object) -> None:
    """Wait for nothing between two tries."""


def created(connection: object, _: bytes) -> bool:
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(TASK)
    connection.sendall(answer + TASK)  # type: ignore[attr-defined]
    return False


@modes
@pytest.mark.parametrize("kind", ["http", "https", "socks5"])
def test_submitting(mode: Mode, kind: str, trusted: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks are created through every kind of proxy; it sees neither the key nor the prompt, and one tunnel is kept."""
    tls = trusted.server if kind == "https" else None
    with Server(created, trusted.server) as server, Proxy({SERVICE: server.port}, "me:p@ss", tls) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"{kind}://me:p%40ss@localhost:{proxy.port}")
        with client_of(mode, api_key=KEY, base_url=f"https://{SERVICE}:{server.port}") as go:
            tasks = [go(lambda client: client.images.submit(**GPT)) for _ in range(2)]
        assert [task.id for task in tasks] == ["task-unified-1-x"] * 2
        assert len(server.requests) == 2
        assert all(f"Bearer {KEY}".encode() in each for each in server.requests)
        assert b"proxy-authorization" not in b"".join(server.requests).lower()
        assert proxy.asked == [f"{SERVICE}:{server.port}"]
        assert not proxy.requests


@modes
@pytest.mark.parametrize(
    ("scheme", "login", "why"),
    [
        ("http", "", "requires a user name"),
        ("http", "me:wr0ng@", "does not accept"),
        ("socks5", "", "requires a user name"),
    ],
)
def test_unknown(mode: Mode, scheme: str, login: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that refuses leaves a create request certainly unpaid; the error says which proxy, and no password."""
    for port in (BlockingPort, AsyncPort):
        monkeypatch.setattr(port, "pause", no_pause)
    with Proxy({}, "me:p@ss") as proxy:
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://{login}127.0.0.1:{proxy.port}")
        with (
            client_of(mode, api_key=KEY, base_url=f"https://{SERVICE}") as go,
            pytest.raises(ConnectionFailed, match=rf"could not connect: the proxy {scheme}://127\.0\.0\.1") as caught,
        ):
            go(lambda client: client.images.submit(**GPT))
    assert not caught.value.may_have_arrived
    assert "wr0ng" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert why in str(caught.value)


@modes
def test_unusable(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that can't be used is reported at the first request."""
    monkeypatch.setenv("ALL_PROXY", "socks4://127.0.0.1:9")
    with (
        client_of(mode, api_key=KEY, base_url=f"https://{SERVICE}") as go,
        pytest.raises(
            ConfigurationError, match="socks4:// is not a supported kind of proxy; use one of http, https, socks5"
        ),
    ):
        go(lambda client: client.credits())
