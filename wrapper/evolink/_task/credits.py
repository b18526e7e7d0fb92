"""The credits left, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits of the account and of the key; None where the service does not tell.

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
