"""One row: its request is sent, its task waited for, its files saved."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evolink._contract.billing import image_count
from evolink._contract.kinds import find_kind_of_model
from evolink._files.link import Link
from evolink._files.local_file import LocalFile
from evolink._task.base import BaseTask, Poll, until_ended
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink._telemetry import facts
from evolink._telemetry.recording import ROW, span
from evolink.batch._files import LinkFor, create_request
from evolink.batch._manifest.names import file_stem, number_stems, stem_with_key, stem_with_mark
from evolink.batch._outcome import DONE, LEFT, RowOutcome, RowPhase, outcome_of
from evolink.batch._row_record import RowRecord
from evolink.errors import EvoLinkError, InvalidRequest, WouldOverwrite
from evolink.journal import Call

_PATIENCE = 3600.0
"""Seconds after which a task that does not end is left to the next run."""
_LEAST_SENDING, _MOST_SENDING, _SENDING_SHARE = 8, 32, 0.04
"""Rows that are sent at one time, and as a share of those in flight. A crash may leave each of them held."""
_MOST_SAVING = 8
"""Rows that are saved at one time."""


async def _no_link(file: LocalFile) -> str:
    raise InvalidRequest(f"nothing was sent: this process uploads no files, such as {file.name}")


class Throttle:
    """Limits that all rows share: when they may be sent, and how many at one time are sent and saved.

    Args:
        in_flight: Rows in progress at one time.

    Attributes:
        not_before: When the next row may be sent, on the port's clock.
        leaving: Whether rows are left to the next run as soon as they are sent.
    """

    def __init__(self, in_flight: int) -> None:
        self.not_before = 0.0
        self.leaving = False
        self.sending = asyncio.Semaphore(min(_MOST_SENDING, max(_LEAST_SENDING, int(_SENDING_SHARE * in_flight))))
        self.saving = asyncio.Semaphore(_MOST_SAVING)


@dataclass(frozen=True, slots=True)
class RowTarget:
    """Where the files of rows go.

    Attributes:
        folder: Their folder.
        any_type: Whether results may be of a type that few programs open.
    """

    folder: Path
    any_type: bool = False


@dataclass(frozen=True, slots=True)
class RowHooks:
    """What to call while a row runs.

    Attributes:
        on_task: Called with the task that the service made.
        on_end: Called with the task once it has ended, well or not.
        poll: Reads a task once.
        link_for: Returns a link to a file of a row, which is uploaded if need be.
    """

    on_task: Callable[[Call, TaskState], None]
    on_end: Callable[[Call, BaseTask], None]
    poll: Poll
    link_for: LinkFor = _no_link


class RowRunner:
    """Runs one row from where it stands to its end.

    Args:
        flow: The operations of the service, which note what happens in the journal.
        call: The row's call.
        target: Where its files go.
        throttle: The limits that all rows share.
        hooks: What to call meanwhile.

    Attributes:
        phase: What is being done.
    """

    def __init__(self, flow: Flow, call: Call, target: RowTarget, throttle: Throttle, hooks: RowHooks) -> None:
        self.phase = RowPhase.READY
        self.call = call
        self._record = RowRecord(flow.record, call.key)
        self._flow = flow.noting_in(self._record)
        self._target = target
        self._throttle = throttle
        self._hooks = hooks

    async def run(self) -> RowOutcome:
        """Run it to its end, and wait until that is on the disk."""
        with span(ROW, lambda: facts.of_row(self.call.model, self.call.line)) as seen:
            try:
                outcome = await self._run()
            except (EvoLinkError, OSError) as error:
                outcome = outcome_of(self.phase, error, self.call.attempt, self._flow.roll())
            seen.tell(lambda: facts.of_row_end(outcome.end.value))
            if outcome.error is not None:
                seen.fail(outcome.error)
            await self._record.until_noted(self._flow)
        return outcome

    async def _run(self) -> RowOutcome:
        task = BaseTask(self._flow, self.call.task or await self._send())
        self.phase = RowPhase.WAITING
        if self._throttle.leaving:
            return LEFT
        if self.call.task:
            task.poll_now()  # it may have ended long ago: an earlier run has sent it
        await self._wait_for(task)
        async with self._throttle.saving:
            self.phase = RowPhase.SAVING
            await self._save(task)
        return DONE

    async def _wait_for(self, task: BaseTask) -> None:
        try:
            await until_ended(task, _PATIENCE, poll=self._hooks.poll)
        finally:
            if task.ended:
                self._hooks.on_end(self.call, task)

    async def _send(self) -> TaskState:
        async with self._throttle.sending:
            await self._until_allowed()
            post = await create_request(self.call, self._flow.port, self._hooks.link_for)
            self.phase = RowPhase.SENDING
            state = await self._flow.submit(post)
        self._hooks.on_task(self.call, state)
        return state

    async def _until_allowed(self) -> None:
        """Wait while the service is away, or wants fewer requests: now the row can still be left."""
        port = self._flow.port
        while wait := max(0.0, self._throttle.not_before - port.now(), self._flow.limit.left(port.now())):
            await port.pause(wait)

    async def _save(self, task: BaseTask) -> None:
        """Save what is not saved yet.

        Raises:
            EvoLinkError: A file can't be saved; the others were saved, since their links expire too.
        """
        request = self.call.request
        names = self._names(request.get("prompt"), max(len(task.results), image_count(request)))
        saved = {result.position for result in self.call.results if result.saved_at is not None}
        first_error: EvoLinkError | None = None
        for position, url in enumerate(task.results):
            if position not in saved:
                link = Link(self._flow, url, task.created, (task.id, position), find_kind_of_model(self.call.model))
                try:
                    await self._save_one(link, *names[position])
                except EvoLinkError as error:
                    first_error = first_error or error
        if first_error:
            raise first_error

    def _names(self, prompt: object, files: int) -> list[tuple[str, ...]]:
        """Return the names of each file, in the order in which they are tried."""
        row_id = self.call.row_id or ""
        stem = file_stem(row_id, prompt)
        choices = [stem, stem_with_mark(row_id, stem), stem_with_key(self.call.key, stem)]
        return list(zip(*(number_stems(choice, files) for choice in choices), strict=True))

    async def _save_one(self, link: Link, name: str, *others: str) -> None:
        """Save a file under its name, or under another one if a different file has it."""
        try:
            await self._save_as(link, name)
        except WouldOverwrite:
            if not others:
                raise
            await self._save_one(link, *others)

    async def _save_as(self, link: Link, stem: str) -> None:
        # An earlier owner of the row may have saved the very same file there and not noted it.
        path, any_type = self._target.folder / stem, self._target.any_type
        await link.save(path, overwrite=False, timeout=None, adopt=True, any_type=any_type)
