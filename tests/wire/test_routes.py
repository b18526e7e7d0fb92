"""Which proxy a server is reached through, by what the environment says."""

import pytest

from evolink._http.origin import Proxy
from evolink._http.proxies import read_routes
from evolink._http.settings import make_settings
from evolink.errors import ConfigurationError

KEY = "sk-very-secret-key-0123456789"
SERVICE = "https://api.evolink.ai"
PROXY = Proxy("http", "proxy.example", 3128)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_PROXY".upper(), raising=False)


def way(host: str = "api.evolink.ai", port: int = 443, *, tls: bool = True, base_url: str = SERVICE) -> Proxy | None:
    return read_routes(make_settings(KEY, base_url, 5)).proxy_for(tls=tls, host=host, port=port)


def test_no_proxy_by_default() -> None:
    """Without a proxy in the environment, every server is reached directly."""
    assert way() is None


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        ("http://proxy.example:3128", PROXY),
        ("proxy.example:3128", PROXY),
        ("HTTP://Proxy.Example:3128/", PROXY),
        ("http://proxy.example", Proxy("http", "proxy.example", 80)),
        ("https://proxy.example", Proxy("https", "proxy.example", 443)),
        ("socks5://[fd00::7]", Proxy("socks5", "fd00::7", 1080)),
        ("socks5h://proxy.example:9", Proxy("socks5", "proxy.example", 9)),
        ("http://bücher.example:3128", Proxy("http", "xn--bcher-kva.example", 3128)),
    ],
)
def test_addresses_of_proxies(monkeypatch: pytest.MonkeyPatch, address: str, proxy: Proxy) -> None:
    """A proxy is read from its address, with the usual scheme and port."""
    monkeypatch.setenv("HTTPS_PROXY", address)
    assert way() == proxy
    assert way(tls=False, port=80) is None


@pytest.mark.parametrize(
    "address",
    [
        "ftp://me:hunter2@proxy.example",
        "socks4://me:hunter2@proxy.example",
        "http://me:hunter2@",
        "http://me:hunter2@proxy.example:99999",
        "http://me:hunter2@proxy.example:0",
        "http://me:hunter2@[::1",
        "http://me:hunter2@proxy example",
        "socks5://:hunter2@proxy.example",
        f"socks5://me:hunter2{'x' * 255}@proxy.example",
    ],
)
def test_unusable_addresses(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """An address that is none is refused by the name of its variable, and its password is not shown."""
    monkeypatch.setenv("ALL_PROXY", address)
    with pytest.raises(ConfigurationError, match="proxy that can't be used, for all") as caught:
        way()
    assert "hunter2" not in str(caught.value) + repr(caught.value.__context__)


def test_hidden_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user name and password may have any character, percent-encoded, and no repr has them."""
    monkeypatch.setenv("HTTPS_PROXY", "http://me%40home:p%C3%A4ss%3Aword@proxy.example:3128")
    proxy = way()
    assert proxy is not None
    assert proxy.credentials is not None
    assert (proxy.credentials.user, bytes(proxy.credentials.password)) == (b"me@home", "päss:word".encode())
    shown = f"{proxy} {proxy.shown} {proxy.credentials} {proxy.credentials.basic} {proxy.credentials.basic!s}"
    assert "word" not in shown.replace("password=", "")
    assert bytes(proxy.credentials.basic).startswith(b"Basic ")


def test_scheme_before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy for a scheme comes before the one for all."""
    monkeypatch.setenv("ALL_PROXY", "socks5://other.example")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert way() == PROXY
    assert way(tls=False, port=80) == Proxy("socks5", "other.example", 1080)


@pytest.mark.parametrize(
    ("entries", "host", "direct"),
    [
        ("*", "api.evolink.ai", True),
        ("other.example, *", "api.evolink.ai", True),
        ("evolink.ai", "api.evolink.ai", True),
        ("evolink.ai", "evolink.ai", True),
        ("evolink.ai", "notevolink.ai", False),
        ("EVOLINK.ai", "API.evolink.AI", True),
        (".evolink.ai", "api.evolink.ai", True),
        (".evolink.ai", "evolink.ai", False),
        ("*.evolink.ai", "api.evolink.ai", True),
        ("evolink.ai:443", "api.evolink.ai", True),
        ("evolink.ai:8443", "api.evolink.ai", False),
        ("https://api.evolink.ai", "api.evolink.ai", True),
        ("https://evolink.ai", "api.evolink.ai", False),
        ("http://api.evolink.ai", "api.evolink.ai", False),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("fd00::/8", "fd00::7", True),
        ("[fd00::7]", "fd00::7", True),
        ("[fd00::7]:443", "fd00::7", True),
        ("[fd00::7]:8443", "fd00::7", False),
        (" , ,[::1, http://, :80, a b", "api.evolink.ai", False),
    ],
)
def test_no_proxy(monkeypatch: pytest.MonkeyPatch, entries: str, host: str, *, direct: bool) -> None:
    """NO_PROXY names what is reached directly; an entry that can't be read has no effect."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", entries)
    assert way(host) == (None if direct else PROXY)


def test_never_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy comes before this machine, before a named host of plain HTTP, or before anything of a local service."""
    monkeypatch.setenv("ALL_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("EVOLINK_ALLOW_HTTP", "evolink_mock,fd00::7")
    for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1", "evolink_mock", "evolink_mock.", "fd00::7"):
        assert way(host, 8000, tls=False) is None
    assert way("other_mock", 8000, tls=False) == PROXY
    assert way("cdn.example", base_url="http://127.0.0.1:8000") is None
