"""How many rows of a batch may be sent now, by its budget and its rate: pure decisions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ._calls import Call
from ._states import SENDING, State

TINY = 1e-6
"""Credits that count as none: sums of floats are not exact."""


@dataclass(frozen=True, slots=True)
class Price:
    """What is known of a call's price before the service reports it.

    Attributes:
        expected: What it probably costs; None if unknown.
        worst: What it may cost at worst; infinite if unknown.
    """

    expected: float | None = None
    worst: float = math.inf


class Expectation(Protocol):
    """What is known of prices before the service reports them. Called in the journal's thread."""

    @property
    def overrun(self) -> float:
        """How many times the reserved credits a task may cost; at least 1."""
        ...

    def price(self, call: Call, /) -> Price:
        """Return what is known of a call's price."""
        ...


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be sent now.

    Attributes:
        number: How many of the rows, from the first.
        short: Credits that the budget lacks for the next row; infinite if it is unknown what that may cost, or what
            the calls in progress may cost; 0.0 if it lacks none.
    """

    number: int
    short: float = 0.0


def admission(planned: Sequence[Price], budget: float, committed: float) -> Admission:
    """Return how many rows may be sent.

    A row is sent only if the budget covers its expected cost when everything before it costs the worst. So whatever the
    calls in progress turn out to cost, only the last one can exceed the budget.

    Args:
        planned: The rows' prices, in their order.
        budget: Credits that the whole batch may cost.
        committed: Credits that it uses already, each unsettled call as `at_risk` counts it.
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
    """Whether the service has reported what a call uses of a budget, or never will.

    A service that sets nothing aside may still charge: as long as the task runs, nothing is known.
    """
    if state is State.SUBMITTED:
        return bool(reserved) or used is not None
    return state not in SENDING and state is not State.HELD


def at_risk(state: State, price: Price, noted: float) -> float:
    """Return the credits that an unsettled call may use.

    A held call may never be settled, so it counts with its expected cost, and not with the worst.

    Args:
        state: Its state.
        price: What is known of its price now.
        noted: What it was expected to cost when it was taken.
    """
    return max(noted, (price.expected or 0.0) if state is State.HELD else price.worst)


class Bucket:
    """A token bucket that holds the calls of one second, and at least one, kept as the time at which it is full.

    If a clock is set back, no wait is longer than for an empty bucket.

    Args:
        rate: Calls per second.
        full_at: When it will be full, as noted.
        at: Now.
    """

    def __init__(self, rate: float, full_at: float, at: float) -> None:
        self._rate = rate
        self._size = max(1.0, rate)
        self._at = at
        self.full_at = min(max(full_at, at), at + self._size / rate)

    @property
    def tokens(self) -> float:
        """How many calls may start now; may be a fraction."""
        return self._size - (self.full_at - self._at) * self._rate + TINY

    @property
    def wait(self) -> float:
        """Seconds until the next call may start."""
        return max(0.0, (1.0 - self.tokens) / self._rate)

    def take(self, number: int) -> None:
        """Start so many calls."""
        self.full_at += number / self._rate
