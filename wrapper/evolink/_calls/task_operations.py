"""`client.tasks`, sync and async: tasks by their IDs, and waits for many at once."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, TypeVar

from evolink._calls.task import AsyncTask, Task
from evolink._contract.task_lists import task_filters
from evolink._http.run import run
from evolink._task.base import BaseTask
from evolink._task.flow import Flow
from evolink._task.listing import ListedTask, TaskPages
from evolink._task.many import TaskWaits, checked_tasks
from evolink._task.several import read_several

T = TypeVar("T", bound=BaseTask)


class TaskOperations:
    """`client.tasks`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: get, get_many, list, as_completed, wait_all>"

    def get(self, task_id: str) -> Task:
        """Read a task by its ID, whichever process created it.

        Raises:
            InvalidRequest: No task can have such an ID; nothing was sent.
            NotFound: There is no such task.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return Task(self._flow, run(self._flow.get_task(task_id)))

    def get_many(self, task_ids: Iterable[str]) -> list[Task]:
        """Read tasks by their IDs, up to 50 in one request.

        Where the service can't read several at once, they are read one by one, many at a time.

        Args:
            task_ids: Their IDs, as many as you like.

        Returns:
            The tasks in the order of their IDs, each once. Those that the service does not know are left out.

        Raises:
            InvalidRequest: No task can have such an ID; nothing was sent.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return [Task(self._flow, state) for state in run(read_several(self._flow, task_ids))]

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
        refuses to show has its `trouble`; those still running when the time is up come last, not `ended`.

        Tasks that are due at about the same time are read in one request, up to 50, where the service can do that;
        see `batch_reads` of the client.

        Args:
            tasks: Tasks of this client, a few or many thousands.
            timeout: Seconds to wait in all; if None, each task has the time that `Task.wait` gives it.
                They count from this call; `math.inf` sets no limit.
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
        """Wait until all have ended, or until the time is up; none raises, see `as_completed`.

        Returns:
            The same tasks in the same order.
        """
        return run(wait_for_all(self._flow, tasks, timeout, on_progress))

    def list(
        self, *, status: str | None = None, kind: str | None = None, model: str | None = None
    ) -> Iterator[ListedTask]:
        """List the tasks of the account as the service knows them, page by page as they are asked for.

        Each task comes once, in the service's order, the newest first. No page of the documentation has this list, and
        some deployments lack it; `client.journal` has what this client has sent.

        Args:
            status: Only tasks of this status, such as `completed`; `processing` includes those that are pending.
            kind: Only tasks that make this, such as `videos`.
            model: Only tasks of this model.

        Returns:
            What the service lists of each; `client.tasks.get(row.id)` reads the task itself.

        Raises:
            InvalidRequest: There is no such status or kind; nothing was sent.
            TasksNotListed: This service has no such list. This and what follows is raised when the first task is asked
                for.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return _iterate_pages(self._flow.list_tasks(task_filters(status, kind, model)))


class AsyncTaskOperations:
    """`client.tasks` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: get, get_many, list, as_completed, wait_all>"

    async def get(self, task_id: str) -> AsyncTask:
        """Read a task by its ID, whichever process created it.

        Raises:
            InvalidRequest: No task can have such an ID; nothing was sent.
            NotFound: There is no such task.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return AsyncTask(self._flow, await self._flow.get_task(task_id))

    async def get_many(self, task_ids: Iterable[str]) -> list[AsyncTask]:
        """Read tasks by their IDs, up to 50 in one request.

        Where the service can't read several at once, they are read one by one, many at a time.

        Args:
            task_ids: Their IDs, as many as you like.

        Returns:
            The tasks in the order of their IDs, each once. Those that the service does not know are left out.

        Raises:
            InvalidRequest: No task can have such an ID; nothing was sent.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return [AsyncTask(self._flow, state) for state in await read_several(self._flow, task_ids)]

    def as_completed(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> AsyncIterator[AsyncTask]:
        """Wait for many tasks, and yield each as soon as it has ended, well or badly.

        Each task is yielded exactly once, and none raises: ask it for `completed`, `failed` or `error`, or call
        `task.wait()`, which does not read an ended task again, for its results or the error. A task that the service
        refuses to show has its `trouble`; those still running when the time is up come last, not `ended`.

        Tasks that are due at about the same time are read in one request, up to 50, where the service can do that;
        see `batch_reads` of the client.

        Args:
            tasks: Tasks of this client, a few or many thousands.
            timeout: Seconds to wait in all; if None, each task has the time that `Task.wait` gives it.
                They count from this call; `math.inf` sets no limit.
            on_progress: Called with a task after each successful read of it; awaited if it can be.

        Raises:
            ConfigurationError: A task belongs to another client.
        """
        return _iterate_async(TaskWaits(self._flow, tasks, timeout, on_progress))

    async def wait_all(
        self,
        tasks: Iterable[AsyncTask],
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> list[AsyncTask]:
        """Wait until all have ended, or until the time is up; none raises, see `as_completed`.

        Returns:
            The same tasks in the same order.
        """
        return await wait_for_all(self._flow, tasks, timeout, on_progress)

    def list(
        self, *, status: str | None = None, kind: str | None = None, model: str | None = None
    ) -> AsyncIterator[ListedTask]:
        """List the tasks of the account as the service knows them, page by page as they are asked for.

        Each task comes once, in the service's order, the newest first. No page of the documentation has this list, and
        some deployments lack it; `client.journal` has what this client has sent.

        Args:
            status: Only tasks of this status, such as `completed`; `processing` includes those that are pending.
            kind: Only tasks that make this, such as `videos`.
            model: Only tasks of this model.

        Returns:
            What the service lists of each; `client.tasks.get(row.id)` reads the task itself.

        Raises:
            InvalidRequest: There is no such status or kind; nothing was sent.
            TasksNotListed: This service has no such list. This and what follows is raised when the first task is asked
                for.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        return _iterate_pages_async(self._flow.list_tasks(task_filters(status, kind, model)))


async def wait_for_all(
    flow: Flow, tasks: Iterable[T], timeout: float | None, on_progress: Callable[[T], Any] | None = None
) -> list[T]:
    """Wait until many tasks have ended, or until the time is up, and return them; see `TaskOperations.wait_all`."""
    waited = list(checked_tasks(tasks))
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


def _iterate_pages(pages: TaskPages) -> Iterator[ListedTask]:
    while rows := run(pages.next()):
        yield from rows


async def _iterate_pages_async(pages: TaskPages) -> AsyncIterator[ListedTask]:
    while rows := await pages.next():
        for row in rows:
            yield row
