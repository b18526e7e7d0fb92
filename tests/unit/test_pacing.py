"""When a running task is read again."""

from hypothesis import given
from hypothesis import strategies as st

from evolink._task.poll_schedule import Observation, longest_gap, next_gap

seconds = st.floats(0, 1e6)
guesses = st.none() | st.floats(-10, 1e6)
percents = st.none() | st.floats(-50, 500)
rolls = st.floats(0, 1, exclude_max=True)
sightings = st.builds(Observation, seconds, percents)


@given(earlier=st.none() | sightings, last=sightings, estimate=guesses, roll=rolls, watched=st.booleans())
def test_the_gap_is_never_above_its_bound_and_never_hurried(
    earlier: Observation | None, last: Observation, estimate: float | None, roll: float, *, watched: bool
) -> None:
    gap = next_gap(earlier, last, estimate, roll, watched=watched)
    assert 0.4 <= gap <= longest_gap(last.waited, trusted=True, watched=watched)


@given(st.none() | sightings, sightings, guesses)
def test_jitter_only_ever_lengthens_and_never_by_more_than_a_fiftieth(
    earlier: Observation | None, last: Observation, estimate: float | None
) -> None:
    shortest = next_gap(earlier, last, estimate, 0.0)
    assert shortest <= next_gap(earlier, last, estimate, 0.999) <= 1.0201 * shortest


def test_the_first_read_comes_when_it_can_be_useful() -> None:
    assert next_gap(None, Observation(0, 0), None, 0) == 3.5
    assert next_gap(None, Observation(0, 0), 10, 0) == 6


def test_a_long_estimate_is_not_trusted_for_long() -> None:
    assert next_gap(None, Observation(0, 0), 3600, 0) == 8


def test_whoever_watches_is_shown_something_soon() -> None:
    assert next_gap(None, Observation(0, 0), 100, 0, watched=True) == 0.7
    assert next_gap(None, Observation(10, 5), 100, 0, watched=True) == 3.7


def test_with_nothing_known_the_gap_grows_with_the_wait() -> None:
    gaps = [next_gap(None, Observation(waited, None), None, 0) for waited in (10, 40, 100, 3600)]
    assert gaps == sorted(gaps)
    assert gaps[-1] == 180


def test_the_read_is_placed_where_two_sightings_point() -> None:
    assert next_gap(Observation(8, 50), Observation(12, 75), 15, 0) == 4.03


def test_with_one_sighting_it_goes_most_of_the_way_to_where_the_task_should_end() -> None:
    assert next_gap(None, Observation(12, 75), 15, 0) == 0.8 * 4


def test_progress_that_points_far_beyond_the_estimate_is_doubted() -> None:
    assert next_gap(None, Observation(9, 10), 10, 0) < 1


def test_progress_that_stands_still_is_not_believed() -> None:
    assert next_gap(Observation(8, 10), Observation(9, 10), 10, 0) < 1


def test_past_the_estimated_end_reads_come_close_and_then_further_apart() -> None:
    gaps = [next_gap(None, Observation(waited, None), 20, 0) for waited in (20, 22, 24, 26)]
    assert gaps == [1, 1, 2, 3]


def test_a_task_that_takes_as_long_as_it_was_said_to_is_read_three_times() -> None:
    earlier, last, reads = None, Observation(0.0, 0.0), 0
    while last.waited < 15:
        waited = last.waited + next_gap(earlier, last, 15, 0)
        earlier, last = last, Observation(waited, min(99, int(100 * waited / 15)))
        reads += 1
    assert reads == 3
    assert last.waited < 15.4
