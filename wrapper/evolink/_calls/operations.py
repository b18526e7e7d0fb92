"""A client's operations for one kind of results, such as `client.images`: to submit a task, or to generate at once."""

import os
from collections.abc import Callable, Coroutine, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from evolink._calls.chaining import with_earlier
from evolink._calls.creation import Draft, LinkFor, draft_request, finish_request
from evolink._calls.result_classes import make_async_results, make_results
from evolink._calls.results import save_at
from evolink._calls.task import AsyncTask, Task
from evolink._contract.billing import image_count
from evolink._contract.kinds import Kind
from evolink._contract.signature_help import ModelMethod
from evolink._files.destination import Destination
from evolink._http.run import run
from evolink._task.flow import Flow
from evolink._task.noting import logging_interruption
from evolink.errors import EvoLinkError, SavingError

if TYPE_CHECKING:
    from evolink._calls.results import AsyncResults, Results
    from evolink._task.base import BaseTask


class BaseOperations:
    """The operations for one kind of results, written once for both clients.

    Args:
        flow: The operations of the service.
        link_for: Returns a link to a file of a request, which is uploaded if need be.
        kind: The kind of results.
    """

    _task: "type[Task | AsyncTask]"
    _results: "Callable[[Flow, BaseTask, Kind], Results | AsyncResults]"

    def __init__(self, flow: Flow, link_for: LinkFor, kind: Kind) -> None:
        self._flow = flow
        self._link_for = link_for
        self._kind = kind

    @property
    def submit(self) -> Any:
        """Start a task and return at once; the parameters are those of the model."""
        return ModelMethod(self._callable(self._submit), self._kind.name)

    @property
    def generate(self) -> Any:
        """Start a task, wait for its end and return its results; the parameters are those of the model."""
        return ModelMethod(self._callable(self._generate), self._kind.name)

    def _callable(self, method: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """Return a method as the client's users call it."""
        return method

    async def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> Any:
        """Start a task and return at once.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None. A service that
                knows it answers with the task that it has already made.
            unchecked: Whether to send what this version does not know, a model or parameters, and what only our own
                rules forbid. Documented limits of what it knows hold nevertheless.
            **request: The model's parameters, checked before anything is sent. For a model that continues an earlier
                task, `task` may be that task, its results, one of them, or an ID, and `index` which of its results is
                meant, from 0. Where a model takes links, it takes results of earlier tasks, and files of this machine,
                which are uploaded first: a `Path`, `bytes`, a file that is open for reading in binary, or a PIL image.

        Raises:
            InvalidRequest: Rules of the model are broken; the error names all of them, and nothing was sent.
            FileRefused: The service does not take a file; nothing was charged.
            SubmissionUncertain: The answer was lost; a task may have been made and charged.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached; nothing was charged.
        """
        asked = await with_earlier(self._flow, {"model": model, **request})
        draft = await self._draft(asked, idempotency_key, unchecked=unchecked)
        post = await finish_request(self._flow, self._link_for, draft)
        return self._task(self._flow, await self._flow.submit(post), self._kind)

    async def _generate(  # noqa: PLR0913 - each option of a call is a keyword of its own
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[Any], Any] | None = None,
        save_to: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        **request: Any,
    ) -> Any:
        """Start a task, wait for its end and return its results.

        Args:
            model: As for `submit`, like the two that follow.
            idempotency_key: A name for this call.
            unchecked: Whether to send what this version does not know.
            timeout: Seconds to wait at most; if None, as for `Task.wait`.
            on_progress: Called with the task after each read; the asyncio client awaits what it returns, if it can.
            save_to: Where the results are saved: a folder, which exists or ends in `/`, or a file. Several files
                each get a number. The place is checked, and its folder made, before anything is sent; the files
                are in `paths` of what is returned.
            overwrite: Whether existing files may be replaced.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            WouldOverwrite: A file exists. If that showed only at the end, `task_id` is set.
            SavingError: Nothing can be saved there, and nothing was sent; or, if `task_id` is set, a result can't be
                downloaded.
            EvoLinkError: As for `submit` and for `Task.wait`.
            OSError: A file can't be written at the end.
        """
        asked = await with_earlier(self._flow, {"model": model, **request})
        draft = await self._draft(asked, idempotency_key, unchecked=unchecked)
        destination = None if save_to is None else await self._prepare(save_to, asked, overwrite=overwrite)
        post = await finish_request(self._flow, self._link_for, draft)
        state = await self._flow.submit(post, destination.recorded_path if destination else None)
        task = self._task(self._flow, state, self._kind)
        with logging_interruption(
            f"task {task.id} continues on the service; get it with client.tasks.get({task.id!r})"
        ):
            await task.until_ended(timeout, on_progress)
            results = self._results(self._flow, task, self._kind)
            if destination:
                await _save(results, destination, task, image_count(asked))
        return results

    async def _draft(self, asked: Mapping[str, Any], key: str | None, *, unchecked: bool) -> Draft:
        return await draft_request(self._flow, asked, key, unchecked=unchecked, kind=self._kind)

    async def _prepare(
        self, save_to: str | os.PathLike[str], request: Mapping[str, Any], *, overwrite: bool
    ) -> Destination:
        """Return where the results of a request are saved, checked and ready.

        Raises:
            SavingError: They can't be saved there.
        """

        def prepare() -> Destination:
            destination = Destination.of(save_to, self._kind, overwrite=overwrite)
            destination.prepare(image_count(request))
            return destination

        try:
            return await self._flow.port.run_blocking(prepare)
        except SavingError as error:
            raise type(error)(f"{error.message}; nothing was sent, nothing was charged") from error


class Operations(BaseOperations):
    """The operations of the sync client for one kind of results."""

    _task = Task
    _results = staticmethod(make_results)

    def _callable(self, method: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        @wraps(method)
        def call(**given: Any) -> Any:
            return run(method(**given))

        return call


class AsyncOperations(BaseOperations):
    """The operations of the asyncio client for one kind of results."""

    _task = AsyncTask
    _results = staticmethod(make_async_results)


async def _save(results: "Results | AsyncResults", destination: Destination, task: "BaseTask", expected: int) -> None:
    """Save the results of a task that is paid for; an error leads back to the task."""
    paths = destination.places(task.id, len(results), expected)
    try:
        await save_at(results, paths, overwrite=destination.overwrite)
    except EvoLinkError as error:
        error.task = error.task or task
        raise
