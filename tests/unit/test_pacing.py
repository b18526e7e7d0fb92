"""When a running task is read again."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink._task.learned_pace import LearnedPace, Lesson
from evolink._task.poll_schedule import Manner, Observation, longest_gap, next_gap

seconds = st.floats(0, 1e6)
guesses = st.none() | st.floats(-10, 1e6)
percents = st.none() | st.floats(-50, 500)
rolls = st.floats(0, 1, exclude_max=True)
sightings = st.builds(Observation, seconds, percents)


@settings(deadline=None)
@given(earlier=st.none() | sightings, last=sightings, estimate=guesses, roll=rolls, manner=st.sampled_from(Manner))
def test_gap_bounds(
    earlier: Observation | None, last: Observation, estimate: float | None, roll: float, *, manner: Manner
) -> None:
    """The gap is never above its bound and never below the minimum."""
    gap = next_gap(earlier, last, estimate, roll, manner=manner)
    assert (0.2 if manner is Manner.CHEAP else 0.4) <= gap <= longest_gap(last.waited, trusted=True, manner=manner)


@settings(deadline=None)
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
    assert next_gap(None, Observation(0, 0), 100, 0, manner=Manner.WATCHED) == 0.7
    assert next_gap(None, Observation(10, 5), 100, 0, manner=Manner.WATCHED) == 3.7


def test_cheap_reads() -> None:
    """Reads that share requests begin before the expected end, and are closer near it."""
    usual, cheap = (next_gap(None, look(15, 8), 15, 0, start=0.1, manner=each) for each in (Manner.USUAL, Manner.CHEAP))
    assert cheap < usual
    assert next_gap(None, Observation(15, 99), 15, 0, start=0.1, manner=Manner.CHEAP) < 0.2


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


shares = st.floats(-0.5, 0.9)


@settings(deadline=None)
@given(
    earlier=st.none() | sightings,
    last=sightings,
    estimate=guesses,
    roll=rolls,
    manner=st.sampled_from(Manner),
    start=shares,
)
def test_learned_gap_bounds(
    earlier: Observation | None, last: Observation, estimate: float | None, roll: float, start: float, *, manner: Manner
) -> None:
    """What other tasks have shown makes no gap shorter than a tenth of a second or longer than the time waited."""
    gap = next_gap(earlier, last, estimate, roll, manner=manner, start=start)
    usual = longest_gap(last.waited, trusted=True, manner=manner)
    assert 0.1 <= gap <= max(usual, longest_gap(last.waited, trusted=True, learned=True, manner=manner))


def look(duration: float, waited: float, start: float = 0.1) -> Observation:
    """Return a look at a task whose progress moves steadily after its start."""
    return Observation(waited, float(int(100 * (waited / duration - start) / (1 - start))))


def taught(start: float = 0.1, tasks: int = 8) -> LearnedPace:
    """Return what so many tasks of the model `m` have taught."""
    pace = LearnedPace()
    for number in range(tasks):
        duration, lesson = 20.0 + number, Lesson(pace)
        looks = [Observation(0, 0), *(look(duration, share * duration, start) for share in (0.5, 0.9))]
        for earlier, seen in pairwise(looks):
            lesson.running("m", earlier, seen)
        lesson.completed("m", duration + 0.1)
    return pace


def test_learned_end() -> None:
    """After eight tasks of a model, one look at the next places the read at its end."""
    start = taught().start("m")
    assert start is not None
    assert abs(start - 0.1) < 0.02
    assert taught(tasks=7).start("m") is None
    assert taught().start("other") is None
    for duration in (12.0, 13.7, 15.2):
        seen = look(duration, 8.0)
        assert duration <= 8.0 + next_gap(None, seen, None, 0, start=start) < duration + 0.6


def test_open_end() -> None:
    """Where rounded progress leaves the end of a long task open, it is read once more just before."""
    seen = look(100.0, 60.0)
    assert 95 < 60 + next_gap(None, seen, None, 0, start=0.1) < 100


def test_unsteady_task() -> None:
    """A task that stands still is read as if nothing was known of others."""
    earlier, last = Observation(8, 50), Observation(12, 50)
    assert next_gap(earlier, last, 20, 0, start=0.1) == next_gap(earlier, last, 20, 0)


def test_models_that_differ() -> None:
    """Tasks of a model whose progress begins at different times teach nothing."""
    pace = LearnedPace()
    for share in (0.1, 0.5, 0.1, 0.5, 0.1, 0.5, 0.1, 0.5):
        pace.learn("m", share, proven=False)
    assert pace.start("m") is None


def test_refuted() -> None:
    """A task that ends too late or too early unteaches its model, which is then believed only once tasks have ended."""
    for ends in (None, 15.0):
        pace = taught()
        lesson = Lesson(pace)
        lesson.running("m", Observation(0, 0), look(20, 10))
        lesson.running("m", look(20, 10), look(20, 18))
        if ends is None:
            lesson.running("m", look(20, 18), Observation(25, 99))
        else:
            lesson.completed("m", ends)
        assert pace.start("m") is None
        for _ in range(8):
            pace.learn("m", 0.1, proven=False)
        assert pace.start("m") is None
        for _ in range(8):
            pace.learn("m", 0.1, proven=True)
        assert pace.start("m") == pytest.approx(0.1)


def test_few_models_are_kept() -> None:
    """A service that names a new model in each answer fills no memory."""
    pace = LearnedPace()
    for number in range(1000):
        pace.learn(f"m{number}", 0.1, proven=False)
        pace.refute(f"m{number}")
    assert len(pace._doubted) + len(pace._shares) <= 400
