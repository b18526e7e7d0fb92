"""What a journal gives to read, and what it forgets."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from evolink._task.record import Ended, Intent, Uncertain, Withdrawn
from evolink.errors import JournalBusy
from evolink.journal import Journal, State
from tests.journal._scenarios import (
    AT,
    DAY,
    KEY,
    broken,
    complete,
    done,
    intend,
    lose,
    post,
    refuse,
    save,
    submit,
    task,
    the_call,
)
from tests.journal.conftest import Open


def test_many_calls_in_order(journal: Journal) -> None:
    """More calls than fit into a chunk are returned in order, from either end, and counted."""
    noted = [journal.record.note(Intent(post(f"{KEY}-{number:04}"), None, AT)) for number in range(2500)]
    assert all(each.result() is None for each in noted)
    keys = [f"{KEY}-{number:04}" for number in range(2500)]
    assert [call.key for call in journal.calls()] == keys
    assert [call.key for call in journal.newest()] == keys[::-1]
    assert [call.key for call in journal.newest(1001)] == keys[:-1002:-1]
    assert (journal.count(), list(journal.newest(0))) == (2500, [])


def test_calls_by_state_and_age(journal: Journal) -> None:
    """Calls can be selected by state and age."""
    submit(journal, 1)
    complete(journal, 2)
    intend(journal, at=AT + 100)
    assert [call.task_id for call in journal.calls(State.COMPLETED)] == [task(2).id]
    assert len(list(journal.calls({State.COMPLETED, State.SUBMITTED}))) == 2
    assert [call.key for call in journal.calls(since=AT + 50)] == [KEY]
    assert [call.task_id for call in journal.newest(1, state=State.COMPLETED)] == [task(2).id]
    assert (journal.count({State.COMPLETED, State.SUBMITTED}), journal.count(since=AT + 50)) == (2, 1)


def test_first_to_expire_comes_first(journal: Journal) -> None:
    """Unsaved calls whose links expire first are returned first."""
    for number, created in enumerate([AT + 300, AT + 100, AT + 200], start=1):
        complete(journal, number, created=created, links=2)
    complete(journal, 4)
    save(journal, 4)
    save(journal, 2, place=1)
    assert [call.task_id for call in journal.unsaved()] == [task(2).id, task(3).id, task(1).id]
    assert [len(call.unsaved) for call in journal.unsaved()] == [1, 2, 2]


def test_costs_of_completed_calls(journal: Journal) -> None:
    """The costs of a model are those of its completed calls."""
    for number, used in enumerate([2.0, 4.0], start=1):
        submit(journal, number)
        journal.record.note(Ended(done(number, used=used), AT)).result()
    complete(journal, 3)
    submit(journal, 4)
    journal.record.note(Ended(broken(4), AT)).result()
    costs = journal.costs("gpt-4o-image")
    assert (costs.calls, costs.least, costs.mean, costs.most) == (3, 2.0, 3.0, 4.0)
    assert journal.costs("another").mean is None


TWIN: dict[str, Any] = {"prompt": "a cat in a hat", "model": "gpt-4o-image"}


@pytest.mark.parametrize("reach", [submit, complete])
def test_alike_while_unfinished(journal: Journal, reach: Callable[..., object]) -> None:
    """A call of the same request and output is found as long as it is unfinished."""
    reach(journal, output="cats/")
    twin = journal.alike(TWIN, "cats/", AT)
    assert twin is not None
    assert twin.task_id == task().id
    assert journal.alike(TWIN, "dogs/", AT) is None
    assert journal.alike({**TWIN, "n": 2}, "cats/", AT) is None


def test_alike_ignores_finished_calls(journal: Journal) -> None:
    """A call whose images are saved or lost is not found by its request."""
    complete(journal, 1, output="cats/")
    save(journal)
    complete(journal, 2, output="dogs/")
    assert journal.alike(TWIN, "cats/", AT) is None
    assert journal.alike(TWIN, "dogs/", AT + DAY - 1) is not None
    assert journal.alike(TWIN, "dogs/", AT + DAY + 1) is None


def test_alike_changes_hands(open_journal: Open) -> None:
    """A found call of a dead process changes hands; that of a living process does not."""
    dead, living, heir = open_journal(), open_journal(), open_journal()
    submit(dead, 1, output="cats/")
    dead.close()
    submit(living, 2, output="dogs/")
    twin = heir.alike(TWIN, "cats/", AT)
    assert twin is not None
    assert twin.session == heir.session
    for journal, output in ((heir, "dogs/"), (living, "cats/")):
        with pytest.raises(JournalBusy, match=f"process {os.getpid()} on .* is at the same request"):
            journal.alike(TWIN, output, AT)


def test_alike_at_the_same_moment(open_journal: Open) -> None:
    """Of processes that look for a request at the same moment, one finds the other's call."""
    journals = [open_journal() for _ in range(4)]
    gate = threading.Barrier(len(journals))

    def look(number: int) -> object:
        gate.wait(10)
        try:
            return journals[number].alike(TWIN, "cats/", AT, key=f"{KEY}-{number}")
        except JournalBusy as busy:
            return busy.idempotency_key

    with ThreadPoolExecutor(len(journals)) as pool:
        found = list(pool.map(look, range(len(journals))))
    (call,) = journals[0].calls()
    assert sorted(map(str, found)) == sorted(["None", *[call.key] * 3])
    assert journals[found.index(None)].record.note(Intent(post(call.key), None, AT)).result() is None


def test_reserved_request_of_dead_process(open_journal: Open) -> None:
    """A request that a dead process was about to send is deleted."""
    dead, heir = open_journal(), open_journal()
    dead.alike(TWIN, "cats/", AT, key=KEY)
    dead.close()
    assert heir.alike(TWIN, "cats/", AT, key=f"{KEY}-2") is None
    assert heir.settle() == 0
    assert [call.key for call in heir.calls()] == [f"{KEY}-2"]


def test_reserved_request_withdrawn(journal: Journal) -> None:
    """A reserved request that was not sent is deleted."""
    journal.alike(TWIN, "cats/", AT, key=KEY)
    intent = Intent(post(), "cats/", AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    assert list(journal.calls()) == []


@pytest.mark.parametrize("output", ["cats/", None])
def test_held_call_found_without_output(journal: Journal, output: str | None) -> None:
    """A held call is found by its request, with the same output or with none."""
    intend(journal, output=output)
    assert journal.held_alike(TWIN, "cats/") is None
    journal.record.note(Uncertain(KEY, "lost")).result()
    assert journal.held_alike(TWIN, "cats/") == journal.alike(TWIN, "cats/", AT) == the_call(journal)
    assert (journal.held_alike(TWIN, "dogs/") is None) == (output is not None)


def test_alike_held_call_stays_held(open_journal: Open) -> None:
    """A held call that is found by its request stays held."""
    dead = open_journal()
    intend(dead, output="cats/")
    dead.close()
    twin = open_journal().alike(TWIN, "cats/", AT)
    assert twin is not None
    assert twin.state is State.HELD


def test_alike_call_of_dead_sender(open_journal: Open) -> None:
    """A call that was being sent when its process died is held when it is found."""
    dead, heir = open_journal(), open_journal()
    intend(dead, output="cats/")
    with pytest.raises(JournalBusy):
        heir.alike(TWIN, "cats/", AT)
    dead.close()
    twin = heir.alike(TWIN, "cats/", AT)
    assert twin is not None
    assert twin.state is State.HELD


def test_prune_deletes_finished_calls(journal: Journal) -> None:
    """Pruning deletes what is finished and keeps everything else."""
    refuse(journal, f"{KEY}-refused")
    lose(journal, f"{KEY}-held")
    intend(journal, f"{KEY}-intent")
    submit(journal, 1)
    complete(journal, 2)
    save(journal, 2)
    kept = complete(journal, 3)
    submit(journal, 4)
    journal.record.note(Ended(broken(4), AT)).result()
    assert journal.prune(AT + 1000, now=AT + 1000) == 3
    left = {call.state for call in journal.calls()}
    assert left == {State.HELD, State.INTENT, State.SUBMITTED, State.COMPLETED}
    assert the_call(journal, kept).unsaved


def test_prune_deletes_expired_images(journal: Journal) -> None:
    """Pruning deletes a call whose images can no longer be saved."""
    complete(journal)
    assert journal.prune(AT + 1000, now=AT + DAY - 1) == 0
    assert journal.prune(AT + 1000, now=AT + DAY + 1) == 1


def test_prune_keeps_later_calls(journal: Journal) -> None:
    """Pruning keeps calls that ended later."""
    complete(journal)
    save(journal, path=Path("/x.png"))
    assert journal.prune(AT, now=AT + 10 * DAY) == 0


def test_repr_hides_password(journal: Journal) -> None:
    """A journal shows its address without the password."""
    assert repr(journal).startswith("<Journal ")
    assert "evolink" in repr(journal) or ".sqlite" in repr(journal)


def test_holder_has_a_name(journal: Journal) -> None:
    """The holder of a call has a name for people."""
    intend(journal)
    assert "process " in journal.holder(the_call(journal))


def test_prune_keeps_sessions(open_journal: Open) -> None:
    """Pruning keeps the sessions that hold calls, and its own."""
    dead, pruning = open_journal(), open_journal()
    key = submit(dead)
    dead.close()
    pruning.prune(AT)
    assert pruning.holder(the_call(pruning, key)).startswith("process ")
    assert open_journal().session > pruning.session, (
        "two sessions of one number would take each other's calls for theirs"
    )
