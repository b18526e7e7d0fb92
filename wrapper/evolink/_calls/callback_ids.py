"""Which task IDs callbacks have named, and when each is read again: decisions only, times come from the caller."""

import heapq
from collections import OrderedDict
from dataclasses import dataclass
from itertools import count

_FIRST_GAP = 1.0
_LONGEST_GAP = 1800.0
_GIVE_UP = 24 * 3600.0
"""Seconds after the last callback for an ID; by then its links have expired."""


@dataclass(slots=True)
class _Waiting:
    """An ID whose task has not been seen to end yet."""

    heard_at: float
    gap: float = _FIRST_GAP
    turn: int = 0
    """The newest entry of the queue that counts for it; older ones are skipped. 0 while it is being read."""
    heard_meanwhile: bool = False
    """Whether another callback came while it was being read."""


class CallbackIds:
    """The IDs that an endpoint has received: those still to be read, and a bounded memory of those that are done.

    Args:
        most: How many IDs may wait at once, and how many done ones are remembered.
    """

    def __init__(self, most: int = 100_000) -> None:
        self._most = most
        self._waiting: dict[str, _Waiting] = {}
        self._queue: list[tuple[float, int, str]] = []
        self._done: OrderedDict[str, None] = OrderedDict()
        self._turns = count(1)

    def __contains__(self, task_id: object) -> bool:
        """Whether a callback has come for a task, as far as is remembered."""
        return task_id in self._waiting or task_id in self._done

    def hear(self, task_id: str, now: float) -> bool:
        """Note a callback, so that its task is read at once. Return False if too many are waiting already."""
        if task_id in self._done:
            return True
        waiting = self._waiting.get(task_id)
        if waiting is None and len(self._waiting) >= self._most:
            return False
        if waiting is not None and waiting.turn == 0:  # two reads at once would pass its task on twice
            waiting.heard_at, waiting.heard_meanwhile = now, True
            return True
        self._waiting[task_id] = _Waiting(heard_at=now)
        self._enqueue(task_id, now)
        return True

    def take(self, now: float) -> str | None:
        """Return the ID that is due first, for `mark_done` or `retry_later`; None if none is due."""
        self._drop_stale()
        if not self._queue or self._queue[0][0] > now:
            return None
        _, _, task_id = heapq.heappop(self._queue)
        self._waiting[task_id].turn = 0
        return task_id

    def next_due(self) -> float | None:
        """Return the time at which the next ID is due; None if none is waiting."""
        self._drop_stale()
        return self._queue[0][0] if self._queue else None

    def mark_done(self, task_id: str) -> None:
        """Note that a task was seen to end: it is never read again, whatever is posted."""
        self.drop(task_id)
        self._done[task_id] = None
        if len(self._done) > self._most:
            self._done.popitem(last=False)

    def retry_later(self, task_id: str, now: float) -> bool:
        """Note that a task was not seen to end. Return False if it has been tried for long enough."""
        waiting = self._waiting[task_id]
        if waiting.heard_meanwhile:
            waiting.gap, waiting.heard_meanwhile = _FIRST_GAP, False
            self._enqueue(task_id, now)
            return True
        if now - waiting.heard_at >= _GIVE_UP:
            self.drop(task_id)
            return False
        self._enqueue(task_id, now + waiting.gap)
        waiting.gap = min(2 * waiting.gap, _LONGEST_GAP)
        return True

    def make_all_due(self, now: float) -> None:
        """Make every ID due that is waiting for a later time."""
        for task_id, waiting in self._waiting.items():
            if waiting.turn:
                self._enqueue(task_id, now)

    def drop(self, task_id: str) -> None:
        """Stop waiting for an ID."""
        self._waiting.pop(task_id, None)

    def _enqueue(self, task_id: str, due: float) -> None:
        turn = next(self._turns)
        self._waiting[task_id].turn = turn
        heapq.heappush(self._queue, (due, turn, task_id))

    def _counts(self, turn: int, task_id: str) -> bool:
        return task_id in self._waiting and self._waiting[task_id].turn == turn

    def _drop_stale(self) -> None:
        while self._queue and not self._counts(*self._queue[0][1:]):
            heapq.heappop(self._queue)
