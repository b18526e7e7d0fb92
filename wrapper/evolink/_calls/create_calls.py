"""The calls that cost: from what a caller asks for to a task, or to its results."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from evolink._calls.arguments import check_flags
from evolink._calls.chaining import with_earlier
from evolink._calls.creation import Draft, LinkFor, draft_request, finish_request
from evolink._calls.operations import Wanted
from evolink._calls.result_classes import make_async_results, make_results
from evolink._calls.results import save_at
from evolink._calls.task import AsyncTask, Task
from evolink._contract.billing import image_count
from evolink._contract.kinds import Kind
from evolink._files.destination import Destination
from evolink._task.base import until_ended
from evolink._task.flow import Flow
from evolink._task.noting import logging_interruption
from evolink._task.wait import check_wait
from evolink._telemetry import facts
from evolink._telemetry.recording import GENERATE, span
from evolink.errors import ConfigurationError, EvoLinkError, SavingError

if TYPE_CHECKING:
    from evolink._calls.results import AsyncResults, Results
    from evolink._task.base import BaseTask


class CreateCalls:
    """The create calls of a client, written once for both.

    Args:
        flow: The operations of the service.
        link_for: Returns a link to a file of a request, which is uploaded if need be.
    """

    _awaits = False
    _task: "type[Task | AsyncTask]" = Task
    _results: "Callable[[Flow, BaseTask, Kind], Results | AsyncResults]" = staticmethod(make_results)

    def __init__(self, flow: Flow, link_for: LinkFor) -> None:
        self._flow = flow
        self._link_for = link_for

    async def submit(self, kind: Kind, request: Mapping[str, Any], key: str | None, *, unchecked: bool) -> Any:
        """Start a task; see `BaseOperations.submit`."""
        check_flags(unchecked=unchecked)
        asked = await with_earlier(self._flow, request)
        draft = await self._draft(kind, asked, key, unchecked=unchecked)
        post = await finish_request(self._flow, self._link_for, draft)
        return self._task(self._flow, await self._flow.submit(post), kind)

    async def generate(
        self, kind: Kind, request: Mapping[str, Any], wanted: Wanted, key: str | None, *, unchecked: bool
    ) -> Any:
        """Start a task, wait for its end and return its results; see `BaseOperations.generate`."""
        with span(GENERATE, lambda: facts.of_model(request.get("model"))):
            return await self._generate(kind, request, wanted, key, unchecked=unchecked)

    async def _generate(
        self, kind: Kind, request: Mapping[str, Any], wanted: Wanted, key: str | None, *, unchecked: bool
    ) -> Any:
        self._check(wanted, unchecked=unchecked)
        asked = await with_earlier(self._flow, request)
        draft = await self._draft(kind, asked, key, unchecked=unchecked)
        destination = await self._prepare(kind, asked, wanted)
        post = await finish_request(self._flow, self._link_for, draft)
        state = await self._flow.submit(post, destination.recorded_path if destination else None)
        task = self._task(self._flow, state, kind)
        with logging_interruption(
            f"task {task.id} continues on the service; get it with client.tasks.get({task.id!r})"
        ):
            await until_ended(task, wanted.timeout, wanted.on_progress)
            results = self._results(self._flow, task, kind)
            if destination:
                await _save(results, destination, task, image_count(asked))
        return results

    def _check(self, wanted: Wanted, *, unchecked: bool) -> None:
        """Refuse what would fail, or do harm, only after the call is paid for."""
        check_flags(unchecked=unchecked, overwrite=wanted.overwrite)
        check_wait(wanted.timeout, wanted.on_progress, awaits=self._awaits)
        if wanted.timeout is not None and wanted.timeout < 0:
            raise ConfigurationError(f"timeout must not be negative, but is {wanted.timeout}; nothing was sent")

    async def _draft(self, kind: Kind, asked: Mapping[str, Any], key: str | None, *, unchecked: bool) -> Draft:
        return await draft_request(self._flow, asked, key, unchecked=unchecked, kind=kind)

    async def _prepare(self, kind: Kind, asked: Mapping[str, Any], wanted: Wanted) -> Destination | None:
        """Return where the results of a request are saved, checked and ready; None if they are not.

        Raises:
            SavingError: They can't be saved there.
        """
        save_to = wanted.save_to
        if save_to is None:
            return None

        def prepare() -> Destination:
            destination = Destination.of(save_to, kind, overwrite=wanted.overwrite)
            destination.prepare(image_count(asked))
            return destination

        try:
            return await self._flow.port.run_blocking(prepare)
        except SavingError as error:
            raise type(error)(f"{error.message}; nothing was sent, nothing was charged") from error


class AsyncCreateCalls(CreateCalls):
    """The create calls of the asyncio client."""

    _awaits = True
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
