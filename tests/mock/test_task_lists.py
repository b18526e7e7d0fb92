"""Many tasks in one answer: the list of a key's tasks, the query of several, and the models."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evolink_mock import MockServer
from evolink_rules import models

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

VIDEO: dict[str, Any] = {"model": "sora-2-pro-preview", "prompt": "x"}
IMAGE: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}


def listed(mock: "Caller", query: str = "") -> dict[str, Any]:
    return mock.read(mock.call("GET", f"/v1/tasks?{query}"))


def ids(mock: "Caller", query: str) -> list[str]:
    return [row["id"] for row in listed(mock, query)["data"]]


def test_list(mock: "Caller") -> None:
    """The list has the key's own tasks, newest first, by status, kind and model, and no links."""
    first = mock.create(**IMAGE)["id"]
    failed = mock.create(**IMAGE, headers={"prefer": "story=content_policy_violation"})["id"]
    mock.now += 10_000
    video = mock.create(**VIDEO)["id"]
    mock.world.add_key("other")
    mock.key = "other"
    foreign = mock.create(**IMAGE)["id"]
    assert ids(mock, "") == [foreign]
    mock.key = "k"
    whole = listed(mock)
    assert [row["id"] for row in whole["data"]] == [video, failed, first]
    assert (whole["total"], whole["page"], whole["page_size"]) == (3, 1, 20)
    spent = {row["id"]: row["credits_used"] for row in whole["data"]}
    assert (spent[first] > 0, spent[failed], spent[video]) == (True, 0, 0)
    assert all("results" not in row for row in whole["data"])
    assert (ids(mock, "status=completed"), ids(mock, "status=failed")) == ([first], [failed])
    assert (ids(mock, "status=processing"), ids(mock, "type=video")) == ([video], [video])
    assert ids(mock, "model=nano-banana-beta&page_size=1&page=2") == [first]
    assert ids(mock, "page=9") == []
    for query in ("page=0", "page_size=0", "page_size=101", "page=x", "status=done", "page="):
        assert mock.call("GET", f"/v1/tasks?{query}").status == 400


def test_long_list(mock: "Caller") -> None:
    """A page of ten thousand tasks has its own rows, and the number of all."""
    task = mock.world.tasks[mock.create(**IMAGE)["id"]]
    mock.world.tasks.update({f"task-unified-1-{at}": replace(task, id=f"task-unified-1-{at}") for at in range(9_999)})
    page = listed(mock, "status=processing&page_size=100&page=50")
    assert (page["total"], len(page["data"]), page["data"][0]["id"]) == (10_000, 100, "task-unified-1-5098")


def test_batch(mock: "Caller") -> None:
    """Several tasks are read as one is; those that the key does not have are absent, and each is there once."""
    own = [mock.create(**IMAGE)["id"] for _ in range(2)]
    mock.world.add_key("other")
    mock.key = "other"
    foreign = mock.create(**IMAGE)["id"]
    mock.key = "k"
    mock.now += 10_000
    asked = {"task_ids": [own[1], "task-unified-0-none", foreign, own[0], own[1], ""]}
    answer = mock.read(mock.call("POST", "/v1/tasks/batch", asked))
    assert answer == {"data": [mock.task(own[1]), mock.task(own[0])]}
    assert mock.read(mock.call("POST", "/v1/tasks/batch", {"task_ids": []})) == {"data": []}
    requests: list[Any] = [{}, {"task_ids": [*own] * 26}, {"task_ids": [1]}, {"task_ids": "x"}, []]
    for broken in requests:
        response = mock.call("POST", "/v1/tasks/batch", broken)
        assert (response.status, mock.error(response)["code"]) == (400, "invalid_request")


@pytest.mark.parametrize("lacking", ["queryTaskBatch", "listTasks"])
def test_without(lacking: str) -> None:
    """A mock may lack operations that some deployments lack; it has all others."""
    with MockServer(without=[lacking]) as server, httpx.Client(base_url=server.base_url) as client:  # noqa: TID251 - not ours
        answers = {
            "queryTaskBatch": client.post(
                "/v1/tasks/batch", json={"task_ids": []}, headers={"authorization": f"Bearer {server.api_key}"}
            ),
            "listTasks": client.get("/v1/tasks", headers={"authorization": f"Bearer {server.api_key}"}),
        }
        assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200) | {
            lacking: 404
        }


def test_models(mock: "Caller") -> None:
    """The models are those of the contract that the key may use."""
    rows = mock.read(mock.call("GET", "/v1/models"))["data"]
    assert {row["id"] for row in rows} == {info.name for info in models().values()}
    mock.world.add_key("few", models={"gpt-4o-image"})
    mock.key = "few"
    assert [row["id"] for row in mock.read(mock.call("GET", "/v1/models"))["data"]] == ["gpt-4o-image"]


@pytest.mark.parametrize(("digits", "status"), [(24, 200), (300, 200), (301, 400), (5_000, 400)])
def test_pages_far_away(mock: "Caller", digits: int, status: int) -> None:
    """A page of any number that can be read is one without tasks."""
    answer = mock.call("GET", f"/v1/tasks?page={'9' * digits}")
    assert answer.status == status
    assert status == 400 or mock.read(answer)["data"] == []
