import asyncio
import socket
import time

import httpx
import pytest

from evolink_mock import MockServer, create_app
from tests.waiting import until

KEY = {"authorization": "Bearer k"}
REQUEST = {"model": "nano-banana-beta", "prompt": "x"}


def create(server: MockServer, prefer: str, timeout: float | httpx.Timeout = 60) -> httpx.Response:
    url = f"{server.base_url}/v1/images/generations"
    return httpx.post(url, json=REQUEST, headers={**KEY, **({"prefer": prefer} if prefer else {})}, timeout=timeout)


def test_drop_creates_the_task() -> None:
    """A dropped response leaves its task behind."""
    with MockServer(api_key="k") as server:
        with pytest.raises(httpx.RemoteProtocolError, match="without sending"):
            create(server, "fault=drop")
        assert len(server.world.tasks) == 1
        assert server.request_log[-1].response.fault == "drop"


def test_truncate_cuts_the_body() -> None:
    """A truncated response ends before its content length."""
    with MockServer(api_key="k") as server, pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        create(server, "fault=truncate")


def test_hang_never_answers() -> None:
    """A hanging response never arrives."""
    with MockServer(api_key="k") as server:
        with pytest.raises(httpx.ReadTimeout):
            create(server, "fault=hang", timeout=httpx.Timeout(60, read=0.3))
        until(lambda: len(server.world.tasks) == 1)


def test_server_stops_while_hanging() -> None:
    """A server stops while a response hangs."""
    head = b"GET /v1/credits HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer k\r\nprefer: fault=hang\r\n\r\n"
    with MockServer(api_key="k") as server:
        caller = socket.create_connection(("127.0.0.1", int(server.base_url.rpartition(":")[2])))
        caller.sendall(head)
        until(lambda: server.request_log)
        began = time.monotonic()
    assert time.monotonic() - began < 30
    assert caller.recv(1) == b""
    caller.close()


def test_gateway_page() -> None:
    """A gateway's page replaces the response, and no task is created."""
    with MockServer(api_key="k") as server:
        answer = create(server, "fault=html-502")
        assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html")
        assert "502" in answer.text
        assert not server.world.tasks


def test_truncated_download() -> None:
    """A download can be truncated by a script for the key."""
    with MockServer(api_key="k", speed=0) as server:
        made = create(server, "code=200").json()
        server.clock.advance(100)
        link = f"{server.base_url}/files/{made['id']}/0.png"
        server.world.script("k", "fault=truncate", on="files")
        assert httpx.get(f"{server.base_url}/v1/credits", headers=KEY).status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(link)
        server.world.script("k", "fault=html-502", on="files")
        assert httpx.get(link).headers["content-type"] == "text/html"
        server.world.script("k", "fault=html-502")
        assert httpx.get(link).status_code == 200
        assert httpx.get(f"{server.base_url}/v1/credits", headers=KEY).status_code == 502
        assert httpx.get(link, headers={"prefer": "fault=nonsense"}).status_code == 400


def test_connection_after_a_fault() -> None:
    """The connection after a fault is a new one that works."""
    with MockServer(api_key="k") as server:
        for fault in ("drop", "truncate"):
            with pytest.raises(httpx.RemoteProtocolError):
                create(server, f"fault={fault}")
        assert create(server, "").status_code == 200


def test_fault_in_process() -> None:
    """Without a socket a fault raises an aborted connection."""

    async def talk() -> None:
        app = create_app(api_key="k")
        async with httpx.AsyncClient(  # noqa: TID251 - in process there is no socket to send over
            transport=httpx.ASGITransport(app), base_url="http://mock"
        ) as client:
            await client.get("/v1/credits", headers={**KEY, "prefer": "fault=drop"})

    with pytest.raises(ConnectionAbortedError):
        asyncio.run(talk())
