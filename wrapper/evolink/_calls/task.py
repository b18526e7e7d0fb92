"""A running task, sync and async."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from evolink._http.run import run
from evolink._task.base import BaseTask

if TYPE_CHECKING:
    from evolink._calls.images import AsyncImages, Images


class Task(BaseTask):
    """A task of the service: what was last seen of it, and a way to wait for its end."""

    def wait(self, *, timeout: float | None = None, on_progress: Callable[["Task"], Any] | None = None) -> "Images":
        """Wait for its end, reading it at a pace set by estimate and progress.

        Args:
            timeout: Seconds to wait at most; ten minutes if None, `math.inf` for no limit.
            on_progress: Called with this task after each read.

        Returns:
            Its pictures.

        Raises:
            TaskFailed: It failed or was cancelled.
            TaskTimeout: It still runs; wait again, or take it up later by its id.
            ResultsMissing: It completed, but its links are late.
            ApiError: The service refuses to show it.
        """
        from evolink._calls.images import Images

        run(self.until_ended(timeout, on_progress))
        return Images(self._flow, self.id, self.results, self.created)


class AsyncTask(BaseTask):
    """A task of the service: what was last seen of it, and a way to wait for its end."""

    async def wait(
        self,
        *,
        timeout: float | None = None,
        on_progress: Callable[["AsyncTask"], Any] | None = None,
    ) -> "AsyncImages":
        """Wait for its end; see `Task.wait`. What `on_progress` gives is awaited, if it can be."""
        from evolink._calls.images import AsyncImages

        await self.until_ended(timeout, on_progress)
        return AsyncImages(self._flow, self.id, self.results, self.created)
