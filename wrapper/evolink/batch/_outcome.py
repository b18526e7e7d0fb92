"""What becomes of a row, and of the whole run, by what went wrong where: pure decisions."""

from dataclasses import dataclass
from enum import Enum

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

from ._again import next_call

_ACCOUNT_WIDE = (AuthenticationError, InsufficientCredits, PermissionDenied, JournalError)
"""What would meet every other row as well."""


class Phase(Enum):
    """What is being done for a row."""

    READY = "ready"
    POSTING = "posting"
    WAITING = "waiting"
    SAVING = "saving"


class End(Enum):
    """What became of a row, for now."""

    DONE = "done"
    FAILED = "failed"
    AGAIN = "again"
    """It failed, and gets another call."""
    HELD = "held"
    BACK = "back"
    """Nothing was charged, and not for a reason of its own: it is planned again."""
    LEFT = "left"
    """It is paid, and the next run takes it up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row.

    Attributes:
        end: In a word.
        error: Why, if it did not go well.
        delay: Seconds until its next call.
        stops: Whether no other row should begin.
        trouble: Whether the service or the journal's server could not be reached, or lost the answer.
    """

    end: End
    error: Exception | None = None
    delay: float = 0.0
    stops: bool = False
    trouble: bool = False


DONE, LEFT = Outcome(End.DONE), Outcome(End.LEFT)


def outcome_of(phase: Phase, error: EvoLinkError | OSError, attempt: int, roll: float) -> Outcome:
    """Return what an error means.

    Args:
        phase: What was being done.
        error: What was raised.
        attempt: Which call of the row it was, from 1.
        roll: A random number in [0, 1).
    """
    if isinstance(error, OSError) and not isinstance(error, EvoLinkError):
        sent = phase not in {Phase.READY, Phase.POSTING}
        return Outcome(End.LEFT if sent else End.BACK, error, stops=True)  # a disk that refuses one refuses the next
    if phase in {Phase.READY, Phase.POSTING}:
        return _not_sent(error)
    if isinstance(error, TaskFailed):
        delay = next_call(error, attempt, roll)
        return Outcome(End.FAILED, error) if delay is None else Outcome(End.AGAIN, error, delay)
    return Outcome(End.LEFT, error, stops=isinstance(error, _ACCOUNT_WIDE))


def _not_sent(error: Exception) -> Outcome:
    match error:
        case SubmissionUncertain() if isinstance(error.__cause__, _ACCOUNT_WIDE):
            return Outcome(End.HELD, error.__cause__, stops=True)  # refused this time, and uncertain as before
        case SubmissionUncertain():
            return Outcome(End.HELD, error, trouble=True)
        case RateLimited() | ConnectionFailed() | ServiceError() | JournalFailed(passing=True):
            return Outcome(End.BACK, error, trouble=True)
        case NotFound():  # the address is another service's, so it is there for no row
            return Outcome(End.BACK, error, stops=True)
        case _ if isinstance(error, _ACCOUNT_WIDE):
            return Outcome(End.BACK, error, stops=True)
        case _:
            return Outcome(End.FAILED, error)
