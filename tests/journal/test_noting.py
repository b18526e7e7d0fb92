"""What is noted of a call, step by step, on both databases."""

import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Planned, Refused, Saved, Withdrawn
from evolink._task.state import Fault
from evolink.errors import Fenced, RateLimited, SubmissionUncertain
from evolink.journal import Journal, Row, State
from evolink.journal._database import Database
from tests.journal._scenarios import (
    AT,
    DAY,
    GPT,
    KEY,
    LINK,
    broken,
    complete,
    done,
    held_up,
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


def test_intent_is_on_disk(journal: Journal, address: str) -> None:
    """An intent is on disk when its future is done."""
    assert intend(journal) is None
    other = Database(address).engine  # nothing of the journal's own
    with other.connect() as connection:
        key, state, body = connection.execute(text("SELECT key, state, body FROM calls")).one()
    assert (key, state) == (KEY, "intent")
    assert GPT["prompt"] in body


def test_intent_has_request_time_and_output(journal: Journal) -> None:
    """An intent is noted with its request, its time and its output."""
    intend(journal, output="cats/")
    call = the_call(journal)
    assert (call.state, call.request, call.model) == (State.INTENT, GPT, "gpt-4o-image")
    assert (call.created_at, call.sent_at, call.output) == (AT, AT, "cats/")
    assert (call.task_id, call.ended_at, call.results, call.batch) == (None, None, (), None)


def test_answer_adds_task(journal: Journal) -> None:
    """An answer adds the task and the reserved credits."""
    key = submit(journal)
    call = the_call(journal, key)
    assert (call.state, call.task_id, call.credits_reserved) == (State.SUBMITTED, task().id, 3.0)
    assert journal.of_task(task().id) == call


def test_shared_task_noted_with_both_calls(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    """A task that answers two calls is noted with both."""
    other = f"{KEY}-other"
    intend(journal)
    intend(journal, other, n=2)
    go_on = held_up(journal)
    noted_answers = [journal.record.note(Answered(key, task(), AT)) for key in (KEY, other)]  # in one transaction
    go_on.set()
    assert [each.result(10) for each in noted_answers] == [None, None]
    assert [(call.state, call.task_id) for call in journal.calls()] == [(State.SUBMITTED, task().id)] * 2
    assert caplog.messages == [f"task {task().id} is the service's response to two calls, {KEY} and {other}"]
    journal.record.note(Ended(done(), AT + 10)).result()
    for path in (Path("/images/a.png"), Path("/images/b.png")):
        journal.record.note(Planned(task().id, 0, path, overwrite=False)).result()
        save(journal, path=path)
    assert [(call.state, call.results[0].path) for call in journal.calls()] == [
        (State.COMPLETED, Path("/images/a.png")),
        (State.COMPLETED, Path("/images/b.png")),
    ]
    assert not list(journal.unsaved())


def test_shared_task_saved_by_key(journal: Journal) -> None:
    """Files of calls that share a task go to the calls that they name, in whatever order they are saved."""
    keys = (KEY, f"{KEY}-other")
    for number, key in enumerate(keys, start=1):
        intend(journal, key, n=number)
        journal.record.note(Answered(key, task(), AT)).result()
    journal.record.note(Ended(done(), AT + 10)).result()
    for key in reversed(keys):
        journal.record.note(Saved(task().id, 0, Path(f"/images/{key}"), 1, "", AT, key)).result()
    assert [call.results[0].path for call in journal.calls()] == [Path(f"/images/{key}") for key in keys]


def test_repeated_answer(journal: Journal) -> None:
    """The same answer noted twice counts once."""
    key = submit(journal)
    journal.record.note(Answered(key, task(), AT)).result()
    assert the_call(journal, key).state is State.SUBMITTED


def test_end_adds_links_and_cost(journal: Journal) -> None:
    """An end adds the links, when they expire, and the cost."""
    key = submit(journal)
    journal.record.note(Ended(done(links=2, used=2.5), AT + 10)).result()
    call = the_call(journal, key)
    assert (call.state, call.credits_used, call.ended_at) == (State.COMPLETED, 2.5, AT + 10)
    assert [result.url for result in call.results] == [f"{LINK}?1.0", f"{LINK}?1.1"]
    assert {result.expires_at for result in call.results} == {AT + DAY}


def test_answer_with_end(journal: Journal) -> None:
    """A call whose answer is a completed task has ended at once."""
    intend(journal)
    journal.record.note(Answered(KEY, done(), AT + 1)).result()
    assert the_call(journal).state is State.COMPLETED
    assert len(the_call(journal).results) == 1


def test_completed_without_links(journal: Journal) -> None:
    """A completed task without links has not ended."""
    intend(journal)
    journal.record.note(Answered(KEY, task(status="completed"), AT)).result()
    assert the_call(journal).state is State.SUBMITTED


def test_repeated_end(journal: Journal) -> None:
    """The same end noted twice counts once."""
    key = complete(journal)
    save(journal)
    journal.record.note(Ended(done(used=2.0), AT + 99)).result()
    call = the_call(journal, key)
    assert (call.ended_at, call.credits_used, call.unsaved) == (AT + 10, 2.0, ())


def test_completed_task_can_not_fail(journal: Journal) -> None:
    """A completed task can't fail later."""
    key = complete(journal)
    before = the_call(journal, key)
    with pytest.raises(Fenced, match="is already completed"):
        journal.record.note(Ended(broken(), AT + 99)).result()
    assert the_call(journal, key) == before


def test_failure_keeps_code_and_message(journal: Journal) -> None:
    """A failure keeps the service's code and message."""
    key = submit(journal)
    journal.record.note(Ended(broken(), AT + 10)).result()
    call = the_call(journal, key)
    assert (call.state, call.error_code, call.error_message) == (State.FAILED, "content_policy_violation", "not this")


def test_refusal_is_not_charged(journal: Journal) -> None:
    """A refusal is noted as not charged."""
    refuse(journal)
    call = the_call(journal)
    assert (call.state, call.error_code, call.ended_at) == (State.REFUSED, "invalid_request", AT)


def test_lost_answer_is_held(journal: Journal) -> None:
    """A lost answer leaves the call held, with the reason."""
    lose(journal)
    assert [(call.key, call.error_message) for call in journal.held()] == [(KEY, "the connection was lost")]


def test_file_planned_then_saved(journal: Journal) -> None:
    """A file is planned, then noted with its size and hash."""
    key = complete(journal)
    journal.record.note(Planned(task().id, 0, Path("/images/a"), overwrite=True)).result()
    (planned,) = the_call(journal, key).unsaved
    assert (planned.path, planned.overwrite, planned.size) == (Path("/images/a"), True, None)
    save(journal, path=Path("/images/a.png"))
    (saved,) = the_call(journal, key).results
    assert (saved.path, saved.size, saved.sha256, saved.saved_at) == (Path("/images/a.png"), 1000, "ab" * 32, AT + 20)


def test_planning_keeps_saved_file(journal: Journal) -> None:
    """Planning to save a file again does not undo that it is saved."""
    key = complete(journal)
    save(journal)
    journal.record.note(Planned(task().id, 0, Path("/elsewhere"), overwrite=False)).result()
    assert the_call(journal, key).results[0].path == Path("/images/a.png")


def test_relative_path_is_absolute(journal: Journal) -> None:
    """A relative path is noted as an absolute one."""
    key = complete(journal)
    journal.record.note(Planned(task().id, 0, Path("cats/1"), overwrite=False)).result()
    assert the_call(journal, key).results[0].path == Path.cwd() / "cats/1"


def test_unknown_tasks_ignored(journal: Journal) -> None:
    """Facts about tasks that the journal does not know are ignored."""
    journal.record.note(Ended(done(7), AT)).result()
    journal.record.note(Planned(task(7).id, 0, Path("/x"), overwrite=False)).result()
    save(journal, 7)
    assert list(journal.calls()) == []


def test_withdrawn_intent_is_deleted(journal: Journal) -> None:
    """An intent that was not sent is deleted."""
    intent = Intent(*_nothing())
    journal.record.note(intent).result()
    journal.record.note(Withdrawn(intent)).result()
    assert journal.call(KEY) is None


def test_only_writer_withdraws(journal: Journal) -> None:
    """Only the session that wrote an intent can withdraw it."""
    intend(journal)
    intent = Intent(*_nothing())
    assert journal.record.note(intent).exception() is not None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.INTENT


def test_group_commit(journal: Journal) -> None:
    """Facts that wait are committed in one transaction."""
    commits: list[object] = []
    event.listen(journal._core.database.engine, "commit", commits.append)
    noted = [journal.record.note(Intent(*_nothing(f"{KEY}-{number}"))) for number in range(500)]
    assert all(each.result() is None for each in noted)
    assert len(commits) < 50
    assert sum(1 for _ in journal.calls(State.INTENT)) == 500


def test_unstorable_text(journal: Journal) -> None:
    """Text that no database can store is noted as far as possible."""
    key = submit(journal)
    hostile = Fault("a\0b", "half a character: \ud800, and a NUL: \0.")
    journal.record.note(Ended(task(status="failed", error=hostile), AT)).result()
    call = the_call(journal, key)
    assert (call.state, call.error_code, call.error_message) == (
        State.FAILED,
        "ab",
        "half a character: ?, and a NUL: .",
    )


def test_unwritable_fact_is_logged(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    """A fact that can never be written is logged, and the journal continues."""
    intend(journal)
    journal.record.note(Answered(KEY, task(created="never"), AT)).result()  # no answer is read so, but a defect may
    assert "task task-unified-1 was created under a-key-of-the-tests" in caplog.text
    submit(journal, 2)


def test_defect_spares_its_group(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    """One fact that can't be written does not affect others in its transaction."""
    keys = [f"{KEY}-{number}" for number in range(3)]
    for key in keys:
        intend(journal, key)
    states = (task(1), task(2, created="never"), task(3))
    noted_answers = [journal.record.note(Answered(key, state, AT)) for key, state in zip(keys, states, strict=True)]
    assert [each.result() for each in noted_answers] == [None, None, None]
    assert [the_call(journal, key).state for key in keys] == [State.SUBMITTED, State.INTENT, State.SUBMITTED]
    assert "task-unified-2 was created under a-key-of-the-tests-1" in caplog.text


def test_defect_spares_taken_row(journal: Journal) -> None:
    """A defect in the same transaction does not keep a taken row from being sent."""
    submit(journal)
    intend(journal)
    batch = journal.batch("cats", AT)
    batch.add([Row("cat", 1, "gpt-4o-image", json.dumps(GPT))], AT)
    (row,) = batch.take(1, AT).calls
    gate = threading.Event()
    journal._core.do(lambda _: None)
    journal._core.writer.do(lambda _: gate.wait(10))  # what comes meanwhile goes into one transaction
    noted = journal.record.note(Intent(Request("POST", "/", row.body.encode(), row.key), None, AT))
    noted_answers = journal.record.note(Answered(KEY, task(2, created="never"), AT))  # the database refuses it
    gate.set()
    assert (noted.result(), noted_answers.result()) == (None, None)
    with pytest.raises(SubmissionUncertain):
        journal.record.note(Intent(Request("POST", "/", row.body.encode(), row.key), None, AT)).result()


def test_facts_survive_reopening(open_journal: Open) -> None:
    """What was noted is there when the journal is opened again."""
    first = open_journal()
    key = complete(first)
    before = the_call(first, key)
    first.close()
    assert the_call(open_journal(), key) == before


def test_clock_jumps(journal: Journal) -> None:
    """Times are noted as given, even if the clock jumps."""
    for number, at in enumerate([AT, AT - 1e6, AT + 1e6, 0.0, AT], start=1):
        submit(journal, number, at=at)
        journal.record.note(Ended(done(number), at - 5)).result()
    assert [call.task_id for call in journal.calls()] == [task(number).id for number in range(1, 6)]
    assert {call.state for call in journal.calls()} == {State.COMPLETED}


def test_rate_limited_call_may_be_resent(journal: Journal) -> None:
    """A call that was refused by a rate limit may be sent again under its key."""
    intend(journal)
    journal.record.note(Refused(KEY, RateLimited("slowly"), AT)).result()
    assert (the_call(journal).error_code, the_call(journal).error_message) == (None, "slowly")
    assert intend(journal, at=AT + 5) is None
    call = the_call(journal)
    assert (call.state, call.sent_at, call.error_message) == (State.INTENT, AT + 5, None)


def _nothing(key: str = KEY) -> tuple[Request, None, float]:
    return post(key), None, AT
