"""Tasks of the service, sync and async."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from evolink._by_name import by_name
from evolink._http.run import run
from evolink._task.base import BaseTask

if TYPE_CHECKING:
    from evolink._calls.results import AsyncResults, Results
    from evolink._contract.kinds import Kind
    from evolink._task.flow import Flow
    from evolink._task.state import TaskState


class _TaskOfKind(BaseTask):
    """A task that knows the kind of its results: by the call that made it, the service's answer, or its model."""

    def __init__(self, flow: "Flow", state: "TaskState", kind: "Kind | None" = None) -> None:
        super().__init__(flow, state)
        self._given_kind = kind

    @property
    def _kind(self) -> "Kind":
        from evolink._contract.kinds import find_kind_of_answer, find_kind_of_model

        return self._given_kind or find_kind_of_answer(self.raw) or find_kind_of_model(self.model)


class Task(_TaskOfKind):
    """A task of the service: what was last seen of it, and a way to wait for its end."""

    @by_name("task.wait(timeout=600)")
    def wait(self, *, timeout: float | None = None, on_progress: Callable[["Task"], Any] | None = None) -> "Results":
        """Wait for its end, reading it at a pace set by estimate and progress.

        Args:
            timeout: Seconds to wait at most; `math.inf` sets no limit. If None: ten minutes or three times the
                service's estimate, whichever is longer, but at most an hour.
            on_progress: Called with this task after each read.

        Returns:
            Its results; those of an image model are `Images`.

        Raises:
            TaskFailed: It failed or was cancelled.
            TaskTimeout: It is still running; wait again, or later get it by its ID.
            ResultsMissing: It completed, but its links are late.
            ApiError: The service refuses to show it.
        """
        from evolink._calls.result_classes import make_results

        run(self._until_ended(timeout, on_progress))
        return make_results(self._flow, self, self._kind)


class AsyncTask(_TaskOfKind):
    """A task of the service: what was last seen of it, and a way to wait for its end."""

    _awaits = True

    @by_name("task.wait(timeout=600)")
    async def wait(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[["AsyncTask"], Any] | None = None,
    ) -> "AsyncResults":
        """Wait for its end, reading it at a pace set by estimate and progress.

        Args:
            timeout: Seconds to wait at most; `math.inf` sets no limit. If None: ten minutes or three times the
                service's estimate, whichever is longer, but at most an hour.
            on_progress: Called with this task after each read; what it returns is awaited if it can be.

        Returns:
            Its results; those of an image model are `Images`.

        Raises:
            TaskFailed: It failed or was cancelled.
            TaskTimeout: It is still running; wait again, or later get it by its ID.
            ResultsMissing: It completed, but its links are late.
            ApiError: The service refuses to show it.
        """
        from evolink._calls.result_classes import make_async_results

        await self._until_ended(timeout, on_progress)
        return make_async_results(self._flow, self, self._kind)
