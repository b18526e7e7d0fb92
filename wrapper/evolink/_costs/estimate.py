"""What a call probably costs, as a value that reads well."""

from dataclasses import dataclass

from evolink._costs.words import amount, in_dollars, in_money

UNKNOWN = "unknown"


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
            return f"about {in_money(self.credits)}, by {self.source}{seen}"
        if self.least is not None:
            return f"at least {in_money(self.least)}, by {self.source}; what it brings along is charged too"
        return "unknown (the documentation states no price, and no earlier call shows one)"
