"""Web addresses that are read without httpx mean what they mean to it."""

import sys
from itertools import product

import httpx
import pytest

from evolink._http.web_address import WebAddress, read_web_address

NAMES = ["api.evolink.ai", "localhost", "a_b", "-a", "a-.b", "a.1", "1a", "example.com.", "..", "a..b", "xnx.com", ""]
NUMBERS = ["127.0.0.1", "127.1", "256.1.1.1", "01.2.3.4", "8.8.8.8.", "1.2.3.4.5", "1", "0x7f.1", "[::1]", "[::1]x"]
ODD = ["xn--exmple-cua.com", "a.xn--p1ai", "xn--", "ex\u00e4mple.de", "u@h", "u:p@h", "A.example", "%61", "a b", "a\n"]
PORTS = ["", ":", ":80", ":443", ":0", ":65535", ":65536", ":08", ":0443", ":x"]
PATHS = ["", "/", "/a", "/a/", "//", "/.", "/a/../b", "/a/.b", "/%41", "/a b", "/a//b", "/~x/-y", "/a.b/", "/a?b", "#c"]


def test_addresses_mean_the_same_to_httpx() -> None:
    """However an address is spelled, its parts are those that httpx would send to, or it is refused as there."""
    odd = [
        text
        for scheme, host, port, path in product(["http", "https", "ftp", ""], [*NAMES, *NUMBERS, *ODD], PORTS, PATHS)
        if read(text := f"{scheme}://{host}{port}{path}") != read_by_httpx(text)
    ]
    assert odd == []


@pytest.mark.parametrize("text", ["https://api.evolink.ai", "http://127.0.0.1:8000/a/", "http://evolink_mock:8000"])
def test_plain_addresses_need_no_httpx(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Ordinary addresses are read without it."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert read_web_address(text).text == text


def read(text: str) -> WebAddress | None:
    try:
        return read_web_address(text)
    except ValueError:
        return None


def read_by_httpx(text: str) -> WebAddress | None:
    try:
        url = httpx.URL(text)
        _ = url.host
    except (httpx.InvalidURL, ValueError):
        return None
    host = url.raw_host.decode("ascii")
    return WebAddress(url.scheme, host, url.port, url.path, str(url), has_user=bool(url.userinfo))
