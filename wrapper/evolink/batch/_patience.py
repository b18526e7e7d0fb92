"""How long a run waits for a service that can't be reached: a decision of its own, on a clock that is given."""

_FIRST, _LONGEST = 1.0, 30.0
_PATIENCE = 300.0
"""Seconds of trouble after which a run gives up."""
_MOST_UNCERTAIN = 20
"""Answers lost in a row after which it does: each is a row that may have been paid for nothing."""


class Patience:
    """Counts trouble since the last good answer."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._pause = _FIRST
        self._uncertain = 0
        self.until = 0.0

    def fine(self) -> None:
        """Take in that the service answers."""
        self._since, self._pause, self._uncertain = None, _FIRST, 0

    def trouble(self, now: float, *, uncertain: bool) -> bool:
        """Take in that it does not; tell whether there is patience left. Nothing new begins before `until`.

        Args:
            now: The time.
            uncertain: Whether a row may have been paid.
        """
        self._since = now if self._since is None else self._since
        self._uncertain += uncertain
        if now >= self.until:  # what was under way together counts once
            self.until, self._pause = now + self._pause, min(2 * self._pause, _LONGEST)
        return now - self._since < _PATIENCE and self._uncertain < _MOST_UNCERTAIN
