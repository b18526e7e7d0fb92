"""How many rows of a bulk run may be sent now without passing its budget by more than one call: a pure decision."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ._calls import Call
from ._states import SENDING, State

TINY = 1e-6
"""Credits that are none: sums of floats are not exact."""


@dataclass(frozen=True, slots=True)
class Price:
    """What is known of a call's price before the service tells it.

    Attributes:
        expected: What it probably costs; None if nobody knows.
        worst: What it may cost at worst; infinite if nobody knows.
    """

    expected: float | None = None
    worst: float = math.inf


class Expectation(Protocol):
    """What is known of prices before the service tells them. Asked in the journal's thread."""

    @property
    def overrun(self) -> float:
        """How many times what was set aside a task may cost; at least 1."""
        ...

    def price(self, call: Call, /) -> Price:
        """Return what is known of a call's price."""
        ...


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be sent now.

    Attributes:
        number: How many of the rows, from the first.
        short: Credits that the budget lacks for the next row; infinite if nobody knows what that may cost, or what
            those may cost that are under way; 0.0 if it lacks none.
    """

    number: int
    short: float = 0.0


def admission(planned: Sequence[Price], budget: float, committed: float) -> Admission:
    """Return how many rows may be sent.

    A row is sent only if the budget is enough for it as it is expected, while everything before it costs what it may
    at worst. So whatever those under way turn out to cost, only one call can pass the budget: the last.

    Args:
        planned: The rows' prices, in their order.
        budget: Credits that the whole run may take up.
        committed: Credits that it takes up already, with each unsettled call as `at_risk` has it.
    """
    for number, price in enumerate(planned):
        if price.expected is None:
            if committed + TINY >= budget:
                return Admission(number, math.inf)
        elif committed + price.expected > budget + TINY:
            return Admission(number, committed + price.expected - budget)
        committed += price.worst
    return Admission(len(planned))


def is_settled(state: State, reserved: float | None, used: float | None) -> bool:
    """Whether the service has told what a call takes up of a budget, or never will.

    A service that sets nothing aside may still charge: as long as the task runs, nothing is known.
    """
    if state is State.SUBMITTED:
        return bool(reserved) or used is not None
    return state not in SENDING and state is not State.HELD


def at_risk(state: State, price: Price, noted: float) -> float:
    """Return the credits that a call which is not settled may take up.

    A held call may never be settled, so it counts as what such calls are known to cost, and not as the worst.

    Args:
        state: Where it stands.
        price: What is known of its price now.
        noted: What it was expected to cost when it was taken.
    """
    return max(noted, (price.expected or 0.0) if state is State.HELD else price.worst)


class Bucket:
    """A token bucket that holds the calls of one second, and at least one, kept as the time at which it is full.

    A clock that is set back makes nobody wait longer than an empty bucket does.

    Args:
        rate: Calls per second.
        full_at: When it will be full, as was noted.
        at: Now.
    """

    def __init__(self, rate: float, full_at: float, at: float) -> None:
        self._rate = rate
        self._size = max(1.0, rate)
        self._at = at
        self.full_at = min(max(full_at, at), at + self._size / rate)

    @property
    def tokens(self) -> float:
        """How many calls may begin now; may be a part of one."""
        return self._size - (self.full_at - self._at) * self._rate + TINY

    @property
    def wait(self) -> float:
        """Seconds until the next may begin."""
        return max(0.0, (1.0 - self.tokens) / self._rate)

    def take(self, number: int) -> None:
        """Let so many begin."""
        self.full_at += number / self._rate
