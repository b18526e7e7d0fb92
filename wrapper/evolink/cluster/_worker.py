"""One machine's part: rows that the queue hands out, each to its end. The journal decides about money."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evolink._files.destination import make_folder
from evolink._files.part_lock import remove_abandoned
from evolink._http.asyncio_ import AsyncPort
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.batch.shared import (
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

from ._engine import PutBackError
from ._fence import Fence
from ._living import Living
from ._queue import Ticket
from ._server import Server
from ._taker import Taker

_LATER = 5.0
_LEFT_FOR = 60.0
"""Seconds for which a row is put back that is paid and could not be brought to its end."""
_OVER = (LinkExpired, NotFound)
"""What no later attempt can mend."""

_log = logging.getLogger("evolink")


@dataclass(frozen=True, slots=True)
class _Run:
    """A bulk run, as this worker has it."""

    batch: Batch
    folder: Path
    taker: Taker


@dataclass(slots=True)
class Tally:
    """What a worker has come to.

    Attributes:
        ends: Rows that have left it, by how.
        in_flight: Rows under way.
        ended_by: What ended it before its time.
    """

    ends: Counter[RowEnd] = field(default_factory=Counter[RowEnd])
    in_flight: int = 0
    ended_by: Exception | None = None


class Worker:
    """Brings rows to their ends.

    Args:
        journal: The journal, open for this worker alone.
        server: Its database.
        port: The outside world.
        timeout: Seconds that one request may take.
        in_flight: Rows under way at one time.
        lease: Seconds after which others take its rows over.
        folder: Where pictures go; the folder that the run was submitted with if None.
        stop: Set to let nothing more begin.
        any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF.

    Attributes:
        tally: What it has come to.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a row's life has to do with
        self,
        journal: Journal,
        server: Server,
        port: AsyncPort,
        timeout: float,
        in_flight: int,
        lease: float,
        folder: Path | None,
        stop: asyncio.Event,
        *,
        any_type: bool = False,
    ) -> None:
        self.tally = Tally()
        self._journal = journal
        self._server = server
        self._port = port
        self._timeout = timeout
        self._limit = Flow(port, timeout).limit
        self._lease = lease
        self._folder = folder
        self._stop = stop
        self._any_type = any_type
        self._throttle = Throttle(in_flight)
        self._outage = Outage()
        self._runs: dict[str, _Run] = {}
        self._living: set[Living] = set()
        self._leaving = False

    async def row(self, ticket: Ticket) -> None:
        """Bring a row as far as it goes.

        Raises:
            PutBackError: It is to come again.
        """
        if self._stop.is_set():
            raise PutBackError(0.0, "the worker ends")
        try:
            run = await self._run(ticket.run)
            call = await self._mine(run, ticket)
            if call is not None:
                await self._understand(run, call, await self._lived(run, call))
        except JournalError as error:
            raise PutBackError(_LATER, error.message) from error
        except OSError as error:
            self._end(error)
            raise PutBackError(0.0, f"there is no folder for its pictures: {error}") from error

    def put_back_waiting(self) -> None:
        """Put back the rows that wait for money or rate; nothing more begins."""
        for run in self._runs.values():
            run.taker.close()

    def leave(self) -> None:
        """Leave what can be taken over by others. What is being sent is not left: its task might be lost."""
        self._leaving = True
        for living in self._living:
            living.leave()

    async def _run(self, name: str) -> _Run:
        if name not in self._runs:
            batch = await asyncio.to_thread(self._journal.batch, name, time.time())
            folder = self._folder or Path(batch.output or name)
            await asyncio.to_thread(_make_ready, folder)
            taker = Taker(self._server, batch, self._port, self._outage)
            taker.on_dearer = lambda: self._take_back(batch.id)
            self._runs.setdefault(name, _Run(batch, folder, taker))
        return self._runs[name]

    async def _mine(self, run: _Run, ticket: Ticket) -> Call | None:
        """Get the right to a row: by taking it, or by taking it over. None if nothing is left to do for it."""
        number, key = ticket.call, ticket.key
        while (call := await run.taker.take(number)) is None:
            found = await asyncio.to_thread(self._found, run.batch, key)
            if found is None or found.state is not State.PLANNED:
                return found
            number, key = found.id, found.key
        return call

    def _found(self, batch: Batch, key: str) -> Call | None:
        """Look at a row that another had: give its call, taken over, or a planned one to take; None if it is over."""
        call = self._journal.call(key)
        if call is not None and call.state is State.REFUSED and call.error_code == UNPAID:
            call = batch.retry(call, time.time())
        elif call is not None and call.state is State.REFUSED:  # its worker died before it gave it back
            batch.give_back([key])
            call = self._journal.call(key)
        while call is not None and call.state is State.FAILED:
            call = batch.retry(call, time.time()) if is_worth_another_call(call) else None
        if call is None or call.state is State.PLANNED:
            return call if call and call.line is not None else None  # without a line nobody asks for it any more
        if call.state in UNCERTAIN or (call.state is State.COMPLETED and not call.unsaved):
            return None
        taken = self._journal.take_over(call.key)
        return None if taken.state is State.HELD else taken

    async def _lived(self, run: _Run, call: Call) -> RowOutcome:
        """Live a row's life.

        Raises:
            PutBackError: Another has taken the row over, or this worker leaves it.
        """
        living = Living()
        flow = Flow(self._port, self._timeout, record=Fence(self._journal.record, _from_a_thread(living.lose)))
        flow.limit = self._limit
        hooks = RowHooks(
            lambda _, state: self._has_task(run, living, state),
            lambda _, task: run.taker.learned(dearer=run.taker.forecast.learn_task(call, task)),
        )
        target = RowTarget(run.folder, self._any_type)
        living.runner = RowRunner(flow, call, target, self._throttle, hooks)
        living.task = asyncio.create_task(living.runner.run())
        self._living.add(living)
        self.tally.in_flight += 1
        try:
            await asyncio.wait({living.task})
        finally:
            self._living.discard(living)
            self.tally.in_flight -= 1
        if living.lost:
            # To end as if it were done would take the row from the queue, and from whoever has it now.
            raise PutBackError(self._lease, "another worker has taken the row over")
        if living.task.cancelled():
            if living.returned:
                await asyncio.to_thread(run.batch.give_back, [call.key])
                raise PutBackError(0.0, "such rows have become dearer")
            raise PutBackError(0.0, "the worker ends")
        return living.task.result()

    def _has_task(self, run: _Run, living: Living, state: TaskState) -> None:
        self._outage.end()
        run.taker.learned(dearer=run.taker.forecast.learn(living.runner.call, state.credits_reserved))
        if self._leaving or living.lost:
            living.task.cancel()

    def _take_back(self, batch: int) -> None:
        """Take back the rows of a run that are not sent: what was reserved for them is too little."""
        for living in self._living:
            if living.runner.call.batch == batch:
                living.take_back()

    async def _understand(self, run: _Run, call: Call, outcome: RowOutcome) -> None:
        """See to it that a row is done with, or comes again.

        Raises:
            PutBackError: It comes again.
        """
        if isinstance(outcome.error, JournalError):
            raise PutBackError(self._lease if isinstance(outcome.error, Fenced) else _LATER, outcome.error.message)
        self._look_at_the_service(outcome)
        match outcome.end:
            case RowEnd.AGAIN:
                await asyncio.to_thread(run.batch.retry, call, time.time())
                raise PutBackError(outcome.delay, f"it failed, and gets another call: {outcome.error}")
            case RowEnd.BACK:
                await asyncio.to_thread(run.batch.give_back, [call.key])
                raise PutBackError(_LATER, f"it was not sent: {outcome.error}")
            case RowEnd.LEFT if not isinstance(outcome.error, _OVER):
                raise PutBackError(
                    0.0 if outcome.stops else _LEFT_FOR, f"it is paid, and could not be finished yet: {outcome.error}"
                )
            case _:
                self.tally.ends[outcome.end] += 1

    def _look_at_the_service(self, outcome: RowOutcome) -> None:
        if outcome.stops:
            self._end(outcome.error)
        if self._outage.add(outcome, self._port.now()):
            self._end(outcome.error)
        self._throttle.not_before = self._outage.until

    def _end(self, error: Exception | None) -> None:
        self.tally.ended_by = self.tally.ended_by or error
        self._stop.set()


def _make_ready(folder: Path) -> None:
    make_folder(folder)
    remove_abandoned(folder, time.time(), shared=True)


def _from_a_thread(do: Callable[[], object]) -> Callable[[], None]:
    loop = asyncio.get_running_loop()

    def ask() -> None:
        try:
            loop.call_soon_threadsafe(do)
        except RuntimeError:  # the loop has ended, and with it whoever would care
            _log.debug("a row was taken over after the end of its worker")

    return ask
