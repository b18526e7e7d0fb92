"""Whether to send again, and after how long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink._task.retry import backoff_delay, may_have_been_made, read_retry_after, resubmit_delay
from evolink.errors import (
    AuthenticationError,
    ConnectionFailed,
    EvoLinkError,
    RateLimited,
    RequestRefused,
    ServiceError,
)

UNREACHED = ConnectionFailed("x", may_have_arrived=False)
LOST = ConnectionFailed("x", may_have_arrived=True)
NOON = 1_700_000_000.0  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7.0),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("7\x1f", 7.0),
        ("Tue, 14 Nov 2023 22:13:50 GMT", 30.0),
        ("Tue, 14 Nov 2023 22:13:50 -0000", 30.0),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("1.5", None),
        ("\u0663", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    """Retry-After is read as seconds or as a date."""
    assert read_retry_after(header, NOON) == seconds


@settings(deadline=None)
@given(st.text())
def test_any_retry_after(header: str) -> None:
    """Any Retry-After results in a number of at least zero, or in nothing."""
    seconds = read_retry_after(header, NOON)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("error", "again", "made"),
    [
        (UNREACHED, True, False),
        (LOST, False, True),
        (RateLimited("x", status=429, unprocessed=True), True, False),
        (RateLimited("x", status=429), False, True),
        (ServiceError("x", status=500), False, True),
        (ServiceError("x", status=503, retry_after=1), False, True),
        (ServiceError("x", status=200), False, True),
        (ServiceError("x", status=408), False, True),
        (RequestRefused("x", status=400, unprocessed=True), False, False),
        (ServiceError("x", status=503, unprocessed=True), False, False),
        (RequestRefused("x", status=400), False, True),
        (AuthenticationError("x", status=401), False, True),
    ],
    ids=lambda value: f"{type(value).__name__} {getattr(value, 'status', value)}",
)
def test_which_creates_are_repeated(error: EvoLinkError, *, again: bool, made: bool) -> None:
    """A create request is repeated only where no task can have been created."""
    assert (resubmit_delay(error, 1, 0) is not None) == again
    assert may_have_been_made(error) == made
    assert not (again and made)


def test_how_often_creates_are_repeated() -> None:
    """A create request is repeated only a few times."""
    assert resubmit_delay(UNREACHED, 4, 0) is not None
    assert resubmit_delay(UNREACHED, 5, 0) is None


def test_long_retry_after() -> None:
    """Retry-After is honoured up to half a minute."""
    assert backoff_delay(RateLimited("x", retry_after=7), 1, 0) == 7
    assert backoff_delay(RateLimited("x", retry_after=3600), 1, 0) == 30


@settings(deadline=None)
@given(st.floats(0, 30), st.floats(0, 1, exclude_max=True))
def test_jitter_after_retry_after(wish: float, roll: float) -> None:
    """Jitter never sends a request before the time of Retry-After."""
    limited = RateLimited("x", retry_after=wish)
    assert wish <= backoff_delay(limited, 1, roll) <= wish + 0.5


@settings(deadline=None)
@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_delay_without_retry_after(attempt: int, roll: float) -> None:
    """Without Retry-After the delay grows, within bounds."""
    assert 0.25 <= backoff_delay(LOST, attempt, roll) <= 30
    assert backoff_delay(LOST, attempt, 0.5) <= backoff_delay(LOST, attempt + 1, 0.5)
