"""What the credits query says, and how exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_LEAST: Final = 1e-4  # credits
_LONGEST: Final = 6  # decimals; more of them come from floating point


@dataclass(frozen=True)
class Balance:
    """The credits of a key, and of its owner if the service says them.

    Attributes:
        remaining: What is left of the key.
        used: What the key has used.
        unlimited: Whether nothing goes down.
        owner: What is left of its owner; None if the service does not say. Balances are the same whatever it is, since
            other keys of the owner spend, too.
    """

    remaining: float
    used: float
    unlimited: bool
    owner: float | None = field(compare=False)

    @classmethod
    def read(cls, answer: Mapping[str, Any]) -> "Balance":
        """Return the balance that an answer to the credits query says."""
        token, user = answer["data"]["token"], answer["data"].get("user") or {}
        unlimited = bool(token.get("unlimited_credits"))
        return cls(token["remaining_credits"], token["used_credits"], unlimited, user.get("remaining_credits"))


def grain(*amounts: float) -> float:
    """Return half of the smallest unit in which amounts are written: rounding can make them differ by so much."""
    decimals = max(len(f"{round(each, _LONGEST):f}".rstrip("0").partition(".")[2]) for each in amounts)
    return max(_LEAST, 0.5 / 10.0**decimals)
