"""The steps of a call whose session remembers it, on both databases: nothing is read, and little is remembered."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DBAPIError

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Planned, Saved, Uncertain
from evolink.errors import Fenced, SubmissionUncertain
from evolink.journal import Call, Journal, State
from evolink.journal._direct import Direct
from evolink.journal._schema import calls
from tests.journal._postgres import Postgres
from tests.journal._scenarios import AT, KEY, broken, complete, done, held_up, intend, save, submit, task, the_call
from tests.journal.conftest import Open
from tests.journal.test_batch import a_batch


@contextmanager
def nothing_read(journal: Journal) -> Generator[None]:
    """Fail if a call is read meanwhile, and not just written."""
    read: list[str] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM calls" in statement:
            read.append(statement)

    engine = journal._core.database.engine
    event.listen(engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", look)
    assert not read


def send(journal: Journal, call: Call) -> None:
    journal.record.note(Intent(Request("POST", "/", call.body.encode(), call.key), None, AT)).result()


def finish(journal: Journal, number: int) -> None:
    """Note the end of a task, and its file."""
    path = Path(f"/images/{number}.png")
    journal.record.note(Ended(done(number, used=1.0), AT)).result()
    journal.record.note(Planned(task(number).id, 0, path, overwrite=False)).result()
    save(journal, number, path=path)


def test_row_is_read_once(journal: Journal) -> None:
    """A row that was taken is not read again, nor is anything remembered of it in the end."""
    batch = a_batch(journal, 20)
    rows = batch.take(20, AT).calls
    assert journal._core.session.is_busy
    with nothing_read(journal):
        for number, row in enumerate(rows):
            send(journal, row)
            journal.record.note(Answered(row.key, task(number), AT)).result()
            finish(journal, number)
    assert {(call.state, call.unsaved, call.credits_used) for call in batch.calls()} == {(State.COMPLETED, (), 1.0)}
    assert batch.spent == 20.0
    session = journal._core.session
    assert (session._held, session._by_key, session._by_task, session._rows) == ({}, {}, {}, 0)


def test_row_with_end_in_answer(journal: Journal) -> None:
    """A task that has failed in its answer already is not read either, and costs nothing."""
    batch = a_batch(journal, 1)
    (row,) = batch.take(1, AT).calls
    with nothing_read(journal):
        send(journal, row)
        journal.record.note(Answered(row.key, broken(), AT)).result()
    (failed,) = batch.calls()
    assert (failed.state, failed.error_message, failed.task_id) == (State.FAILED, "not this", task().id)
    assert batch.spent == 0.0
    assert not journal._core.session._held


def test_single_call_is_read_once(journal: Journal) -> None:
    """A call of no batch is not read again before its file is saved."""
    with nothing_read(journal):
        submit(journal)
        finish(journal, 1)
    assert the_call(journal, f"{KEY}-1").unsaved == ()


def test_taken_row_is_sent_once(journal: Journal) -> None:
    """A row that was taken can be sent once, even by the same session."""
    (row,) = a_batch(journal, 1).take(1, AT).calls
    send(journal, row)
    with pytest.raises(SubmissionUncertain, match="waiting for the response"):
        send(journal, row)


@pytest.mark.parametrize("column", ["session", "fence", "state"])
def test_other_hand_is_noticed(open_journal: Open, column: str) -> None:
    """A call is read if another process has changed it, whatever this one remembers."""
    journal, other = open_journal(), open_journal()
    key = submit(journal)
    hand: dict[str, Any] = {"session": other.session, "fence": 7, "state": "failed"}
    other._core.do(lambda tx: tx.connection.execute(update(calls).values({column: hand[column]})))
    with pytest.raises(Fenced):
        journal.record.note(Ended(done(), AT)).result()
    assert (the_call(other, key).ended_at, the_call(other, key).results) == (None, ())


def test_failed_transaction_is_forgotten(journal: Journal) -> None:
    """What was remembered in a transaction that failed is forgotten with it."""
    submit(journal)
    intend(journal)
    go_on = held_up(journal)
    ended = journal.record.note(Ended(done(), AT))
    defect = journal.record.note(Answered(KEY, task(2, created="never"), AT))  # the database refuses it
    go_on.set()
    assert (ended.result(), defect.result()) == (None, None)
    with nothing_read(journal):
        save(journal)
        journal.record.note(Answered(KEY, task(2), AT)).result()
    assert {call.state for call in journal.calls()} == {State.COMPLETED, State.SUBMITTED}


def test_memory_of_answered_calls(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls that nobody waits for, or whose files nobody saves, are forgotten; what follows is noted all the same."""
    monkeypatch.setattr("evolink.journal._session._MOST_ANSWERED", 3)
    keys = [complete(journal, number) if number % 2 else submit(journal, number) for number in range(10)]
    session = journal._core.session
    assert len(session._held) == len(session._by_key) == len(session._by_task) == 3
    for number in range(10):
        finish(journal, number)
    assert all(the_call(journal, key).unsaved == () for key in keys)
    assert len(session._held) <= 3


def test_driver_errors_are_those_of_sqlalchemy(journal: Journal) -> None:
    """An error of the driver is raised as SQLAlchemy's, without the values."""
    statement = Direct(update(calls).values(key=text("no_such_column"), body="a secret prompt"))
    with journal._core.database.connecting() as connection, pytest.raises(DBAPIError) as caught:
        statement.run(connection, {})
    assert "no_such_column" in str(caught.value)
    assert "a secret prompt" not in str(caught.value)


def image(number: int) -> Saved:
    return Saved(task(number).id, 0, Path(f"/images/{number}.png"), 1000, "ab" * 32, AT + 20)


def test_steps_that_wait_together(open_journal: Open) -> None:
    """Steps of many calls that wait are each written as if alone, and those of a call that was taken over are not."""
    journal, other = open_journal(), open_journal()
    keys = [submit(journal, number) for number in range(5)]
    hand = update(calls).where(calls.c.key == keys[2]).values(session=other.session, fence=7)
    other._core.do(lambda tx: tx.connection.execute(hand))
    go_on = held_up(journal)
    noted = [
        (journal.record.note(Ended(done(number, used=float(number)), AT)), journal.record.note(image(number)))
        for number in range(5)
    ]
    go_on.set()
    errors = [{type(step.exception()) for step in steps} for steps in noted]
    assert errors == [{Fenced} if number == 2 else {type(None)} for number in range(5)]
    found = [the_call(other, key) for key in keys]
    assert found.pop(2).state is State.SUBMITTED
    assert [(call.credits_used, [each.path for each in call.results]) for call in found] == [
        (float(number), [Path(f"/images/{number}.png")]) for number in (0, 1, 3, 4)
    ]


def test_one_task_for_two_that_wait_together(journal: Journal) -> None:
    """Two answers that name one task, and its end, may be written together: the first call has the task."""
    intend(journal, "first")
    intend(journal, "second")
    go_on = held_up(journal)
    answered = [journal.record.note(Answered(key, task(), AT)) for key in ("first", "second")]
    ended = journal.record.note(Ended(done(used=2.0), AT))
    go_on.set()
    assert [each.result() for each in (*answered, ended)] == [None] * 3
    assert {the_call(journal, key).state for key in ("first", "second")} == {State.COMPLETED}
    with journal._core.database.reading() as connection:
        owner = connection.execute(select(calls.c.key).where(calls.c.task_id == task().id)).scalar_one()
    assert owner == "first"


def test_steps_of_one_call_that_wait_together(journal: Journal) -> None:
    """Steps of one call are written in their order, even those that have to be read first."""
    (row,) = a_batch(journal, 1).take(1, AT).calls
    go_on = held_up(journal)
    sent = journal.record.note(Intent(Request("POST", "/", row.body.encode(), row.key), None, AT))
    lost = journal.record.note(Uncertain(row.key, "the line went dead"))
    go_on.set()
    assert (sent.result(), lost.result()) == (None, None)
    found = the_call(journal, row.key)
    assert (found.state, found.error_message) == (State.HELD, "the line went dead")


def test_server_is_sent_steps_together(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server gets the same step of many rows in one go."""
    sent: list[int] = []
    run_many = Direct.run_many

    def counted(statement: Direct, connection: Any, given: Sequence[Mapping[str, Any]]) -> list[int]:
        sent.append(len(given))
        return run_many(statement, connection, given)

    with Journal(server.new_database()) as journal:
        rows = a_batch(journal, 20).take(20, AT).calls
        go_on = held_up(journal)
        monkeypatch.setattr(Direct, "run_many", counted)
        sending = [Intent(Request("POST", "/", row.body.encode(), row.key), None, AT) for row in rows]
        noted = [journal.record.note(intent) for intent in sending]
        go_on.set()
        assert [each.result() for each in noted] == [None] * 20
        assert sent == [20]
        assert all(call.sent_at == AT for call in journal.calls())
