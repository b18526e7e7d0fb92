"""Held calls that a person settles: with the task that was made of them, or as not charged."""

from collections.abc import Iterator
from typing import Any

import pytest

from evolink._http.port import Request
from evolink._task.record import Intent, Uncertain
from evolink.errors import NotFound, NotSettled, SubmissionUncertain
from evolink.journal import Call, Journal, Row, State
from evolink_mock import MockServer
from tests.clients import MODES, Go, Mode, client_of
from tests.journal._scenarios import GPT
from tests.journal.conftest import SECRET, Open

AT = 1_700_000_000.0


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def go(mode: Mode, mock: MockServer, address: str) -> Iterator[Go]:
    with client_of(mode, api_key=SECRET, base_url=mock.base_url, journal=address, timeout=0.5) as client:
        yield client


def held(go: Go, mock: MockServer) -> Call:
    """Lose the answer to a call that is paid."""
    mock.world.script(SECRET, "fault=truncate", on="createImageGeneration")
    with pytest.raises(SubmissionUncertain):
        go(lambda client: client.images.submit(**GPT))
    (call,) = go(lambda client: list(client.journal.held()))
    assert isinstance(call, Call)
    return call


def the_call(go: Go, key: str) -> Any:
    return go(lambda client: client.journal.call(key))


def test_settled_with_task(go: Go, mock: MockServer) -> None:
    """A held call gets its task, and is resumed like any other."""
    key = held(go, mock).key
    (made,) = mock.world.tasks
    task = go(lambda client: client.settle(key, task_id=made))
    assert task.id == made
    assert go(lambda client: client.settle(key, task_id=made)).id == made, "to say so twice changes nothing"
    assert the_call(go, key).task_id == made
    (resumed,) = go(lambda client: client.resume())
    assert resumed.task.completed
    assert the_call(go, key).state is State.COMPLETED
    assert len(mock.world.tasks) == 1


def test_settled_as_unpaid(go: Go, mock: MockServer) -> None:
    """A call that was not charged is refused, and its request gets a new key."""
    key = held(go, mock).key
    assert go(lambda client: client.settle(key, unpaid=True)) is None
    assert go(lambda client: client.settle(key, unpaid=True)) is None
    call = the_call(go, key)
    assert (call.state, call.error_code) == (State.REFUSED, "settled_unpaid")
    go(lambda client: client.images.submit(**GPT))
    assert len({each.key for each in go(lambda client: list(client.journal.calls()))}) == 2


def test_settling_checks_facts(go: Go, mock: MockServer) -> None:
    """A call can't be settled against the facts."""
    key = held(go, mock).key
    other = go(lambda client: client.images.submit(model="nano-banana-beta", prompt="x", idempotency_key="k" * 16))
    same = go(lambda client: client.images.submit(**GPT))
    for settled, why in [
        ({"task_id": other.id}, "runs nano-banana-beta, and the call was for gpt-4o-image"),
        ({"task_id": same.id}, "is that of the call"),
    ]:
        with pytest.raises(NotSettled, match=why):
            settle(go, key, settled)
    with pytest.raises(NotFound):
        go(lambda client: client.settle(key, task_id="task-unified-1-unknown"))
    with pytest.raises(NotSettled, match="knows no call"):
        go(lambda client: client.settle("no-such-key-at-all", unpaid=True))
    with pytest.raises(NotSettled, match=r"is not held, it is (?:submitted|completed)"):
        go(lambda client: client.settle("k" * 16, unpaid=True))
    with pytest.raises(TypeError):
        go(lambda client: client.settle(key))
    assert the_call(go, key).state is State.HELD


def test_unpaid_row_gets_new_key(
    open_journal: Open,
) -> None:
    """A row that was not charged uses no budget, and is called again under a new key."""
    journal = open_journal()
    batch = journal.batch("a", AT)
    batch.add([Row("r", 1, "gpt-4o-image", '{"model": "gpt-4o-image", "prompt": "x"}', 5.0)], AT)
    (call,) = batch.take(1, AT).calls
    sent(journal, call)
    assert (batch.spent, the_state(journal, call)) == (5.0, State.HELD)
    journal.write_off(call.key, AT)
    assert batch.spent == 0.0
    batch.renew(batch.rows({State.REFUSED}), AT)
    (again,) = batch.take(1, AT).calls
    assert (again.attempt, again.key == call.key) == (2, False)
    assert the_state(journal, call) is State.REFUSED


def sent(journal: Journal, call: Call) -> None:
    """Send a row, and lose the answer."""
    journal.record.note(Intent(Request("POST", "/x", call.body.encode(), call.key), None, AT)).result()
    journal.record.note(Uncertain(call.key, "lost")).result()


def the_state(journal: Journal, call: Call) -> State | None:
    found = journal.call(call.key)
    return found.state if found else None


def settle(go: Go, key: str, decision: dict[str, str]) -> None:
    go(lambda client: client.settle(key, **decision))
