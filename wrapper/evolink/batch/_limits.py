"""What a bulk run keeps to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run keeps to.

    Attributes:
        budget: Credits that the whole manifest may take up, over all runs.
        rate: Calls that may begin in a second.
        in_flight: Rows under way at one time.
        any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF.
    """

    budget: float | None = None
    rate: float | None = None
    in_flight: int = 200
    any_type: bool = False
