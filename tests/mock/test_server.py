import asyncio
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from email.utils import parsedate_to_datetime

import httpx
import pytest

from evolink_mock import Clock, MockServer, create_app

KEY = {"authorization": "Bearer k"}
CREATE = "/v1/images/generations"
REQUEST = {"model": "nano-banana-beta", "prompt": "x"}


def test_server_over_a_socket() -> None:
    """A server creates tasks and serves images over a socket."""
    with MockServer(api_key="k", speed=0) as server:
        made = httpx.post(f"{server.base_url}{CREATE}", json=REQUEST, headers=KEY).json()
        server.clock.advance(60)
        task = httpx.get(f"{server.base_url}/v1/tasks/{made['id']}", headers=KEY).json()
        image = httpx.get(task["results"][0])
        assert image.headers["content-type"] == "image/png"
        assert len(image.content) == int(image.headers["content-length"])


def test_date_is_that_of_the_clock() -> None:
    """Answers and files have the date of the mock's clock, by which tasks are created."""
    with MockServer(api_key="k", speed=0) as server:
        server.clock.advance(24 * 3600)
        answer = httpx.post(f"{server.base_url}{CREATE}", json=REQUEST, headers=KEY)
        assert parsedate_to_datetime(answer.headers["date"]).timestamp() == answer.json()["created"]


def test_two_servers_share_nothing() -> None:
    """Two servers share nothing."""
    with MockServer(api_key="a") as first, MockServer(api_key="b") as second:
        assert first.base_url != second.base_url
        answer = httpx.get(f"{second.base_url}/v1/credits", headers={"authorization": "Bearer a"})
        assert answer.status_code == 401


def threads_of_mocks() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "evolink-mock"}


def test_stop_frees_thread_and_port() -> None:
    """A stopped server leaves no thread and no open port."""
    before = threads_of_mocks()
    with MockServer() as server:
        address = ("127.0.0.1", int(server.base_url.rpartition(":")[2]))
        socket.create_connection(address).close()
        assert threads_of_mocks() > before
    assert threads_of_mocks() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)


def test_stop_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that nobody is connected to stops at once, not when it looks next."""
    monkeypatch.setattr("evolink_mock.http.uvicorn_server._TICK", 30)
    started = time.monotonic()
    for _ in range(2):
        with MockServer() as server:
            httpx.get(server.base_url)
    assert time.monotonic() - started < 15


def test_stop_with_open_connection() -> None:
    """A server stops while a client keeps a connection open."""
    with MockServer() as server:
        host, port = server.base_url.removeprefix("http://").split(":")
        connection = http.client.HTTPConnection(host, int(port))
        connection.request("GET", "/v1/credits")
        connection.getresponse().read()
        began = time.monotonic()
    assert time.monotonic() - began < 30
    connection.close()


def test_port_in_use() -> None:
    """A port in use is an error."""
    with MockServer() as server, pytest.raises(OSError, match="in use"):
        MockServer(port=int(server.base_url.rpartition(":")[2])).__enter__()


def test_large_body_over_a_socket() -> None:
    """A body that is too large is refused over a socket."""
    with MockServer(api_key="k") as server:
        url = f"{server.base_url}/v1/images/generations"
        assert httpx.post(url, content=b" " * 3_000_000, headers=KEY).status_code == 413


def test_create_app() -> None:
    """The application serves requests in process."""

    async def talk() -> tuple[int, str]:
        app = create_app(api_key="k", clock=Clock(speed=0))
        async with httpx.AsyncClient(  # noqa: TID251 - in process there is no socket to send over
            transport=httpx.ASGITransport(app), base_url="http://mock"
        ) as client:
            made = await client.post("/v1/images/generations", json=REQUEST, headers=KEY)
            return made.status_code, made.json()["status"]

    assert asyncio.run(talk()) == (200, "pending")


def test_clock() -> None:
    """A clock runs at its speed and can be advanced."""
    still, fast = Clock(speed=0, start=100.0), Clock(speed=1_000_000, start=100.0)
    assert still.now() == 100.0
    still.advance(30)
    assert still.now() == 130.0
    assert fast.now() > 100.0
    with pytest.raises(ValueError, match="forward"):
        still.advance(-1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_command_prints_address(number: signal.Signals) -> None:
    """The command prints its address and stops cleanly."""
    command = [sys.executable, "-m", "evolink_mock", "--port", "0", "--api-key", "k", "--credits", "7"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline().strip() for _ in range(3)]
        base_url = lines[1].removeprefix("export EVOLINK_BASE_URL=")
        answer = httpx.get(f"{base_url}/v1/credits", headers=KEY).json()
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""
    assert answer["data"]["token"]["remaining_credits"] == 7
    assert lines[2] == "export EVOLINK_API_KEY=k"
    assert base_url in lines[0]


def test_command_port_in_use() -> None:
    """The command reports a port in use."""
    with MockServer() as server:
        port = server.base_url.rpartition(":")[2]
        command = [sys.executable, "-m", "evolink_mock", "--port", port]
        result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 1
    assert port in result.stderr


def test_command_invalid_callbacks_to() -> None:
    """The command reports an invalid `--callbacks-to`."""
    command = [sys.executable, "-m", "evolink_mock", "--callbacks-to", "images.example.com"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 2
    assert "--callbacks-to takes scheme, host and port" in result.stderr
    assert "not 'images.example.com'" in result.stderr


def test_encoders_are_loaded_late() -> None:
    """Starting the mock imports neither Pillow nor PyAV, nor what reads forms."""
    late = {"PIL", "av", "python_multipart"}
    code = f"import sys; from evolink_mock import MockServer\nwith MockServer(): print({late} & {{*sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert result.stdout == "set()\n"
