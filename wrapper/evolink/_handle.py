"""What `Task` and `AsyncTask` have in common: the last known facts, and the wait for the end."""

from collections.abc import Callable, Mapping
from typing import Any, Self

from ._failures import failure
from ._flow import Flow, noting
from ._pacing import next_delay
from ._retry import backoff
from ._state import Fault, TaskState
from .errors import ApiError, ConnectionFailed, ResultsMissing, TaskError, TaskTimeout

_PATIENCE = 600.0
"""Seconds a wait lasts unless told otherwise."""
_LINKS_PATIENCE = 15.0
"""Seconds that the links of a completed task may be late by."""


class Handle:
    """A task of the service, as last seen."""

    def __init__(self, flow: Flow, state: TaskState) -> None:
        self._flow = flow
        self._state = state
        self._seen_first = flow.port.now()
        self._trouble: ApiError | ConnectionFailed | None = None
        self._attempts = 0

    def __repr__(self) -> str:
        progress = "" if self.progress is None else f", {self.progress:.0f} %"
        return f"<{type(self).__name__} {self.id} of {self.model or 'a model'}: {self.status}{progress}>"

    @property
    def id(self) -> str:
        """Its id: all that is needed to take it up again, with `client.tasks.get(id)`."""
        return self._state.id

    @property
    def model(self) -> str:
        """The model that runs; an old name is answered with the present one."""
        return self._state.model

    @property
    def status(self) -> str:
        """`pending`, `processing`, `completed`, `failed`, `cancelled`, or a word not known yet."""
        return self._state.status

    @property
    def progress(self) -> float | None:
        """Percent done, if told."""
        return self._state.progress

    @property
    def created(self) -> float | None:
        """Unix time in seconds at which it was made, on the service's clock."""
        return self._state.created

    @property
    def estimated_time(self) -> float | None:
        """The service's guess of the whole duration in seconds, if it made one."""
        return self._state.estimated_time

    @property
    def credits_reserved(self) -> float | None:
        """Credits set aside for it, if told."""
        return self._state.credits_reserved

    @property
    def results(self) -> tuple[str, ...]:
        """Links to the finished files; they last a day."""
        return self._state.results

    @property
    def error(self) -> Fault | None:
        """Why it failed: `code` and `message`."""
        return self._state.error

    @property
    def raw(self) -> Mapping[str, Any]:
        """The whole of the last answer, with fields not named here."""
        return self._state.raw

    async def _until_ended(
        self,
        timeout: float | None,  # noqa: ASYNC109 - it ends the wait, not the task, and tells how to resume
        on_progress: Callable[[Self], Any] | None,
    ) -> None:
        """Read the task, at a good pace, until it has ended and its links are there.

        Raises:
            TaskFailed: It failed or was cancelled.
            TaskTimeout: It did not end in time.
            ResultsMissing: It completed, but its links did not come in time.
            ApiError: The service refuses to show it.
        """
        ends = self._flow.port.now() + (_PATIENCE if timeout is None else timeout)
        with noting(f"task {self.id} goes on; take it up with client.tasks.get({self.id!r})"):
            while not self._ended:
                if self._state.completed:
                    ends = min(ends, self._flow.port.now() + _LINKS_PATIENCE)
                await self._read_again(ends)
                if on_progress and not self._trouble:
                    on_progress(self)
        if self._state.failed:
            raise failure(self._state, self)

    @property
    def _ended(self) -> bool:
        return self._state.failed or (self._state.completed and bool(self._state.results))

    async def _read_again(self, ends: float) -> None:
        """Pause for as long as is good, then read once; give up when the clock says `ends`."""
        port, now = self._flow.port, self._flow.port.now()
        await port.pause(max(0.0, min(self._delay(now), ends - now)))
        if port.now() >= ends:
            raise self._over() from self._trouble
        try:
            self._state = self._state.followed_by(await self._flow.task_once(self.id, ends - port.now()))
            self._trouble, self._attempts = None, 0
        except (ApiError, ConnectionFailed) as error:
            if not error.transient:
                error.task = self
                raise
            self._trouble, self._attempts = error, self._attempts + 1

    def _delay(self, now: float) -> float:
        """Give the seconds until the next read: by the task's pace, or by what went wrong with the last."""
        if self._trouble:
            return backoff(self._trouble, self._attempts, self._flow.roll())
        return next_delay(now - self._seen_first, self.estimated_time, self.progress, self._flow.roll())

    def _over(self) -> TaskError:
        how = f"take it up again with client.tasks.get({self.id!r}).wait(), in any process"
        if self._state.completed:
            return ResultsMissing(f"task {self.id} is completed, but its links are late: {how}", task=self)
        return TaskTimeout(f"task {self.id} is still {self.status} and goes on: {how}", task=self)
