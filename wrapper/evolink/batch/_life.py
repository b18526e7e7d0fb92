"""One row: its request sent, its task waited for, its pictures saved."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evolink._contract.billing import image_count
from evolink._contract.requests import checked_request
from evolink._files.link import Link
from evolink._http.port import Request
from evolink._task.base import BaseTask
from evolink._task.flow import Flow
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError, WouldOverwrite
from evolink.journal import Call

from ._names import file_stems, last_choice, second_choice, stem_of
from ._outcome import DONE, LEFT, Outcome, Phase, outcome_of

_PATIENCE = 3600.0
"""Seconds after which a task that does not end is left to the next run."""
_LEAST_POSTS, _MOST_POSTS, _POSTS_SHARE = 8, 32, 0.04
"""Rows that are sent at one time, and as a share of those in flight. A crash may leave each of them held."""
_MOST_SAVES = 8
"""Rows that are saved at one time."""


class Turns:
    """Who may send and who may save, of many rows.

    Args:
        in_flight: How many there are.
        any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF.

    Attributes:
        not_before: When the next row may be sent, on the port's clock.
        leaving: Whether rows are left to the next run as soon as they are sent.
    """

    def __init__(self, in_flight: int, *, any_type: bool = False) -> None:
        self.any_type = any_type
        self.not_before = 0.0
        self.leaving = False
        self.posting = asyncio.Semaphore(min(_MOST_POSTS, max(_LEAST_POSTS, int(_POSTS_SHARE * in_flight))))
        self.saving = asyncio.Semaphore(_MOST_SAVES)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What to call in the life of a row.

    Attributes:
        on_task: With the task that the service made.
        on_end: With the task once it has ended, well or not.
    """

    on_task: Callable[[Call, TaskState], None]
    on_end: Callable[[Call, BaseTask], None]


class Life:
    """One row from where it stands to its end.

    Args:
        flow: The operations of the service, which note what happens in the journal.
        call: The row's call.
        folder: Where its pictures go.
        turns: What all rows share.
        hooks: What to call on the way.

    Attributes:
        phase: What is being done.
    """

    def __init__(self, flow: Flow, call: Call, folder: Path, turns: Turns, hooks: Hooks) -> None:
        self.phase = Phase.READY
        self.call = call
        self._flow = flow
        self._folder = folder
        self._turns = turns
        self._hooks = hooks

    async def live(self) -> Outcome:
        """Bring it to its end."""
        try:
            task = BaseTask(self._flow, self.call.task or await self._sent())
            self.phase = Phase.WAITING
            if self._turns.leaving:
                return LEFT
            if self.call.task:
                task.poll_now()  # it may have ended long ago: an earlier run has sent it
            await self._waited_for(task)
            async with self._turns.saving:
                self.phase = Phase.SAVING
                await self._save(task)
        except (EvoLinkError, OSError) as error:
            return outcome_of(self.phase, error, self.call.attempt, self._flow.roll())
        return DONE

    async def _waited_for(self, task: BaseTask) -> None:
        try:
            await task.until_ended(_PATIENCE)
        finally:
            if task.ended:
                self._hooks.on_end(self.call, task)

    async def _sent(self) -> TaskState:
        async with self._turns.posting:
            await self._until_welcome()
            self.phase = Phase.POSTING
            state = await self._flow.submit(_post(self.call))
        self._hooks.on_task(self.call, state)
        return state

    async def _until_welcome(self) -> None:
        """Wait while the service is away, or wants fewer requests: now the row can still be left."""
        port = self._flow.port
        while wait := max(0.0, self._turns.not_before - port.now(), self._flow.limit.left(port.now())):
            await port.pause(wait)

    async def _save(self, task: BaseTask) -> None:
        stem = stem_of(self.call.row_id or "", self.call.request.get("prompt"))
        number = max(len(task.results), image_count(self.call.request))
        choices = [stem, second_choice(self.call.row_id or "", stem), last_choice(self.call.key, stem)]
        names = list(zip(*(file_stems(choice, number) for choice in choices), strict=True))
        saved = {result.position for result in self.call.results if result.saved_at is not None}
        trouble: EvoLinkError | None = None
        for position, url in enumerate(task.results):
            if position not in saved:
                link = Link(self._flow, url, task.created, (task.id, position))
                try:
                    await self._save_one(link, *names[position])
                except EvoLinkError as error:  # of this one; the others' links die too
                    trouble = trouble or error
        if trouble:
            raise trouble

    async def _save_one(self, link: Link, name: str, *others: str) -> None:
        """Save an image under its name, or under another one: another's file of that name stays."""
        try:
            await self._save_as(link, name)
        except WouldOverwrite:
            if not others:
                raise
            await self._save_one(link, *others)

    async def _save_as(self, link: Link, stem: str) -> None:
        # Whoever had the row before may have brought the very same file to its name, and not got to note it.
        any_type = self._turns.any_type
        await link.save(self._folder / stem, overwrite=False, timeout=None, adopt=True, any_type=any_type)


def _post(call: Call) -> Request:
    return checked_request(call.model, call.body.encode(), call.key)
