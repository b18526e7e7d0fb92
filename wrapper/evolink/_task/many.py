"""Many waits at once: one loop that sends what is due and handles what has arrived, for sync and async."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from evolink._contract.task_lists import most_in_query, query_request
from evolink._http.deadline import Deadline
from evolink._http.port import POLL_NOW, Arrival, Outcome, Request, Response
from evolink._task.answers import read_task
from evolink._task.base import BaseTask, outcome_of, progress_of, show_progress
from evolink._task.batch_reads import PATIENCE
from evolink._task.flow import Flow
from evolink._task.joint_reads import states_of
from evolink._task.noting import noting
from evolink._task.read_plan import WINDOW, ReadPlan
from evolink._task.state import TaskState
from evolink._task.wait import check_wait
from evolink._telemetry import facts
from evolink._telemetry.recording import WAIT, Span, begin
from evolink.errors import ApiError, ConfigurationError, ConnectionFailed, RateLimited
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from concurrent.futures import Future

    from evolink._http.port import Signal
    from evolink._task.wait import Wait

H = TypeVar("H", bound=BaseTask)

MOST_READS = 90
"""Requests under way at one time; fewer than the client lets through, so that other calls find a place."""


class TaskWaits(Generic[H]):
    """The waits for many tasks. Each task is returned once: when it has ended, or when its wait is over.

    Tasks that are due at about the same time are read in one request where the service can do that.

    Args:
        flow: The client's.
        tasks: What to wait for.
        timeout: Seconds in all; if None, each task has its own time; see `TaskProgress.begin_wait`.
        on_progress: Called with the task after each good read.

    Raises:
        ConfigurationError: A task is another client's.
        TypeError: These are no tasks.
    """

    def __init__(
        self, flow: Flow, tasks: Iterable[H], timeout: float | None, on_progress: Callable[[H], Any] | None = None
    ) -> None:
        self._flow = flow
        self._on_progress = on_progress
        self._ready: deque[H] = deque()
        self._waits: dict[int, tuple[H, Wait]] = {}
        self._listening: dict[int, tuple[Signal, Callable[[], object]]] = {}
        self._reads = ReadPlan(most_in_query())
        self._groups: dict[int, tuple[Request, Sequence[int]]] = {}
        self._next_group = -1
        self._read_again: set[int] = set()
        self._notes: list[Future[None]] = []
        self._spans: dict[int, Span] = {}
        self._under_way = 0
        check_wait(timeout, on_progress)
        for tag, task in enumerate(dict.fromkeys(checked_tasks(tasks))):
            self._admit(tag, task, timeout)
        self._ends = max((wait.ends for _, wait in self._waits.values()), default=Deadline(0.0))

    def open(self) -> None:
        """Begin to send and to listen; call this in the event loop that will wait, if there is one."""
        self._pool = self._flow.port.request_pool(MOST_READS)
        for tag, (task, _) in self._waits.items():
            self._listening[tag] = progress_of(task).poll_requested, partial(self._pool.wake, tag)
            if span := begin(WAIT, partial(facts.of_waiting, progress_of(task).state)):
                self._spans[tag] = span
        for signal, wake in self._listening.values():
            signal.add_listener(wake)

    async def next(self) -> H | None:
        """Return the next task whose wait is over; None after the last."""
        with noting(f"{len(self._waits)} tasks continue on the service; get each with client.tasks.get(its ID)"):
            while not self._ready and self._waits:
                self._send_due()
                for tag, arrival in await self._pool.arrivals(self._idle()):
                    await self._handle(tag, arrival)
        return self._ready.popleft() if self._ready else None

    async def close(self) -> None:
        """Stop waiting. The tasks continue on the service."""
        for tag in list(self._listening):
            self._listen_no_more(tag)
        for span in self._spans.values():
            span.end()
        for note in self._notes:
            await self._flow.until_noted(note)
        await self._pool.close()

    def _admit(self, tag: int, task: H, timeout: float | None) -> None:
        progress = progress_of(task)
        if progress.flow is not self._flow:  # another key might not be allowed to read it
            raise ConfigurationError(f"task {task.id} belongs to another client: wait for it with that one")
        wait = progress.begin_wait(timeout, watched=self._on_progress is not None, joint=True)
        if task.ended:
            self._ready.append(task)
        else:
            self._waits[tag] = task, wait
            self._plan(tag, wait.due)

    def _plan(self, tag: int, at: float) -> None:
        """Plan the next read of a task, replacing an earlier plan."""
        self._reads.plan(tag, at, alone=self._waits[tag][1].progress.read_alone)

    def _send_due(self) -> None:
        """Send the reads that are due, as far as there is room and the service does not limit requests."""
        now = self._flow.port.now()
        if self._ends.has_passed(now):
            self._give_up()
        while self._under_way < MOST_READS and not self._flow.limit.left(now):
            tags = self._reads.take(now, together=self._flow.batch_reads.may_ask(now))
            if not tags:
                break
            self._read(tags, now)

    def _idle(self) -> float:
        """Return the seconds until there is something to do other than to handle answers."""
        now = self._flow.port.now()
        if self._ready or not self._waits:
            return 0.0
        if self._under_way >= MOST_READS:
            return self._ends.left(now)
        due = self._reads.next_at(together=self._flow.batch_reads.may_ask(now))
        return min(Deadline(max(due, now + self._flow.limit.left(now))), self._ends).left(now)

    def _read(self, tags: Sequence[int], now: float) -> None:
        """Send the read that tasks are due for, except for those whose wait is over."""
        over = {tag for tag in tags if self._waits[tag][1].ends.has_passed(now)}
        for tag in over:
            self._finish(tag)
        waiting = list[int]()
        for tag in tags:
            if tag not in over and self._waits[tag][1].is_postponed(now):
                self._plan(tag, self._waits[tag][1].due)
            elif tag not in over:
                waiting.append(tag)
        if len(waiting) > 1:
            self._read_group(waiting, now)
        elif waiting:
            self._read_one(waiting[0])

    def _read_one(self, tag: int) -> None:
        wait = self._waits[tag][1]
        self._under_way += 1
        self._pool.post(tag, wait.progress.request, self._flow.read_deadline(wait.ends))

    def _read_group(self, tags: Sequence[int], now: float) -> None:
        group, request = self._next_group, query_request([self._task_id(tag) for tag in tags])
        self._next_group -= 1
        self._groups[group] = request, tags
        self._under_way += 1
        self._flow.batch_reads.record_request(now)
        ends = self._flow.read_deadline(min(Deadline.after(PATIENCE, now), self._ends))
        self._pool.post(group, request, ends)

    def _task_id(self, tag: int) -> str:
        return self._waits[tag][1].progress.state.id

    async def _handle(self, tag: int, arrival: Arrival) -> None:
        self._under_way -= arrival is not POLL_NOW
        if arrival is POLL_NOW:
            self._read_now(tag)
        elif tag in self._groups:
            await self._group_answered(*self._groups.pop(tag), arrival)
        else:
            await self._answered(tag, arrival)

    def _read_now(self, tag: int) -> None:
        """Read a task at once; if a read is under way, it may be too early, so read once more after it."""
        if tag not in self._waits:
            return
        self._listening[tag][0].consume()
        if tag in self._reads:
            self._plan(tag, self._flow.port.now() - WINDOW)
        else:
            self._read_again.add(tag)

    async def _group_answered(self, request: Request, tags: Sequence[int], outcome: Outcome) -> None:
        """Hand each task its part of an answer; read alone what is not in it."""
        waiting = [tag for tag in tags if tag in self._waits]
        try:
            states = states_of(self._flow, request, outcome)
        except RateLimited as error:
            for tag in waiting:
                await self._record(tag, error)
            return
        for tag in waiting:
            state = states.get(self._task_id(tag)) if states is not None else None
            if states is not None:
                self._waits[tag][1].progress.record_joint(shown=state is not None)
            if state is not None:
                self._flow.warn_of_odd_figures(state)
                await self._record(tag, state)
            else:
                self._reads.plan(tag, self._flow.port.now(), alone=True)

    async def _answered(self, tag: int, outcome: Outcome) -> None:
        if tag not in self._waits:
            return
        progress = self._waits[tag][1].progress
        try:
            if not isinstance(outcome, Response):
                raise outcome
            task_id = progress.state.id
            state = self._flow.interpret(progress.request, outcome, lambda answer: read_task(answer, task_id))
        except (ApiError, ConnectionFailed) as error:
            await self._record(tag, error)
        else:
            progress.record_alone()
            await self._record(tag, state)

    async def _record(self, tag: int, what: TaskState | ApiError | ConnectionFailed) -> None:
        """Record a task as it was read, or why it could not be, and plan what follows."""
        task, wait = self._waits[tag]
        now = self._flow.port.now()
        if isinstance(what, TaskState):
            wait.record_answer(what, now)
            await show_progress(self._on_progress, task)
        else:
            wait.record_failure(what, now)
            if wait.progress.hopeless:
                what.task = task
        if task.ended or wait.progress.hopeless:
            self._finish(tag)
        else:
            at_once = tag in self._read_again
            self._read_again.discard(tag)
            self._plan(tag, now - WINDOW if at_once else min(wait.due, wait.ends.at))

    def _finish(self, tag: int) -> None:
        task, wait = self._waits.pop(tag)
        self._reads.drop(tag)
        self._listen_no_more(tag)
        self._ready.append(task)
        self._notes.append(self._flow.note_end(wait.progress.state))
        if span := self._spans.pop(tag, None):
            span.tell(lambda: facts.of_task(wait.progress.state))
            span.end(outcome_of(task))

    def _listen_no_more(self, tag: int) -> None:
        signal, wake = self._listening.pop(tag)
        signal.remove_listener(wake)

    def _give_up(self) -> None:
        """Return every task as it stands: the time is up."""
        for tag in list(self._waits):
            self._finish(tag)


def checked_tasks(tasks: Iterable[H]) -> Iterator[H]:
    """Yield tasks; what is none of them raises an error that says what to write instead.

    Raises:
        TypeError: These are no tasks.
    """
    _refuse_one(tasks)
    for task in tasks:
        _refuse_other(task)
        yield task


def _refuse_one(tasks: object) -> None:
    if isinstance(tasks, BaseTask):
        raise TypeError("pass a list of tasks, such as [task]; task.wait() waits for one")
    if not isinstance(tasks, Iterable) or isinstance(tasks, str):
        raise TypeError(f"pass tasks, such as a list of them, not {short_repr(tasks)}")


def _refuse_other(task: object) -> None:
    if isinstance(task, str):
        raise TypeError(f"{short_repr(task)} is an ID: client.tasks.get_many(ids) reads tasks by their IDs")
    if not isinstance(task, BaseTask):
        hint = ": await it first" if hasattr(task, "__await__") else ""
        raise TypeError(f"{short_repr(task)} is not a task{hint}")
