"""How fast calls may begin, as people write it."""

import re

from evolink.errors import ConfigurationError
from evolink.errors._echo import brief

_RATE = re.compile(r"(?P<number>\d+(\.\d+)?)\s*/\s*(?P<unit>s|sec|second|min|minute|h|hour)", re.IGNORECASE)
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


def per_second(rate: str | float | None) -> float | None:
    """Return calls per second; None for no limit.

    Args:
        rate: Calls per second, or a text such as `2/s`, `100/min` or `3000/h`.

    Raises:
        ConfigurationError: It is no rate.
    """
    if rate is None:
        return None
    match = _RATE.fullmatch(rate.strip()) if isinstance(rate, str) else None
    given = float(match["number"]) / _SECONDS[match["unit"][0].lower()] if match else rate
    if isinstance(given, str) or not 0 < given < float("inf"):
        raise ConfigurationError(f"{brief(rate)} is no rate: write calls and their time, such as 2/s or 100/min")
    return float(given)
