"""When a running task is read again."""

from hypothesis import given
from hypothesis import strategies as st

from evolink._pacing import next_delay

seconds = st.floats(0, 1e6)
guesses = st.none() | st.floats(-10, 1e6)
percents = st.none() | st.floats(-50, 500)
rolls = st.floats(0, 1, exclude_max=True)


@given(seconds, guesses, percents, rolls)
def test_the_gap_is_never_above_its_bound_and_never_hurried(
    waited: float, estimate: float | None, progress: float | None, roll: float
) -> None:
    delay = next_delay(waited, estimate, progress, roll)
    assert 0.3 < delay <= 0.7 + 0.3 * waited


@given(seconds, guesses, percents)
def test_jitter_only_ever_shortens_and_never_by_more_than_a_tenth(
    waited: float, estimate: float | None, progress: float | None
) -> None:
    longest = next_delay(waited, estimate, progress, 0.0)
    assert 0.899 * longest <= next_delay(waited, estimate, progress, 0.999) <= longest


def test_with_nothing_known_the_gap_grows_with_the_wait() -> None:
    assert next_delay(0, None, None, 0) == 0.7
    assert next_delay(10, None, None, 0) == 3.7


def test_a_read_is_placed_at_the_estimated_end() -> None:
    assert next_delay(43, 45, None, 0) == 2


def test_progress_is_believed_before_the_estimate() -> None:
    assert next_delay(45, 300, 90, 0) == 5


def test_progress_of_nothing_leaves_the_estimate_standing() -> None:
    assert next_delay(43, 45, 0, 0) == 2


def test_past_the_expected_end_reads_come_close_and_then_further_apart() -> None:
    assert next_delay(20, 20, None, 0) == 2
    assert next_delay(100, 20, None, 0) == 10
    assert next_delay(50, None, 100, 0) == 5


def test_a_wait_of_fifteen_seconds_takes_few_reads_and_ends_soon_after() -> None:
    waited, reads = 0.0, 0
    while waited < 15:
        waited += next_delay(waited, 15, min(99, 100 * waited / 15), 0)
        reads += 1
    assert reads <= 8
    assert waited < 15.8
