"""Under which addresses the mock answers, and which its links have."""

import json
import socket
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evolink_mock import MockServer, SettingError, World
from evolink_mock.http.guard import Guard
from evolink_mock.world.addresses import Addresses
from evolink_mock.world.messages import Request

from .conftest import Caller

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYWHERE = "0.0.0.0"  # noqa: S104 - the mock, not the test, decides what to do with it
KEY = {"authorization": "Bearer mock-key"}
REQUEST: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "a lighthouse"}
THIS_MACHINE = [
    "localhost",
    "LOCALHOST:8787",
    "mock.localhost",
    "127.0.0.1:8787",
    "127.9.9.9",
    "[::1]:80",
    "localhost.",
]
UNLISTED = [
    "evolink_mock:8000",
    "mock",
    "host.docker.internal:8787",
    "192.168.1.5:8787",
    "[fd00::1]:80",
    "laptop.local",
]
NAMED = ["dev.example.com", "DEV.example.com:8443", "listed.example.com"]
NEVER = [
    "evil.example",
    "evil.example:8787",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil..example",
    "..",
    "[::::]",
    "",
    "a b",
    "a@b",
    "x/y",
]


def world(addresses: Addresses) -> Caller:
    caller = Caller()
    caller.world = World(seed="tests", addresses=addresses)
    caller.world.add_key(caller.key)
    return caller


@pytest.mark.parametrize(
    ("addresses", "open_to"),
    [
        (Addresses(), THIS_MACHINE),
        (Addresses("::1"), THIS_MACHINE),
        (Addresses(EVERYWHERE), THIS_MACHINE + UNLISTED),
        (Addresses("[::]"), THIS_MACHINE + UNLISTED),
        (Addresses(public_url="https://dev.example.com/m", allow_hosts=["listed.Example.com"]), THIS_MACHINE + NAMED),
    ],
)
def test_hosts_that_are_answered_to(addresses: Addresses, open_to: list[str]) -> None:
    """The mock answers to names of this machine; to others only where its settings say so; never to a rebound name."""
    every = THIS_MACHINE + UNLISTED + NAMED + NEVER
    assert [host for host in every if addresses.admits(host)] == open_to


@pytest.mark.parametrize(
    ("addresses", "headers", "base"),
    [
        (Addresses(), {"host": "evolink_mock:8000"}, "http://evolink_mock:8000"),
        (Addresses(), {"host": "[fd00::1]:8000"}, "http://[fd00::1]:8000"),
        (Addresses(), {"host": "mock:"}, "http://mock"),
        (Addresses(), {"host": 'x"y'}, "http://127.0.0.1"),
        (Addresses(), {"host": "a", "x-forwarded-proto": "https", "x-forwarded-host": "b"}, "http://a"),
        (
            Addresses(trust_forwarded=True),
            {"host": "a:1", "x-forwarded-proto": "HTTPS, http", "x-forwarded-host": "dev.example.com:8443, inner"},
            "https://dev.example.com:8443",
        ),
        (Addresses(trust_forwarded=True), {"host": "a:1", "x-forwarded-proto": "https"}, "https://a:1"),
        (
            Addresses(trust_forwarded=True),
            {"host": "a", "x-forwarded-proto": "ftp", "x-forwarded-host": "b/c"},
            "http://a",
        ),
        (
            Addresses(public_url="https://x.example/mock/", trust_forwarded=True),
            {"host": "a", "x-forwarded-host": "b"},
            "https://x.example/mock",
        ),
    ],
)
def test_address_of_links(addresses: Addresses, headers: "Mapping[str, str]", base: str) -> None:
    """Links have the public address, else what a trusted proxy says, else the host of the request; never nonsense."""
    mock = world(addresses)
    made = mock.create(headers=headers, **REQUEST)
    mock.now += 1_000
    (link,) = mock.read(mock.call("GET", f"/v1/tasks/{made['id']}", headers=headers))["results"]
    assert link == f"{base}/files/{made['id']}/0.png"
    assert mock.world.tasks[made["id"]].base_url == base  # which callbacks have
    listed = mock.read(mock.call("POST", "/v1/tasks/batch", {"task_ids": [made["id"]]}, headers))["data"]
    assert listed[0]["results"] == [link]
    copy = mock.read(mock.call("POST", "/api/v1/files/upload/url", {"file_url": link}, headers))["data"]
    assert copy["file_url"].startswith(f"{base}/files/")
    assert copy["download_url"].startswith(f"{base}/api/v1/files/download/")


@pytest.mark.parametrize("kept", [True, False])
def test_path_of_the_public_address(*, kept: bool) -> None:
    """A proxy may leave the path of the public address in what it passes on, or not; the page works below it too."""
    with MockServer(public_url="http://127.0.0.1:1/dev/mock") as server:
        below = f"{server.base_url}{'/dev/mock' if kept else ''}"
        assert server.environment["EVOLINK_BASE_URL"] == "http://127.0.0.1:1/dev/mock"
        assert httpx.get(f"{below}/v1/credits", headers=KEY).status_code == 200
        assert httpx.get(f"{below}/_mock/state").status_code == 200
        assert httpx.get(f"{below}/").text == httpx.get(server.base_url).text
        assert httpx.get(f"{server.base_url}/dev/mocked/v1/credits", headers=KEY).status_code == 404


@pytest.mark.parametrize(
    "setting",
    [
        {"host": "http://0.0.0.0"},
        {"host": ""},
        {"host": "0.0.0.0:80"},
        {"host": "::zz"},
        {"public_url": "mock:8000"},
        {"public_url": "https://x.example/v1/"},
        {"public_url": "https://x.example/?a"},
        {"public_url": "https://key@x.example"},
        {"public_url": "https://x.example:70000"},
        {"allow_hosts": ["*.example.com"]},
        {"allow_hosts": "mock"},
        {"allow_origins": ["localhost:5173"]},
        {"allow_origins": ["http://localhost:5173/app"]},
        {"allow_origins": "*"},
    ],
)
def test_setting_that_is_none(setting: dict[str, Any]) -> None:
    """A setting that is no host, address or list is refused at the start, by its name."""
    (name,) = setting
    with pytest.raises(SettingError, match=name) as caught:
        MockServer(**setting)
    assert caught.value.as_option.startswith(f"--{name.removesuffix('s').replace('_', '-')}")


@pytest.mark.parametrize(
    ("host", "name"), [(EVERYWHERE, "127.0.0.1"), ("localhost", "localhost"), ("::1", "[::1]"), ("::", "[::1]")]
)
def test_listening(host: str, name: str) -> None:
    """The mock listens at the host that it gets, and gives clients on this machine an address that leads there."""
    if ":" in host and not has_ipv6():
        pytest.skip("this machine has no IPv6")
    with MockServer(host=host) as server:
        assert server.base_url.startswith(f"http://{name}:")
        assert httpx.get(f"{server.base_url}/v1/credits", headers=KEY).status_code == 200
        assert "EVOLINK_ALLOW_HTTP" not in server.environment


def test_environment_of_a_container() -> None:
    """A client of another machine also needs leave for plain HTTP, which the mock's environment has."""
    with MockServer(host=EVERYWHERE, public_url="http://evolink_mock:8000") as server:
        assert server.environment == {
            "EVOLINK_BASE_URL": "http://evolink_mock:8000",
            "EVOLINK_API_KEY": "mock-key",
            "EVOLINK_ALLOW_HTTP": "evolink_mock",
        }


def test_link_of_the_public_address() -> None:
    """A link is known as the mock's own by its public address and by the one that the request has."""
    mock = world(Addresses(public_url="https://x.example/mock"))
    first = mock.finished(**REQUEST)["results"][0]
    path = first.removeprefix("https://x.example/mock")
    for link, known in ((first, 1), (f"http://mock.test:80{path}", 1), (f"https://x.example{path}", 0)):
        made = mock.create(**REQUEST, image_urls=[link])
        assert len(mock.world.tasks[made["id"]].references) == known, json.dumps(link)


@pytest.mark.parametrize(
    ("addresses", "status"),
    [
        (Addresses(trust_forwarded=True), None),
        (Addresses(public_url="https://dev.example.com/mock"), None),
        (Addresses(), 403),
    ],
)
def test_page_behind_a_proxy(addresses: Addresses, status: int | None) -> None:
    """The mock's own page may use its controls through a proxy whose address the mock knows."""
    headers = {
        "host": "127.0.0.1:8787",
        "x-forwarded-proto": "https",
        "x-forwarded-host": "dev.example.com",
        "origin": "https://dev.example.com",
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
    }
    guard = Guard(addresses.admits, own=addresses.own_bases)
    refused = guard.refuse(Request("POST", "/_mock/clock", headers))
    assert (refused and refused.status) == status


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
