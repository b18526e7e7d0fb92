"""The Django views, under a WSGI server, with callbacks that the mock sends."""

import importlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django  # type: ignore[import-untyped]
import httpx
import pytest
from django.conf import settings  # type: ignore[import-untyped]
from django.core.handlers.wsgi import WSGIHandler  # type: ignore[import-untyped]

from evolink_mock import MockServer
from tests.waiting import until

from ._running import EXAMPLES, PNG

TOKEN = "a-token-that-nobody-guesses"

pytestmark = pytest.mark.evolink_mock(speed=0)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class says so
        """Say nothing."""


@pytest.fixture
def views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module of the views, in a project of its own."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    if not settings.configured:
        settings.configure(ROOT_URLCONF="django_view", ALLOWED_HOSTS=["*"], SECRET_KEY="of the tests", USE_TZ=True)
        django.setup()
    chosen = {"MEDIA_ROOT": tmp_path, "EVOLINK_JOURNAL": tmp_path / "orders.sqlite", "EVOLINK_HOOK_TOKEN": TOKEN}
    for name, value in (chosen | {"EVOLINK_HOOK": "https://www.example.com/hooks"}).items():
        monkeypatch.setattr(settings, name, value, raising=False)
    module = importlib.import_module("django_view")
    yield module
    module.client().close()
    module.client.cache_clear()


@pytest.fixture
def web(evolink_mock: MockServer, views: Any) -> Iterator[str]:
    del views
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        evolink_mock.callbacks_to = f"http://127.0.0.1:{server.server_port}"
        yield evolink_mock.callbacks_to
        server.shutdown()
        thread.join()


def ordered(web: str) -> str:
    answer = httpx.post(f"{web}/images", json={"prompt": "a lighthouse"})
    assert answer.status_code == 202, answer.text
    task_id: str = answer.json()["id"]
    assert httpx.get(f"{web}/images/{task_id}").json() == {"status": "ordered"}
    return task_id


def test_callback(web: str, evolink_mock: MockServer) -> None:
    """An image is saved when its callback arrives."""
    task_id = ordered(web)
    evolink_mock.clock.advance(600)
    until(lambda: evolink_mock.deliveries)
    assert evolink_mock.deliveries[0].outcome.status == 204
    shown = httpx.get(f"{web}/images/{task_id}").json()
    assert shown["status"] == "saved"
    assert Path(shown["files"][0]).read_bytes().startswith(PNG)


def test_forged_callbacks(web: str, evolink_mock: MockServer) -> None:
    """Without the token, about a task that still runs, or about none of ours, a callback saves nothing."""
    body = {"id": ordered(web), "status": "completed", "results": ["https://evil.example/x.png"]}
    other = {**body, "id": "task-unified-1764400000-another"}
    asked = [("wrong-token", body), (TOKEN, body), (TOKEN, other), (TOKEN, {})]
    assert [httpx.post(f"{web}/hooks/{token}", json=sent).status_code for token, sent in asked] == [404, 503, 404, 404]
    assert evolink_mock.world.accounts[evolink_mock.api_key].used == 0


def test_sweep(web: str, views: Any, evolink_mock: MockServer) -> None:
    """An image whose callback was lost is saved by the sweep, and a failure is known after it."""
    evolink_mock.callbacks_to = None
    saved = ordered(web)
    evolink_mock.world.script(evolink_mock.api_key, "story=service_error")
    failed = ordered(web)
    evolink_mock.clock.advance(600)
    views.sweep()
    assert [httpx.get(f"{web}/images/{each}").json()["status"] for each in (saved, failed)] == ["saved", "failed"]


def test_refused(web: str, evolink_mock: MockServer) -> None:
    """What can't be ordered is not sent, and a lost answer is said."""
    sent = ["no json", '{"prompt": "  "}', '{"prompt": 1}', "[]"]
    assert [httpx.post(f"{web}/images", content=each).status_code for each in sent] == [400, 422, 422, 400]
    assert not evolink_mock.request_log
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")
    lost = httpx.post(f"{web}/images", json={"prompt": "a lighthouse"})
    assert (lost.status_code, lost.json()["maybe charged"]) == (504, True)
