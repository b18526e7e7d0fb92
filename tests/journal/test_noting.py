"""What is noted of a call, step by step, on both databases."""

import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Planned, Refused, Withdrawn
from evolink._task.state import Fault
from evolink.errors import Fenced, RateLimited, SubmissionUncertain
from evolink.journal import Journal, Row, State
from evolink.journal._database import Database
from tests.journal._stories import (
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


def test_an_intent_is_on_the_disk_when_it_is_said_to_be(journal: Journal, address: str) -> None:
    assert intend(journal) is None
    other = Database(address).engine  # nothing of the journal's own
    with other.connect() as connection:
        key, state, body = connection.execute(text("SELECT key, state, body FROM calls")).one()
    assert (key, state) == (KEY, "intent")
    assert GPT["prompt"] in body


def test_an_intent_has_the_request_the_time_and_the_place_for_its_files(journal: Journal) -> None:
    intend(journal, output="cats/")
    call = the_call(journal)
    assert (call.state, call.request, call.model) == (State.INTENT, GPT, "gpt-4o-image")
    assert (call.created_at, call.sent_at, call.output) == (AT, AT, "cats/")
    assert (call.task_id, call.ended_at, call.results, call.batch) == (None, None, (), None)


def test_an_answer_adds_the_task_and_what_was_set_aside(journal: Journal) -> None:
    key = submit(journal)
    call = the_call(journal, key)
    assert (call.state, call.task_id, call.credits_reserved) == (State.SUBMITTED, task().id, 3.0)
    assert journal.of_task(task().id) == call


def test_a_task_that_answers_two_calls_is_noted_with_both(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    other = f"{KEY}-other"
    intend(journal)
    intend(journal, other, n=2)
    go_on = held_up(journal)
    told = [journal.record.note(Answered(key, task(), AT)) for key in (KEY, other)]  # in one transaction
    go_on.set()
    assert [each.result(10) for each in told] == [None, None]
    assert [(call.state, call.task_id) for call in journal.calls()] == [(State.SUBMITTED, task().id)] * 2
    assert caplog.messages == [f"task {task().id} is the service's answer to two calls, {KEY} and {other}"]
    journal.record.note(Ended(done(), AT + 10)).result()
    for path in (Path("/pictures/a.png"), Path("/pictures/b.png")):
        journal.record.note(Planned(task().id, 0, path, overwrite=False)).result()
        save(journal, path=path)
    assert [(call.state, call.results[0].path) for call in journal.calls()] == [
        (State.COMPLETED, Path("/pictures/a.png")),
        (State.COMPLETED, Path("/pictures/b.png")),
    ]
    assert not list(journal.unsaved())


def test_the_same_answer_twice_is_one_answer(journal: Journal) -> None:
    key = submit(journal)
    journal.record.note(Answered(key, task(), AT)).result()
    assert the_call(journal, key).state is State.SUBMITTED


def test_an_end_adds_the_links_their_last_hour_and_the_cost(journal: Journal) -> None:
    key = submit(journal)
    journal.record.note(Ended(done(links=2, used=2.5), AT + 10)).result()
    call = the_call(journal, key)
    assert (call.state, call.credits_used, call.ended_at) == (State.COMPLETED, 2.5, AT + 10)
    assert [result.url for result in call.results] == [f"{LINK}?1.0", f"{LINK}?1.1"]
    assert {result.expires_at for result in call.results} == {AT + DAY}


def test_a_call_that_is_answered_with_its_end_is_over_at_once(journal: Journal) -> None:
    intend(journal)
    journal.record.note(Answered(KEY, done(), AT + 1)).result()
    assert the_call(journal).state is State.COMPLETED
    assert len(the_call(journal).results) == 1


def test_a_task_that_has_no_links_yet_has_not_ended(journal: Journal) -> None:
    intend(journal)
    journal.record.note(Answered(KEY, task(status="completed"), AT)).result()
    assert the_call(journal).state is State.SUBMITTED


def test_an_end_that_is_seen_twice_is_one_end(journal: Journal) -> None:
    key = complete(journal)
    save(journal)
    journal.record.note(Ended(done(used=2.0), AT + 99)).result()
    call = the_call(journal, key)
    assert (call.ended_at, call.credits_used, call.unsaved) == (AT + 10, 2.0, ())


def test_a_task_that_has_completed_does_not_fail_later(journal: Journal) -> None:
    key = complete(journal)
    before = the_call(journal, key)
    with pytest.raises(Fenced, match="is completed by now"):
        journal.record.note(Ended(broken(), AT + 99)).result()
    assert the_call(journal, key) == before


def test_a_failure_keeps_the_service_s_code_and_words(journal: Journal) -> None:
    key = submit(journal)
    journal.record.note(Ended(broken(), AT + 10)).result()
    call = the_call(journal, key)
    assert (call.state, call.error_code, call.error_message) == (State.FAILED, "content_policy_violation", "not this")


def test_a_refusal_is_noted_as_not_charged(journal: Journal) -> None:
    refuse(journal)
    call = the_call(journal)
    assert (call.state, call.error_code, call.ended_at) == (State.REFUSED, "invalid_request", AT)


def test_a_lost_answer_leaves_the_call_held_with_the_reason(journal: Journal) -> None:
    lose(journal)
    assert [(call.key, call.error_message) for call in journal.held()] == [(KEY, "the connection was lost")]


def test_a_file_is_planned_then_whole_with_size_and_hash(journal: Journal) -> None:
    key = complete(journal)
    journal.record.note(Planned(task().id, 0, Path("/pictures/a"), overwrite=True)).result()
    (planned,) = the_call(journal, key).unsaved
    assert (planned.path, planned.overwrite, planned.size) == (Path("/pictures/a"), True, None)
    save(journal, path=Path("/pictures/a.png"))
    (saved,) = the_call(journal, key).results
    assert (saved.path, saved.size, saved.sha256, saved.saved_at) == (Path("/pictures/a.png"), 1000, "ab" * 32, AT + 20)


def test_a_plan_to_save_it_again_does_not_undo_that_it_is_saved(journal: Journal) -> None:
    key = complete(journal)
    save(journal)
    journal.record.note(Planned(task().id, 0, Path("/elsewhere"), overwrite=False)).result()
    assert the_call(journal, key).results[0].path == Path("/pictures/a.png")


def test_a_relative_path_is_noted_in_full(journal: Journal) -> None:
    key = complete(journal)
    journal.record.note(Planned(task().id, 0, Path("cats/1"), overwrite=False)).result()
    assert the_call(journal, key).results[0].path == Path.cwd() / "cats/1"


def test_what_is_told_of_tasks_that_the_journal_does_not_know_is_let_pass(journal: Journal) -> None:
    journal.record.note(Ended(done(7), AT)).result()
    journal.record.note(Planned(task(7).id, 0, Path("/x"), overwrite=False)).result()
    save(journal, 7)
    assert list(journal.calls()) == []


def test_an_intent_that_was_not_sent_is_forgotten(journal: Journal) -> None:
    intent = Intent(*_nothing())
    journal.record.note(intent).result()
    journal.record.note(Withdrawn(intent)).result()
    assert journal.call(KEY) is None


def test_only_who_wrote_an_intent_withdraws_it(journal: Journal) -> None:
    intend(journal)
    intent = Intent(*_nothing())
    assert journal.record.note(intent).exception() is not None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.INTENT


def test_what_waits_goes_into_one_transaction(journal: Journal) -> None:
    commits: list[object] = []
    event.listen(journal._core.database.engine, "commit", commits.append)
    noted = [journal.record.note(Intent(*_nothing(f"{KEY}-{number}"))) for number in range(500)]
    assert all(each.result() is None for each in noted)
    assert len(commits) < 50
    assert sum(1 for _ in journal.calls(State.INTENT)) == 500


def test_words_that_no_database_takes_are_noted_as_far_as_they_go(journal: Journal) -> None:
    key = submit(journal)
    hostile = Fault("a\0b", "half a character: \ud800, and a NUL: \0.")
    journal.record.note(Ended(task(status="failed", error=hostile), AT)).result()
    call = the_call(journal, key)
    assert (call.state, call.error_code, call.error_message) == (
        State.FAILED,
        "ab",
        "half a character: ?, and a NUL: .",
    )


def test_a_fact_that_cannot_be_written_at_all_is_told_and_the_journal_goes_on(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    intend(journal)
    journal.record.note(Answered(KEY, task(created="never"), AT)).result()  # no answer is read so, but a defect may
    assert "task task-unified-1 was made under a-key-of-the-tests" in caplog.text
    submit(journal, 2)


def test_one_defect_does_not_take_its_group_with_it(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    keys = [f"{KEY}-{number}" for number in range(3)]
    for key in keys:
        intend(journal, key)
    states = (task(1), task(2, created="never"), task(3))
    told = [journal.record.note(Answered(key, state, AT)) for key, state in zip(keys, states, strict=True)]
    assert [each.result() for each in told] == [None, None, None]
    assert [the_call(journal, key).state for key in keys] == [State.SUBMITTED, State.INTENT, State.SUBMITTED]
    assert "task-unified-2 was made under a-key-of-the-tests-1" in caplog.text


def test_a_defect_in_its_group_does_not_keep_a_taken_row_from_being_sent(journal: Journal) -> None:
    submit(journal)
    intend(journal)
    batch = journal.batch("cats", AT)
    batch.add([Row("cat", 1, "gpt-4o-image", json.dumps(GPT))], AT)
    (row,) = batch.take(1, AT).calls
    gate = threading.Event()
    journal._core.do(lambda _: None)
    journal._core.writer.do(lambda _: gate.wait(10))  # what comes meanwhile goes into one transaction
    noted = journal.record.note(Intent(Request("POST", "/", row.body.encode(), row.key), None, AT))
    told = journal.record.note(Answered(KEY, task(2, created="never"), AT))  # the database refuses it
    gate.set()
    assert (noted.result(), told.result()) == (None, None)
    with pytest.raises(SubmissionUncertain):
        journal.record.note(Intent(Request("POST", "/", row.body.encode(), row.key), None, AT)).result()


def test_what_was_noted_is_there_when_the_journal_is_opened_again(open_journal: Open) -> None:
    first = open_journal()
    key = complete(first)
    before = the_call(first, key)
    first.close()
    assert the_call(open_journal(), key) == before


def test_times_are_taken_as_they_come_even_if_the_clock_jumps(journal: Journal) -> None:
    for number, at in enumerate([AT, AT - 1e6, AT + 1e6, 0.0, AT], start=1):
        submit(journal, number, at=at)
        journal.record.note(Ended(done(number), at - 5)).result()
    assert [call.task_id for call in journal.calls()] == [task(number).id for number in range(1, 6)]
    assert {call.state for call in journal.calls()} == {State.COMPLETED}


def test_a_refusal_for_haste_may_be_sent_again_under_its_key(journal: Journal) -> None:
    intend(journal)
    journal.record.note(Refused(KEY, RateLimited("slowly"), AT)).result()
    assert (the_call(journal).error_code, the_call(journal).error_message) == (None, "slowly")
    assert intend(journal, at=AT + 5) is None
    call = the_call(journal)
    assert (call.state, call.sent_at, call.error_message) == (State.INTENT, AT + 5, None)


def _nothing(key: str = KEY) -> tuple[Request, None, float]:
    return post(key), None, AT
