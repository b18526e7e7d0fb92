"""One back-off for everything that a client sends, once the service wants fewer requests."""

from evolink._task.retry import backoff_delay
from evolink.errors import RateLimited


class SharedBackoff:
    """Knows until when nothing should be sent. Times are those of the port's clock."""

    def __init__(self) -> None:
        self._until = 0.0
        self._times = 0

    def limited(self, error: RateLimited, now: float, roll: float) -> None:
        """Take in a 429. Answers to what was under way when it came lengthen the back-off only if they say so."""
        if now >= self._until:
            self._times += 1
        elif error.retry_after is None:
            return
        self._until = max(self._until, now + backoff_delay(error, self._times, roll))

    def served(self, now: float) -> None:
        """Take in that a request was processed."""
        if now >= self._until:
            self._times = 0

    def left(self, now: float) -> float:
        """Return the seconds for which nothing should be sent."""
        return max(0.0, self._until - now)
