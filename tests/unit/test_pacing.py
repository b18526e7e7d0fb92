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
def test_gap_bounds(
    earlier: Observation | None, last: Observation, estimate: float | None, roll: float, *, watched: bool
) -> None:
    """The gap is never above its bound and never below the minimum."""
    gap = next_gap(earlier, last, estimate, roll, watched=watched)
    assert 0.4 <= gap <= longest_gap(last.waited, trusted=True, watched=watched)


@given(st.none() | sightings, sightings, guesses)
def test_jitter(earlier: Observation | None, last: Observation, estimate: float | None) -> None:
    """Jitter only lengthens a gap, by a fiftieth at most."""
    shortest = next_gap(earlier, last, estimate, 0.0)
    assert shortest <= next_gap(earlier, last, estimate, 0.999) <= 1.0201 * shortest


def test_first_read() -> None:
    """The first read comes when it can be useful."""
    assert next_gap(None, Observation(0, 0), None, 0) == 3.5
    assert next_gap(None, Observation(0, 0), 10, 0) == 6


def test_long_estimate() -> None:
    """A long estimate is not trusted for long."""
    assert next_gap(None, Observation(0, 0), 3600, 0) == 8


def test_watched() -> None:
    """If the progress is shown, the first read comes soon."""
    assert next_gap(None, Observation(0, 0), 100, 0, watched=True) == 0.7
    assert next_gap(None, Observation(10, 5), 100, 0, watched=True) == 3.7


def test_gap_without_information() -> None:
    """Without estimate and progress, the gap grows with the wait."""
    gaps = [next_gap(None, Observation(waited, None), None, 0) for waited in (10, 40, 100, 3600)]
    assert gaps == sorted(gaps)
    assert gaps[-1] == 180


def test_two_observations() -> None:
    """Two observations place the next read where they meet the end."""
    assert next_gap(Observation(8, 50), Observation(12, 75), 15, 0) == 4.03


def test_one_observation() -> None:
    """With one observation, a gap covers most of the way to the expected end."""
    assert next_gap(None, Observation(12, 75), 15, 0) == 0.8 * 4


def test_progress_beyond_estimate() -> None:
    """Progress that points far beyond the estimate is doubted."""
    assert next_gap(None, Observation(9, 10), 10, 0) < 1


def test_stalled_progress() -> None:
    """Progress that stands still is ignored."""
    assert next_gap(Observation(8, 10), Observation(9, 10), 10, 0) < 1


def test_overdue_task() -> None:
    """Past the estimated end, reads are close at first and then further apart."""
    gaps = [next_gap(None, Observation(waited, None), 20, 0) for waited in (20, 22, 24, 26)]
    assert gaps == [1, 1, 2, 3]


def test_reads_of_punctual_task() -> None:
    """A task that takes as long as estimated is read three times."""
    earlier, last, reads = None, Observation(0.0, 0.0), 0
    while last.waited < 15:
        waited = last.waited + next_gap(earlier, last, 15, 0)
        earlier, last = last, Observation(waited, min(99, int(100 * waited / 15)))
        reads += 1
    assert reads == 3
    assert last.waited < 15.4
