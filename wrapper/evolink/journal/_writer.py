"""Group commit: one thread with one connection writes all that is waiting in one transaction."""

import atexit
import os
import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

from evolink._http.arrivals import waking_once
from evolink._http.sleep import sleep
from evolink._log import log as _log
from evolink.errors import JournalFailed

from ._connection import WriteConnection
from ._database import Database, cause
from ._session import Session
from ._transaction import Change, Transaction

T = TypeVar("T")

_LARGEST_GROUP = 1000
_GATHERING = 0.005
"""Most seconds to wait for more to write with the same commit."""
_GATHERING_FOR_SERVER = 0.02
"""The same where rows of batches are written to a server: there, a commit costs all its clients more."""
_FIRST_GAP, _LONGEST_GAP = 0.25, 5.0
"""Seconds between attempts to write what is owed, doubled each time."""
_BEAT = 10.0
"""Seconds without a write after which a server is asked whether it is still there."""
_PASSING = (OperationalError, InterfaceError)
"""The errors of a full disk, a lock or an unreachable database; any other would be raised again."""


@dataclass(slots=True)
class _Job:
    """Something to write.

    Attributes:
        change: Makes the change.
        future: Done when it is on disk.
        fact: What is lost if it can't be written, in words once it is text; None if the future raises the error, so
            nothing is lost.
        alone: Whether it gets a transaction of its own.
    """

    change: Change[Any]
    future: Future[Any]
    fact: object = None
    alone: bool = False


class Writer:
    """Writes what it is given, in that order, as much at once as there is.

    Args:
        database: Where.
        session: Whose journal it is.
    """

    def __init__(self, database: Database, session: Session) -> None:
        self._database = database
        self._session = session
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._owed: list[_Job] = []
        self._connection = WriteConnection(database, session)
        self._gap, self._again_at = _FIRST_GAP, 0.0
        self._together, self._took = 0, 0.0
        self._pid = os.getpid()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="evolink-journal", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def do(self, change: Change[T]) -> Future[T]:
        """Write it; the future raises the error if it can't be written now."""
        return self._put(_Job(change, Future()))

    def alone(self, change: Change[T]) -> Future[T]:
        """Write it as `do` does, but in a transaction of its own; on PostgreSQL, each of its statements is one.

        For what many processes wait for: one that is stopped between two statements must not block the others.
        """
        return self._put(_Job(change, Future(), alone=True))

    def keep(self, change: Change[T], fact: object) -> Future[T]:
        """Write it sooner or later: if it can't be written now, that is logged, and the future is done."""
        return self._put(_Job(change, Future(), fact))

    def flush(self) -> None:
        """Wait until all that was given before is on disk.

        Raises:
            JournalFailed: It can't be written.
        """
        self.do(lambda _: None).result()

    def close(self) -> None:
        """Write what is left, and stop."""
        with self._lock:
            if not self._closed and self._pid == os.getpid():
                self._queue.put(None)
            self._closed = True
        atexit.unregister(self.close)
        if self._pid == os.getpid() and threading.current_thread() is not self._thread:
            self._thread.join()

    def _put(self, job: _Job) -> Future[Any]:
        with self._lock:
            if self._pid != os.getpid():
                job.future.set_exception(JournalFailed("the journal was opened before a fork: open it in the child"))
            elif self._closed:
                job.future.set_exception(JournalFailed(f"the journal {self._database} is closed"))
            else:
                self._queue.put(job)
        return job.future

    def _work(self) -> None:
        going = True
        while going:
            jobs, going = self._waiting()
            if jobs or self._owed or not going:
                self._write(jobs, last=not going)
            else:
                self._beat()
        self._connection.close()

    def _beat(self) -> None:
        """Send an empty query, so that this process counts as alive again after the server was away."""
        if self._database.file is None:
            self._write([_Job(_query_nothing, Future())], last=False)

    def _waiting(self) -> tuple[list[_Job], bool]:
        """Return what to write now, and whether more may follow."""
        jobs: list[_Job] = []
        try:
            job = self._queue.get(timeout=self._patience())
            if job is not None and (moment := self._moment()):
                sleep(moment)
            while job is not None:
                jobs.append(job)
                if len(jobs) == _LARGEST_GROUP:
                    return jobs, True
                job = self._queue.get_nowait()
        except queue.Empty:
            return jobs, True
        return jobs, False

    def _moment(self) -> float:
        """Return the seconds to wait for more: none if it has come alone so far, else no longer than a commit takes.

        Rows of a batch have time.
        """
        if self._session.is_busy:
            return _GATHERING if self._database.file else _GATHERING_FOR_SERVER
        return min(self._took, _GATHERING) if self._together > 1 else 0.0

    def _patience(self) -> float | None:
        """Return the seconds until there is something to do even if nothing is given."""
        if self._owed:
            return max(0.0, self._again_at - time.monotonic())
        return _BEAT if self._database.file is None else None

    def _write(self, jobs: list[_Job], *, last: bool) -> None:
        """Write what is owed, then what is new."""
        if not self._connection.is_up and time.monotonic() < self._again_at and not last:
            away = JournalFailed(f"the journal {self._database} could not be reached a moment ago", passing=True)
            self._fail(jobs, away)
            return
        jobs, self._owed = [*self._owed, *jobs], []
        groups = _split(jobs)
        for place, group in enumerate(groups):
            error = self._attempt(group)
            if isinstance(error, _PASSING):
                self._wait_longer()
                self._fail([job for rest in groups[place:] for job in rest], error)
                break
            if error is not None:  # one of them can't be written: find out which
                for job in group:
                    self._write_alone(job)
        if last:
            for job in self._owed:
                _log.error("the journal is closed without this: %s", job.fact)

    def _attempt(self, jobs: list[_Job]) -> Exception | None:
        """Write all in one transaction and notify their callers, or return the error."""
        began = time.monotonic()
        try:
            results = self._connection.write([job.change for job in jobs], alone=jobs[0].alone)
        except Exception as error:  # noqa: BLE001 - the thread must survive any defect, or all would wait for ever
            return error
        self._together, self._took = len(jobs), time.monotonic() - began
        self._gap, self._again_at = _FIRST_GAP, 0.0
        with waking_once():
            for job, (value, failed) in zip(jobs, results, strict=True):
                _notify(job.future, value, failed)
        return None

    def _write_alone(self, job: _Job) -> None:
        error = self._attempt([job])
        if isinstance(error, _PASSING):
            self._fail([job], error)
        elif error is not None:
            self._refuse(job, error)

    def _refuse(self, job: _Job, error: Exception) -> None:
        """Report a defect to the caller, or to the log."""
        if job.fact is None:
            failed = self._database.failed("written", error)
            failed.__cause__ = error
            _notify(job.future, None, failed)
            return
        _log.error("the journal can't record this: %s", job.fact, exc_info=error)
        _notify(job.future, None, None)

    def _wait_longer(self) -> None:
        self._again_at = time.monotonic() + self._gap
        self._gap = min(2 * self._gap, _LONGEST_GAP)

    def _fail(self, jobs: list[_Job], error: Exception) -> None:
        """Notify the callers of an error. What must not be lost is kept."""
        failed = error if isinstance(error, JournalFailed) else self._database.failed("written", error)
        for job in jobs:
            if job.fact is None:
                _notify(job.future, None, failed)
                continue
            if not job.future.done():
                _log.error("the journal could not record this yet, and will try again: %s (%s)", job.fact, cause(error))
            self._owed.append(job)
            _notify(job.future, None, None)


def _notify(future: Future[Any], value: Any, error: Exception | None) -> None:
    """Notify the caller, unless it was notified before or has left."""
    if future.done() or not future.set_running_or_notify_cancel():
        if error:
            _log.warning("%s", error)
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)


def _split(jobs: list[_Job]) -> list[list[_Job]]:
    """Split jobs into what is written together, in their order."""
    parts: list[list[_Job]] = []
    for job in jobs:
        if parts and not job.alone and not parts[-1][0].alone:
            parts[-1].append(job)
        else:
            parts.append([job])
    return parts


def _query_nothing(tx: Transaction) -> None:
    tx.connection.exec_driver_sql("SELECT 1")
