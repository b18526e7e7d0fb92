"""A run's rows in the journal, for asyncio: the journal waits for the disk, so threads do."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from evolink._task.failures import build_failure
from evolink.errors import Fenced
from evolink.journal import Batch, Call, Journal, State, Taken

from ._again import next_call
from ._away import once_back
from ._forecast import Forecast

T = TypeVar("T")

_CHUNK = 1000


class Store:
    """A run's rows in the journal. While its server is away, as when it restarts, it is waited for.

    Args:
        journal: The journal, open for this run alone.
        batch: The run.
        taken: Called with rows that were taken, before any of them is sent.
    """

    def __init__(
        self, journal: Journal, batch: Batch, taken: Callable[[Iterable[Call]], object] = lambda _: None
    ) -> None:
        self._journal = journal
        self._batch = batch
        self._taken = taken

    async def try_again(self) -> None:
        """Plan what an earlier run came to no good end with, and what cost nothing or a new call may help."""
        await once_back(self._try_again)

    async def taken_up(self) -> list[Call]:
        """Return calls that an earlier run left with something to do, unsaved pictures first, soonest to die first."""
        calls = await once_back(lambda: self._journal.take_up(self._batch.id))
        return sorted(calls, key=_dies)

    async def held(self) -> list[str]:
        """Return the keys of the rows whose answer was lost."""
        return await once_back(lambda: [call.key for call in self._batch.rows({State.HELD})])

    async def resend(self, key: str) -> Call | None:
        """Return a held row's call, to be sent again once; None if it is held no more."""
        try:
            return await once_back(lambda: self._journal.resend(key))
        except Fenced:
            return None

    async def take(self, limit: int, budget: float | None, rate: float | None, forecast: Forecast) -> Taken:
        """Take rows to send now; see `Batch.take`."""
        expect = None if budget is None else forecast
        taken = await once_back(lambda: self._batch.take(limit, time.time(), budget=budget, rate=rate, expect=expect))
        self._taken(taken.calls)
        return taken

    async def give_back(self, keys: Iterable[str]) -> None:
        """Plan rows again that were not charged."""
        chosen = list(keys)
        await once_back(lambda: self._batch.give_back(chosen))

    async def plan_again(self, call: Call) -> None:
        """Plan another call of a row."""
        await once_back(lambda: self._batch.retry(call, time.time()))

    async def spent(self) -> float:
        """Return the credits that the run takes up of a budget."""
        return await once_back(lambda: self._batch.spent)

    def _try_again(self) -> None:
        for calls in _chunks(self._batch.rows({State.REFUSED})):
            self._batch.renew(calls, time.time())
        for calls in _chunks(filter(_is_worth_a_call, self._batch.rows({State.FAILED}))):
            for call in calls:
                self._batch.retry(call, time.time())


def _is_worth_a_call(call: Call) -> bool:
    return call.task is not None and next_call(build_failure(call.task, None), call.attempt, 0.0) is not None


def _chunks(items: Iterator[T]) -> Iterator[list[T]]:
    """Part a stream, so that it is not read while what it reads is changed."""
    while chunk := list(islice(items, _CHUNK)):
        yield chunk


def _dies(call: Call) -> tuple[bool, float]:
    """Sort by when the first link of an unsaved picture dies; calls without links come last."""
    ends = [result.expires_at or 0.0 for result in call.unsaved]
    return not ends, min(ends, default=0.0)
