"""Group commit: one thread and one connection, and whatever is waiting goes into one transaction."""

import atexit
import logging
import os
import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

from evolink.errors import JournalFailed

from ._connection import WriteConnection
from ._database import Database, cause
from ._session import Session
from ._transaction import Change, Transaction

T = TypeVar("T")

_log = logging.getLogger("evolink")
_LARGEST_GROUP = 1000
_FIRST_GAP, _LONGEST_GAP = 0.25, 5.0
"""Seconds between attempts to write what is owed, doubled each time."""
_BEAT = 10.0
"""Seconds after which a server that nothing was written to is asked whether it is still there."""
_PASSING = (OperationalError, InterfaceError)
"""What a full disk, a lock or a database that is away comes as; anything else would come again."""


@dataclass(slots=True)
class _Job:
    """Something to write.

    Attributes:
        change: Makes the change.
        future: Done when it is on the disk.
        fact: What is lost if it can't be written, in words; None if the caller is to know and nothing is lost.
        alone: Whether it shares no transaction.
    """

    change: Change[Any]
    future: Future[Any]
    fact: str | None = None
    alone: bool = False


class Writer:
    """Writes what it is handed, in that order, and as much at once as there is.

    Args:
        database: Where.
        session: Whose it is; it is told of each new connection, and of the end of each transaction.
    """

    def __init__(self, database: Database, session: Session) -> None:
        self._database = database
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._owed: list[_Job] = []
        self._connection = WriteConnection(database, session)
        self._gap, self._again_at = _FIRST_GAP, 0.0
        self._pid = os.getpid()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="evolink-journal", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def do(self, change: Change[T]) -> Future[T]:
        """Write it, or let its future raise at once what keeps it from being written."""
        return self._put(_Job(change, Future()))

    def alone(self, change: Change[T]) -> Future[T]:
        """Write it as `do` does, but in no transaction with others; on PostgreSQL, each of its statements is one.

        For what many processes wait for: one that stops between two statements must not keep the others waiting.
        """
        return self._put(_Job(change, Future(), alone=True))

    def keep(self, change: Change[T], fact: str) -> Future[T]:
        """Write it sooner or later: if it can't be written now, that is logged, and nobody has to wait for it."""
        return self._put(_Job(change, Future(), fact))

    def flush(self) -> None:
        """Wait until all that was handed in before is on the disk.

        Raises:
            JournalFailed: It can't be written.
        """
        self.do(lambda _: None).result()

    def close(self) -> None:
        """Write what there is, and stop."""
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
        """Ask the server for nothing, so that after it was away this process counts as alive again."""
        if self._database.file is None:
            self._write([_Job(_ask_for_nothing, Future())], last=False)

    def _waiting(self) -> tuple[list[_Job], bool]:
        """Return what is to be written now, and whether more may come."""
        jobs: list[_Job] = []
        try:
            job = self._queue.get(timeout=self._patience())
            while job is not None:
                jobs.append(job)
                if len(jobs) == _LARGEST_GROUP:
                    return jobs, True
                job = self._queue.get_nowait()
        except queue.Empty:
            return jobs, True
        return jobs, False

    def _patience(self) -> float | None:
        """Return the seconds until there is something to do even if nothing is handed in."""
        if self._owed:
            return max(0.0, self._again_at - time.monotonic())
        return _BEAT if self._database.file is None else None

    def _write(self, jobs: list[_Job], *, last: bool) -> None:
        """Write what is owed, then what is new."""
        if not self._connection.is_up and time.monotonic() < self._again_at and not last:
            told = f"the journal {self._database} could not be reached a moment ago"
            self._fail(jobs, JournalFailed(told, passing=True))
            return
        jobs, self._owed = [*self._owed, *jobs], []
        groups = _parted(jobs)
        for place, group in enumerate(groups):
            try:
                self._together(group)
            except _PASSING as error:
                self._wait_longer()
                self._fail([job for rest in groups[place:] for job in rest], error)
                break
            except Exception:  # noqa: BLE001 - one of them is at fault; which, and why, is found out and told
                self._one_by_one(group)
        if last:
            for job in self._owed:
                _log.error("the journal is closed without this: %s", job.fact)

    def _one_by_one(self, jobs: list[_Job]) -> None:
        """Find out which of a group can't be written, whatever the database's health."""
        for job in jobs:
            try:
                self._together([job])
            except _PASSING as error:
                self._fail([job], error)
            except Exception as error:  # noqa: BLE001 - the thread must outlive any defect, or all would wait for ever
                self._refuse(job, error)

    def _refuse(self, job: _Job, error: Exception) -> None:
        """Let whoever waits know of a defect; if nobody is to know, the log is."""
        if job.fact is None:
            failed = self._database.failed("written", error)
            failed.__cause__ = error
            _tell(job.future, None, failed)
            return
        _log.error("the journal can't note this: %s", job.fact, exc_info=error)
        _tell(job.future, None, None)

    def _together(self, jobs: list[_Job]) -> None:
        """Write all in one transaction, then tell everybody."""
        outcomes = self._connection.write([job.change for job in jobs], alone=jobs[0].alone)
        self._gap, self._again_at = _FIRST_GAP, 0.0
        for job, (value, error) in zip(jobs, outcomes, strict=True):
            _tell(job.future, value, error)

    def _wait_longer(self) -> None:
        self._again_at = time.monotonic() + self._gap
        self._gap = min(2 * self._gap, _LONGEST_GAP)

    def _fail(self, jobs: list[_Job], error: Exception) -> None:
        """Let go of whoever waits. What must not be lost is kept."""
        failed = error if isinstance(error, JournalFailed) else self._database.failed("written", error)
        for job in jobs:
            if job.fact is None:
                _tell(job.future, None, failed)
                continue
            if not job.future.done():
                _log.error("the journal could not note this yet, and will try again: %s (%s)", job.fact, cause(error))
            self._owed.append(job)
            _tell(job.future, None, None)


def _tell(future: Future[Any], value: Any, error: Exception | None) -> None:
    """Notify those who wait, unless they were notified before or have left."""
    if future.done() or not future.set_running_or_notify_cancel():
        if error:
            _log.warning("%s", error)
        return
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)


def _parted(jobs: list[_Job]) -> list[list[_Job]]:
    """Part jobs into what is written together, in their order."""
    parts: list[list[_Job]] = []
    for job in jobs:
        if parts and not job.alone and not parts[-1][0].alone:
            parts[-1].append(job)
        else:
            parts.append([job])
    return parts


def _ask_for_nothing(tx: Transaction) -> None:
    tx.connection.exec_driver_sql("SELECT 1")
