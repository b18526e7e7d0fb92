"""A task being waited for, as decisions: when to read it next, what a read says, when to give up. Nothing is sent."""

from collections.abc import Callable

from evolink._http.deadline import Deadline
from evolink._task.not_known_yet import NotFoundGrace, created_from_id, is_young
from evolink._task.poll_schedule import Observation, next_gap
from evolink._task.retry import backoff_delay
from evolink._task.state import TaskState
from evolink.errors import ApiError, ConnectionFailed

_LINKS_PATIENCE = 15.0
"""Seconds that the links of a completed task may be late by."""


class TaskProgress:
    """What has been seen of a task: its last state, and enough of the past to plan the next read.

    Attributes:
        state: The task as the last good answer showed it.
        trouble: What went wrong with the last read, if it did.
        hopeless: Whether that will go wrong again.
    """

    def __init__(self, state: TaskState, now: float, date: float) -> None:
        self.state = state
        self.trouble: ApiError | ConnectionFailed | None = None
        self.hopeless = False
        made = created_from_id(state.id) if state.created is None else state.created
        self._grace = NotFoundGrace(young=made is None or is_young(made, date))
        self._first = self._at = now
        self._misses = 0
        self._earlier: Observation | None = None
        self._last = Observation(0.0, state.progress)

    @property
    def ended(self) -> bool:
        """Whether nothing is left to wait for: it failed, or completed and its links are there."""
        return self.state.failed or (self.state.completed and bool(self.state.results))

    def saw(self, later: TaskState, now: float) -> None:
        """Take in a good answer."""
        self.state = self.state.followed_by(later)
        self._grace.seen()
        self.hopeless = False
        self.trouble, self._misses, self._at = None, 0, now
        self._earlier, self._last = self._last, Observation(now - self._first, later.progress)

    def missed(self, error: ApiError | ConnectionFailed, now: float) -> None:
        """Take in that a read failed."""
        self.trouble, self._misses, self._at = error, self._misses + 1, now
        self.hopeless = self._grace.is_hopeless(error, now)

    def next_read(self, roll: float, *, watched: bool) -> float:
        """Return the time of the next read: by the task's pace, or by what went wrong with the last read."""
        if self.trouble:
            return self._at + backoff_delay(self.trouble, self._misses, roll)
        gap = next_gap(self._earlier, self._last, self.state.estimated_time, roll, watched=watched)
        return self._at + gap


class Wait:
    """One wait for the end of a task.

    Args:
        progress: What is known of the task; it outlives the wait.
        ends: When the wait is over.
        now: The time on the port's clock.
        roll: Gives random numbers in [0, 1).
        watched: Whether somebody is shown the progress.

    Attributes:
        due: When to read the task next.
    """

    def __init__(
        self, progress: TaskProgress, ends: Deadline, now: float, roll: Callable[[], float], *, watched: bool
    ) -> None:
        self.progress = progress
        self._watched = watched
        self._roll = roll
        self._ends = ends
        self._links_due: Deadline | None = None
        self._plan(now)

    @property
    def ends(self) -> Deadline:
        """When the wait is over; soon, once only links are missing."""
        return self._ends if self._links_due is None else min(self._ends, self._links_due)

    def saw(self, later: TaskState, now: float) -> None:
        """Take in a good answer."""
        self.progress.saw(later, now)
        self._plan(now)

    def missed(self, error: ApiError | ConnectionFailed, now: float) -> None:
        """Take in that a read failed."""
        self.progress.missed(error, now)
        self._plan(now)

    def _plan(self, now: float) -> None:
        if self.progress.state.completed and self._links_due is None:
            self._links_due = Deadline.after(_LINKS_PATIENCE, now)
        self.due = max(now, self.progress.next_read(self._roll(), watched=self._watched))
