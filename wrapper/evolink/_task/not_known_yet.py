"""Whether a task that the service does not know may be too young: for some seconds it can answer 404 for a new one."""

import re

from evolink.errors import ApiError, ConnectionFailed, NotFound

APPEARS = 10.0
"""Seconds that such answers are waited through, from the first of them."""
_YOUNG = 600.0
"""Seconds after which a task is there if ever; many, since first reads come late and clocks differ."""
_BORN = re.compile(r"task-unified-(\d{10})(?!\d)")
"""How the service's ids begin: with the Unix seconds of their making."""


def created_from_id(task_id: str) -> float | None:
    """Return the Unix seconds at which a task was made, if its id tells."""
    found = _BORN.match(task_id)
    return float(found[1]) if found else None


def is_young(made: float | None, date: float) -> bool:
    """Return whether a task may have been made just now.

    Args:
        made: When it was made, Unix seconds on the service's clock.
        date: Unix seconds on this machine's.
    """
    return made is not None and abs(date - made) < _YOUNG


class NotFoundGrace:
    """The first reads of a task.

    Args:
        young: Whether it may have been made just now.
    """

    def __init__(self, *, young: bool) -> None:
        self._young = young
        self._ends: float | None = None

    def seen(self) -> None:
        """Take in that the service has shown it."""
        self._young = False

    def is_hopeless(self, error: ApiError | ConnectionFailed, now: float) -> bool:
        """Return whether reading it again is no use, after a read at a time that failed so."""
        if not (self._young and isinstance(error, NotFound)):
            return not error.transient
        if self._ends is None:
            self._ends = now + APPEARS
        return now >= self._ends
