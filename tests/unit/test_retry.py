"""Whether to send again, and after how long."""

import pytest
from hypothesis import given
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
def test_a_retry_after_is_read_as_seconds_or_as_a_date(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOON) == seconds


@given(st.text())
def test_any_retry_after_gives_a_number_not_below_zero_or_nothing(header: str) -> None:
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
def test_a_create_request_goes_again_only_where_no_task_can_have_been_made(
    error: EvoLinkError, *, again: bool, made: bool
) -> None:
    assert (resubmit_delay(error, 1, 0) is not None) == again
    assert may_have_been_made(error) == made
    assert not (again and made)


def test_a_create_request_goes_again_only_so_often() -> None:
    assert resubmit_delay(UNREACHED, 4, 0) is not None
    assert resubmit_delay(UNREACHED, 5, 0) is None


def test_the_service_s_wish_is_kept_up_to_half_a_minute() -> None:
    assert backoff_delay(RateLimited("x", retry_after=7), 1, 0) == 7
    assert backoff_delay(RateLimited("x", retry_after=3600), 1, 0) == 30


@given(st.floats(0, 30), st.floats(0, 1, exclude_max=True))
def test_jitter_never_brings_a_request_forward_of_the_service_s_wish(wish: float, roll: float) -> None:
    limited = RateLimited("x", retry_after=wish)
    assert wish <= backoff_delay(limited, 1, roll) <= wish + 0.5


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_pause_without_a_wish_grows_and_stays_in_bounds(attempt: int, roll: float) -> None:
    assert 0.25 <= backoff_delay(LOST, attempt, roll) <= 30
    assert backoff_delay(LOST, attempt, 0.5) <= backoff_delay(LOST, attempt + 1, 0.5)
