"""The states of a call and the events that move it between them, as one table."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """The state of a call, and so what is known of its cost."""

    PLANNED = "planned"
    """A row of a batch that no process has taken. Nothing was sent."""
    INTENT = "intent"
    """About to be sent, or sent and not answered yet, by a session that is still alive."""
    SUBMITTED = "submitted"
    """The service has made a task for it."""
    COMPLETED = "completed"
    """The task has succeeded: there are links."""
    FAILED = "failed"
    """The task has failed."""
    REFUSED = "refused"
    """The service refused it, or could not be reached: no task was made, nothing was charged."""
    HELD = "held"
    """Sent, and the response was lost: it may have been charged. It is never sent again automatically."""
    RESENT = "resent"
    """Held, and being sent again under its key. Whatever the answer, the first request may have been charged."""


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
    (State.HELD, Event.ANSWER): State.SUBMITTED,  # the answer came after all: it shows what was charged
    (State.HELD, Event.RESEND): State.RESENT,
    (State.HELD, Event.WRITE_OFF): State.REFUSED,  # only a person may decide that
    (State.RESENT, Event.ANSWER): State.SUBMITTED,
    (State.RESENT, Event.REFUSE): State.HELD,  # this request cost nothing, which says nothing about the first
    (State.RESENT, Event.LOSE): State.HELD,
    (State.REFUSED, Event.RESEND): State.INTENT,
    (State.REFUSED, Event.GIVE_BACK): State.PLANNED,  # in a batch, for a reason that concerns every other row as well
    (State.SUBMITTED, Event.COMPLETE): State.COMPLETED,
    (State.SUBMITTED, Event.FAIL): State.FAILED,
    (State.COMPLETED, Event.COMPLETE): State.COMPLETED,  # read again: its cost may be reported later
    (State.FAILED, Event.FAIL): State.FAILED,
}
SENDING = frozenset({State.INTENT, State.RESENT})
"""What its session is sending: it is in such a state only as long as that session lives."""
UNCERTAIN = frozenset({State.HELD, State.RESENT})
"""Sent, perhaps charged, and without an answer: whether it is sent again is for a person to decide."""
UNFINISHED = frozenset({State.PLANNED, State.INTENT, State.SUBMITTED, State.HELD, State.RESENT})
"""What is not finished: never pruned."""


UNPAID = "settled_unpaid"
"""The error code of a held call that, as a person has said, was not charged: its key is not used again."""


def after(state: State, event: Event) -> State | None:
    """Return the state that an event leads to; None if it can't happen in this state."""
    return MOVES.get((state, event))


def committed(state: State, expected: float | None, reserved: float | None, used: float | None) -> float:
    """Return the credits of a budget that a call uses: what it cost, else what is reserved, else what was expected.

    Args:
        state: Its state.
        expected: What such a call was expected to cost before it was sent.
        reserved: What the service reserved.
        used: What it cost, as the service reported.
    """
    if state is State.PLANNED:
        return 0.0
    if used is not None:
        return used
    if state in {State.FAILED, State.REFUSED}:
        return 0.0
    return reserved if reserved is not None else expected or 0.0
