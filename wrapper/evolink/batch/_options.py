"""How a batch is run: one value, made from what the caller says and passed down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evolink.batch._progress import OnProgress
from evolink.errors import ConfigurationError
from evolink.errors._shorten import short_repr

IN_FLIGHT = 200
"""Rows in progress at one time, unless the caller says otherwise."""
_RATE = re.compile(r"(?P<number>\d+(\.\d+)?)\s*/\s*(?P<unit>s|sec|second|min|minute|h|hour)", re.IGNORECASE)
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """How a batch is run; see `AsyncBatchOperations.run`.

    Attributes:
        model: The model of rows that name none.
        columns: The columns of parameters that have another name there.
        budget: Credits that the whole batch may cost, over all its runs.
        rate: Calls that may begin in a second, or a text such as `100/min`.
        in_flight: Rows in progress at one time, at most.
        skip_bad: Whether rows that can't be run are left out.
        resend_held: Whether rows whose response was lost are sent again, under the same keys.
        on_progress: Called with the progress of the batch.
        any_type: Whether results may be of a type that few programs open.
        new: Whether to begin a new batch in the folder, which pays for every row again.

    Raises:
        ConfigurationError: A limit makes no sense.
    """

    model: str | None = None
    columns: Mapping[str, str] | None = None
    budget: float | None = None
    rate: str | float | None = None
    in_flight: int = IN_FLIGHT
    skip_bad: bool = False
    resend_held: bool = False
    on_progress: OnProgress | None = None
    any_type: bool = False
    new: bool = False

    def __post_init__(self) -> None:
        if self.budget is not None and not _is_at_least(0, self.budget):
            raise ConfigurationError(f"the budget must be a number of credits, not {short_repr(self.budget)}")
        if not _is_at_least(1, self.in_flight):
            raise ConfigurationError(f"in_flight must be at least 1, not {short_repr(self.in_flight)}")
        calls_per_second(self.rate)

    @property
    def calls_per_second(self) -> float | None:
        """Calls that may begin in a second; None if there is no limit."""
        return calls_per_second(self.rate)


def _is_at_least(least: int, given: object) -> bool:
    return isinstance(given, int | float) and given >= least


def calls_per_second(rate: str | float | None) -> float | None:
    """Return a rate as calls per second; None if there is no limit.

    Args:
        rate: Calls per second, or a text such as `2/s`, `100/min` or `3000/h`.

    Raises:
        ConfigurationError: It is not a valid rate.
    """
    if rate is None:
        return None
    match = _RATE.fullmatch(rate.strip()) if isinstance(rate, str) else None
    given = float(match["number"]) / _SECONDS[match["unit"][0].lower()] if match else rate
    if isinstance(given, str) or not 0 < given < float("inf"):
        raise ConfigurationError(
            f"{short_repr(rate)} is not a valid rate: write calls per time, such as 2/s or 100/min"
        )
    return float(given)
