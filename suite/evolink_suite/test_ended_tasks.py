"""A task that has ended stays as it is: the task query, the batch query and the list agree on it, again and again."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from .claims import date_of
from .contract import Operation
from .histories import Histories, History, used_credits
from .operations import OTHERS, derived_samples
from .selection import EVERYTHING
from .service import ENDED
from .tasks import LIFETIME, READ

if TYPE_CHECKING:
    from .service import Service

LIST, BATCH = OTHERS.get("listTasks"), OTHERS.get("queryTaskBatch")
READS = 8
SOME = 5  # tasks of the list
MAY_CHANGE = ("request_id", "billing", "result_data")
"""Fields that may differ each time: billing goes on after the end, and links get new signatures."""
SHARED = ("id", "model", "status", "progress", "type")


def settled(task: Mapping[str, Any]) -> str:
    """Return what must not change of a task that has ended: nearly all of it, its links without signatures."""
    kept = {name: value for name, value in task.items() if name not in MAY_CHANGE}
    links = [urlsplit(link)._replace(query="").geturl() for link in task.get("results") or ()]
    return json.dumps({**kept, "results": links}, sort_keys=True)


def as_row(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row of the list may say of a task, which the task itself says, too."""
    said = {name: task.get(name) for name in SHARED} | {
        "created_at": task["created"],
        "credits_used": used_credits(task),
    }
    return {name: value for name, value in said.items() if value is not None}


def assert_agrees(row: Mapping[str, Any], task: Mapping[str, Any]) -> None:
    """Assert that a row of the list says of a task what the task query says."""
    said = {name: value for name, value in as_row(task).items() if name in row}
    assert json.dumps({name: row[name] for name in said}) == json.dumps(said)


def read(service: "Service", reading: Operation, task_id: str) -> dict[str, Any]:
    answer = service.call(reading, resource=task_id)
    assert answer.ok, answer
    return answer.body


def test_task_does_not_go_back(history: History) -> None:
    """The progress of a task never goes back, nor does anything else about it change before its end."""
    progress = [state["progress"] for state in history.states]
    assert progress == sorted(progress)
    assert len({(state["id"], state["created"], state["object"], state["type"]) for state in history.states}) == 1


def test_ended_task_stays(service: "Service", histories: Histories, history: History) -> None:
    """A task that has ended is answered the same however often it is read, and between reads of other tasks."""
    others = [each for each in histories.known if each is not history][-2:]
    for _ in range(READS):
        assert settled(read(service, history.read, history.end["id"])) == settled(history.end)
        for other in others:
            assert settled(read(service, other.read, other.end["id"])) == settled(other.end)


def test_balance_stays(histories: Histories, history: History) -> None:
    """A task that has ended costs nothing more."""
    assert history.end["status"] == "completed"
    first = histories.balance()
    assert {histories.balance() for _ in range(READS)} == {first}


@pytest.mark.skipif(BATCH is None, reason="the contract has no batch query")
def test_batch_query_agrees(service: "Service", histories: Histories, history: History) -> None:
    """The batch query says of a task what the task query says."""
    assert BATCH
    known = {each.end["id"]: settled(each.end) for each in [history, *histories.known]}
    rows = service.call(BATCH, body={"task_ids": [*known]}).body["data"]
    assert {row["id"]: settled(row) for row in rows} == known


@pytest.mark.skipif(LIST is None, reason="the contract has no list of tasks")
def test_list_agrees(service: "Service", histories: Histories, history: History) -> None:
    """A row of the list says of a task what the task query says, and what it cost by the balance."""
    assert LIST
    rows = {row["id"]: row for row in service.call(LIST).body["data"]}
    assert history in histories.known
    newest = [each.end for each in histories.known][-SOME:]
    assert rows.keys() >= {each["id"] for each in newest}
    for task in newest:
        assert_agrees(rows[task["id"]], task)
    said = rows.get(history.end["id"], {}).get("credits_used")
    if said is not None and not history.before.unlimited:
        assert said == pytest.approx(history.charged, abs=history.grain)


@pytest.mark.skipif(LIST is None, reason="the contract has no list of tasks")
def test_earlier_tasks_stay(service: "Service", histories: Histories) -> None:
    """Tasks that the key has had before are listed as they are, and stay so; this costs nothing if there are any."""
    rows = ended_rows(service)
    if not rows:
        histories.of(derived_samples(EVERYTHING)[0])
        rows = ended_rows(service)
    states = {row["id"]: read(service, READ, row["id"]) for row in rows}
    for _ in range(READS):
        assert {name: settled(read(service, READ, name)) for name in states} == {
            name: settled(state) for name, state in states.items()
        }
    for row in rows:
        assert_agrees(row, states[row["id"]])


def ended_rows(service: "Service") -> list[dict[str, Any]]:
    """Return some rows of the list, of tasks that have ended not long ago."""
    assert LIST
    answer = service.call(LIST)
    now = date_of(answer.headers)
    rows = [row for row in answer.body["data"] if row["status"] in ENDED]
    return [row for row in rows if now is None or now - row["created_at"] < LIFETIME][-SOME:]
