"""`client.images`, in both colours: pictures of prompts."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from ._described import Described
from ._flow import Flow
from ._images import AsyncImages, Images
from ._noting import logging_interruption
from ._operations import creation
from ._run import run
from ._tasks import AsyncTask, Task

if TYPE_CHECKING:
    from evolink_contract.requests import GenerateCall, SubmitCall

    from ._client import EvoLink


class ImageOperations:
    """`client.images`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Task]":
        """Start a task and return at once; the parameters are those of the model."""
        return Described(self._submit)

    @property
    def generate(self) -> "GenerateCall[Task, Images]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return Described(self._generate)

    def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> Task:
        """Start a task and return at once.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None. A service that
                knows it answers with the task it has already made.
            unchecked: Whether `model` may be one that this version does not know.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            InvalidRequest: Rules of the model are broken; all are told, nothing was sent.
            SubmissionUncertain: The answer was lost; a task may have been made and charged.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached; nothing was charged.
        """
        post = creation({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return Task(self._flow, run(self._flow.submit(post)))

    def _generate(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
        **request: Any,
    ) -> Images:
        """Start a task, wait for its end and give its pictures.

        Args:
            model: As for `submit`, and so are the two that follow.
            idempotency_key: A name for this call.
            unchecked: Whether `model` may be an unknown one.
            timeout: Seconds to wait at most; ten minutes if None.
            on_progress: Called with the task after each read.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            EvoLinkError: As for `submit` and for `Task.wait`.
        """
        task = self._submit(model=model, idempotency_key=idempotency_key, unchecked=unchecked, **request)
        with logging_interruption(f"task {task.id} goes on; take it up with client.tasks.get({task.id!r})"):
            return task.wait(timeout=timeout, on_progress=on_progress)


def submit(client: "EvoLink", request: dict[str, Any], key: str, output: str | None, *, unchecked: bool) -> Task:
    """Start a task whose files are wanted somewhere, as `evolink generate` does: the journal will know where.

    Args:
        client: The client.
        request: The model and its parameters.
        key: The idempotency key.
        output: Where the files are wanted.
        unchecked: As for `submit`.

    Raises:
        EvoLinkError: As for `submit`.
    """
    flow = client._flow  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (a friend that users need not see)
    return Task(flow, run(flow.submit(creation(request, key, unchecked=unchecked), output)))


class AsyncImageOperations:
    """`client.images` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Coroutine[Any, Any, AsyncTask]]":
        """Start a task and return at once; the parameters are those of the model."""
        return Described(self._submit)

    @property
    def generate(self) -> "GenerateCall[AsyncTask, Coroutine[Any, Any, AsyncImages]]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return Described(self._generate)

    async def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> AsyncTask:
        """Start a task and return at once; see `EvoLink.images.submit`."""
        post = creation({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return AsyncTask(self._flow, await self._flow.submit(post))

    async def _generate(
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,  # noqa: ASYNC109 - it ends the wait, not the task, and says how to resume
        on_progress: Callable[[AsyncTask], Any] | None = None,
        **request: Any,
    ) -> AsyncImages:
        """Start a task, wait for its end and give its pictures; see `EvoLink.images.generate`."""
        task = await self._submit(model=model, idempotency_key=idempotency_key, unchecked=unchecked, **request)
        with logging_interruption(f"task {task.id} goes on; take it up with client.tasks.get({task.id!r})"):
            return await task.wait(timeout=timeout, on_progress=on_progress)
