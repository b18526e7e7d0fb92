"""`client.images`, sync and async: images of prompts."""

import os
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any

from evolink._calls.images import AsyncImages, Images, save_in
from evolink._calls.task import AsyncTask, Task
from evolink._contract.billing import image_count
from evolink._contract.requests import create_request
from evolink._contract.signature_help import ModelMethod
from evolink._files.destination import Destination
from evolink._http.run import run
from evolink._task.base import BaseTask
from evolink._task.flow import Flow
from evolink._task.noting import logging_interruption
from evolink.errors import EvoLinkError, SavingError

if TYPE_CHECKING:
    from evolink_contract.requests import GenerateCall, SubmitCall


class ImageOperations:
    """`client.images`."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Task]":
        """Start a task and return at once; the parameters are those of the model."""
        return ModelMethod(self._submit)

    @property
    def generate(self) -> "GenerateCall[Task, Images]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return ModelMethod(self._generate)

    def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> Task:
        """Start a task and return at once.

        Args:
            model: The model to run; it decides which other parameters there are.
            idempotency_key: A name for this call, 16 to 96 characters; a new one if None. A service that
                knows it answers with the task it has already made.
            unchecked: Whether to send what this version does not know, a model or parameters, and what only rules of
                ours forbid. Documented limits of what it knows hold nevertheless.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            InvalidRequest: Rules of the model are broken; all are told, nothing was sent.
            SubmissionUncertain: The answer was lost; a task may have been made and charged.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached; nothing was charged.
        """
        post = create_request({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return Task(self._flow, run(self._flow.submit(post)))

    def _generate(  # noqa: PLR0913 - one keyword per wish
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[Task], Any] | None = None,
        save_to: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        **request: Any,
    ) -> Images:
        """Start a task, wait for its end and give its pictures.

        Args:
            model: As for `submit`, and so are the two that follow.
            idempotency_key: A name for this call.
            unchecked: Whether to send what this version does not know.
            timeout: Seconds to wait at most; ten minutes if None.
            on_progress: Called with the task after each read.
            save_to: Where the images are saved: a folder, which is there or ends in `/`, or a file. Of several files
                each gets a number. The place is examined, and its folder made, before anything is sent; the
                files are in `paths` of what is returned.
            overwrite: Whether files that are there may be replaced.
            **request: The model's parameters, checked before anything is sent.

        Raises:
            WouldOverwrite: A file is there. If that showed only at the end, `task_id` is set.
            SavingError: Nothing can be saved there, and nothing was sent; or, if `task_id` is set, an image can't be
                had.
            EvoLinkError: As for `submit` and for `Task.wait`.
            OSError: The disk refused at the end.
        """
        asked = {"model": model, **request}
        post = create_request(asked, idempotency_key, unchecked=unchecked)
        place = run(_place(self._flow, asked, save_to, overwrite=overwrite))
        task = Task(self._flow, run(self._flow.submit(post, place.noted if place else None)))
        with logging_interruption(f"task {task.id} goes on; take it up with client.tasks.get({task.id!r})"):
            images = task.wait(timeout=timeout, on_progress=on_progress)
            if place:
                run(_saved(images, place, task, asked))
        return images


class AsyncImageOperations:
    """`client.images` of the asyncio client."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    @property
    def submit(self) -> "SubmitCall[Coroutine[Any, Any, AsyncTask]]":
        """Start a task and return at once; the parameters are those of the model."""
        return ModelMethod(self._submit)

    @property
    def generate(self) -> "GenerateCall[AsyncTask, Coroutine[Any, Any, AsyncImages]]":
        """Start a task, wait for its end and give its pictures; the parameters are those of the model."""
        return ModelMethod(self._generate)

    async def _submit(
        self, *, model: str, idempotency_key: str | None = None, unchecked: bool = False, **request: Any
    ) -> AsyncTask:
        """Start a task and return at once; see `EvoLink.images.submit`."""
        post = create_request({"model": model, **request}, idempotency_key, unchecked=unchecked)
        return AsyncTask(self._flow, await self._flow.submit(post))

    async def _generate(  # noqa: PLR0913 - one keyword per wish
        self,
        *,
        model: str,
        idempotency_key: str | None = None,
        unchecked: bool = False,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
        save_to: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        **request: Any,
    ) -> AsyncImages:
        """Start a task, wait for its end and give its pictures; see `EvoLink.images.generate`."""
        asked = {"model": model, **request}
        post = create_request(asked, idempotency_key, unchecked=unchecked)
        place = await _place(self._flow, asked, save_to, overwrite=overwrite)
        task = AsyncTask(self._flow, await self._flow.submit(post, place.noted if place else None))
        with logging_interruption(f"task {task.id} goes on; take it up with client.tasks.get({task.id!r})"):
            images = await task.wait(timeout=timeout, on_progress=on_progress)
            if place:
                await _saved(images, place, task, asked)
        return images


async def _place(
    flow: Flow, request: Mapping[str, Any], save_to: str | os.PathLike[str] | None, *, overwrite: bool
) -> Destination | None:
    """Return where the images of a request go, examined and made ready.

    Raises:
        SavingError: They can't go there.
    """

    def ready(wanted: str | os.PathLike[str]) -> Destination:
        place = Destination.of(wanted, overwrite=overwrite)
        place.make_ready(image_count(request))
        return place

    try:
        return None if save_to is None else await flow.port.run_blocking(lambda: ready(save_to))
    except SavingError as error:
        raise type(error)(f"{error.message}; nothing was sent, nothing was charged") from error


async def _saved(images: Images | AsyncImages, place: Destination, task: BaseTask, request: Mapping[str, Any]) -> None:
    """Save the images of a task that is paid; whatever goes wrong leads back to it."""
    try:
        await save_in(place, images, task.id, image_count(request))
    except EvoLinkError as error:
        error.task = error.task or task
        raise
