"""The web service that is called back, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink_mock import MockServer
from tests.listening import free_port
from tests.waiting import until

from ._running import EXAMPLES, PNG, environment

TOKEN = "a-token-that-nobody-guesses"

pytestmark = pytest.mark.evolink_mock(speed=0)


@pytest.fixture
def web(evolink_mock: MockServer, tmp_path: Path) -> Iterator[str]:
    with web_service(evolink_mock, tmp_path) as address:
        evolink_mock.callbacks_to = address
        yield address


@contextmanager
def web_service(server: MockServer, folder: Path, **settings: str) -> Iterator[str]:
    """The web service in a process of its own, as people start it."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "callbacks_app:web", "--port", str(port), "--log-level", "warning"]
    hooks = {"HOOK_ADDRESS": "https://images.example.com/hooks", "HOOK_TOKEN": TOKEN, "PYTHONPATH": str(EXAMPLES)}
    with serving(command, folder, environment(server, **hooks, **settings, PYTHONDONTWRITEBYTECODE="1")):
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(address))
        yield address


@contextmanager
def serving(command: list[str], folder: Path, variables: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, env=variables)
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(timeout=60) in {0, -15}


def answers(address: str) -> bool:
    try:
        return httpx.get(address + "/docs").status_code == 200
    except httpx.TransportError:
        return False


def called_back(server: MockServer) -> int | None:
    """End the task, and return the web service's response to the callback."""
    server.clock.advance(600)
    until(lambda: server.deliveries)
    return server.deliveries[0].outcome.status


def became(web: str, task_id: str) -> dict[str, Any]:
    until(lambda: httpx.get(f"{web}/images/{task_id}").json()["status"] != "ordered")
    shown: dict[str, Any] = httpx.get(f"{web}/images/{task_id}").json()
    return shown


def test_callback_saves_image(web: str, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The web service saves the image whose callback it receives."""
    ordered = httpx.post(f"{web}/images", json={"prompt": "a lighthouse"})
    assert ordered.status_code == 202
    task_id = ordered.json()["id"]
    assert httpx.get(f"{web}/images/{task_id}").json() == {"status": "ordered"}
    assert called_back(evolink_mock) == 204
    shown = became(web, task_id)
    assert shown["status"] == "saved"
    assert (tmp_path / shown["files"][0]).read_bytes().startswith(PNG)


def test_failed_task(web: str, evolink_mock: MockServer) -> None:
    """The web service says why a task has no image."""
    evolink_mock.world.script(evolink_mock.api_key, "story=content_policy_violation")
    task_id = httpx.post(f"{web}/images", json={"prompt": "a lighthouse"}).json()["id"]
    assert called_back(evolink_mock) == 204
    assert became(web, task_id) == {"status": "failed", "why": "content_policy_violation"}


def test_token_required(web: str, evolink_mock: MockServer) -> None:
    """The web service accepts only callbacks with its token."""
    evolink_mock.callbacks_to = "http://127.0.0.1:9"
    task_id = httpx.post(f"{web}/images", json={"prompt": "a lighthouse"}).json()["id"]
    assert called_back(evolink_mock) is None
    guessed = f"{web}/hooks/a-token-that-somebody-made-up"
    assert httpx.post(guessed, json={"id": task_id, "status": "completed"}).status_code == 404
    assert httpx.get(f"{web}/images/{task_id}").json() == {"status": "ordered"}


@pytest.mark.parametrize(("prefer", "status"), [("fault=drop", 504), ("code=402", 502)])
def test_error_is_shown(web: str, evolink_mock: MockServer, prefer: str, status: int) -> None:
    """The web service says what went wrong."""
    evolink_mock.world.script(evolink_mock.api_key, prefer)
    assert httpx.post(f"{web}/images", json={"prompt": "a lighthouse"}).status_code == status
    assert len(evolink_mock.request_log) == 1


def test_invalid_request(web: str, evolink_mock: MockServer) -> None:
    """The web service refuses a request that breaks rules."""
    refused = httpx.post(f"{web}/images", json={"prompt": "x" * 100_000})
    assert refused.status_code == 422
    assert "prompt" in refused.json()["detail"][0]
    assert not evolink_mock.request_log


@pytest.mark.parametrize("restarted", [False, True], ids=["while it runs", "after a restart"])
def test_missing_callback(
    evolink_mock: MockServer,
    tmp_path: Path,
    restarted: bool,  # noqa: FBT001 - a row
) -> None:
    """The web service saves an image whose callback never comes."""
    evolink_mock.callbacks_to = "http://127.0.0.1:9"
    settings = {} if restarted else {"SWEEP_SECONDS": "0.2"}
    with web_service(evolink_mock, tmp_path, **settings) as address:
        task_id = httpx.post(f"{address}/images", json={"prompt": "a lighthouse"}).json()["id"]
        assert httpx.get(f"{address}/images/{task_id}").json() == {"status": "ordered"}
        if not restarted:
            evolink_mock.clock.advance(600)
            assert became(address, task_id)["status"] == "saved"
    if restarted:
        evolink_mock.clock.advance(600)
        with web_service(evolink_mock, tmp_path) as address:
            assert became(address, task_id)["status"] == "saved"
