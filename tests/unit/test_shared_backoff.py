"""One back-off for all requests of a client."""

from evolink._task.retry import SharedBackoff
from evolink.errors import RateLimited


def test_no_backoff_at_first() -> None:
    """Nothing is delayed before the service asks for it."""
    assert SharedBackoff().left(100) == 0


def test_retry_after() -> None:
    """A rate limit lasts for as long as the service says."""
    shared = SharedBackoff()
    shared.record_limit(RateLimited("", retry_after=7), 100, 0)
    assert (shared.left(100), shared.left(104), shared.left(107)) == (7, 3, 0)


def test_simultaneous_answers() -> None:
    """Rate-limited answers at the same moment count once."""
    once, often = SharedBackoff(), SharedBackoff()
    once.record_limit(RateLimited(""), 100, 0)
    for _ in range(40):
        often.record_limit(RateLimited(""), 100, 0)
    assert often.left(100) == once.left(100) > 0


def test_doubling() -> None:
    """A repeated rate limit doubles the delay until a request succeeds."""
    shared = SharedBackoff()
    shared.record_limit(RateLimited(""), 100, 0)
    first = shared.left(100)
    shared.record_limit(RateLimited(""), 200, 0)
    assert shared.left(200) == 2 * first
    shared.record_success(300)
    shared.record_limit(RateLimited(""), 300, 0)
    assert shared.left(300) == first
