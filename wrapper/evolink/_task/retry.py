"""Whether to send again, and after how long: pure decisions."""

from datetime import UTC

from evolink.errors import ApiError, ConnectionFailed, EvoLinkError, RateLimited

_LONGEST_PAUSE = 30.0
_FIRST_PAUSE = 0.5
_MOST_RESUBMISSIONS = 4


def read_retry_after(header: str | None, now: float) -> float | None:
    """Read a Retry-After header, which holds seconds or a date.

    Args:
        header: Its value, if there is one.
        now: Unix time in seconds at which the answer came.

    Returns:
        Seconds to wait, never below 0; None if the header says nothing that can be read.
    """
    if not header:
        return None
    if header.strip().isdecimal() and header.isascii():
        return float(header.strip())
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now)


def backoff_delay(error: EvoLinkError, attempt: int, roll: float) -> float:
    """Return the seconds to wait before sending again: what the service asks for, else twice as long each time.

    Args:
        error: What came of the last attempt.
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
    """Return whether a create request that ended so may still have made a task.

    Only an answer that says otherwise rules it out: whatever else comes may be a gateway's word, not the service's.
    """
    match error:
        case ConnectionFailed():
            return error.may_have_arrived
        case ApiError():
            return not error.unprocessed
        case _:
            return False
