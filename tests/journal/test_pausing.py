"""A process is suspended in the middle of a transaction, like a laptop: others continue, and it too when woken."""

import threading
from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent
from evolink.cluster._work import LEASE
from evolink.errors import Fenced, JournalFailed
from evolink.journal import Batch, Call, Journal, State, _database
from evolink.journal._call_table import by_key
from evolink.journal._direct import Direct
from tests.journal._postgres import Postgres
from tests.journal._scenarios import AT, done, exactly, submit, task, the_call
from tests.journal.test_batch import a_batch
from tests.waiting import until

_SOON = 2.0
"""Seconds within which others must come through: far less than any time-out."""


class Pause:
    """Stops a journal's writer before one of its messages to the server.

    Attributes:
        reached: Set when it has stopped there.
        over: Set to resume it.
    """

    def __init__(self, journal: Journal, number: int) -> None:
        self.reached, self.over = threading.Event(), threading.Event()
        self._left = number
        self._patch = pytest.MonkeyPatch()
        self._thread = journal._core.writer._thread
        self._engine = journal._core.database.engine

    def listen(self) -> None:
        run = Direct.run

        def stopped(direct: Direct, *given: Any) -> Any:
            self._message()
            return run(direct, *given)

        self._patch.setattr(Direct, "run", stopped)
        event.listen(self._engine, "before_cursor_execute", self._message)
        event.listen(self._engine, "commit", self._message)

    def leave(self) -> None:
        self.over.set()
        self.reached.set()  # no wait is left for it
        self._patch.undo()
        event.remove(self._engine, "before_cursor_execute", self._message)
        event.remove(self._engine, "commit", self._message)

    def _message(self, *_: Any) -> None:
        if threading.current_thread() is self._thread and not self.reached.is_set():
            if self._left == 0:
                self.reached.set()
                assert self.over.wait(30)
            self._left -= 1


@contextmanager
def paused(journal: Journal, number: int) -> Generator[Pause]:
    pause = Pause(journal, number)
    pause.listen()
    try:
        yield pause
    finally:
        pause.leave()


@pytest.fixture
def shared(server: Postgres) -> str:
    return server.new_database()


def first(*futures: Future[Any]) -> None:
    """Wait until one of them is done."""
    wait(futures, return_when=FIRST_COMPLETED)


def begin(journal: Journal, batch: Batch, number: int) -> Call:
    """Take a row and have its task noted, soon."""
    with ThreadPoolExecutor() as threads:
        (call,) = threads.submit(batch.take, 1, AT + 100 * number, budget=500.0).result(_SOON).calls
    journal.record.note(Intent(Request("POST", "/", call.body.encode(), call.key), None, AT)).result(_SOON)
    journal.record.note(Answered(call.key, task(number), AT)).result(_SOON)
    return call


def test_paused_taker_blocks_nobody(shared: str) -> None:
    """A worker that is stopped anywhere while it takes rows blocks no other."""
    with Journal(shared) as sleeper, Journal(shared) as other, ThreadPoolExecutor() as threads:
        slow, quick = a_batch(sleeper, 30), other.batch("cats", AT)
        places, missed = 0, False
        while not missed:
            with paused(sleeper, places) as pause:
                taking = threads.submit(slow.take, 1, AT + 100 * places, budget=500.0, rate=5.0, expect=exactly(1.5))
                first(taking, threads.submit(pause.reached.wait, 5))
                if missed := not pause.reached.is_set():
                    continue
                call = begin(other, quick, places)
                pause.over.set()
                assert [each.key for each in taking.result(_SOON).calls] != [call.key]
                places += 1
        assert places >= 3
        assert quick.spent == pytest.approx(places * (3.0 + 1.5) + 1.5)


def test_paused_answer_blocks_nobody(shared: str) -> None:
    """A worker that is stopped anywhere while it records a response blocks no other."""
    with Journal(shared) as sleeper, Journal(shared) as other, ThreadPoolExecutor() as threads:
        slow, quick = a_batch(sleeper, 30, 2.0), other.batch("cats", AT)
        places, missed = 0, False
        while not missed:
            (call,) = slow.take(1, AT).calls
            with paused(sleeper, places) as pause:
                noted = sleeper.record.note(Answered(call.key, task(100 + places), AT))
                first(noted, threads.submit(pause.reached.wait, 5))
                if missed := not pause.reached.is_set():
                    continue
                begin(other, quick, places)
                pause.over.set()
                noted.result(_SOON)
                places += 1
        assert places >= 3
        assert quick.spent == 3.0 * (2 * places + 1)


def test_paused_lock_is_released(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is stopped for long loses its locks, and writes again when it continues."""
    monkeypatch.setattr("evolink.journal._database._LIMITS", "SET idle_in_transaction_session_timeout = 200")
    with Journal(server.new_database()) as sleeper, Journal(sleeper.address) as heir, ThreadPoolExecutor() as threads:
        key = submit(sleeper)
        with paused(sleeper, 1) as pause:  # it has the lock of its call
            noted = sleeper.record.note(Ended(done(), AT))
            assert pause.reached.wait(5)
            assert threads.submit(heir.take_over, key).result(_SOON).state is State.SUBMITTED
            pause.over.set()
            with pytest.raises(Fenced):
                noted.result(_SOON)
        call = the_call(heir, key)
        assert (call.state, call.session) == (State.SUBMITTED, heir.session)


def test_deadlock_is_repeated(shared: str) -> None:
    """A transaction that loses a deadlock is repeated."""
    with Journal(shared) as journal, psycopg.connect(shared) as other, ThreadPoolExecutor() as threads:
        keys = [submit(journal, number) for number in (1, 2)]
        lock = "SELECT id FROM calls WHERE key = %s FOR UPDATE"
        other.execute("SET deadlock_timeout = '20s'")  # so that it is the journal that finds out, and loses
        other.execute(lock, (keys[1],))
        both = threads.submit(journal._core.do, lambda group: [by_key(group.connection, key) for key in keys])
        waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        with psycopg.connect(shared, autocommit=True) as watch:
            until(lambda: watch.execute(waits).fetchone() == (1,), "the journal waits for the second call")
        other.execute(lock, (keys[0],))
        other.rollback()
        assert [call and call.key for call in both.result(_SOON)] == keys


def test_rows_of_lost_commit_taken_again(shared: str) -> None:
    """Rows that were taken while the database's answer was lost are taken again."""

    def lose(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "UPDATE batches" in statement:
            event.remove(engine, "after_cursor_execute", lose)
            raise OperationalError(statement, None, psycopg.OperationalError("the connection was lost"))

    with Journal(shared) as journal:
        engine, batch = journal._core.database.engine, a_batch(journal, 3)
        event.listen(engine, "after_cursor_execute", lose)
        with pytest.raises(JournalFailed, match="connection was lost") as caught:
            batch.take(2, AT)
        assert caught.value.passing
        assert [call.state for call in journal.calls()] == [State.INTENT, State.INTENT, State.PLANNED]
        assert [call.line for call in batch.take(3, AT).calls] == [1, 2, 3]
        assert batch.spent == 9.0


def test_locks_end_before_lease() -> None:
    """Locks are given up before a lease ends."""
    assert _database._LONGEST_PAUSE_MS < _database._LONGEST_LOCK_MS < LEASE * 1000
