"""Rows of one batch wait here until budget and rate let them start; many are taken in one transaction."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select, text

from evolink._http.asyncio_ import AsyncPort
from evolink._http.port import Signal
from evolink._task.base import BaseTask
from evolink.batch.shared import Forecast, Outage, RecentCosts
from evolink.errors import JournalError
from evolink.journal import Batch, Call, State, Taken
from evolink.journal.shared import calls

from ._consumer import PutBackError
from ._limits import limits_of
from ._server import Server

_GATHER_FOR = 0.02
"""Seconds that the first of several rows waits for the others."""
_RETRY_AFTER = 1.0
_PATIENCE = 10.0
"""Seconds that a row waits in its place; then the place is given to another row, which may be paid already."""
_PUT_BACK_FOR = 20.0
"""Seconds for which it is put back then."""

_NOW = text("SELECT extract(epoch FROM clock_timestamp())")
"""The database's clock, which the rate uses: those of the machines may differ."""


@dataclass(eq=False, slots=True)
class _Waiting:
    until: float
    answer: "asyncio.Future[Call | None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class RowTaker:
    """Takes rows of one batch for this worker.

    Args:
        server: The journal's database.
        batch: The batch.
        port: The clock.
        outage: Knows when no row should start.

    Attributes:
        forecast: What calls may cost; it learns.
        on_dearer: Called when rows turn out to cost more than expected.
    """

    def __init__(self, server: Server, batch: Batch, port: AsyncPort, outage: Outage) -> None:
        self.forecast = Forecast()
        self._server = server
        self._recent = RecentCosts(server.database, batch.id)
        self._batch = batch
        self._port = port
        self._outage = outage
        self._waiting: dict[int, _Waiting] = {}
        self._serving: asyncio.Task[None] | None = None
        self._wake = Signal()
        self._closed = False
        self._short = False
        self._has_budget = False
        self.on_dearer: Callable[[], None] = lambda: None

    async def take(self, number: int) -> Call | None:
        """Take a row as soon as it may start; None if it is no longer planned.

        Args:
            number: Its call in the journal.

        Raises:
            PutBackError: It may not start for now.
        """
        if self._closed:
            raise PutBackError(0.0, "the worker is ending")
        waiting = self._waiting.setdefault(number, _Waiting(self._port.now() + _PATIENCE))
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return await waiting.answer

    def learn(self, call: Call, reserved: float | None) -> None:
        """Note what was set aside for a call of this worker: the budget may suffice for more rows now."""
        if self._has_budget:
            self._learned(dearer=self.forecast.learn(call, reserved))

    def learn_task(self, call: Call, task: BaseTask) -> None:
        """Note what a call of this worker has cost: the budget may suffice for more rows now."""
        if self._has_budget:
            self._learned(dearer=self.forecast.learn_task(call, task))

    def close(self) -> None:
        """Put back all rows that wait."""
        self._closed = True
        self._fail(list(self._waiting), PutBackError(0.0, "the worker is ending"))
        self._wake.set()

    async def _serve(self) -> None:
        pause = _GATHER_FOR
        while self._waiting:
            await self._port.pause(pause, self._wake)
            now = self._port.now()
            if now < self._outage.until:
                pause = self._outage.until - now
            elif self._waiting:
                pause = await self._attempt()
            self._put_back_overdue()

    async def _attempt(self) -> float:
        """Try once to take all that wait; return the seconds until the next attempt."""
        numbers, rises = list(self._waiting), self.forecast.rises
        try:
            taken, planned = await asyncio.to_thread(self._taken, numbers)
        except JournalError as error:
            self._fail(numbers, PutBackError(_RETRY_AFTER, error.message))
            return _RETRY_AFTER
        except Exception as error:  # noqa: BLE001 - raised again where each of the rows waits
            self._fail(numbers, error)
            return _RETRY_AFTER
        self._short = bool(taken.short)
        if self.forecast.rises != rises:  # they were taken at prices that no longer hold
            await asyncio.to_thread(self._batch.give_back, [call.key for call in taken.calls])
            self.on_dearer()
            return _GATHER_FOR
        left_alone = [call.key for call in taken.calls if not self._answer(call.id, call)]
        if left_alone:
            await asyncio.to_thread(self._batch.give_back, left_alone)
        for number in numbers:
            if number not in planned:
                self._answer(number, None)
        return taken.wait or (_RETRY_AFTER if taken.short or not taken.calls else _GATHER_FOR)

    def _taken(self, numbers: list[int]) -> tuple[Taken, set[int]]:
        """Take what may start; return it, and which of the others are still planned."""
        with self._server.database.reading() as connection:
            limits = limits_of(connection, self._batch.id)
            now = float(connection.execute(_NOW).scalar_one())
        self._has_budget = limits.budget is not None  # without one, no prices are needed, and none are learned
        expect = self.forecast if self._has_budget else None
        if expect:
            self._recent.teach(expect)
        taken = self._batch.take(len(numbers), now, budget=limits.budget, rate=limits.rate, only=numbers, expect=expect)
        return taken, self._planned(set(numbers) - {call.id for call in taken.calls})

    def _learned(self, *, dearer: bool) -> None:
        if dearer:
            self.on_dearer()
        if self._short:
            self._wake.set()

    def _planned(self, numbers: set[int]) -> set[int]:
        if not numbers:
            return set()
        planned = (calls.c.state == str(State.PLANNED), calls.c.line.is_not(None))
        chosen = select(calls.c.id).where(calls.c.id.in_(numbers), *planned)
        with self._server.database.reading() as connection:
            return set(connection.execute(chosen).scalars())

    def _put_back_overdue(self) -> None:
        now = self._port.now()
        overdue = [number for number, waiting in self._waiting.items() if waiting.until <= now]
        self._fail(overdue, PutBackError(_PUT_BACK_FOR, "budget, rate or the service let no more rows start"))

    def _answer(self, number: int, call: Call | None) -> bool:
        """Return a row to its waiter, and whether it was still waiting."""
        waiting = self._waiting.pop(number, None)
        if waiting:
            waiting.answer.set_result(call)
        return waiting is not None

    def _fail(self, numbers: Iterable[int], error: Exception) -> None:
        for number in numbers:
            if waiting := self._waiting.pop(number, None):
                waiting.answer.set_exception(error)
