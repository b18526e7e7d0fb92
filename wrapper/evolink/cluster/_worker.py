"""A worker: it runs the rows that the queue hands out, each to its end. The journal decides about money."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from evolink._files.destination import make_folder
from evolink._files.part_lock import remove_abandoned
from evolink._http.asyncio_ import AsyncPort
from evolink._log import log as _log
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.batch.shared import (
    JointReads,
    Outage,
    RowEnd,
    RowHooks,
    RowOutcome,
    RowRunner,
    RowTarget,
    Throttle,
    is_worth_another_call,
)
from evolink.errors import Fenced, JournalError, LinkExpired, NotFound
from evolink.journal import Batch, Call, Journal, State
from evolink.journal.shared import UNCERTAIN, UNPAID

from ._active_row import ActiveRow
from ._consumer import PutBackError
from ._fenced_record import FencedRecord
from ._queue import Ticket
from ._row_taker import RowTaker
from ._server import Server
from ._settings import WorkerSettings

_RETRY_AFTER = 5.0
"""Seconds for which a row is put back that could not be sent, or not be noted."""
_RETRY_PAID_AFTER = 60.0
"""Seconds for which a paid row is put back that could not be finished."""
_HOPELESS = (LinkExpired, NotFound)
"""Errors of a paid row that no later attempt can overcome."""


@dataclass(frozen=True, slots=True)
class _OpenBatch:
    """A batch, as this worker has it.

    Attributes:
        batch: The batch.
        folder: Where its files go on this machine.
        taker: Takes its rows.
    """

    batch: Batch
    folder: Path
    taker: RowTaker


@dataclass(slots=True)
class WorkerTally:
    """What a worker has done.

    Attributes:
        ends: How many rows have left it, by how they ended.
        in_flight: Rows in progress.
        ended_by: The error that ended it early.
    """

    ends: Counter[RowEnd] = field(default_factory=Counter[RowEnd])
    in_flight: int = 0
    ended_by: Exception | None = None


class Worker:
    """Runs rows to their ends.

    Args:
        journal: The journal, open for this worker alone.
        server: Its database.
        port: The outside world.
        settings: How it works.
        stop: Set when no more rows may start.

    Attributes:
        tally: What it has done.
    """

    def __init__(
        self, journal: Journal, server: Server, port: AsyncPort, settings: WorkerSettings, stop: asyncio.Event
    ) -> None:
        self.tally = WorkerTally()
        self._journal = journal
        self._server = server
        self._port = port
        self._settings = settings
        self._flow = Flow(port, settings.timeout)
        self._reads = JointReads(self._flow)
        self._stop = stop
        self._throttle = Throttle(settings.in_flight)
        self._outage = Outage()
        self._batches: dict[str, _OpenBatch] = {}
        self._opening = asyncio.Lock()
        self._active: set[ActiveRow] = set()
        self._leaving = False

    async def run_row(self, ticket: Ticket) -> None:
        """Run a row as far as possible.

        Raises:
            PutBackError: It goes back into the queue.
        """
        if self._stop.is_set():
            raise PutBackError(0.0, "the worker is ending")
        try:
            batch = await self._open(ticket.batch)
            call = await self._claim(batch, ticket)
            if call is not None:
                await self._conclude(batch, call, await self._run(batch, call))
        except JournalError as error:
            raise PutBackError(_RETRY_AFTER, error.message) from error
        except OSError as error:
            self._end(error)
            raise PutBackError(0.0, f"there is no folder for its results: {error}") from error

    def put_back_waiting(self) -> None:
        """Put back the rows that wait for budget or rate; no more rows start."""
        for batch in self._batches.values():
            batch.taker.close()

    def leave(self) -> None:
        """Leave the rows that others can take over. A row that is being sent is not left: its task might be lost."""
        self._leaving = True
        for row in self._active:
            row.leave()

    async def _open(self, name: str) -> _OpenBatch:
        """Return a batch, which the first of its rows opens while the others wait."""
        if name not in self._batches:
            async with self._opening:
                if name not in self._batches:
                    self._batches[name] = await self._opened(name)
        return self._batches[name]

    async def _opened(self, name: str) -> _OpenBatch:
        batch = await asyncio.to_thread(self._journal.batch, name, time.time())
        folder = self._settings.folder or Path(batch.output or name)
        await asyncio.to_thread(_make_ready, folder)
        taker = RowTaker(self._server, batch, self._port, self._outage)
        taker.on_dearer = lambda: self._take_back(batch.id)
        return _OpenBatch(batch, folder, taker)

    async def _claim(self, batch: _OpenBatch, ticket: Ticket) -> Call | None:
        """Take a row, or take it over. Return its call, or None if nothing is left to do for it."""
        number, key = ticket.call, ticket.key
        while (call := await batch.taker.take(number)) is None:
            found = await asyncio.to_thread(self._take_over, batch.batch, key)
            if found is None or found.state is not State.PLANNED:
                return found
            number, key = found.id, found.key
        return call

    def _take_over(self, batch: Batch, key: str) -> Call | None:
        """Return the call of a row that another worker had: taken over, or planned, to be taken; None if it ended."""
        call = self._journal.call(key)
        if call is not None and call.state is State.REFUSED and call.error_code == UNPAID:
            call = batch.retry(call, time.time())
        elif call is not None and call.state is State.REFUSED:  # its worker died before it gave it back
            batch.give_back([key])
            call = self._journal.call(key)
        while call is not None and call.state is State.FAILED:
            call = batch.retry(call, time.time()) if is_worth_another_call(call) else None
        if call is None or call.state is State.PLANNED:
            return call if call and call.line is not None else None  # without a line, it has left the manifest
        if call.state in UNCERTAIN or (call.state is State.COMPLETED and not call.unsaved):
            return None
        taken = self._journal.take_over(call.key)
        return None if taken.state is State.HELD else taken

    async def _run(self, batch: _OpenBatch, call: Call) -> RowOutcome:
        """Run a row.

        Raises:
            PutBackError: Another worker has taken the row over, or this one leaves it.
        """
        row = self._start(batch, call)
        self._active.add(row)
        self.tally.in_flight += 1
        try:
            await asyncio.wait({row.task})
        finally:
            self._active.discard(row)
            self.tally.in_flight -= 1
        if row.lost:
            # To return would take the row from the queue, and from the worker that has it now.
            raise PutBackError(self._settings.lease, "another worker has taken the row over")
        if row.task.cancelled():
            if row.returned:
                await asyncio.to_thread(batch.batch.give_back, [call.key])
                raise PutBackError(0.0, "such rows cost more than expected")
            raise PutBackError(0.0, "the worker is ending")
        return row.task.result()

    def _start(self, batch: _OpenBatch, call: Call) -> ActiveRow:
        loop = asyncio.get_running_loop()

        def lose() -> None:
            try:
                loop.call_soon_threadsafe(row.lose)
            except RuntimeError:  # the loop has ended, and the worker with it
                _log.debug("a row was taken over after the end of its worker")

        flow = self._flow.noting_in(FencedRecord(self._journal.record, lose))
        hooks = RowHooks(
            lambda _, state: self._has_task(batch, row, state),
            lambda _, task: batch.taker.learn_task(call, task),
            self._reads.poll,
        )
        target = RowTarget(batch.folder, self._settings.any_type)
        row = ActiveRow(RowRunner(flow, call, target, self._throttle, hooks))
        return row

    def _has_task(self, batch: _OpenBatch, row: ActiveRow, state: TaskState) -> None:
        self._outage.end()
        batch.taker.learn(row.runner.call, state.credits_reserved)
        if self._leaving or row.lost:
            row.task.cancel()

    def _take_back(self, batch: int) -> None:
        """Take back the rows of a batch that are not sent: too little of the budget was set aside for them."""
        for row in self._active:
            if row.runner.call.batch == batch:
                row.take_back()

    async def _conclude(self, batch: _OpenBatch, call: Call, outcome: RowOutcome) -> None:
        """Count a row that has ended.

        Raises:
            PutBackError: It comes again.
        """
        if isinstance(outcome.error, JournalError):
            delay = self._settings.lease if isinstance(outcome.error, Fenced) else _RETRY_AFTER
            raise PutBackError(delay, outcome.error.message)
        self._heed(outcome)
        match outcome.end:
            case RowEnd.AGAIN:
                await asyncio.to_thread(batch.batch.retry, call, time.time())
                raise PutBackError(outcome.delay, f"it failed, and a new call is made: {outcome.error}")
            case RowEnd.BACK:
                await asyncio.to_thread(batch.batch.give_back, [call.key])
                raise PutBackError(_RETRY_AFTER, f"it was not sent: {outcome.error}")
            case RowEnd.LEFT if not isinstance(outcome.error, _HOPELESS):
                delay = 0.0 if outcome.stops else _RETRY_PAID_AFTER
                raise PutBackError(delay, f"it is paid, and could not be finished yet: {outcome.error}")
            case _:
                self.tally.ends[outcome.end] += 1

    def _heed(self, outcome: RowOutcome) -> None:
        """Pause, or end, as the service's troubles demand."""
        is_too_long = self._outage.add(outcome, self._port.now())
        if outcome.stops or is_too_long:
            self._end(outcome.error)
        self._throttle.not_before = self._outage.until

    def _end(self, error: Exception | None) -> None:
        self.tally.ended_by = self.tally.ended_by or error
        self._stop.set()


def _make_ready(folder: Path) -> None:
    make_folder(folder)
    remove_abandoned(folder, time.time(), shared=True)
