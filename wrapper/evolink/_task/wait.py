"""The decisions of a wait: when to read the task next, what a read means, when to give up. Nothing is sent."""

from math import isnan
from typing import TYPE_CHECKING

from evolink._contract.requests import task_request
from evolink._http.deadline import Deadline
from evolink._http.port import Signal
from evolink._task.learned_pace import Lesson
from evolink._task.poll_schedule import Manner, Observation, is_telling, next_gap
from evolink._task.retry import NotFoundGrace, backoff_delay, created_from_id, is_young
from evolink._task.state import TaskState
from evolink._telemetry.recording import task_ended
from evolink.errors import ApiError, ConfigurationError, ConnectionFailed
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from evolink._task.flow import Flow

_PATIENCE = 600.0
"""Seconds that a wait lasts by default, unless the service's estimate is that long."""
_ESTIMATES = 3.0
"""How many times its estimate a task is waited for by default."""
_LONGEST_PATIENCE = 3600.0
_CALL = "__call__"
_LINKS_PATIENCE = 15.0
"""Seconds that the links of a completed task may be late by."""
_MOST_JOINT = 12
"""Reads in a row in which a task is read with others."""
_WHOLE = (
    "task {state.id} is {state.status!r} with {state.progress:.0f} % and {count} results, in two responses: "
    "it counts as completed"
)


def check_wait(timeout: object, on_progress: object = None, *, awaits: bool = True) -> None:
    """Check the arguments of a wait, so that a wrong one is refused before anything is paid for.

    Args:
        timeout: Seconds.
        on_progress: Called with the task.
        awaits: Whether what that returns can be awaited, as by the asyncio client.

    Raises:
        ConfigurationError: The time-out is nan, which never comes.
        TypeError: An argument is of another type, or `on_progress` can't be called like that.
    """
    if not (timeout is None or isinstance(timeout, int | float)) or isinstance(timeout, bool):
        raise TypeError(f"timeout takes a number of seconds, math.inf or None, not {short_repr(timeout)}")
    if timeout is not None and isnan(timeout):
        raise ConfigurationError("timeout must be a number of seconds, not nan, which never comes")
    if on_progress is not None:
        _check_progress(on_progress, awaits=awaits)


def _check_progress(on_progress: object, *, awaits: bool) -> None:
    from inspect import iscoroutinefunction, signature

    if not callable(on_progress):
        raise TypeError(f"on_progress takes a function that is called with the task, not {short_repr(on_progress)}")
    if not awaits and (iscoroutinefunction(on_progress) or iscoroutinefunction(getattr(on_progress, _CALL, None))):
        raise TypeError(
            "on_progress is an async function, which EvoLink can't await: pass a plain one, or use AsyncEvoLink"
        )
    try:
        parameters = signature(on_progress)
    except (TypeError, ValueError):  # some functions of C don't say what they take
        return
    try:
        parameters.bind(None)
    except TypeError:
        raise TypeError(f"on_progress is called with one argument, the task, but takes {parameters}") from None


class TaskProgress:
    """What is known of a task: its last state, and enough of the past to plan the next read.

    Args:
        flow: The operations of the service.
        state: The task as an answer showed it.

    Attributes:
        flow: As given.
        request: Reads the task.
        poll_requested: Ends a pause before the next read.
        state: The task as the last good answer showed it.
        trouble: What went wrong with the last read, if anything did.
        hopeless: Whether reading it again would fail as well.
    """

    def __init__(self, flow: "Flow", state: TaskState) -> None:
        self.flow = flow
        self.request = task_request(state.id)
        self.poll_requested = Signal()
        if state.remembered:
            self.poll_requested.set()
        self.state = state
        self.trouble: ApiError | ConnectionFailed | None = None
        self.hopeless = False
        self._joint_reads = 0
        self._absent = False
        made = created_from_id(state.id) if state.created is None else state.created
        self._grace = NotFoundGrace(young=made is None or is_young(made, flow.port.date()))
        self._first = self._at = flow.port.now()
        self._running_at: float | None = None
        self._misses = 0
        self._earlier: Observation | None = None
        self._last = Observation(0.0, state.progress)
        # A task that is under way was made some time ago, and nobody here knows when.
        self._lesson = None if is_telling(self._last) else Lesson(flow.pace)

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to wait for: it failed, or completed and its links are there."""
        return self.state.failed or (self.state.completed and bool(self.state.results))

    @property
    def read_alone(self) -> bool:
        """Whether it is next read alone even where the service reads several tasks in one request.

        So it is once an answer about several did not show it, and from time to time in any case: if such answers are
        stale, its end is seen nevertheless.
        """
        return self._absent or self._joint_reads >= _MOST_JOINT

    def record_joint(self, *, shown: bool) -> None:
        """Record that it was read with others, and whether the answer showed it."""
        self._joint_reads += 1
        self._absent = self._absent or not shown

    def record_alone(self) -> None:
        """Record that it was read alone."""
        self._joint_reads = 0

    def begin_wait(self, timeout: float | None, *, watched: bool, joint: bool = False) -> "Wait":
        """Begin a wait, which may be one of many for this task.

        Args:
            timeout: Seconds it may take; if None, ten minutes, or three times the service's estimate if that is
                longer, at most an hour.
            watched: Whether the progress is shown to a person.
            joint: Whether it may be read together with others.

        Raises:
            ConfigurationError: The time-out is not a number.
            TypeError: It is something else.
        """
        check_wait(timeout)
        now = self.flow.port.now()
        ends = Deadline.after(_patience(self.state.estimated_time) if timeout is None else timeout, now)
        return Wait(self, ends, now, watched=watched, joint=joint)

    def record_answer(self, later: TaskState, now: float) -> None:
        """Record a good answer."""
        self.state = self.state.followed_by(later)
        if self.state.confirmed:
            self.flow.warn_once(_WHOLE.format(state=self.state, count=len(self.state.results)))
        if not self._joint_reads:  # where a task is read alone, it may still be unknown when it shows among others
            self._grace.record_answer()
        self.hopeless = False
        self.trouble, self._misses, self._at = None, 0, now
        if self.ended:
            task_ended(self.state, now, self._running_at)
        else:
            self._running_at = now
        self._look(Observation(now - self._first, later.progress))

    def _look(self, seen: Observation) -> None:
        """Keep a look at the task, and learn from it what it teaches about others of its model."""
        if self._lesson and self.state.completed:
            self._lesson.completed(self.state.model, seen.waited)
            self._lesson = None  # it ends once
        elif self._lesson and not self.state.failed:
            self._lesson.running(self.state.model, self._last, seen)
        self._earlier, self._last = self._last, seen

    def record_failure(self, error: ApiError | ConnectionFailed, now: float) -> None:
        """Record that a read failed."""
        self.trouble, self._misses, self._at = error, self._misses + 1, now
        self.hopeless = self._grace.is_hopeless(error, now)

    def next_read(self, roll: float, manner: Manner) -> float:
        """Return the time of the next read: by the task's pace, or by what went wrong with the last read."""
        if self.trouble:
            return self._at + backoff_delay(self.trouble, self._misses, roll)
        return self._at + next_gap(
            self._earlier,
            self._last,
            self.state.estimated_time,
            roll,
            start=self.start,
            manner=manner,
        )

    @property
    def start(self) -> float | None:
        """The share of its duration before its progress moves, if tasks of its model have shown that."""
        return self.flow.pace.start(self.state.model) if self._lesson else None


class Wait:
    """One wait for the end of a task.

    Args:
        progress: What is known of the task, also after the wait.
        ends: When the wait is over.
        now: The time on the port's clock.
        watched: Whether the progress is shown to a person.
        joint: Whether it may be read together with others.

    Attributes:
        due: When to read the task next.
    """

    def __init__(self, progress: TaskProgress, ends: Deadline, now: float, *, watched: bool, joint: bool) -> None:
        self.progress = progress
        self._watched = watched
        self._joint = joint
        self._ends = ends
        self._links_due: Deadline | None = None
        self._plan(now)

    @property
    def ends(self) -> Deadline:
        """When the wait is over; that is soon once only links are missing."""
        return self._ends if self._links_due is None else min(self._ends, self._links_due)

    def record_answer(self, later: TaskState, now: float) -> None:
        """Record a good answer."""
        self.progress.record_answer(later, now)
        self._plan(now)

    def record_failure(self, error: ApiError | ConnectionFailed, now: float) -> None:
        """Record that a read failed."""
        self.progress.record_failure(error, now)
        self._plan(now)

    def is_postponed(self, now: float) -> bool:
        """Return whether a read that is due can wait: others of its model have shown how progress goes since."""
        if now < self.due or self._start is not None or self.progress.trouble or self.progress.start is None:
            return False
        self._plan(now)
        return self.due > now

    def _plan(self, now: float) -> None:
        self._start = self.progress.start
        if self.progress.state.completed and self._links_due is None:
            self._links_due = Deadline.after(_LINKS_PATIENCE, now)
        self.due = max(now, self.progress.next_read(self.progress.flow.roll(), self._manner))

    @property
    def _manner(self) -> Manner:
        if self._watched:
            return Manner.WATCHED
        shared = self._joint and self.progress.flow.batch_reads.in_use and not self.progress.read_alone
        return Manner.CHEAP if shared else Manner.USUAL


def _patience(estimated_time: float | None) -> float:
    """Return how many seconds a task is waited for if nobody says."""
    return min(max(_PATIENCE, _ESTIMATES * (estimated_time or 0.0)), _LONGEST_PATIENCE)
