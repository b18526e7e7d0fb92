"""`client.tasks`, sync and async: tasks by their IDs, and many waits at once."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any

from evolink._calls.task import AsyncTask, Task
from evolink._http.run import run
from evolink._task.flow import Flow
from evolink._task.many import Many


class TaskOperations:
    """`client.tasks`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def get(self, task_id: str) -> Task:
        """Read a task by its id, whichever process made it.

        Raises:
            InvalidRequest: No task can have such an id; nothing was sent.
            NotFound: There is no such task.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        return Task(self._flow, run(self._flow.task(task_id)))

    def as_completed(
        self,
        tasks: Iterable[Task],
        *,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
    ) -> Iterator[Task]:
        """Wait for many tasks, and give each as soon as it has ended, well or badly.

        Each task is given exactly once, and none raises: ask it for `completed`, `failed` or `error`, or let
        `task.wait()`, which reads an ended task no more, give its pictures or raise why there are none. A task
        that the service refuses to show has its `trouble`; those still running when the time is over come last,
        not `ended`.

        Args:
            tasks: Tasks of this client, a few or many thousands.
            timeout: Seconds to wait in all, from this call; ten minutes if None, `math.inf` for no limit.
            on_progress: Called with a task after each good read of it.

        Raises:
            ConfigurationError: A task belongs to another client.
        """
        return _given(Many(self._flow, tasks, timeout, on_progress))

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
        waited = list(tasks)
        for _ in self.as_completed(waited, timeout=timeout, on_progress=on_progress):
            pass
        return waited


class AsyncTaskOperations:
    """`client.tasks` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    async def get(self, task_id: str) -> AsyncTask:
        """Read a task by its id; see `EvoLink.tasks.get`."""
        return AsyncTask(self._flow, await self._flow.task(task_id))

    def as_completed(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> AsyncIterator[AsyncTask]:
        """Wait for many tasks, and give each as soon as it has ended; see `EvoLink.tasks.as_completed`.

        What `on_progress` gives is awaited, if it can be.
        """
        return _given_async(Many(self._flow, tasks, timeout, on_progress))

    async def wait_all(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> list[AsyncTask]:
        """Wait until all have ended, or until the time is over; see `EvoLink.tasks.wait_all`."""
        waited = list(tasks)
        async for _ in self.as_completed(waited, timeout=timeout, on_progress=on_progress):
            pass
        return waited


def _given(many: Many[Task]) -> Iterator[Task]:
    try:
        many.open()
        while (task := run(many.next())) is not None:
            yield task
    finally:
        run(many.close())


async def _given_async(many: Many[AsyncTask]) -> AsyncIterator[AsyncTask]:
    try:
        many.open()
        while (task := await many.next()) is not None:
            yield task
    finally:
        await many.close()
