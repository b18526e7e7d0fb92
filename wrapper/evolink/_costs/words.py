"""Costs and durations in words: one place, for the command line, tables and other programs that show them."""

import math

from evolink._contract.billing import credits_per_dollar

_CENT = 0.01
_DIGITS = 3
_SMALL = 4
"""Digits that count of an amount below one credit."""
_EXACT = 9.95
"""Seconds below which a span of time is shown with its tenths."""
_MINUTE, _HOUR = 60, 3600


def amount(credits_: float | None) -> str:
    """Return a number of credits without its unit: `1.6`, `1,250`, `unknown`."""
    if credits_ is None:
        return "unknown"
    return f"{credits_:.{_SMALL}g}" if abs(credits_) < 1 else f"{round(credits_, _DIGITS):,}".removesuffix(".0")


def missing_credits(credits_: float) -> str:
    """Return how many credits more are needed; never fewer, as rounding may make it."""
    number = amount(math.ceil(round(credits_ * 10**_DIGITS, _DIGITS)) / 10**_DIGITS)
    return f"{number} more {'credit' if number == '1' else 'credits'}"


def in_credits(credits_: float) -> str:
    """Return credits with their unit: `1.6 credits`, `1 credit`."""
    number = amount(credits_)
    return f"{number} {'credit' if number == '1' else 'credits'}"


def in_money(credits_: float) -> str:
    """Return credits with about what they are in US dollars: `1.6 credits ($0.02)`."""
    dollars = credits_ / credits_per_dollar()
    price = f"${dollars:,.2f}" if dollars >= _CENT or not dollars else "under $0.01"
    return f"{in_credits(credits_)} ({price})"


def in_dollars(credits_: float | None) -> float | None:
    """Return about what credits are in US dollars."""
    return None if credits_ is None else credits_ / credits_per_dollar()


def duration(seconds: float) -> str:
    """Return a span of time in one or two units: `2.3 s`, `41 s`, `3 min 20 s`, `2 h 5 min`."""
    if seconds < _EXACT:
        return f"{max(0.0, seconds):.1f}".removesuffix(".0") + " s"
    whole = round(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return _two_units(whole, _MINUTE, "min", 1, "s")
    return _two_units(whole, _HOUR, "h", _MINUTE, "min")


def charged(used: float | None, reserved: float | None = None, seconds: float | None = None) -> str:
    """Return what a finished call has cost, as far as it is known, and how long it took; empty if neither is known.

    Args:
        used: The credits that the service says it has charged.
        reserved: Those that it has reserved, which may be more than it charges.
        seconds: How long it took.
    """
    if used is not None:
        parts = [f"cost {in_credits(used)}"]
    elif reserved is not None:
        parts = [f"{in_credits(reserved)} reserved, the charge is not known yet"]
    else:
        parts = []
    return ", ".join([*parts, *([] if seconds is None else [duration(seconds)])])


def _two_units(whole: int, big: int, big_name: str, small: int, small_name: str) -> str:
    many, rest = divmod(whole, big)
    return f"{many} {big_name}" + (f" {rest // small} {small_name}" if rest // small else "")
