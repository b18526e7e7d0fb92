"""When to read a running task again: few reads, and early answers."""

from dataclasses import dataclass

_FIRST_BLIND = 3.5
"""Seconds before which no image was ever ready, so that a read says nothing."""
_BLIND_GAP = 2.7
_BLIND_GROWTH = 0.08
_LONGEST_BLIND = 8.0
"""The gap while nothing is known: it starts so, grows by this share of the time waited, and ends so."""
_VERY_LATE_GROWTH = 0.05
"""The same share once that is more: a task of hours is not read every few seconds."""
_WATCHED_GAP = 0.7
_WATCHED_GROWTH = 0.3
"""The same two if the progress is shown, so that it moves."""
_LONGEST_FIRST = 8.0
"""Seconds after which the first read comes at the latest, whatever the estimate."""
_TRUSTED_GAP = 2.5
_TRUSTED_GROWTH = 0.2
"""The gap while progress can be believed is at most so long, plus this share of the time waited."""
_SHARE_OF_ESTIMATE = 0.6
_SHARE_OF_RATIO = 0.8
"""How much of the way to an expected end one gap goes."""
_CLOSEST_BY_RATE = 0.03
_CLOSEST_SHARE = 0.05
"""Near the expected end, the least gap as a share of the time waited."""
_OVERDUE_SHARE = 0.5
"""Past the estimated end, the gap as a share of the delay."""
_BELIEVED = 1.25
"""How far beyond the estimated end progress may point and still be believed."""
_LEAST = 0.4
_MARGIN = 0.03
_JITTER = 0.02
_DONE = 100.0


@dataclass(frozen=True, slots=True)
class Observation:
    """A task's progress in percent, so many seconds after the task was first seen."""

    waited: float
    progress: float | None


def next_gap(
    earlier: Observation | None, last: Observation, estimate: float | None, roll: float, *, watched: bool = False
) -> float:
    """Return the seconds between the last read and the next.

    The read is placed where the task should end: by the rate of its progress, else by how far it has come, and
    never past the service's estimate. All three can mislead, so the gap is never above `longest_gap`.

    Args:
        earlier: The task at the last read but one.
        last: The task at the last read, or when it was made.
        estimate: The service's estimate of the whole duration in seconds, if it makes one.
        roll: A random number in [0, 1) that spreads many waits.
        watched: Whether the progress is shown to a person.
    """
    rate, waited = _rate(earlier, last), last.waited
    by_progress, by_estimate = _by_progress(last, rate), _by_estimate(waited, estimate)
    agreed = by_progress is not None and estimate is not None and waited + by_progress <= _BELIEVED * estimate
    if by_progress is None or by_estimate is None:
        gap = by_progress or by_estimate or _blind(waited)
    else:
        gap = by_progress if agreed or rate else min(by_progress, by_estimate)
    return min(
        max(gap, _LEAST) * (1 + _JITTER * roll), longest_gap(waited, trusted=agreed or bool(rate), watched=watched)
    )


def longest_gap(waited: float, *, trusted: bool, watched: bool = False) -> float:
    """Return the bound of every gap in seconds; it is wider where progress moves, or agrees with the estimate.

    Args:
        waited: Seconds from the task's start to its last read.
        trusted: Whether its progress can be believed.
        watched: Whether the progress is shown to a person.
    """
    if watched:
        return _WATCHED_GAP + _WATCHED_GROWTH * waited
    if not waited:
        return _LONGEST_FIRST
    return max(_blind(waited), _TRUSTED_GAP + _TRUSTED_GROWTH * waited if trusted else 0.0)


def _rate(earlier: Observation | None, last: Observation) -> float | None:
    """Return percent per second between two observations; None if either says nothing, 0 if it stands still."""
    if earlier is None or not earlier.progress or not last.progress or last.waited <= earlier.waited:
        return None
    return max(0.0, (last.progress - earlier.progress) / (last.waited - earlier.waited))


def _by_progress(last: Observation, rate: float | None) -> float | None:
    """Go where the rate reaches the end or, with one observation, most of the way to where the ratio does."""
    if not last.progress or not 0 < last.progress < _DONE or not last.waited or rate == 0:
        return None
    if rate:
        return max((_DONE - last.progress) / rate + _MARGIN, _CLOSEST_BY_RATE * last.waited)
    return _towards(last.waited * _DONE / last.progress, last.waited, _SHARE_OF_RATIO)


def _by_estimate(waited: float, estimate: float | None) -> float | None:
    """Go part of the way to the estimated end; past it, ever more slowly."""
    if estimate is None or estimate <= 0:
        return None
    if waited < estimate:
        return _towards(estimate, waited, _SHARE_OF_ESTIMATE)
    return max(_CLOSEST_SHARE * estimate, _OVERDUE_SHARE * (waited - estimate))


def _towards(end: float, waited: float, share: float) -> float:
    return max(share * (end - waited), _CLOSEST_SHARE * end)


def _blind(waited: float) -> float:
    """Return the gap while nothing is known."""
    steady = min(_BLIND_GAP + _BLIND_GROWTH * waited, _LONGEST_BLIND)
    return max(_FIRST_BLIND - waited, steady, _VERY_LATE_GROWTH * waited)
