"""The life of a call, as a table: what may follow what. The statements and the tests read the same one."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a call stands, and so what is known of the money."""

    PLANNED = "planned"
    """A row of a bulk run that nobody has taken. Nothing was sent."""
    INTENT = "intent"
    """About to be sent, or sent and not answered yet. Whoever wrote it is still at it."""
    SUBMITTED = "submitted"
    """The service has made a task of it."""
    COMPLETED = "completed"
    """The task has ended well: there are links."""
    FAILED = "failed"
    """The task has ended badly."""
    REFUSED = "refused"
    """The service refused it, or could not be reached: no task was made, nothing was charged."""
    HELD = "held"
    """Sent, and the answer was lost: it may have been charged. Never sent again by itself."""
    RESENT = "resent"
    """Held, and being sent again under its key. Whatever is answered, the first sending may have been charged."""


class Event(StrEnum):
    """What may happen to a call."""

    TAKE = "take"
    GIVE_BACK = "give back"
    ANSWER = "answer"
    REFUSE = "refuse"
    LOSE = "lose"
    RESEND = "resend"
    WRITE_OFF = "write off"
    COMPLETE = "complete"
    FAIL = "fail"


MOVES: Mapping[tuple[State, Event], State] = {
    (State.PLANNED, Event.TAKE): State.INTENT,
    (State.INTENT, Event.GIVE_BACK): State.PLANNED,
    (State.INTENT, Event.ANSWER): State.SUBMITTED,
    (State.INTENT, Event.REFUSE): State.REFUSED,
    (State.INTENT, Event.LOSE): State.HELD,
    (State.HELD, Event.ANSWER): State.SUBMITTED,  # the answer came after all: it is the truth about money
    (State.HELD, Event.RESEND): State.RESENT,
    (State.HELD, Event.WRITE_OFF): State.REFUSED,  # by a person's word alone
    (State.RESENT, Event.ANSWER): State.SUBMITTED,
    (State.RESENT, Event.REFUSE): State.HELD,  # this sending cost nothing, which says nothing of the first
    (State.RESENT, Event.LOSE): State.HELD,
    (State.REFUSED, Event.RESEND): State.INTENT,
    (State.REFUSED, Event.GIVE_BACK): State.PLANNED,  # of a bulk run, by what would have met every other row as well
    (State.SUBMITTED, Event.COMPLETE): State.COMPLETED,
    (State.SUBMITTED, Event.FAIL): State.FAILED,
    (State.COMPLETED, Event.COMPLETE): State.COMPLETED,  # read again: what it has cost may be told later
    (State.FAILED, Event.FAIL): State.FAILED,
}
SENDING = frozenset({State.INTENT, State.RESENT})
"""What its session is at: it stands there no longer than that session lives."""
UNCERTAIN = frozenset({State.HELD, State.RESENT})
"""Sent, perhaps charged, and without an answer: whether it is sent again is for a person to decide."""
UNFINISHED = frozenset({State.PLANNED, State.INTENT, State.SUBMITTED, State.HELD, State.RESENT})
"""What is not over: never pruned."""


UNPAID = "settled_unpaid"
"""The error code of a held call of which a person has said that it was not charged: its key is not used again."""


def after(state: State, event: Event) -> State | None:
    """Return the state that an event leads to; None if it can't happen there."""
    return MOVES.get((state, event))


def committed(state: State, expected: float | None, reserved: float | None, used: float | None) -> float:
    """Return the credits of a budget that a call uses: what it cost, else what is set aside, else what was expected.

    Args:
        state: Where it stands.
        expected: What such a call was expected to cost before it was sent.
        reserved: What the service set aside.
        used: What the service said it cost.
    """
    if state is State.PLANNED:
        return 0.0
    if used is not None:
        return used
    if state in {State.FAILED, State.REFUSED}:
        return 0.0
    return reserved if reserved is not None else expected or 0.0
