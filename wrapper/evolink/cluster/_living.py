"""A row under way at a worker."""

import asyncio

from evolink.batch.shared import RowOutcome, RowPhase, RowRunner


class Living:
    """A row under way.

    Attributes:
        runner: Runs it.
        task: The task that it runs in.
        lost: Whether another worker has taken it over.
        returned: Whether it was taken back before it was sent.
    """

    runner: RowRunner
    task: asyncio.Task[RowOutcome]

    def __init__(self) -> None:
        self.lost = False
        self.returned = False

    def lose(self) -> None:
        """Take in that another worker has it now."""
        self.lost = True
        self.leave()

    def leave(self) -> None:
        """Go no further with it. What is being sent is waited for: its task might be lost."""
        if self.runner.phase is not RowPhase.SENDING:
            self.task.cancel()

    def take_back(self) -> None:
        """Take it back, unless it is sent or about to be."""
        if self.runner.phase is RowPhase.READY and self.runner.call.sent_at is None:
            self.returned = True
            self.task.cancel()
