"""Whether to send again, and after how long: pure decisions. Times are those of the port's clock."""

import re
from datetime import UTC

from evolink.errors import ApiError, ConnectionFailed, EvoLinkError, NotFound, RateLimited

_LONGEST_PAUSE = 30.0
_FIRST_PAUSE = 0.5
_MOST_RESUBMISSIONS = 4
_NOT_FOUND_PATIENCE = 10.0
"""Seconds that such answers are waited through, from the first of them."""
_YOUNG = 600.0
"""Seconds after which a task is there if ever; many, since first reads come late and clocks differ."""
_BORN = re.compile(r"task-unified-(\d{10})(?!\d)")
"""How the service's IDs begin: with the Unix seconds of their creation."""


def read_retry_after(header: str | None, now: float) -> float | None:
    """Read a Retry-After header, which holds seconds or a date.

    Args:
        header: Its value, if there is one.
        now: Unix time in seconds at which the answer came.

    Returns:
        Seconds to wait, never below 0; None if the header can't be read.
    """
    if not header:
        return None
    if header.strip().isdecimal() and header.isascii():
        return float(header.strip())
    date = read_date(header)
    return None if date is None else max(0.0, date - now)


def read_date(header: str) -> float | None:
    """Return the Unix seconds of a date in a header; None if it can't be read."""
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(header)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def backoff_delay(error: EvoLinkError, attempt: int, roll: float) -> float:
    """Return the seconds to wait before sending again: what the service asks for, else twice as long each time.

    Args:
        error: The outcome of the last attempt.
        attempt: Attempts so far, at least 1.
        roll: A random number in [0, 1).
    """
    if error.retry_after is not None:
        return min(error.retry_after, _LONGEST_PAUSE) + _FIRST_PAUSE * roll
    doubled = _FIRST_PAUSE * 2.0 ** min(attempt - 1, 10)
    return min(doubled, _LONGEST_PAUSE) * (0.5 + 0.5 * roll)


def resubmit_delay(error: EvoLinkError, attempt: int, roll: float) -> float | None:
    """Return the seconds until a create request may be sent again; None if it must not be.

    Sending again is safe only if the request provably did not reach the service, or was refused unprocessed.
    """
    safe = isinstance(error, RateLimited | ConnectionFailed) and not may_have_been_made(error)
    return backoff_delay(error, attempt, roll) if safe and attempt <= _MOST_RESUBMISSIONS else None


def may_have_been_made(error: EvoLinkError) -> bool:
    """Return whether a create request with this outcome may still have created a task.

    Only an answer that says otherwise rules it out: anything else may come from a gateway, not from the service.
    """
    match error:
        case ConnectionFailed():
            return error.may_have_arrived
        case ApiError():
            return not error.unprocessed
        case _:
            return False


class SharedBackoff:
    """One back-off for everything that a client sends, once the service wants fewer requests."""

    def __init__(self) -> None:
        self._until = 0.0
        self._times = 0

    def record_limit(self, error: RateLimited, now: float, roll: float) -> None:
        """Record a 429. During a back-off, another one lengthens it only if it has a Retry-After."""
        if now >= self._until:
            self._times += 1
        elif error.retry_after is None:
            return
        self._until = max(self._until, now + backoff_delay(error, self._times, roll))

    def record_success(self, now: float) -> None:
        """Record that a request was processed."""
        if now >= self._until:
            self._times = 0

    def left(self, now: float) -> float:
        """Return the seconds for which nothing should be sent."""
        return max(0.0, self._until - now)


def created_from_id(task_id: str) -> float | None:
    """Return when a task was created, in Unix seconds, if its ID says so."""
    found = _BORN.match(task_id)
    return float(found[1]) if found else None


def is_young(made: float | None, date: float) -> bool:
    """Return whether a task may have been created just now.

    Args:
        made: When it was created, in Unix seconds on the service's clock.
        date: Unix seconds on this machine's.
    """
    return made is not None and abs(date - made) < _YOUNG


class NotFoundGrace:
    """Waits through 404s for a new task: for some seconds the service may not know it yet.

    Args:
        young: Whether it may have been created just now.
    """

    def __init__(self, *, young: bool) -> None:
        self._young = young
        self._ends: float | None = None

    def record_answer(self) -> None:
        """Record that the service has shown the task."""
        self._young = False

    def is_hopeless(self, error: ApiError | ConnectionFailed, now: float) -> bool:
        """Return whether reading it again is useless, after this failure at this time."""
        if not (self._young and isinstance(error, NotFound)):
            return not error.transient
        if self._ends is None:
            self._ends = now + _NOT_FOUND_PATIENCE
        return now >= self._ends
