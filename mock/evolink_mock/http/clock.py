"""The mock's time: the only place that reads a real clock."""

import math
import threading
import time

from evolink_mock.world.settings import check_number

_LATEST = 253_000_000_000.0  # the last years of the calendar
_FARTHEST = 100 * 366 * 86_400.0  # seconds that it can be moved in all, so that it never stands at its end
_FASTEST = 10**6


class Clock:
    """A clock that runs at a chosen speed and can be moved forward.

    Args:
        speed: Mock seconds per real second; 0 stands still until it is advanced.
        start: Unix time at which it starts, in seconds; None for the real time.

    Raises:
        ValueError: A setting breaks its rule.
    """

    def __init__(self, *, speed: float = 1.0, start: float | None = None) -> None:
        check_number("speed", speed, 0, _FASTEST)
        check_number("start", start, 0, _LATEST - 2 * _FARTHEST)
        self._speed = speed
        self._origin = time.time() if start is None else start
        self._started = time.monotonic()
        self._advanced = 0.0
        self._lock = threading.Lock()

    @property
    def speed(self) -> float:
        """Mock seconds per real second."""
        return self._speed

    def now(self) -> float:
        """Return the mock's time as Unix seconds; at the end of the calendar it stands still."""
        return min(_LATEST, self._origin + self._advanced + (time.monotonic() - self._started) * self._speed)

    def advance(self, seconds: float) -> None:
        """Move the clock forward at once.

        Raises:
            ValueError: `seconds` is negative or not finite, or leads farther than 100 years; time never runs back.
        """
        if not 0 <= seconds < math.inf:
            raise ValueError(f"a clock only moves forward, not by {seconds} s")
        with self._lock:
            if self._advanced + seconds > _FARTHEST:
                raise ValueError(f"the clock can be moved by 100 years in all, and {seconds:g} s are too far")
            self._advanced += seconds
