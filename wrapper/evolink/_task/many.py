"""Many waits at once: one loop that sends what is due and handles what has arrived, for sync and async."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from evolink._http.deadline import Deadline
from evolink._http.port import POLL_NOW, Arrival, Outcome, Response
from evolink._task.answers import read_task
from evolink._task.base import BaseTask, progress_of, show_progress
from evolink._task.flow import Flow
from evolink._task.noting import noting
from evolink._task.state import TaskState
from evolink.errors import ApiError, ConfigurationError, ConnectionFailed

if TYPE_CHECKING:
    from concurrent.futures import Future

    from evolink._http.port import Signal
    from evolink._task.wait import Wait

H = TypeVar("H", bound=BaseTask)

MOST_READS = 90
"""Reads under way at one time; fewer than the client lets through, so that other calls find a place."""


class TaskWaits(Generic[H]):
    """The waits for many tasks. Each task is returned once: when it has ended, or when its wait is over.

    Args:
        flow: The client's.
        tasks: What to wait for.
        timeout: Seconds in all; if None, each task has its own time; see `TaskProgress.begin_wait`.
        on_progress: Called with the task after each good read.

    Raises:
        ConfigurationError: A task is another client's.
    """

    def __init__(
        self, flow: Flow, tasks: Iterable[H], timeout: float | None, on_progress: Callable[[H], Any] | None = None
    ) -> None:
        self._flow = flow
        self._on_progress = on_progress
        self._ready: deque[H] = deque()
        self._waits: dict[int, tuple[H, Wait]] = {}
        self._listening: dict[int, tuple[Signal, Callable[[], object]]] = {}
        self._due: list[tuple[float, int]] = []
        self._planned: dict[int, float] = {}
        self._read_again: set[int] = set()
        self._notes: list[Future[None]] = []
        self._under_way = 0
        for tag, task in enumerate(dict.fromkeys(tasks)):
            self._admit(tag, task, timeout)
        self._ends = max((wait.ends for _, wait in self._waits.values()), default=Deadline(0.0))

    def open(self) -> None:
        """Begin to send and to listen; call this in the event loop that will wait, if there is one."""
        self._pool = self._flow.port.request_pool(MOST_READS)
        for tag, (task, _) in self._waits.items():
            self._listening[tag] = progress_of(task).poll_requested, partial(self._pool.wake, tag)
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
        for note in self._notes:
            await self._flow.until_noted(note)
        await self._pool.close()

    def _admit(self, tag: int, task: H, timeout: float | None) -> None:
        progress = progress_of(task)
        if progress.flow is not self._flow:  # another key might not be allowed to read it
            raise ConfigurationError(f"task {task.id} belongs to another client: wait for it with that one")
        wait = progress.begin_wait(timeout, watched=self._on_progress is not None)
        if task.ended:
            self._ready.append(task)
        else:
            self._waits[tag] = task, wait
            self._plan(tag, wait.due)

    def _plan(self, tag: int, at: float) -> None:
        """Plan the next read of a task, replacing an earlier plan."""
        self._planned[tag] = at
        heappush(self._due, (at, tag))

    def _send_due(self) -> None:
        """Send the reads that are due, as far as there is room and the service does not limit requests."""
        now = self._flow.port.now()
        if self._ends.has_passed(now):
            self._give_up()
        while self._due and self._due[0][0] <= now and self._under_way < MOST_READS and not self._flow.limit.left(now):
            at, tag = heappop(self._due)
            if self._planned.get(tag) == at:
                self._read(tag, now)

    def _idle(self) -> float:
        """Return the seconds until there is something to do other than to handle answers."""
        now = self._flow.port.now()
        if self._ready or not self._waits:
            return 0.0
        room = self._due and self._under_way < MOST_READS
        due = max(self._due[0][0], now + self._flow.limit.left(now)) if room else self._ends.at
        return min(Deadline(due), self._ends).left(now)

    def _read(self, tag: int, now: float) -> None:
        """Send the read that a task is due for, unless its wait is over."""
        del self._planned[tag]
        wait = self._waits[tag][1]
        if wait.ends.has_passed(now):
            self._finish(tag)
        else:
            self._under_way += 1
            self._pool.post(tag, wait.progress.request, self._flow.read_deadline(wait.ends))

    async def _handle(self, tag: int, arrival: Arrival) -> None:
        self._under_way -= arrival is not POLL_NOW
        if tag not in self._waits:
            return
        if arrival is POLL_NOW:
            self._read_now(tag)
        else:
            await self._answered(tag, arrival)

    def _read_now(self, tag: int) -> None:
        """Read a task at once; if a read is under way, it may be too early, so read once more after it."""
        self._listening[tag][0].consume()
        if tag in self._planned:
            self._plan(tag, self._flow.port.now())
        else:
            self._read_again.add(tag)

    async def _answered(self, tag: int, outcome: Outcome) -> None:
        task, wait = self._waits[tag]
        now = self._flow.port.now()
        try:
            wait.record_answer(self._read_outcome(wait, outcome), now)
        except (ApiError, ConnectionFailed) as error:
            wait.record_failure(error, now)
            if wait.progress.hopeless:
                error.task = task
                self._finish(tag)
                return
        else:
            await show_progress(self._on_progress, task)
        if task.ended:
            self._finish(tag)
        else:
            at_once = tag in self._read_again
            self._read_again.discard(tag)
            self._plan(tag, now if at_once else min(wait.due, wait.ends.at))

    def _read_outcome(self, wait: "Wait", outcome: Outcome) -> TaskState:
        if isinstance(outcome, Response):
            task_id = wait.progress.state.id
            return self._flow.interpret(wait.progress.request, outcome, lambda answer: read_task(answer, task_id))
        raise outcome

    def _finish(self, tag: int) -> None:
        task, wait = self._waits.pop(tag)
        self._listen_no_more(tag)
        self._ready.append(task)
        self._notes.append(self._flow.note_end(wait.progress.state))

    def _listen_no_more(self, tag: int) -> None:
        signal, wake = self._listening.pop(tag)
        signal.remove_listener(wake)

    def _give_up(self) -> None:
        """Return every task as it stands: the time is over."""
        for tag in list(self._waits):
            self._finish(tag)
        self._due.clear()
