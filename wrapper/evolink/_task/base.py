"""What `Task` and `AsyncTask` have in common: the last known facts, and the wait for the end."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from evolink._http.deadline import Deadline
from evolink._task.noting import noting
from evolink._telemetry import facts
from evolink._telemetry.recording import WAIT, span
from evolink.errors import (
    ApiError,
    ConnectionFailed,
    EvoLinkError,
    ResultsMissing,
    TaskError,
    TaskFailed,
    TaskTimeout,
)

if TYPE_CHECKING:
    from evolink._task.flow import Flow
    from evolink._task.state import Fault, TaskState
    from evolink._task.wait import TaskProgress, Wait

H = TypeVar("H", bound="BaseTask")
Poll = Callable[["TaskProgress", Deadline], Awaitable["TaskState"]]
"""Reads a task once, before a deadline."""


class BaseTask:
    """A task of the service, as last seen."""

    _awaits: ClassVar[bool] = False
    """Whether what `on_progress` returns can be awaited."""

    def __init__(self, flow: "Flow", state: "TaskState") -> None:
        from evolink._task.wait import TaskProgress

        self._flow = flow
        self._progress = TaskProgress(flow, state)

    def __repr__(self) -> str:
        progress = "" if self.progress is None else f", {self.progress:.0f} %"
        return f"<{type(self).__name__} {self.id} of {self.model or 'a model'}: {self.status}{progress}>"

    def __str__(self) -> str:
        from evolink._costs.words import charged

        progress = "" if self.progress is None or self.ended else f", {self.progress:.0f} %"
        cost = f", {charged(self.credits_used)}" if self.credits_used is not None else ""
        reason = f", {self.error}" if self.error else ""
        return f"{self.id} of {self.model or 'a model'}: {self.status}{progress}{cost}{reason}"

    def __reduce__(self) -> str:
        raise TypeError("a task holds its client and can't be pickled: keep its ID and use client.tasks.get(id)")

    @property
    def id(self) -> str:
        """Its ID: all that is needed to get the task again, with `client.tasks.get(id)`."""
        return self._state.id

    @property
    def model(self) -> str:
        """The model that runs; an old name is answered with the present one."""
        return self._state.model

    @property
    def status(self) -> str:
        """`pending`, `processing`, `completed`, `failed`, `cancelled`, or a status that is not known yet."""
        return self._state.status

    @property
    def progress(self) -> float | None:
        """Percent done, if the service says so."""
        return self._state.progress

    @property
    def created(self) -> float | None:
        """When it was created, in Unix seconds on the service's clock."""
        return self._state.created

    @property
    def estimated_time(self) -> float | None:
        """The service's estimate of the whole duration in seconds, if it makes one."""
        return self._state.estimated_time

    @property
    def credits_reserved(self) -> float | None:
        """Credits reserved for it, if the service says so."""
        return self._state.credits_reserved

    @property
    def credits_used(self) -> float | None:
        """Credits it has cost, if the service says so."""
        return self._state.credits_used

    @property
    def results(self) -> tuple[str, ...]:
        """Links to the finished files; they work for a day."""
        return self._state.results

    @property
    def error(self) -> "Fault | None":
        """Why it failed: `code` and `message`."""
        return self._state.error

    @property
    def raw(self) -> Mapping[str, Any]:
        """The whole of the last answer, including fields that have no property here."""
        return self._state.raw

    @property
    def completed(self) -> bool:
        """Whether it completed."""
        return self._state.completed

    @property
    def failed(self) -> bool:
        """Whether it failed or was cancelled."""
        return self._state.failed

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to wait for: `wait` returns or raises `TaskFailed` at once."""
        return self._progress.ended

    @property
    def trouble(self) -> ApiError | ConnectionFailed | None:
        """What went wrong with the last read, if anything did."""
        return self._progress.trouble

    def poll_now(self) -> None:
        """Make the running wait, or else the next one, read the task at once. Safe to call from any thread."""
        self._progress.poll_requested.set()

    @property
    def _state(self) -> "TaskState":
        return self._progress.state

    async def _until_ended(
        self,
        timeout: float | None,
        on_progress: Callable[[Self], Any] | None = None,
        poll: Poll | None = None,
    ) -> None:
        """Read the task from time to time until it has ended and its links are there.

        Args:
            timeout: Seconds it may take; see `TaskProgress.begin_wait`.
            on_progress: Called with the task after each good read.
            poll: Reads the task once, before a deadline; if None, it is read by itself.

        Raises:
            TaskFailed: It failed or was cancelled.
            TaskTimeout: It did not end in time.
            ResultsMissing: It completed, but its links did not come in time.
            ApiError: The service refuses to show it.
        """
        from evolink._task.wait import check_wait

        check_wait(timeout, on_progress, awaits=self._awaits)
        wait = self._progress.begin_wait(timeout, watched=on_progress is not None, joint=poll is not None)
        if not self.ended:
            with span(WAIT, lambda: facts.of_waiting(self._state)) as seen:
                await self._wait(wait, on_progress, poll or poll_alone)
                seen.tell(lambda: facts.of_task(self._state))
                if self.failed:
                    seen.fail(failure_of(self))
        if self.failed:
            raise failure_of(self)

    async def _wait(self, wait: "Wait", on_progress: Callable[[Self], Any] | None, poll: Poll) -> None:
        with noting(f"task {self.id} continues on the service; get it with client.tasks.get({self.id!r})"):
            while not self.ended:
                await self._read_again(wait, poll)
                if not self.trouble:
                    await self._flow.until_noted(self._flow.note_end(self._state))
                    await show_progress(on_progress, self)

    async def _read_again(self, wait: "Wait", poll: Poll) -> None:
        """Pause until the next read is due, then read once; give up when the wait is over."""
        port = self._flow.port
        await self._until_due(wait)
        if wait.is_postponed(port.now()):
            await self._until_due(wait)
        if wait.ends.has_passed(port.now()):
            raise self._timeout_error() from self.trouble
        try:
            wait.record_answer(await poll(self._progress, wait.ends), port.now())
        except (ApiError, ConnectionFailed) as error:
            wait.record_failure(error, port.now())
            if wait.progress.hopeless:
                error.task = self
                raise

    async def _until_due(self, wait: "Wait") -> None:
        port, now = self._flow.port, self._flow.port.now()
        due = max(wait.due, now + self._flow.limit.left(now))
        await port.pause(min(Deadline(due), wait.ends).left(now), self._progress.poll_requested)

    def _timeout_error(self) -> TaskError:
        """Return the error that a wait raises whose time is over."""
        how = f"resume waiting with client.tasks.get({self.id!r}).wait(), in any process"
        if self.completed:
            return ResultsMissing(f"task {self.id} is completed, but its links are not available yet: {how}", task=self)
        return TaskTimeout(f"task {self.id} is still {self.status} and continues on the service: {how}", task=self)


async def until_ended(
    task: H, timeout: float | None, on_progress: Callable[[H], Any] | None = None, poll: Poll | None = None
) -> None:
    """Read a task from time to time until it has ended; see `BaseTask._until_ended`."""
    await task._until_ended(timeout, on_progress, poll)  # noqa: SLF001 - users need not see it  # pyright: ignore[reportPrivateUsage]


async def poll_alone(progress: "TaskProgress", ends: Deadline) -> "TaskState":
    """Read a task once, by itself; see `Flow.poll`."""
    return await progress.flow.poll(progress.state.id, progress.request, ends)


async def show_progress(on_progress: Callable[[H], Any] | None, task: H) -> None:
    """Call `on_progress` with a task, and await what it returns if it can be awaited."""
    outcome = on_progress(task) if on_progress else None
    if isinstance(outcome, Awaitable):
        await outcome


def progress_of(task: BaseTask) -> "TaskProgress":
    """Return what is known of a task, for the loops that wait for it."""
    return task._progress  # noqa: SLF001 - users need not see it  # pyright: ignore[reportPrivateUsage]


def outcome_of(task: BaseTask) -> EvoLinkError | None:
    """Return the error that waiting for a task has led to, whose wait is over."""
    if task.ended:
        return failure_of(task) if task.failed else None
    return task.trouble if progress_of(task).hopeless else task._timeout_error()  # noqa: SLF001 - users need not see it  # pyright: ignore[reportPrivateUsage]


def failure_of(task: BaseTask) -> TaskFailed:
    """Return the error that waiting for a failed task raises."""
    from evolink._task.failures import build_failure

    return build_failure(progress_of(task).state, task)
