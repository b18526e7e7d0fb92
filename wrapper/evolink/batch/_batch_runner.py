"""When each row begins, and when the batch is over. Rows end by themselves; see `_row_runner.py`."""

import asyncio
import heapq
import math
from collections import deque
from collections.abc import Iterable
from itertools import count

from evolink._costs.words import missing_credits
from evolink._http.port import Signal
from evolink._task.base import BaseTask
from evolink._task.state import TaskState
from evolink.batch._files import BatchService
from evolink.batch._forecast import Forecast
from evolink.batch._joint_reads import JointReads
from evolink.batch._options import BatchOptions
from evolink.batch._outcome import Outage, RowEnd, RowOutcome, RowPhase
from evolink.batch._progress import ProgressReporter
from evolink.batch._row_runner import RowHooks, RowRunner, RowTarget, Throttle
from evolink.batch._store import Store
from evolink.errors import BudgetSpent
from evolink.journal import Call, Taken

_TOGETHER = 0.05
"""Least seconds between two times that rows are taken, so that several are taken each time."""
_SHOWN_EVERY = 0.5


class BatchRunner:
    """Runs the rows of a batch.

    Args:
        service: The service; what happens is noted in the journal.
        store: The batch's rows in that journal.
        target: Where files go.
        options: How the batch is run.
        forecast: What calls may cost; it learns.
        reporter: Reports the progress.

    Attributes:
        ended_by: What ended the batch before its time.
        hurried: Whether it was stopped at once.
        left: What keeps paid calls from their end, by their keys.
    """

    def __init__(
        self,
        service: BatchService,
        store: Store,
        target: RowTarget,
        options: BatchOptions,
        forecast: Forecast,
        reporter: ProgressReporter,
    ) -> None:
        self.ended_by: Exception | None = None
        self.hurried = False
        self.left: dict[str, Exception] = {}
        self._flow = service.flow
        self._store = store
        self._target = target
        self._budget = options.budget
        self._rate = options.calls_per_second
        self._in_flight = options.in_flight
        self._forecast = forecast
        self._reporter = reporter
        self._throttle = Throttle(options.in_flight)
        self._outage = Outage()
        self._wake = Signal()
        self._rows: dict[asyncio.Task[RowOutcome], RowRunner] = {}
        self._ended: deque[asyncio.Task[RowOutcome]] = deque()
        self._unfinished: deque[Call] = deque()
        self._all_resumed = False
        self._nothing_planned = False
        self._hooks = RowHooks(self._on_task, self._on_task_end, JointReads(service.flow).poll, service.link_for)
        self._learned = 0
        self._returned: set[asyncio.Task[RowOutcome]] = set()
        self._next_take = 0.0
        self._shown = -math.inf
        self._numbers = count()
        self._again: list[tuple[float, int, Call]] = []
        self._back: list[str] = []
        self._held: deque[str] = deque()

    def resend(self, keys: Iterable[str]) -> None:
        """Send held rows again, under their keys, before the others, as the user has decided."""
        self._held.extend(keys)

    async def run(self) -> None:
        """Run until nothing is left to do, or nothing can be done.

        A cancellation ends it in order: what is being sent is waited for, what was sent is noted and continues at the
        service. A second one stops at once.

        Raises:
            JournalFailed: The journal can't be read or written.
        """
        try:
            await self._work()
        finally:
            await self._leave()

    async def _work(self) -> None:
        while not self._is_over:
            await self._begin()
            await self._show()
            if self._is_over:
                return
            await self._flow.port.pause(self._idle(), self._wake)
            self._collect_ended()

    @property
    def _is_over(self) -> bool:
        if self._rows or self._back:
            return False
        return self.ended_by is not None or (
            self._all_resumed and self._nothing_planned and not self._again and not self._unfinished and not self._held
        )

    def _idle(self) -> float:
        """Return the seconds until there may be something to do, unless a row ends before."""
        now = self._flow.port.now()
        ends = [now + _SHOWN_EVERY]
        if self._has_room and (self._held or not self._nothing_planned):
            ends.append(self._begins_at)
        return max(0.0, min(ends) - now)

    @property
    def _begins_at(self) -> float:
        return max(self._next_take, self._outage.until)

    @property
    def _has_room(self) -> bool:
        return self.ended_by is None and len(self._rows) < self._in_flight

    async def _begin(self) -> None:
        """Begin as many rows as there is room for: first what is paid already, then what failed, then the rest."""
        if self._back:
            back, self._back = self._back, []
            await self._store.give_back(back)
            self._nothing_planned = False
        await self._begin_paid()
        await self._begin_held()
        await self._call_again()
        if self._has_room and not self._held and self._flow.port.now() >= self._begins_at and not self._nothing_planned:
            await self._begin_planned()

    async def _begin_paid(self) -> None:
        while self._has_room and not (self._all_resumed and not self._unfinished):
            if not self._unfinished:
                self._unfinished.extend(await self._store.unfinished())
                self._all_resumed = not self._unfinished
            while self._unfinished and self._has_room:
                self._start(self._unfinished.popleft())

    async def _begin_held(self) -> None:
        """Send held rows again, no faster than others may begin."""
        while self._held and self._has_room and self._flow.port.now() >= self._begins_at:
            call = await self._store.resend(self._held.popleft())
            if call is not None:
                self._reporter.count(held=-1)
                self._start(call)
                self._next_take = self._flow.port.now() + (1 / self._rate if self._rate else 0.0)

    async def _call_again(self) -> None:
        while self._again and self._again[0][0] <= self._flow.port.now() and self.ended_by is None:
            await self._store.plan_again(heapq.heappop(self._again)[2])
            self._nothing_planned, self._next_take = False, 0.0

    async def _begin_planned(self) -> None:
        room = self._in_flight - len(self._rows)
        learned, rises = self._learned, self._forecast.rises
        taken = await self._store.take(room, self._budget, self._rate, self._forecast)
        soon = self._flow.port.now() + max(taken.wait, _TOGETHER)
        self._next_take = math.inf if taken.short and self._learned == learned else soon
        if self._budget is not None and self._forecast.rises != rises:
            self._back.extend(call.key for call in taken.calls)  # at prices that are no longer valid
            return
        for call in taken.calls:
            self._start(call)
        self._note_shortage(taken)

    def _note_shortage(self, taken: Taken) -> None:
        """Note what keeps further rows from being taken."""
        if taken.short and not taken.calls and not self._rows and not self._again:
            needs = missing_credits(taken.short) if math.isfinite(taken.short) else "an unknown number of credits"
            self._stop(BudgetSpent(f"the budget does not cover the next row, which needs {needs}"))
        self._nothing_planned = not taken.calls and not taken.wait and not taken.short

    def _start(self, call: Call) -> None:
        row = RowRunner(self._flow, call, self._target, self._throttle, self._hooks)
        task = asyncio.create_task(row.run())
        self._rows[task] = row
        task.add_done_callback(self._on_row_end)

    def _on_row_end(self, task: asyncio.Task[RowOutcome]) -> None:
        self._ended.append(task)
        self._wake.set()

    def _on_task(self, call: Call, state: TaskState) -> None:
        self._outage.end()
        if self._budget is not None:
            self._has_learned(dearer=self._forecast.learn(call, state.credits_reserved))

    def _on_task_end(self, call: Call, task: BaseTask) -> None:
        if self._budget is not None:
            self._has_learned(dearer=self._forecast.learn_task(call, task))

    def _has_learned(self, *, dearer: bool) -> None:
        """See whether the budget is enough for more rows now, or for fewer."""
        self._learned += 1
        if dearer:
            self._return_unsent()
        if math.isinf(self._next_take):
            self._next_take = self._flow.port.now() + _TOGETHER
            self._wake.set()

    def _return_unsent(self) -> None:
        """Return rows that are not sent yet: too little was reserved for them, and they may be too many."""
        for task, row in self._rows.items():
            if row.phase is RowPhase.READY and row.call.sent_at is None:
                self._returned.add(task)
                task.cancel()

    def _collect_ended(self) -> None:
        while self._ended:
            task = self._ended.popleft()
            row = self._rows.pop(task)
            if not task.cancelled():
                self._apply(row.call, outcome := task.result())
                if outcome.end is RowEnd.LEFT and outcome.error is not None:
                    self.left[row.call.key] = outcome.error
            elif task in self._returned:
                self._back.append(row.call.key)
            self._returned.discard(task)

    def _apply(self, call: Call, outcome: RowOutcome) -> None:
        """Count a row that has ended, and decide what follows from it."""
        now = self._flow.port.now()
        self._next_take = min(self._next_take, now + _TOGETHER)  # its end may have released credits
        match outcome.end:
            case RowEnd.DONE:
                self._reporter.count(done=1)
            case RowEnd.FAILED | RowEnd.LEFT:
                self._reporter.count(failed=1)
            case RowEnd.HELD:
                self._reporter.count(held=1)
            case RowEnd.AGAIN:
                heapq.heappush(self._again, (now + outcome.delay, next(self._numbers), call))
            case RowEnd.BACK:
                self._back.append(call.key)
        if self._outage.add(outcome, now):
            self._stop(outcome.error)
            self._leave_rows()
        self._throttle.not_before = self._outage.until
        if outcome.stops:
            self._stop(outcome.error)

    def _stop(self, error: Exception | None) -> None:
        """Send nothing more; what was sent is brought to its end."""
        self.ended_by = self.ended_by or error
        self._cancel(RowPhase.READY)

    def _leave_rows(self) -> None:
        """Leave rows that wait or are saved, and those being sent as soon as their task is noted."""
        self._throttle.leaving = True
        self._cancel(RowPhase.READY, RowPhase.WAITING, RowPhase.SAVING)

    def _cancel(self, *phases: RowPhase) -> None:
        """Leave rows that can be resumed later. One being sent never is: its task might be lost."""
        for task, row in self._rows.items():
            if row.phase in phases:
                task.cancel()

    async def _leave(self) -> None:
        """Wait for what is being sent; leave the rest."""
        self._leave_rows()
        if self._rows:
            self._reporter.leave(sum(row.phase is RowPhase.SENDING for row in self._rows.values()))
        try:
            await _all_ended(self._rows)
        except asyncio.CancelledError:
            self.hurried = True
            for task in self._rows:
                task.cancel()
            await _all_ended(self._rows)
            raise

    async def _show(self) -> None:
        now = self._flow.port.now()
        if self._reporter.on_progress is not None and now - self._shown >= _SHOWN_EVERY:
            self._shown = now
            spent = await self._store.spent()
            self._reporter.show(now, in_flight=len(self._rows), again=len(self._again), spent=spent)


async def _all_ended(tasks: Iterable[asyncio.Task[RowOutcome]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
