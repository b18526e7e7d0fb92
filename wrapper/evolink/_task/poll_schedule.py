"""When to read a running task again: few reads, and early answers."""

from dataclasses import dataclass
from enum import Enum

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
_LEARNED_GROWTH = 1.0
"""The gap where finished tasks of the model have shown how progress goes is at most this share of the time waited."""
_LEAST_LEARNED, _LEARNED_SHARE = 0.2, 0.01
"""Near such an end, the least gap in seconds, and as a share of the time waited."""
_CHEAP = 0.5
"""What the least gaps near an expected end are multiplied with if a read costs next to nothing."""
_SAME_END = 1.01
"""By what factor two such ends may differ and still be one."""
_OPEN_END = 0.5
"""Seconds of doubt about such an end for which another read is worth its cost."""
_LEARNED_JITTER = 0.002
_LEAST = 0.4
_MARGIN = 0.03
_JITTER = 0.02
_LEAST_TELLING = 5.0
_DONE = 100.0
_LAST_SHOWN = 99.7
"""Percent after which a task may end at any time: most services show 99 until then, and a read too early costs less
than a late one."""


class Manner(Enum):
    """How a task is read."""

    USUAL = "usual"
    WATCHED = "watched"
    """The progress is shown to a person, so that it must move."""
    CHEAP = "cheap"
    """Reads share requests with many others, so that they may be closer near the expected end."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A task's progress in percent, so many seconds after the task was first seen."""

    waited: float
    progress: float | None


def is_telling(seen: Observation) -> bool:
    """Return whether the progress of a task is neither at its beginning nor at its end."""
    return seen.progress is not None and _LEAST_TELLING <= seen.progress < _DONE


def next_gap(
    earlier: Observation | None,
    last: Observation,
    estimate: float | None,
    roll: float,
    *,
    start: float | None = None,
    manner: Manner = Manner.USUAL,
) -> float:
    """Return the seconds between the last read and the next.

    The read is placed where the task should end: by the rate of its progress, else by how far it has come, and
    never past the service's estimate. All three can mislead, so the gap is never above `longest_gap`. Where earlier
    tasks of the model have shown how progress goes, one look at it says when the task ends, and the next read is then.

    Args:
        earlier: The task at the last read but one.
        last: The task at the last read, or when it was made.
        estimate: The service's estimate of the whole duration in seconds, if it makes one.
        roll: A random number in [0, 1) that spreads many waits.
        start: The share of its duration before a task's progress moves, as finished tasks of its model have shown.
        manner: What decides how close reads are.
    """
    rate, waited, cheap = _rate(earlier, last), last.waited, manner is Manner.CHEAP
    closer = _CHEAP if cheap else 1.0
    if start is not None and waited and is_telling(last):
        if _is_steady(earlier, last, start):
            least = max(_LEAST_LEARNED, _LEARNED_SHARE * waited) * closer
            gap = max(_by_start(last, start, cheap=cheap), least) * (1 + _LEARNED_JITTER * roll)
            return min(gap, longest_gap(waited, trusted=True, learned=True, manner=manner))
        rate = 0.0  # this task is different: its progress says nothing
    by_progress, by_estimate = _by_progress(last, rate, closer), _by_estimate(waited, estimate)
    agreed = by_progress is not None and estimate is not None and waited + by_progress <= _BELIEVED * estimate
    if by_progress is None or by_estimate is None:
        gap = by_progress or by_estimate or _blind(waited)
    else:
        gap = by_progress if agreed or rate else min(by_progress, by_estimate)
    return min(
        max(gap, _LEAST * closer) * (1 + _JITTER * roll),
        longest_gap(waited, trusted=agreed or bool(rate), manner=manner),
    )


def longest_gap(waited: float, *, trusted: bool, learned: bool = False, manner: Manner = Manner.USUAL) -> float:
    """Return the bound of every gap in seconds; it is wider where progress moves, or agrees with the estimate.

    Args:
        waited: Seconds from the task's start to its last read.
        trusted: Whether its progress can be believed.
        learned: Whether finished tasks of the model have shown how it goes.
        manner: What decides how close reads are.
    """
    if manner is Manner.WATCHED:
        return _WATCHED_GAP + _WATCHED_GROWTH * waited
    if not waited:
        return _LONGEST_FIRST
    if learned:
        return max(_LEARNED_GROWTH * waited, _LEAST_LEARNED)
    return max(_blind(waited), _TRUSTED_GAP + _TRUSTED_GROWTH * waited if trusted else 0.0)


def learned_end(last: Observation, start: float, *, ahead: float = 0.0) -> float:
    """Return when a task ends whose progress moves steadily after its start.

    Args:
        last: Its progress.
        start: The share of its duration before that moves.
        ahead: Percent that it may be further than it shows.
    """
    done = ((last.progress or 0.0) + ahead) / _LAST_SHOWN
    return last.waited / max(start + (1 - start) * done, done / 2)


def _by_start(last: Observation, start: float, *, cheap: bool) -> float:
    """Go to the end that progress points to; just before it, where rounded progress leaves that too open."""
    latest, earliest = learned_end(last, start), learned_end(last, start, ahead=1.0)
    return (earliest if cheap or latest - earliest > _OPEN_END else latest) + _MARGIN - last.waited


def _is_steady(earlier: Observation | None, last: Observation, start: float) -> bool:
    """Return whether two looks at the progress of a task point to one end."""
    if earlier is None or not is_telling(earlier):
        return True
    ends = [(learned_end(each, start, ahead=1.0), learned_end(each, start)) for each in (earlier, last)]
    return max(early for early, _ in ends) <= _SAME_END * min(late for _, late in ends)


def _rate(earlier: Observation | None, last: Observation) -> float | None:
    """Return percent per second between two observations; None if either says nothing, 0 if it stands still."""
    if earlier is None or not earlier.progress or not last.progress or last.waited <= earlier.waited:
        return None
    return max(0.0, (last.progress - earlier.progress) / (last.waited - earlier.waited))


def _by_progress(last: Observation, rate: float | None, closest: float) -> float | None:
    """Go where the rate reaches the end or, with one observation, most of the way to where the ratio does."""
    if not last.progress or not 0 < last.progress < _DONE or not last.waited or rate == 0:
        return None
    if rate:
        return max((_DONE - last.progress) / rate + _MARGIN, closest * _CLOSEST_BY_RATE * last.waited)
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
