"""One API key: its money, its limits, and what is scripted for it."""

from collections import deque
from dataclasses import dataclass, field

from evolink_mock.world.preference import NOTHING, Preference
from evolink_mock.world.rate_limit import RateLimit
from evolink_mock.world.story import Story

_CREDIT_DIGITS = 6


FILES = "files"
"""What scripts call a download of a result, where an operation has its operationId."""


@dataclass(slots=True)
class Account:
    """One API key and its money.

    Attributes:
        api_key: The key.
        granted: Credits it was given in all; None if it is unlimited.
        models: Names of the models it may use; None for every model.
        rate: How often it may call; None for no limit.
        reserved: Credits held for tasks under way.
        used: Credits spent on completed tasks.
        script: Stories for the key's next tasks, first in first out; once empty, tasks complete.
        answers: What the key's next requests are to meet, each with the operation it waits for (empty: any).
    """

    api_key: str
    granted: float | None
    models: frozenset[str] | None = None
    rate_limit: RateLimit | None = None
    reserved: float = 0.0
    used: float = 0.0
    script: deque[Story] = field(default_factory=deque[Story])
    answers: list[tuple[str, Preference]] = field(default_factory=list[tuple[str, Preference]])

    @property
    def remaining(self) -> float:
        """Credits that are neither spent nor held; 0 for an unlimited key, which holds none."""
        return 0.0 if self.granted is None else round(self.granted - self.reserved - self.used, _CREDIT_DIGITS)

    def affords(self, credits: float) -> bool:  # noqa: A002 - the service's word
        """Return whether that many credits can be held."""
        return self.granted is None or credits <= self.remaining

    def reserve(self, amount: float) -> None:
        """Hold credits for a task that begins."""
        self.reserved = round(self.reserved + amount, _CREDIT_DIGITS)

    def release(self, amount: float, *, charged: float) -> None:
        """Let go of held credits at a task's end, and spend what it cost."""
        self.reserved = round(self.reserved - amount, _CREDIT_DIGITS)
        self.used = round(self.used + charged, _CREDIT_DIGITS)

    def next_answer(self, operation: str, *, makes_task: bool) -> Preference:
        """Take the first scripted outcome that waits for an operation.

        Args:
            operation: The operationId.
            makes_task: Whether it makes tasks: what is asked of a task waits for one that does.
        """
        for place, (on, preference) in enumerate(self.answers):
            if on == operation or (not on and (makes_task or not preference.is_of_task)):
                del self.answers[place]
                return preference
        return NOTHING

    def next_download(self) -> Preference:
        """Take the first outcome that is scripted for a download."""
        place = next((place for place, (on, _) in enumerate(self.answers) if on == FILES), None)
        return NOTHING if place is None else self.answers.pop(place)[1]
