"""A task as one answer showed it, and the credits left, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evolink._costs.words import amount

COMPLETED = "completed"
NO_STATUS = "unknown"
_WHOLE = 100.0
_FAILED = frozenset({"failed", "cancelled", "canceled"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a task failed, in the service's words."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" if self.message else self.code


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task as one answer showed it; None where that answer does not say.

    Attributes:
        id: The task's ID.
        model: The model that runs, which may not be the name asked for.
        status: `pending`, `processing`, `completed`, `failed`, `cancelled`, or a status that is not known yet.
        progress: Percent done.
        created: Unix time in seconds, on the service's clock.
        estimated_time: The service's estimate of the whole duration in seconds.
        credits_reserved: Credits reserved for the task.
        credits_used: Credits it has cost.
        results: Links to the finished files.
        error: Why it failed.
        odd: Impossible figures of credits in it, in words.
        confirmed: Whether a second answer showed it whole, so that it counts as completed whatever its status.
        remembered: Whether a record has it from an earlier call, so that it may have ended long ago.
        raw: The whole answer, including fields that are not listed here.
    """

    id: str
    model: str = ""
    status: str = NO_STATUS
    progress: float | None = None
    created: float | None = None
    estimated_time: float | None = None
    credits_reserved: float | None = None
    credits_used: float | None = None
    results: tuple[str, ...] = ()
    error: Fault | None = None
    odd: tuple[str, ...] = ()
    confirmed: bool = False
    remembered: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    @property
    def completed(self) -> bool:
        """Whether it completed: by its status, or because two answers showed it whole."""
        return self.status == COMPLETED or self.confirmed

    @property
    def whole(self) -> bool:
        """Whether it has all its progress and links to results, though its status doesn't say that it ended."""
        unnamed = self.status != COMPLETED and not self.failed and self.error is None
        return unnamed and self.progress is not None and self.progress >= _WHOLE and bool(self.results)

    @property
    def failed(self) -> bool:
        """Whether it failed or was cancelled."""
        return self.status in _FAILED

    def followed_by(self, later: "TaskState") -> "TaskState":
        """Return the later state, with the estimate and the reserved credits of this one where it lacks them.

        A task that is whole in both, with as many results, is confirmed: a service that renames its last status must
        not leave a caller waiting for results that are paid for.
        """
        return replace(
            later,
            id=self.id,
            confirmed=self.whole and later.whole and len(self.results) == len(later.results),
            estimated_time=self.estimated_time if later.estimated_time is None else later.estimated_time,
            credits_reserved=(self.credits_reserved if later.credits_reserved is None else later.credits_reserved),
        )


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits of the account and of the key; None where the service does not say.

    Attributes:
        remaining: Credits the account has left.
        used: Credits the account has spent.
        key_remaining: Credits this key may still spend.
        key_used: Credits this key has spent.
        key_unlimited: Whether only the account limits this key.
    """

    remaining: float | None
    used: float | None
    key_remaining: float | None
    key_used: float | None
    key_unlimited: bool | None

    def __str__(self) -> str:
        """Say what may be spent, in words."""
        account = f"{amount(self.remaining)} credits left, {amount(self.used)} used"
        if self.key_unlimited:
            return f"{account}; this key has no limit of its own"
        if self.key_remaining is None:
            return account
        return f"{account}; this key may spend {amount(self.key_remaining)}"
