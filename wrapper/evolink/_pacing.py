"""When to read a running task again: few reads, and early answers."""

_FIRST = 0.7
_SHARE = 0.3
_LEAST = 0.4
_OVERDUE_SHARE = 0.1
_JITTER = 0.1
_DONE = 100


def next_delay(waited: float, estimate: float | None, progress: float | None, roll: float) -> float:
    """Give the seconds until the next read.

    The read is placed where the task should end: by its progress where it has made some, else by the
    service's estimate. Neither is trusted far, for both can mislead: the gap never exceeds 0.7 s + 30 % of
    the time waited, and once the expected end is past it grows gently from there.

    Args:
        waited: Seconds since the task was made, or first seen.
        estimate: The service's guess of the whole duration in seconds, if it made one.
        progress: Percent done, if told.
        roll: A random number in [0, 1) that spreads many waits.
    """
    bound = _FIRST + _SHARE * waited
    left = _expected(waited, estimate, progress) - waited
    gap = left if left > 0 else _OVERDUE_SHARE * waited
    return min(max(gap, _LEAST), bound) * (1 - _JITTER * roll)


def _expected(waited: float, estimate: float | None, progress: float | None) -> float:
    """Give the task's likely whole duration in seconds; endless if nothing is known."""
    if progress is not None and progress > 0:
        return waited * _DONE / progress
    return float("inf") if estimate is None else estimate
