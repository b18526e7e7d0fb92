"""The moment at which something is over: one value that is passed down, instead of seconds computed at each step."""

from typing import NamedTuple


class Deadline(NamedTuple):
    """A moment on a port's clock; `min` of two is the earlier one.

    Attributes:
        at: Seconds on that clock.
    """

    at: float

    @classmethod
    def after(cls, seconds: float, now: float) -> "Deadline":
        """Return the deadline that is so many seconds from now."""
        return cls(now + seconds)

    def left(self, now: float) -> float:
        """Return the seconds until then; 0 if it has passed."""
        return max(0.0, self.at - now)

    def has_passed(self, now: float) -> bool:
        """Whether it has."""
        return now >= self.at
