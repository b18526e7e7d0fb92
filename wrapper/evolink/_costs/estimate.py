"""What a call probably costs, as a value that reads well."""

from dataclasses import dataclass

from evolink._contract.billing import credits_per_dollar

UNKNOWN = "unknown"
_CENT = 0.01
_DIGITS = 3
_SMALL = 4
"""Digits that count of an amount below one credit."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a call probably costs; the service alone decides what it does cost.

    Attributes:
        credits: What to expect; None if that is unknown.
        source: Where that is known from, in words, such as "3 calls like it in the journal"; "unknown" if nowhere.
        least: The fewest credits that it may cost, as far as is known: fewer results may come than were asked for, and
            calls alike may have cost less.
        most: The most, as far as is known; None if that is unknown.
        range_is_seen: Whether calls alike have cost different amounts.
    """

    credits: float | None = None
    source: str = UNKNOWN
    least: float | None = None
    most: float | None = None
    range_is_seen: bool = False

    @property
    def dollars(self) -> float | None:
        """About what that is in US dollars; None if it is unknown."""
        return in_dollars(self.credits)

    def __str__(self) -> str:
        if self.credits is not None:
            seen = f" ({amount(self.least)} to {amount(self.most)})" if self.range_is_seen else ""
            return f"about {_priced(self.credits)}, by {self.source}{seen}"
        if self.least is not None:
            return f"at least {_priced(self.least)}, by {self.source}; what it brings along is charged too"
        return "unknown: no price is documented for it, and no call like it is known"


def in_dollars(credits_: float | None) -> float | None:
    """Return about what credits are in US dollars."""
    return None if credits_ is None else credits_ / credits_per_dollar()


def amount(credits_: float | None) -> str:
    """Return a number of credits in words."""
    if credits_ is None:
        return "unknown"
    return f"{credits_:.{_SMALL}g}" if abs(credits_) < 1 else f"{round(credits_, _DIGITS):,}".removesuffix(".0")


def _priced(credits_: float) -> str:
    dollars = credits_ / credits_per_dollar()
    price = f"${dollars:,.2f}" if dollars >= _CENT or not dollars else "under $0.01"
    return f"{amount(credits_)} {'credit' if credits_ == 1 else 'credits'} ({price})"
