"""Resuming what a crash left unfinished: written once for sync and async."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from evolink._calls.task_operations import wait_for_all
from evolink._contract.billing import image_count
from evolink._contract.kinds import find_kind_of_model
from evolink._contract.requests import create_request
from evolink._files.destination import Destination
from evolink._files.link import Link
from evolink._task.base import BaseTask, failure_of
from evolink._task.flow import Flow
from evolink._task.sending import WHAT_SETTLES
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError, SavingError, SubmissionUncertain

if TYPE_CHECKING:
    from evolink.journal import Call, Journal

T = TypeVar("T", bound=BaseTask)


@dataclass(frozen=True, slots=True)
class Resumed(Generic[T]):
    """What became of one call that was unfinished.

    Attributes:
        call: The call, as the journal had it.
        task: Its task as it is now, whose `wait()` returns results; None if there is none.
        paths: The files that were saved now.
        error: What went wrong; None if nothing did. `SubmissionUncertain` means that the call is held.
    """

    call: "Call"
    task: T | None = None
    paths: tuple[Path, ...] = ()
    error: EvoLinkError | OSError | None = None

    def __str__(self) -> str:
        what = self.task.id if self.task else self.call.key
        if self.error:
            return f"{what} of {self.call.model}: {self.error}"
        state = f"saved {', '.join(map(str, self.paths))}" if self.paths else self.task.status if self.task else "open"
        return f"{what} of {self.call.model}: {state}"


class Resumption(Generic[T]):
    """One attempt to finish every call that a journal has as unfinished.

    Args:
        flow: The client's operations.
        journal: The client's journal.
        make_task: Makes one of the client's tasks from its state.
    """

    def __init__(self, flow: Flow, journal: "Journal", make_task: Callable[[Flow, TaskState], T]) -> None:
        self._flow = flow
        self._journal = journal
        self._make_task = make_task

    async def run(
        self,
        timeout: float | None,
        *,
        resend_held: bool,
        any_type: bool = False,
        overwrite: bool = False,
    ) -> list[Resumed[T]]:
        """Save what expires first, then wait for what is still running; see `EvoLink.resume`."""
        call, journal = self._flow.port.run_blocking, self._journal
        await call(journal.settle)
        while await call(journal.take_up):
            pass
        left = await call(lambda: list(journal.mine()))
        held = await call(lambda: [each for each in journal.held() if each.batch is None])
        expiring = sorted(left, key=lambda call: call.first_expiry)
        options = {"any_type": any_type, "overwrite": overwrite}
        saved = [await self._save(each, **options) for each in expiring if each.results]
        again = [await self._resend(each) if resend_held else self._report_held(each) for each in held]
        running = [Resumed(each, self._find_task(each)) for each in left if not each.results]
        await wait_for_all(self._flow, [each.task for each in running + again if each.task], timeout)
        ended = [await self._save_new(_with_failure(each), **options) for each in again + running]
        return [*ended[: len(again)], *saved, *ended[len(again) :]]

    async def _resend(self, held: "Call") -> Resumed[T]:
        """Send a held call again, under its key."""
        try:
            post = create_request(held.request, held.key, unchecked=True)
            await self._flow.port.run_blocking(lambda: self._journal.resend(held.key))
            return Resumed(held, self._make_task(self._flow, await self._flow.submit(post, held.output)))
        except EvoLinkError as error:
            return Resumed(held, error=error)

    async def _save(self, unsaved: "Call", *, any_type: bool, overwrite: bool) -> Resumed[T]:
        """Save the results of a call that has ended, where they were to be saved."""
        try:
            places = _places(unsaved, unsaved.task_id or "", len(unsaved.results))
        except SavingError as error:
            return Resumed(unsaved, self._find_task(unsaved), error=error)
        files = [
            _File(result.url, result.position, path, result.overwrite or overwrite)
            for result in unsaved.unsaved
            if (path := result.path or places.get(result.position))
        ]
        saved = await self._save_files(unsaved, unsaved.task_created, files, any_type=any_type)
        return replace(saved, task=self._find_task(unsaved))

    async def _save_new(self, resumed: Resumed[T], *, any_type: bool, overwrite: bool) -> Resumed[T]:
        """Save the results of a task that has just ended, if its call says where."""
        call, task = resumed.call, resumed.task
        if task is None or not task.completed or resumed.error:
            return resumed
        try:
            places = _places(call, task.id, len(task.results))
        except SavingError as error:
            return replace(resumed, error=error)
        files = [_File(task.results[position], position, path, overwrite) for position, path in places.items()]
        saved = await self._save_files(replace(call, task_id=task.id), task.created, files, any_type=any_type)
        return replace(saved, call=call, task=task)

    async def _save_files(
        self, call: "Call", created: float | None, files: "list[_File]", *, any_type: bool
    ) -> Resumed[T]:
        paths: list[Path] = []
        trouble: EvoLinkError | OSError | None = None
        for file in files:
            of, kind = (call.task_id or "", file.position), find_kind_of_model(call.model)
            link = Link(self._flow, file.url, created, of, kind)
            try:
                await link.plan(file.path, overwrite=file.overwrite)
                saving = link.save(file.path, overwrite=file.overwrite, timeout=None, adopt=True, any_type=any_type)
                paths.append(await saving)
            except (EvoLinkError, OSError) as error:  # keep on with the others, whose links expire too
                trouble = trouble or error
        return Resumed(call, None, tuple(paths), trouble)

    def _report_held(self, call: "Call") -> Resumed[T]:
        error = SubmissionUncertain(
            "the response to this request was lost: a task may have been created and charged. It was not sent again; "
            + WHAT_SETTLES,
            idempotency_key=call.key,
            sent_at=call.sent_at,
        )
        return Resumed(call, error=error)

    def _find_task(self, call: "Call") -> T | None:
        if call.task is None:
            return None
        task = self._make_task(self._flow, call.task)
        task.poll_now()  # it may have ended long ago
        return task


class _File(NamedTuple):
    """A result that is to be saved: its link, its position, its path, and whether a file there may be replaced."""

    url: str
    position: int
    path: Path
    overwrite: bool


def _places(call: "Call", task_id: str, number: int) -> dict[int, Path]:
    """Return the paths that a call wanted its results at, by their positions; none if it did not say.

    Raises:
        SavingError: They can't be reached any more.
    """
    if not call.output:
        return {}
    destination = Destination.of(call.output, find_kind_of_model(call.model), overwrite=False)
    return dict(enumerate(destination.places(task_id, number, image_count(call.request))))


def _with_failure(resumed: Resumed[T]) -> Resumed[T]:
    """Add why a task has no results; for one that is still running, nothing went wrong."""
    task = resumed.task
    if task is None:
        return resumed
    if task.failed:
        return replace(resumed, error=failure_of(task))
    return resumed if task.ended or not task.trouble else replace(resumed, error=task.trouble)
