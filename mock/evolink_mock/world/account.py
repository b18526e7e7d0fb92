"""The account of one API key: its credits, its limits, and what is scripted for it."""

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex

from evolink_mock.world.contract import usual_max_files
from evolink_mock.world.preference import NOTHING, Preference
from evolink_mock.world.rate_limit import RateLimit
from evolink_mock.world.story import Story

_CREDIT_DIGITS = 6

HANDLE_SCHEME = "mock-key"
"""The scheme of an Authorization header with an account's handle, in lower case."""
FILES = "files"
"""What scripts call the download of a result, where an operation has its operationId."""


@dataclass(slots=True)
class Account:
    """The account of one API key.

    Attributes:
        api_key: The key.
        handle: Stands for the key in requests of the mock's page, which never sees the key.
        granted: Credits it was given in total; None if it is unlimited.
        models: Names of the models it may use; None for every model.
        rate_limit: How often it may call; None for no limit.
        max_files: How many uploaded files it may have at a time.
        reserved: Credits held for tasks that have not ended.
        used: Credits spent on completed tasks.
        script: Stories for the key's next tasks, first in, first out; once empty, tasks complete.
        preferences: Preferences for the key's next requests, each with the operation it waits for (empty: any).
    """

    api_key: str = field(repr=False)
    granted: float | None
    models: frozenset[str] | None = None
    rate_limit: RateLimit | None = None
    max_files: int = field(default_factory=usual_max_files)
    handle: str = field(default_factory=partial(token_hex, 12), repr=False)
    reserved: float = 0.0
    used: float = 0.0
    script: deque[Story] = field(default_factory=deque[Story])
    preferences: list[tuple[str, Preference]] = field(default_factory=list[tuple[str, Preference]])

    @property
    def remaining(self) -> float:
        """Credits that are neither spent nor held; 0 for an unlimited key, which holds none."""
        return 0.0 if self.granted is None else round(self.granted - self.reserved - self.used, _CREDIT_DIGITS)

    def affords(self, amount: float) -> bool:
        """Return whether so many credits can be held."""
        return self.granted is None or amount <= self.remaining

    def reserve(self, amount: float) -> None:
        """Hold credits for a new task."""
        self.reserved = round(self.reserved + amount, _CREDIT_DIGITS)

    def release(self, amount: float, *, charged: float) -> None:
        """Release the credits held for a task that has ended, and spend what it cost."""
        self.reserved = round(self.reserved - amount, _CREDIT_DIGITS)
        self.used = round(self.used + charged, _CREDIT_DIGITS)

    def next_preference(self, operation: str, *, creates_task: bool) -> Preference:
        """Take the first scripted preference that waits for an operation.

        Args:
            operation: The operationId.
            creates_task: Whether it creates tasks; a preference that concerns a task waits for such an operation.
        """
        for place, (on, preference) in enumerate(self.preferences):
            if on == operation or (not on and (creates_task or not preference.concerns_task)):
                del self.preferences[place]
                return preference
        return NOTHING

    def next_download_preference(self) -> Preference:
        """Take the first preference that is scripted for a download."""
        place = next((place for place, (on, _) in enumerate(self.preferences) if on == FILES), None)
        return NOTHING if place is None else self.preferences.pop(place)[1]
