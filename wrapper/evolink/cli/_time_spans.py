"""Time spans such as 30d."""

import re
import time

import click

from evolink.errors._shorten import short_repr

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


def parse_span(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Return the Unix time that is `30d`, `12h` or `45m` ago, as the callback of an option."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,6})([smhdw])", value)
    if match is None:
        raise click.BadParameter(f"{short_repr(value)} is not a time span such as 30d, 12h or 45m", ctx, param)
    return time.time() - int(match[1]) * _SECONDS[match[2]]


def age(seconds: float) -> str:
    """Return a time span in the largest unit that fits at least twice, in the notation of all durations."""
    for unit, name in (("w", "w"), ("d", "d"), ("h", "h"), ("m", "min")):
        if seconds >= 2 * _SECONDS[unit]:
            return f"{seconds / _SECONDS[unit]:.0f} {name}"
    return f"{max(0.0, seconds):.0f} s"
