"""Spans of time as people type them."""

import re
import time

import click

from evolink.errors._shorten import short_repr

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}


def ago(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """Read `30d`, `12h` or `45m`, and give the Unix time that lies so far back; an option's callback."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,6})([smhdw])", value)
    if match is None:
        raise click.BadParameter(f"{short_repr(value)} is no span such as 30d, 12h or 45m", ctx, param)
    return time.time() - int(match[1]) * _SECONDS[match[2]]


def age(seconds: float) -> str:
    """Return how long something lies back, in the largest unit of which there are two."""
    for unit in ("w", "d", "h", "m"):
        if seconds >= 2 * _SECONDS[unit]:
            return f"{seconds / _SECONDS[unit]:.0f}{unit}"
    return f"{max(0.0, seconds):.0f}s"
