"""What calls probably cost, in words: before they are paid for."""

from typing import TYPE_CHECKING

from evolink._costs.words import in_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolink._costs.estimate import Estimate


def describe_estimates(estimates: "Sequence[Estimate]") -> str:
    """Return a line with what one call or several calls together probably cost, as far as that is known."""
    if len(estimates) == 1:
        return f"cost: {estimates[0]}"
    calls = f"{len(estimates):,} calls"
    known = [each.credits for each in estimates if each.credits is not None]
    least = [each.least for each in estimates if each.least is not None]
    if not known and len(least) == len(estimates):
        return f"{calls}: at least {in_money(sum(least))} in all"
    if not known:
        return f"{calls} of unknown price: none is documented, and no calls like them are known"
    total, unknown = f"about {in_money(sum(known))}", len(estimates) - len(known)
    if unknown:
        return f"{calls}: {len(known):,} for {total}, and {unknown:,} of unknown price"
    sources = {each.source for each in estimates}
    return f"{calls}: {total} in all" + (f", by {sources.pop()}" if len(sources) == 1 else "")
