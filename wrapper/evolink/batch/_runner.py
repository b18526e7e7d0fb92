"""A bulk run: which row begins when, and when the run is over. Rows end by themselves; see `_life.py`."""

import asyncio
import heapq
import math
from collections import deque
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from evolink._http.signal import Signal
from evolink._task.base import BaseTask
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.errors import BudgetSpent
from evolink.journal import Call, Taken

from ._forecast import Forecast
from ._life import Hooks, Life, Turns
from ._limits import Limits
from ._outcome import End, Outcome, Phase
from ._patience import Patience
from ._progress import Board
from ._store import Store

_TOGETHER = 0.05
"""Least seconds between two times that rows are taken, so that each time there are some."""
_SHOWN_EVERY = 0.5


class Runner:
    """Runs the rows that a journal has of a manifest.

    Args:
        flow: The operations of the service, which note what happens in that journal.
        store: The journal's rows.
        folder: Where pictures go.
        limits: What to keep to.
        forecast: What calls may cost; it learns.
        board: Is told how it stands.

    Attributes:
        ended_by: What ended the run before its time.
        hurried: Whether it was left at once.
        left: What keeps paid calls from their end, by their keys.
    """

    def __init__(
        self, flow: Flow, store: Store, folder: Path, limits: Limits, forecast: Forecast, board: Board
    ) -> None:
        self.ended_by: Exception | None = None
        self.hurried = False
        self.left: dict[str, Exception] = {}
        self._flow = flow
        self._store = store
        self._folder = folder
        self._limits = limits
        self._forecast = forecast
        self._board = board
        self._turns = Turns(limits.in_flight, any_type=limits.any_type)
        self._patience = Patience()
        self._wake = Signal()
        self._lives: dict[asyncio.Task[Outcome], Life] = {}
        self._ended: deque[asyncio.Task[Outcome]] = deque()
        self._backlog: deque[Call] = deque()
        self._all_taken_up = False
        self._nothing_planned = False
        self._hooks = Hooks(self._has_task, self._task_has_ended)
        self._learned = 0
        self._returned: set[asyncio.Task[Outcome]] = set()
        self._next_take = 0.0
        self._shown = -math.inf
        self._numbers = count()
        self._again: list[tuple[float, int, Call]] = []
        self._back: list[str] = []
        self._held: deque[str] = deque()

    def send_again(self, keys: Iterable[str]) -> None:
        """Send held rows again, under their keys, before the others: somebody has decided that."""
        self._held.extend(keys)

    async def run(self) -> None:
        """Run until nothing is left to do, or nothing can be done.

        A cancellation ends it in order: what is being sent is waited for, what was sent is noted and goes on at the
        service. A second one leaves at once.

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
            self._look_after()

    @property
    def _is_over(self) -> bool:
        if self._lives or self._back:
            return False
        return self.ended_by is not None or (
            self._all_taken_up and self._nothing_planned and not self._again and not self._backlog and not self._held
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
        return max(self._next_take, self._patience.until)

    @property
    def _has_room(self) -> bool:
        return self.ended_by is None and len(self._lives) < self._limits.in_flight

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
        while self._has_room and not (self._all_taken_up and not self._backlog):
            if not self._backlog:
                self._backlog.extend(await self._store.taken_up())
                self._all_taken_up = not self._backlog
            while self._backlog and self._has_room:
                self._start(self._backlog.popleft())

    async def _begin_held(self) -> None:
        """Send held rows again, no faster than others may begin."""
        while self._held and self._has_room and self._flow.port.now() >= self._begins_at:
            call = await self._store.resend(self._held.popleft())
            if call is not None:
                self._board.count(held=-1)
                self._start(call)
                self._next_take = self._flow.port.now() + (1 / self._limits.rate if self._limits.rate else 0.0)

    async def _call_again(self) -> None:
        while self._again and self._again[0][0] <= self._flow.port.now() and self.ended_by is None:
            await self._store.plan_again(heapq.heappop(self._again)[2])
            self._nothing_planned, self._next_take = False, 0.0

    async def _begin_planned(self) -> None:
        room = self._limits.in_flight - len(self._lives)
        learned, rises = self._learned, self._forecast.rises
        taken = await self._store.take(room, self._limits.budget, self._limits.rate, self._forecast)
        soon = self._flow.port.now() + max(taken.wait, _TOGETHER)
        self._next_take = math.inf if taken.short and self._learned == learned else soon
        if self._limits.budget is not None and self._forecast.rises != rises:
            self._back.extend(call.key for call in taken.calls)  # at prices that do not hold any more
            return
        for call in taken.calls:
            self._start(call)
        self._understand(taken)

    def _understand(self, taken: Taken) -> None:
        """See what keeps further rows from being taken."""
        if taken.short and not taken.calls and not self._lives and not self._again:
            needs = f"{taken.short:g} credits more" if math.isfinite(taken.short) else "some, nobody knows how many"
            self._stop(BudgetSpent(f"the budget is spent: the next row needs {needs}"))
        self._nothing_planned = not taken.calls and not taken.wait and not taken.short

    def _start(self, call: Call) -> None:
        life = Life(self._flow, call, self._folder, self._turns, self._hooks)
        task = asyncio.create_task(life.live())
        self._lives[task] = life
        task.add_done_callback(self._has_ended)

    def _has_ended(self, task: asyncio.Task[Outcome]) -> None:
        self._ended.append(task)
        self._wake.give()

    def _has_task(self, call: Call, state: TaskState) -> None:
        self._patience.fine()
        self._has_learned(dearer=self._forecast.learn(call, state.credits_reserved))

    def _task_has_ended(self, call: Call, task: BaseTask) -> None:
        told = (task.credits_reserved, task.credits_used)
        self._has_learned(dearer=self._forecast.learn_end(call, *told, completed=task.completed))

    def _has_learned(self, *, dearer: bool) -> None:
        """See whether the budget is enough for more rows now, or for fewer."""
        if self._limits.budget is None:
            return
        self._learned += 1
        if dearer:
            self._return_unsent()
        if math.isinf(self._next_take):
            self._next_take = self._flow.port.now() + _TOGETHER
            self._wake.give()

    def _return_unsent(self) -> None:
        """Take back what was reserved for rows that are not sent: it is too little, and they may be too many."""
        for task, life in self._lives.items():
            if life.phase is Phase.READY and life.call.sent_at is None:
                self._returned.add(task)
                task.cancel()

    def _look_after(self) -> None:
        """Take in what has ended."""
        while self._ended:
            task = self._ended.popleft()
            life = self._lives.pop(task)
            if not task.cancelled():
                self._take_in(life.call, outcome := task.result())
                if outcome.end is End.LEFT and outcome.error is not None:
                    self.left[life.call.key] = outcome.error
            elif task in self._returned:
                self._back.append(life.call.key)
            self._returned.discard(task)

    def _take_in(self, call: Call, outcome: Outcome) -> None:
        now = self._flow.port.now()
        self._next_take = min(self._next_take, now + _TOGETHER)  # it may have given credits back
        match outcome.end:
            case End.DONE:
                self._board.count(done=1)
            case End.FAILED:
                self._board.count(failed=1)
            case End.HELD:
                self._board.count(held=1)
            case End.AGAIN:
                self._plan_again(call, now + outcome.delay)
            case End.BACK:
                self._back.append(call.key)
            case End.LEFT:
                self._board.count(failed=1)
        if outcome.trouble and not self._patience.trouble(now, uncertain=outcome.end is End.HELD):
            self._stop(outcome.error)
            self._leave_rows()
        self._turns.not_before = self._patience.until
        if outcome.stops:
            self._stop(outcome.error)

    def _plan_again(self, call: Call, at: float) -> None:
        heapq.heappush(self._again, (at, next(self._numbers), call))

    def _stop(self, error: Exception | None) -> None:
        """Send nothing more; what was sent goes on to its end."""
        self.ended_by = self.ended_by or error
        self._cancel(Phase.READY)

    def _leave_rows(self) -> None:
        """Leave what waits or is saved, and what is being sent as soon as its task is noted."""
        self._turns.leaving = True
        self._cancel(Phase.READY, Phase.WAITING, Phase.SAVING)

    def _cancel(self, *phases: Phase) -> None:
        """Leave what can be taken up later. What is being sent never is: its task might be lost."""
        for task, life in self._lives.items():
            if life.phase in phases:
                task.cancel()

    async def _leave(self) -> None:
        """Wait for what is being sent; leave the rest."""
        self._leave_rows()
        if self._lives:
            self._board.leave(sum(life.phase is Phase.POSTING for life in self._lives.values()))
        try:
            await _ended(self._lives)
        except asyncio.CancelledError:
            self.hurried = True
            for task in self._lives:
                task.cancel()
            await _ended(self._lives)
            raise

    async def _show(self) -> None:
        now = self._flow.port.now()
        if self._board.tell is not None and now - self._shown >= _SHOWN_EVERY:
            self._shown = now
            spent = await self._store.spent()
            self._board.show(now, in_flight=len(self._lives), again=len(self._again), spent=spent)


async def _ended(tasks: Iterable[asyncio.Task[Outcome]]) -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
