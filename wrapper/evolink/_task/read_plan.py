"""Which tasks to read now, and which of them together: pure decisions about times and tags."""

from heapq import heappop, heappush
from math import inf

WINDOW = 0.05
"""Seconds that a read which is due waits for others that can be made in the same request."""


class ReadPlan:
    """The planned reads of many tasks, at most one of each. Times are those of the port's clock.

    Args:
        most: How many tasks one request may read.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._planned: dict[int, tuple[float, bool]] = {}
        self._joint: list[tuple[float, int]] = []
        self._alone: list[tuple[float, int]] = []
        self._sweep = -inf

    def __contains__(self, tag: int) -> bool:
        return tag in self._planned

    def plan(self, tag: int, at: float, *, alone: bool) -> None:
        """Plan the next read of a task, replacing an earlier plan.

        Args:
            tag: The task.
            at: When it is due.
            alone: Whether it is made alone in any case.
        """
        self._planned[tag] = at, alone
        heappush(self._alone if alone else self._joint, (at, tag))

    def drop(self, tag: int) -> None:
        """Forget the planned read of a task, if there is one."""
        self._planned.pop(tag, None)

    def take(self, now: float, *, together: bool) -> list[int]:
        """Return the tasks to read now in one request, and forget their plans; empty if there are none.

        Args:
            now: The time.
            together: Whether one request may read several.
        """
        if self._first(self._alone, alone=True) <= now:
            return [self._pop(self._alone)]
        due = self._first(self._joint, alone=False)
        if not together:
            return [self._pop(self._joint)] if due <= now else []
        if due + WINDOW <= now:
            self._sweep = now  # all that is due by now goes, in as many requests as it takes
        taken: list[int] = []
        while len(taken) < self._most and self._first(self._joint, alone=False) <= self._sweep:
            taken.append(self._pop(self._joint))
        return taken

    def next_at(self, *, together: bool) -> float:
        """Return when `take` has something next; infinity if nothing is planned."""
        joint = self._first(self._joint, alone=False) + (WINDOW if together else 0.0)
        return min(self._first(self._alone, alone=True), joint)

    def _first(self, heap: list[tuple[float, int]], *, alone: bool) -> float:
        """Return when the first read of a heap is due, after removing those that were planned anew."""
        while heap and self._planned.get(heap[0][1]) != (heap[0][0], alone):
            heappop(heap)
        return heap[0][0] if heap else inf

    def _pop(self, heap: list[tuple[float, int]]) -> int:
        tag = heappop(heap)[1]
        del self._planned[tag]
        return tag
