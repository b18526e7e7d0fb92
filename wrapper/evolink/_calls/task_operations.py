"""`client.tasks`, sync and async: tasks by their IDs, and waits for many at once."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, TypeVar

from evolink._calls.task import AsyncTask, Task
from evolink._http.run import run
from evolink._task.base import BaseTask
from evolink._task.flow import Flow
from evolink._task.many import TaskWaits

T = TypeVar("T", bound=BaseTask)


class TaskOperations:
    """`client.tasks`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def get(self, task_id: str) -> Task:
        """Read a task by its ID, whichever process created it.

        Raises:
            InvalidRequest: No task can have such an ID; nothing was sent.
            NotFound: There is no such task.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return Task(self._flow, run(self._flow.get_task(task_id)))

    def as_completed(
        self,
        tasks: Iterable[Task],
        *,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
    ) -> Iterator[Task]:
        """Wait for many tasks, and yield each as soon as it has ended, well or badly.

        Each task is yielded exactly once, and none raises: ask it for `completed`, `failed` or `error`, or call
        `task.wait()`, which does not read an ended task again, for its results or the error. A task that the service
        refuses to show has its `trouble`; those still running when the time is over come last, not `ended`.

        Args:
            tasks: Tasks of this client, a few or many thousands.
            timeout: Seconds to wait in all, from this call; ten minutes if None, `math.inf` for no limit.
            on_progress: Called with a task after each successful read of it.

        Raises:
            ConfigurationError: A task belongs to another client.
        """
        return _iterate(TaskWaits(self._flow, tasks, timeout, on_progress))

    def wait_all(
        self,
        tasks: Iterable[Task],
        *,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
    ) -> list[Task]:
        """Wait until all have ended, or until the time is over; none raises, see `as_completed`.

        Returns:
            The same tasks in the same order.
        """
        return run(wait_for_all(self._flow, tasks, timeout, on_progress))


class AsyncTaskOperations:
    """`client.tasks` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    async def get(self, task_id: str) -> AsyncTask:
        """Read a task by its ID; see `EvoLink.tasks.get`."""
        return AsyncTask(self._flow, await self._flow.get_task(task_id))

    def as_completed(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> AsyncIterator[AsyncTask]:
        """Wait for many tasks, and yield each as soon as it has ended; see `EvoLink.tasks.as_completed`.

        What `on_progress` returns is awaited if it can be.
        """
        return _iterate_async(TaskWaits(self._flow, tasks, timeout, on_progress))

    async def wait_all(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> list[AsyncTask]:
        """Wait until all have ended, or until the time is over; see `EvoLink.tasks.wait_all`."""
        return await wait_for_all(self._flow, tasks, timeout, on_progress)


async def wait_for_all(
    flow: Flow, tasks: Iterable[T], timeout: float | None, on_progress: Callable[[T], Any] | None = None
) -> list[T]:
    """Wait until many tasks have ended, or until the time is over, and return them; see `TaskOperations.wait_all`."""
    waited = list(tasks)
    waits = TaskWaits(flow, waited, timeout, on_progress)
    try:
        waits.open()
        while await waits.next():
            pass
    finally:
        await waits.close()
    return waited


def _iterate(waits: TaskWaits[Task]) -> Iterator[Task]:
    try:
        waits.open()
        while (task := run(waits.next())) is not None:
            yield task
    finally:
        run(waits.close())


async def _iterate_async(waits: TaskWaits[AsyncTask]) -> AsyncIterator[AsyncTask]:
    try:
        waits.open()
        while (task := await waits.next()) is not None:
            yield task
    finally:
        await waits.close()
