"""One session of an agent: its client, its journal, its folders and its budget."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from evolink import AsyncEvoLink

from .budget import Budget
from .schemas import Spending

if TYPE_CHECKING:
    from evolink._calls.uploads import Uploads
    from evolink._task.flow import Flow
    from evolink.journal import Journal

T = TypeVar("T")

_log = logging.getLogger("evolink.mcp")


class Session:
    """What the tools of one server share.

    Args:
        journal: Records every call that costs.
        output: The folder for files.
        allowed: Further folders whose files may be uploaded.
        budget: The credits that the session may spend.

    Attributes:
        journal: As given.
        output: As given.
        allowed: All folders whose files may be uploaded.
        budget: What the session has spent.
        submitting: Held by the call that is being sent: the next is admitted once its price is known.
    """

    def __init__(self, journal: "Journal", output: Path, allowed: Sequence[Path], budget: float) -> None:
        self.journal = journal
        self.output = output
        self.allowed = (output, *allowed)
        self.budget = Budget(budget)
        self.submitting = asyncio.Lock()
        self._jobs: set[asyncio.Task[Any]] = set()
        self._shared: dict[Hashable, asyncio.Task[Any]] = {}

    @cached_property
    def client(self) -> AsyncEvoLink:
        """The client, made when the first tool needs the service: models and prices need no key.

        Raises:
            ConfigurationError: There is no usable key or address.
        """
        return AsyncEvoLink(journal=self.journal)

    @property
    def flow(self) -> "Flow":
        """The operations of the service."""
        return self.client._flow  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (the server belongs to the package)

    @property
    def uploads(self) -> "Uploads":
        """The uploads of the client."""
        return self.client._uploads  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (as for the flow)

    @property
    def spending(self) -> Spending:
        """The budget as a tool shows it."""
        return Spending(budget=self.budget.limit, spent=round(self.budget.spent, 6), left=round(self.budget.left, 6))

    async def read(self, function: Callable[["Journal"], T]) -> T:
        """Call something with the journal, which waits for the disk."""
        return await asyncio.to_thread(function, self.journal)

    async def apart(self, work: Coroutine[Any, Any, T], *, to_its_end: bool = False) -> T:
        """Return what some work returns. An agent that cancels its request does not tear it apart.

        Args:
            work: The work.
            to_its_end: Whether it goes on when the request is cancelled, because it may have been paid for.
        """
        job = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._ended)
        try:
            return await asyncio.shield(job)
        except asyncio.CancelledError:
            if not to_its_end:
                job.cancel()
            raise

    async def shared(self, name: Hashable, work: Callable[[], Coroutine[Any, Any, T]], seconds: float | None) -> T:
        """Return what some work returns. It goes on if nobody waits for it any more, and runs once at a time.

        Args:
            name: What it is.
            work: The work.
            seconds: How long to wait for it.

        Raises:
            TimeoutError: It goes on.
        """
        job = self._shared.get(name)
        if job is None:
            job = self._shared[name] = asyncio.create_task(work())
            job.add_done_callback(lambda _: self._shared.pop(name))
            job.add_done_callback(self._ended)
        async with asyncio.timeout(seconds):
            return await asyncio.shield(job)

    async def close(self, patience: float | None = None) -> None:
        """Wait until what was paid for is noted, and close the client. What is shared can be done again later.

        Args:
            patience: Seconds after which calls are given up: the journal then holds them. No limit if None.
        """
        shared = list(self._shared.values())
        for job in shared:
            job.cancel()
        await asyncio.gather(*shared, return_exceptions=True)
        try:
            if self._jobs:
                await asyncio.wait(self._jobs, timeout=patience)
        finally:
            for job in self._jobs:
                job.cancel()
            await asyncio.gather(*self._jobs, return_exceptions=True)
            if "client" in vars(self):
                await self.client.aclose()

    def _ended(self, job: "asyncio.Task[Any]") -> None:
        self._jobs.discard(job)
        if not job.cancelled() and (error := job.exception()) is not None:
            _log.debug("a job ended with %s", type(error).__name__)
