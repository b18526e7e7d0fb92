"""How long a run waits for tasks that do not end: all of its waits share one patience."""

from collections.abc import Mapping
from typing import Any, Final

_USUAL: Final = 45.0  # seconds; the estimate is an optional field
_TIMES: Final = 2.0  # times the estimate
_LEAST: Final = 15.0  # seconds, whatever the estimate
_MOST: Final = 600.0  # seconds, whatever the estimate


def expected_seconds(task: Mapping[str, Any]) -> float:
    """Return the service's estimate for a task, or a default: the field is optional."""
    estimate = (task.get("task_info") or {}).get("estimated_time")
    return float(estimate) if isinstance(estimate, int | float) else _USUAL


class Patience:
    """How long a run still waits for a task; a context of all waits.

    A task may take twice its estimate, and a little more. Once one has not ended in that time, no other task is waited
    for as long: others of its kind get twice what the slowest that ended took, which is nothing if none has ended, and
    those of other kinds a few seconds.

    Args:
        limit: How many seconds to wait at most for one task; None for what the estimates allow.
    """

    def __init__(self, limit: float | None = None) -> None:
        self._limit = _MOST if limit is None else limit
        self._slowest: dict[str, float] = {}
        self._stuck: set[str] = set()

    def seconds(self, task: Mapping[str, Any]) -> float:
        """Return how long to wait for a task."""
        kind = str(task.get("object"))
        if kind in self._stuck:
            return 2 * self._slowest.get(kind, 0.0)
        if self._stuck:
            return min(self._limit, max(_LEAST, 2 * self._slowest.get(kind, 0.0)))
        return min(self._limit, _TIMES * max(0.0, expected_seconds(task)) + _LEAST)

    def ended(self, task: Mapping[str, Any], seconds: float) -> None:
        """Remember how long a task took that has ended."""
        kind = str(task.get("object"))
        self._slowest[kind] = max(seconds, self._slowest.get(kind, 0.0))

    def lost(self, task: Mapping[str, Any]) -> None:
        """Remember that a task did not end in its time."""
        self._stuck.add(str(task.get("object")))
