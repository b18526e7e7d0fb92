"""Whether the service reads several tasks in one request, as far as its answers have shown: decisions without I/O."""

from evolink.errors import ApiError, ConnectionFailed, RateLimited

PATIENCE = 5.0
"""Seconds that such a request may take: its tasks wait that much longer at most."""
_FIRST_REST = 2.0
_LONGEST_REST = 60.0
_MOST_DOUBLINGS = 5
_ABSENT = frozenset({404, 405, 410, 501})


class BatchReads:
    """What a client knows of the batch query. All waits of the client share it; times are those of the port's clock.

    One request finds out whether the service has it. A service that has not is not asked again. A batch query that is
    lost, or fails on the service, says nothing about that: for some seconds, twice as many each time, tasks are read
    one by one. After a rate limit it is sent again, the second time in a row like one that was lost.

    Args:
        wanted: Whether it may be used.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted
        self._known = self._probing = self._limited = False
        self._failures = 0
        self._not_before = 0.0

    @property
    def in_use(self) -> bool:
        """Whether the service is known to have it."""
        return self._wanted and self._known

    def may_ask(self, now: float) -> bool:
        """Return whether a batch query may be sent now."""
        return self._wanted and now >= self._not_before

    def record_request(self, now: float) -> None:
        """Record that one was sent. Until the first is answered or lost there is no second."""
        if not self._known:
            self._probing, self._not_before = True, now + PATIENCE

    def record_answer(self) -> None:
        """Record that one was answered."""
        self._known, self._probing, self._limited = True, False, False
        self._failures, self._not_before = 0, 0.0

    def record_failure(self, error: ApiError | ConnectionFailed, now: float) -> None:
        """Record that one failed; of several that fail together, only the first counts."""
        if now < self._not_before and not self._probing:
            return
        self._probing, self._not_before = False, 0.0
        if self._shows_absence(error):
            self._wanted = False
        elif isinstance(error, RateLimited) and not self._limited:
            self._limited = True
        else:
            self._not_before = now + min(_FIRST_REST * 2.0 ** min(self._failures, _MOST_DOUBLINGS), _LONGEST_REST)
            self._failures += 1

    def _shows_absence(self, error: ApiError | ConnectionFailed) -> bool:
        """Return whether the service has no batch query. One that has answered it may still refuse some IDs."""
        status = error.status if isinstance(error, ApiError) else None
        return not error.transient and (not self._known or status in _ABSENT)
