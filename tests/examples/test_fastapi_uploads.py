"""The web service that edits uploads, called as by a browser."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from evolink_mock import MockServer
from tests.waiting import until

from ._running import EXAMPLES, PNG

HARBOUR = (EXAMPLES / "harbour.png").read_bytes()


@pytest.fixture
def web(evolink_mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    del evolink_mock  # the environment points to it
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("fastapi_uploads", EXAMPLES / "fastapi_uploads.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with TestClient(module.web) as client:
        yield client


def test_edit(web: TestClient, evolink_mock: MockServer) -> None:
    """A form sent twice with the same key is one edit, and its picture can be had after its link has expired."""
    form = {"files": {"photo": ("x.jpg", HARBOUR, "text/plain")}, "data": {"change": "the boat is blue"}}
    sent = [web.post("/edits", **form, headers={"Idempotency-Key": "a-form-shown-once"}) for _ in range(2)]  # type: ignore[arg-type]
    assert [answer.status_code for answer in sent] == [202, 202]
    (task,) = evolink_mock.world.tasks.values()
    assert {answer.json()["id"] for answer in sent} == {task.id}
    page = f"/edits/{task.id}"
    assert web.get(page).status_code == 202
    until(lambda: web.get(page).status_code == 200)
    evolink_mock.clock.advance(90_000)
    picture = web.get(page)
    assert (picture.content[: len(PNG)], picture.headers["content-type"]) == (PNG, "image/png")


@pytest.mark.parametrize(
    ("content", "change", "status", "said"),
    [
        (b"no picture", "blue", 422, "image_urls[0]"),
        (HARBOUR, "x" * 100_000, 422, "prompt"),
        (HARBOUR, None, 422, "change"),
        (bytes(10_000_001), "blue", 413, "10000000"),
    ],
)
def test_refused(
    web: TestClient, evolink_mock: MockServer, content: bytes, change: str | None, status: int, said: str
) -> None:
    """What breaks rules is answered with 422, as FastAPI answers what breaks its own; nothing was sent."""
    answer = web.post("/edits", files={"photo": content}, data={"change": change} if change else {})
    assert answer.status_code == status
    assert said in str(answer.json()["detail"])
    assert status != 422 or all({"loc", "msg", "type"} <= each.keys() for each in answer.json()["detail"])
    assert not evolink_mock.request_log


def test_others_tasks(web: TestClient, evolink_mock: MockServer) -> None:
    """Nobody sees tasks of the account that were not ordered here."""
    assert web.get("/edits/task-unified-1764400000-another").status_code == 404
    assert not evolink_mock.request_log


def test_failed_and_lost(web: TestClient, evolink_mock: MockServer) -> None:
    """A failed edit is gone, and one whose answer was lost is not sent again."""
    form = {"files": {"photo": HARBOUR}, "data": {"change": "blue"}}
    evolink_mock.world.script(evolink_mock.api_key, "story=content_policy_violation")
    task_id = web.post("/edits", **form).json()["id"]  # type: ignore[arg-type]
    evolink_mock.clock.advance(600)
    failed = web.get(f"/edits/{task_id}")
    assert (failed.status_code, failed.json()["detail"]["code"]) == (410, "content_policy_violation")
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")
    lost = web.post("/edits", **form)  # type: ignore[arg-type]
    assert lost.status_code == 504
    assert lost.json()["detail"]["maybe charged"] is True
