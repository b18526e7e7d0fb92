"""The budget of a session, kept without any I/O."""

from typing import TYPE_CHECKING

from evolink._costs.words import in_credits

from .failures import RefusedError

if TYPE_CHECKING:
    from evolink._costs.estimate import Estimate

_SHARE_OF_UNKNOWN = 4
"""A call of unknown price counts as one of so many parts of the budget, until the service says what it reserves."""
_ROUNDING = 1e-9


class Budget:
    """What the calls of a session may cost. One call at a time is admitted and sent, so one at most exceeds it.

    Args:
        limit: The credits that they may cost in all.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._calls: dict[str, float] = {}

    @property
    def spent(self) -> float:
        """What its calls have cost, or what is set aside for them as long as that is not known."""
        return sum(self._calls.values())

    @property
    def left(self) -> float:
        """What is left of it."""
        return max(0.0, self.limit - self.spent)

    def price(self, estimate: "Estimate") -> float:
        """Return what a call counts as before it is sent: the most that is expected, or a share if that is unknown."""
        if estimate.credits is None:
            return max(self.limit / _SHARE_OF_UNKNOWN, estimate.least or 0.0)
        return estimate.credits if estimate.most is None else max(estimate.most, estimate.credits)

    def fits(self, estimate: "Estimate") -> bool:
        """Whether a call fits into what is left; one of unknown price does only if anything is."""
        return self.price(estimate) <= self.left + _ROUNDING and (estimate.credits is not None or self.left > 0)

    def admit(self, key: str, estimate: "Estimate") -> None:
        """Set aside what a call may cost.

        Raises:
            RefusedError: It does not fit.
        """
        price = self.price(estimate)
        if not self.fits(estimate):
            known = "may cost" if estimate.credits is not None else "has no known price, so it counts as"
            raise RefusedError(
                "OverBudget",
                f"Nothing was sent or charged: the call {known} {in_credits(price)}, "
                f"and {in_credits(self.left)} of this session's budget of {in_credits(self.limit)} remain.",
                "Ask the user: only they can restart this server with a higher --budget.",
            )
        self._calls[key] = price

    def withdraw(self, key: str) -> None:
        """Forget a call that was not charged."""
        self._calls.pop(key, None)

    def note_task(self, key: str, task_id: str, reserved: float | None) -> None:
        """Note the task of a call of this session, and what the service has reserved for it."""
        if key in self._calls:
            expected = self._calls.pop(key)
            self._calls[task_id] = expected if reserved is None else reserved

    def note_cost(self, task_id: str, used: float | None) -> None:
        """Note what a task of this session has cost."""
        if task_id in self._calls and used is not None:
            self._calls[task_id] = used
