"""What becomes of a row, of its next call and of the whole batch when something goes wrong: pure decisions."""

from dataclasses import dataclass, replace
from enum import Enum

from evolink._task.failures import build_failure
from evolink.errors import (
    AuthenticationError,
    ConnectionFailed,
    EvoLinkError,
    InsufficientCredits,
    JournalError,
    JournalFailed,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServiceError,
    SubmissionUncertain,
    TaskFailed,
)
from evolink.journal import Call

MOST_CALLS = 3
"""Calls of one row in all: the first, and two more."""
_PAUSE = 2.0
_LATER = 30.0
"""Seconds before a new call if no time is advised, and if a later one is."""
_FIRST, _LONGEST = 1.0, 30.0
_PATIENCE = 300.0
"""Seconds of an outage after which a batch stops."""
_MOST_UNCERTAIN = 20
"""Answers lost in a row after which it stops: each is a row that may have been paid for nothing."""
_ACCOUNT_WIDE = (AuthenticationError, InsufficientCredits, PermissionDenied, JournalError)
"""Errors that every other row would get as well."""


class RowPhase(Enum):
    """What is being done for a row."""

    READY = "ready"
    SENDING = "sending"
    WAITING = "waiting"
    SAVING = "saving"


class RowEnd(Enum):
    """How a row left the batch runner, for now."""

    DONE = "done"
    FAILED = "failed"
    AGAIN = "again"
    """It failed, and gets another call."""
    HELD = "held"
    BACK = "back"
    """Nothing was charged, for a reason that is not its own: it is planned again."""
    LEFT = "left"
    """It is paid, or a file of it can't be uploaded; the next run continues with it."""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a row.

    Attributes:
        end: How it ended.
        error: Why, if it did not end well.
        delay: Seconds until its next call.
        stops: Whether no other row should begin.
        outage: Whether the service or the journal's server could not be reached, or the response was lost.
    """

    end: RowEnd
    error: Exception | None = None
    delay: float = 0.0
    stops: bool = False
    outage: bool = False


DONE, LEFT = RowOutcome(RowEnd.DONE), RowOutcome(RowEnd.LEFT)


def outcome_of(phase: RowPhase, error: EvoLinkError | OSError, attempt: int, roll: float) -> RowOutcome:
    """Return what an error means for its row.

    Args:
        phase: What was being done.
        error: What was raised.
        attempt: Which call of the row it was, from 1.
        roll: A random number in [0, 1).
    """
    if isinstance(error, OSError) and not isinstance(error, EvoLinkError):
        sent = phase not in {RowPhase.READY, RowPhase.SENDING}
        return RowOutcome(RowEnd.LEFT if sent else RowEnd.BACK, error, stops=True)  # the disk would refuse the next too
    if phase in {RowPhase.READY, RowPhase.SENDING}:
        outcome = _not_sent(error)
        is_file = phase is RowPhase.READY and outcome.end is RowEnd.FAILED
        return replace(outcome, end=RowEnd.LEFT) if is_file else outcome
    if isinstance(error, TaskFailed):
        delay = next_call(error, attempt, roll)
        return RowOutcome(RowEnd.FAILED, error) if delay is None else RowOutcome(RowEnd.AGAIN, error, delay)
    return RowOutcome(RowEnd.LEFT, error, stops=isinstance(error, _ACCOUNT_WIDE))


def _not_sent(error: Exception) -> RowOutcome:
    match error:
        case SubmissionUncertain() if isinstance(error.__cause__, _ACCOUNT_WIDE):
            return RowOutcome(RowEnd.HELD, error.__cause__, stops=True)  # refused this time, and uncertain as before
        case SubmissionUncertain():
            return RowOutcome(RowEnd.HELD, error, outage=True)
        case RateLimited() | ConnectionFailed() | ServiceError() | JournalFailed(passing=True):
            return RowOutcome(RowEnd.BACK, error, outage=True)
        case NotFound():  # the address is another service's, so no row would find it
            return RowOutcome(RowEnd.BACK, error, stops=True)
        case _ if isinstance(error, _ACCOUNT_WIDE):
            return RowOutcome(RowEnd.BACK, error, stops=True)
        case _:
            return RowOutcome(RowEnd.FAILED, error)


def next_call(error: TaskFailed, attempt: int, roll: float) -> float | None:
    """Return the seconds until a row's next call; None if there should be none.

    Args:
        error: Why the task failed, with the contract's advice.
        attempt: Which call of the row it was, from 1.
        roll: A random number in [0, 1), so that many that failed together do not come back together.
    """
    if attempt >= MOST_CALLS or not error.new_call_may_help:
        return None
    if error.wait_before_retry:
        least, most = error.wait_before_retry
        return least + (most - least) * roll
    return (_LATER if error.action == "retry-later" else _PAUSE) * attempt * (1 + roll / 2)


def is_worth_another_call(call: Call) -> bool:
    """Whether a call whose task failed should be followed by another one."""
    return call.task is not None and next_call(build_failure(call.task, None), call.attempt, 0.0) is not None


class Outage:
    """How long a batch waits for a service that can't be reached, counted since its last good answer.

    Attributes:
        until: When the next row may begin, on the clock that `add` is called with.
    """

    def __init__(self) -> None:
        self.until = 0.0
        self._since: float | None = None
        self._pause = _FIRST
        self._uncertain = 0

    def end(self) -> None:
        """Note that the service answers."""
        self._since, self._pause, self._uncertain = None, _FIRST, 0

    def add(self, outcome: RowOutcome, now: float) -> bool:
        """Note the outcome of a row, and return whether the batch should stop.

        Args:
            outcome: The outcome; it counts only if it shows an outage.
            now: The time.
        """
        if not outcome.outage:
            return False
        self._since = now if self._since is None else self._since
        self._uncertain += outcome.end is RowEnd.HELD
        if now >= self.until:  # rows that were in progress together count once
            self.until, self._pause = now + self._pause, min(2 * self._pause, _LONGEST)
        return now - self._since >= _PATIENCE or self._uncertain >= _MOST_UNCERTAIN
