"""A row under way at a worker."""

import asyncio

from evolink.batch.shared import Life, Outcome, Phase


class Living:
    """A row under way.

    Attributes:
        life: Its life.
        task: What lives it.
        lost: Whether another worker has taken it over.
        returned: Whether it was taken back before it was sent.
    """

    life: Life
    task: asyncio.Task[Outcome]

    def __init__(self) -> None:
        self.lost = False
        self.returned = False

    def lose(self) -> None:
        """Take in that another worker has it now."""
        self.lost = True
        self.leave()

    def leave(self) -> None:
        """Go no further with it. What is being sent is waited for: its task might be lost."""
        if self.life.phase is not Phase.POSTING:
            self.task.cancel()

    def take_back(self) -> None:
        """Take it back, unless it is sent or about to be."""
        if self.life.phase is Phase.READY and self.life.call.sent_at is None:
            self.returned = True
            self.task.cancel()
