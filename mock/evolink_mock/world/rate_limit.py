"""A limit on how often a key may call: a leaky bucket."""

from dataclasses import dataclass

_MINUTE = 60.0


@dataclass(slots=True)
class RateLimit:
    """Requests that a key may send per minute; a whole minute's share may come at once.

    Attributes:
        per_minute: The limit.
        used: How much of it is used up.
        at: When `used` was computed, Unix seconds.
    """

    per_minute: float
    used: float = 0.0
    at: float = 0.0

    def take(self, now: float) -> float:
        """Count a request, or return the seconds until one may pass.

        Returns:
            0 for a request that may pass.
        """
        self.used = max(0.0, self.used - (now - self.at) * self.per_minute / _MINUTE)
        self.at = now
        excess = self.used + 1 - max(1.0, self.per_minute)
        if excess > 0:
            return excess * _MINUTE / self.per_minute
        self.used += 1
        return 0.0
