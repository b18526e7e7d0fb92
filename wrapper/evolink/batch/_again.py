"""Whether a row's task that failed is worth another call, and when: a pure decision."""

from evolink.errors import TaskFailed

MOST_CALLS = 3
"""Calls of one row in all: the first, and two more."""
_PAUSE = 2.0
_LATER = 30.0
"""Seconds before a new call that nothing is advised for, and before one that is advised for later."""


def next_call(error: TaskFailed, attempt: int, roll: float) -> float | None:
    """Return the seconds until a new call; None if there should be none.

    Args:
        error: Why the task failed, with what the contract says of it.
        attempt: Which call of the row it was, from 1.
        roll: A random number in [0, 1), so that many that failed together do not come back together.
    """
    if attempt >= MOST_CALLS or not error.new_call_may_help:
        return None
    if error.wait_before_retry:
        least, most = error.wait_before_retry
        return least + (most - least) * roll
    return (_LATER if error.action == "retry-later" else _PAUSE) * attempt * (1 + roll / 2)
