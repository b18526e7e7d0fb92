"""What tasks of a client teach about the next ones of their model: when progress begins to move, if it is steady."""

from evolink._task.poll_schedule import Observation, is_telling, learned_end

_KEPT = 8
"""Tasks of a model that count, and are needed."""
_MOST_SPREAD = 0.05
"""How far they may differ, but for the least and the most: progress that is not steady teaches nothing."""
_LEAST_BETWEEN = 20.0
"""Percent between two looks that point to an end."""
_AS_EXPECTED = 1.05
"""By what factor a task may end earlier or later than they say."""
_LATE, _MARGIN = 1.03, 0.5
"""How far beyond its expected end a task refutes what was learned: by that factor, and so many seconds."""
_MOST_MODELS = 200
_DONE, _HALF = 100.0, 0.5
"""Progress is shown without its fraction, so on average it is half a percent further."""


class LearnedPace:
    """What was learned, by model."""

    def __init__(self) -> None:
        self._shares: dict[str, tuple[float, ...]] = {}
        self._doubted: set[str] = set()

    def learn(self, model: str, share: float, *, proven: bool) -> None:
        """Learn from a task of a model.

        Args:
            model: The model.
            share: The share of the task's duration before its progress moved.
            proven: Whether it has ended when it should; a model that was wrong once is not believed before.
        """
        if proven is (model in self._doubted) and (model in self._shares or len(self._shares) < _MOST_MODELS):
            self._shares[model] = (*self._shares.get(model, ()), share)[-_KEPT:]

    def refute(self, model: str) -> None:
        """Forget what was learned of a model."""
        self._shares.pop(model, None)
        if len(self._doubted) < _MOST_MODELS:
            self._doubted.add(model)

    def start(self, model: str) -> float | None:
        """Return the share of the duration before the progress of a model's tasks moves; None while that is unclear."""
        shares = sorted(self._shares.get(model, ()))
        usual = shares[1:-1]
        if len(shares) < _KEPT or usual[-1] - usual[0] > _MOST_SPREAD:
            return None
        return sum(usual) / len(usual)


class Lesson:
    """What one task teaches, as it is looked at. Times are in seconds after the task was made.

    Args:
        pace: What learns.
    """

    def __init__(self, pace: LearnedPace) -> None:
        self._pace = pace
        self._first: Observation | None = None
        self._ended: float | None = None
        self._share = 0.0

    def running(self, model: str, earlier: Observation, seen: Observation) -> None:
        """Learn from a look at the task while it runs.

        Args:
            model: Its model.
            earlier: The look before.
            seen: This look.
        """
        start = self._pace.start(model)
        if start is not None and is_telling(earlier) and seen.waited > _LATE * learned_end(earlier, start) + _MARGIN:
            self._pace.refute(model)
        if self._first is None:
            self._first = seen if is_telling(seen) else None
        elif self._ended is None and is_telling(seen):
            self._compare(model, self._first, seen)

    def completed(self, model: str, waited: float) -> None:
        """Learn from the end of the task, so many seconds after it was made."""
        if self._ended is None:
            return
        if self._ended / _AS_EXPECTED <= waited <= self._ended * _AS_EXPECTED:
            self._pace.learn(model, self._share, proven=True)
        else:
            self._pace.refute(model)

    def _compare(self, model: str, first: Observation, later: Observation) -> None:
        """Follow two looks back to where progress began to move, and on to the end."""
        done, further = (first.progress or 0.0) + _HALF, (later.progress or 0.0) - (first.progress or 0.0)
        if further >= _LEAST_BETWEEN and later.waited > first.waited:
            rate = further / (later.waited - first.waited)
            self._ended = first.waited + (_DONE - done) / rate
            self._share = (first.waited - done / rate) / self._ended
            self._pace.learn(model, self._share, proven=False)
