"""A batch's rows in the journal, for asyncio: the journal waits for the disk, so threads do."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from evolink._http.sleep import sleep_async
from evolink._log import log as _log
from evolink.batch._forecast import Forecast
from evolink.batch._outcome import is_worth_another_call
from evolink.errors import Fenced, JournalFailed
from evolink.journal import Batch, Call, Journal, State, Taken

T = TypeVar("T")

PATIENCE = 300.0
"""Seconds of an outage of the journal's server after which a batch stops."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 5.0
_CHUNK = 1000


class Store:
    """A batch's rows in the journal. An outage of its server, as when that restarts, is waited out.

    Args:
        journal: The journal, open for this batch alone.
        batch: The batch.
        taken: Called with rows that were taken, before any of them is sent.
    """

    def __init__(
        self, journal: Journal, batch: Batch, taken: Callable[[Iterable[Call]], object] = lambda _: None
    ) -> None:
        self._journal = journal
        self._batch = batch
        self._taken = taken

    async def plan_failed(self) -> None:
        """Plan another call of rows that an earlier run has failed with, if they cost nothing or a call may help."""
        await retrying(self._plan_failed)

    async def unfinished(self) -> list[Call]:
        """Return calls that an earlier run has paid and not finished, those first whose links expire first."""
        calls = await retrying(lambda: self._journal.take_up(self._batch.id))
        return sorted(calls, key=_expires)

    async def held(self) -> list[str]:
        """Return the keys of the rows whose response was lost."""
        return await retrying(lambda: [call.key for call in self._batch.rows({State.HELD})])

    async def resend(self, key: str) -> Call | None:
        """Return a held row's call, to be sent again once; None if it is no longer held."""
        try:
            return await retrying(lambda: self._journal.resend(key))
        except Fenced:
            return None

    async def take(self, limit: int, budget: float | None, rate: float | None, forecast: Forecast) -> Taken:
        """Take rows to send now; see `Batch.take`."""
        expect = None if budget is None else forecast
        taken = await retrying(lambda: self._batch.take(limit, time.time(), budget=budget, rate=rate, expect=expect))
        self._taken(taken.calls)
        return taken

    async def give_back(self, keys: Iterable[str]) -> None:
        """Plan rows again that were not charged."""
        chosen = list(keys)
        await retrying(lambda: self._batch.give_back(chosen))

    async def plan_again(self, call: Call) -> None:
        """Plan another call of a row."""
        await retrying(lambda: self._batch.retry(call, time.time()))

    async def spent(self) -> float:
        """Return the credits that the batch counts against its budget."""
        return await retrying(lambda: self._batch.spent)

    def _plan_failed(self) -> None:
        for calls in _chunks(self._batch.rows({State.REFUSED})):
            self._batch.renew(calls, time.time())
        for calls in _chunks(filter(is_worth_another_call, self._batch.rows({State.FAILED}))):
            for call in calls:
                self._batch.retry(call, time.time())


async def retrying(work: Callable[[], T], patience: float | None = None) -> T:
    """Do something in a thread and return its value, again and again during an outage of the journal's server.

    Args:
        work: What to do; doing it twice must do no harm.
        patience: Seconds after which what it raises is raised; five minutes if None.

    Raises:
        JournalFailed: The journal can't be read or written.
    """
    now = asyncio.get_running_loop().time
    pause, ends = _FIRST_PAUSE, now() + (PATIENCE if patience is None else patience)
    while True:
        try:
            return await asyncio.to_thread(work)
        except JournalFailed as error:
            if not error.passing or now() + pause >= ends:
                raise
            if pause == _FIRST_PAUSE:
                _log.warning("the batch waits for its journal: %s", error.message)
        await sleep_async(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _chunks(items: Iterator[T]) -> Iterator[list[T]]:
    """Split a stream, so that it is not being read while what it reads is changed."""
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _expires(call: Call) -> tuple[bool, float]:
    """Sort by when the first link of an unsaved result expires; calls without links come last."""
    return not call.unsaved, call.first_expiry
