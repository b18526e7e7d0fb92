"""The key and the address a client is made with."""

import pickle

import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink._http.settings import make_settings
from evolink.errors import ConfigurationError

KEY = "sk-very-secret-key"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVOLINK_API_KEY", raising=False)
    monkeypatch.delenv("EVOLINK_BASE_URL", raising=False)


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment applies where nothing is passed."""
    monkeypatch.setenv("EVOLINK_API_KEY", KEY)
    monkeypatch.setenv("EVOLINK_BASE_URL", "http://127.0.0.1:8000/")
    chosen = make_settings(None, None, 30)
    assert (chosen.key.reveal(), chosen.base_url) == (KEY, "http://127.0.0.1:8000")
    assert make_settings("other", "https://example.com", 30).key.reveal() == "other"


def test_public_service_by_default() -> None:
    """The public service is the default."""
    assert make_settings(KEY, None, 30).base_url == "https://api.evolink.ai"


def test_missing_key() -> None:
    """A missing key is reported with the address where people get one, and with the ways to pass it."""
    with pytest.raises(
        ConfigurationError, match=r"https://evolink\.ai/dashboard/keys.*login.*EVOLINK_API_KEY.*api_key="
    ):
        EvoLink()


def test_empty_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty argument is a mistake, for which no other key is used; an empty variable is one that is not set."""
    monkeypatch.setenv("EVOLINK_API_KEY", KEY)
    with pytest.raises(ConfigurationError, match="api_key is empty"):
        EvoLink(api_key="")
    monkeypatch.setenv("EVOLINK_API_KEY", "")
    with pytest.raises(ConfigurationError, match="no API key"):
        EvoLink()


@pytest.mark.parametrize("key", ["a b", "a\nb", "k\u00e9y", "\x00"])
def test_invalid_key(key: str) -> None:
    """A key that no header can carry is refused without being shown."""
    with pytest.raises(ConfigurationError) as caught:
        EvoLink(api_key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "https://example.com/proxy/",
        "http://localhost:1",
        "http://127.9.9.9",
        "http://[::1]:1",
        "https://xn--exmple-cua.com",
        " https://example.com/ \n",
    ],
)
def test_valid_addresses(address: str) -> None:
    """HTTPS is accepted anywhere, and HTTP on this machine."""
    assert make_settings(KEY, address, 30).base_url == address.strip().rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "ftp://localhost",
        "example.com",
        "https://",
        "https://user:pw@example.com",
        "https://example.com?x=1",
        "https://example.com/v1",
        "https://example.com/v1/",
        "https://[::1",
        "https://[::1]x",
        ":abc",
        "https://example.com:99999",
        "https://example.com:0",
        "https://example.com:abc",
        "https://exa\nmple.com",
        "https://xn--a",
        "https://\u2763\u200d",
        "https://a..b",
        f"https://{'a' * 64}.com",
        f"https://example.com/{'a' * 3000}",
        "https://a b.com",
        "https://999.1.1.1",
        "http://localhost\\.example.com",
        "http://localhost\\@example.com",
        "https://example.com#",
        "https://example.com?",
        "https:///x",
    ],
)
def test_invalid_addresses(address: str) -> None:
    """An address that is a mistake or would leak the key is refused."""
    with pytest.raises(ConfigurationError, match="base_url"):
        make_settings(KEY, address, 30)


PLAIN = " evolink_mock, BOX.local.,,10.0.0.7,fd00:0::7,b\u00fccher.example"


@pytest.mark.parametrize(
    "address",
    [
        "http://evolink_mock:8000",
        "http://Evolink_Mock.:8000/below",
        "http://box.local",
        "http://10.0.0.7:1",
        "http://[fd00::7]:1",
        "http://xn--bcher-kva.example",
    ],
)
def test_plain_http_to_a_named_host(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain HTTP may lead to the hosts that the environment names, in any spelling."""
    with pytest.raises(ConfigurationError, match="set EVOLINK_ALLOW_HTTP="):
        make_settings(KEY, address, 30)
    monkeypatch.setenv("EVOLINK_ALLOW_HTTP", PLAIN)
    assert not make_settings(KEY, address, 30).is_local


@pytest.mark.parametrize(
    "address",
    [
        "http://evolink_mock.example:8000",
        "http://a.evolink_mock",
        "http://xevolink_mock",
        "http://local",
        "http://10.0.0.70",
        "http://[fd00::70]",
        "http://evolink_mock@evil.example",
        "http://evil.example\\.evolink_mock",
        "http://evil.example#evolink_mock",
        "ftp://evolink_mock",
    ],
)
def test_plain_http_to_another_host(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named host opens nothing else: no names below it, none that look like it."""
    monkeypatch.setenv("EVOLINK_ALLOW_HTTP", PLAIN)
    with pytest.raises(ConfigurationError, match="base_url"):
        make_settings(KEY, address, 30)


@pytest.mark.parametrize(
    "entry", ["*", "*.example", "mock:8000", "http://mock", "a b", "user@mock", "mock/", "[::1]:80"]
)
def test_name_that_is_no_host(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not a valid host name is an error that names the variable, whatever the address."""
    monkeypatch.setenv("EVOLINK_ALLOW_HTTP", f"mock, {entry}")
    with pytest.raises(ConfigurationError, match="EVOLINK_ALLOW_HTTP must be names of hosts"):
        make_settings(KEY, None, 30)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e12])
def test_invalid_timeout(timeout: float) -> None:
    """A time-out that is not a duration is refused."""
    with pytest.raises(ConfigurationError, match="timeout"):
        make_settings(KEY, None, timeout)


@pytest.mark.parametrize("client", [EvoLink(api_key=KEY), AsyncEvoLink(api_key=KEY)], ids=lambda c: type(c).__name__)
def test_key_stays_hidden(client: object) -> None:
    """Neither repr nor pickle shows the key."""
    assert KEY not in repr(client)
    assert KEY not in repr(vars(client))
    with pytest.raises(TypeError):
        pickle.dumps(client)
