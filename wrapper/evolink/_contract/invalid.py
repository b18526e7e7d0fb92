"""One thing that is wrong with a request, and the error for it."""

from typing import TYPE_CHECKING

from evolink._lazy import late_names
from evolink.errors import InvalidRequest

if TYPE_CHECKING:
    from evolink_rules import Violation

__all__ = ["Violation", "invalid", "violation"]

if not TYPE_CHECKING:  # most calls break no rule
    __getattr__, __dir__ = late_names(__name__, globals(), {"Violation": "evolink_rules"})


def violation(field: str, rule: str, value: object, message: str, *, ours: bool = False) -> "Violation":
    """Return a broken rule; see `Violation`."""
    from evolink_rules import Violation

    return Violation(field, rule, value, message, ours=ours)


def invalid(field: str, rule: str, value: object, message: str, *, outcome: str = "nothing was sent") -> InvalidRequest:
    """Return the error for a request that breaks one rule; see `Violation`, and `outcome` for what became of it."""
    broken = violation(field, rule, value, message)
    return InvalidRequest(f"{outcome}: {broken}", violations=(broken,))
