"""A row in progress at a worker."""

import asyncio

from evolink.batch.shared import RowOutcome, RowPhase, RowRunner


class ActiveRow:
    """A row in progress.

    Args:
        runner: Runs it.

    Attributes:
        runner: Runs it.
        task: The asyncio task that it runs in.
        lost: Whether another worker has taken it over.
        returned: Whether it was taken back before it was sent.
    """

    def __init__(self, runner: RowRunner) -> None:
        self.runner = runner
        self.task: asyncio.Task[RowOutcome] = asyncio.create_task(runner.run())
        self.lost = False
        self.returned = False

    def lose(self) -> None:
        """Note that another worker has it now."""
        self.lost = True
        self.leave()

    def leave(self) -> None:
        """Stop working on it, unless it is being sent: its task might be lost."""
        if self.runner.phase is not RowPhase.SENDING:
            self.task.cancel()

    def take_back(self) -> None:
        """Take it back, unless it is sent or about to be."""
        if self.runner.phase is RowPhase.READY and self.runner.call.sent_at is None:
            self.returned = True
            self.task.cancel()
