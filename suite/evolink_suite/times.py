"""What time it is on the server: by the date of its answers, or by a clock of its own that runs faster."""

import time
from dataclasses import dataclass
from functools import cache
from typing import Final

from .service import Service
from .uploads import UPLOADING, Files, moment

SKEW: Final = 15.0  # seconds; the clocks of two machines of one service differ by less
_WATCHED: Final = 1.2  # seconds
_ROUGHLY: Final = 0.1  # of what has passed: the rate is measured over a second
_FAST: Final = 1.5  # times as fast as a clock


@dataclass(frozen=True)
class FastClock:
    """A clock that runs faster than the date of answers says, as a mock's may behind a proxy.

    Attributes:
        at: A moment of this machine's clock.
        shows: What the server's clock showed then, in Unix time.
        rate: How many times as fast it runs.
    """

    at: float
    shows: float
    rate: float

    def when(self, sent: float, took: float) -> tuple[float, float]:
        """Return what it showed when a request was sent that took some seconds, and how far that may be wrong."""
        passed = (sent - self.at) * self.rate
        return self.shows + passed, SKEW + (took + 1) * self.rate + _ROUGHLY * abs(passed)


@cache
def fast_clock(service: Service) -> FastClock | None:
    """Return the server's clock if it runs faster than the date of its answers, by the times of two uploads."""
    if not UPLOADING:
        return None
    files = Files(service)
    try:
        first = _upload(service, files)
        time.sleep(_WATCHED)
        last = _upload(service, files)
    finally:
        files.clean()
    passed = last.sent - first.sent
    rate, rate_of_dates = ((later - former) / passed for later, former in zip(last.shown, first.shown, strict=True))
    is_fast = rate > _FAST + 1 / _WATCHED >= rate_of_dates
    return FastClock(last.sent, last.shown[0], rate) if is_fast else None


@dataclass(frozen=True)
class _Upload:
    """When a file was uploaded: by this machine's clock, by what the service says of the file, and by its date."""

    sent: float
    shown: tuple[float, float]


def _upload(service: Service, files: Files) -> _Upload:
    uploaded = moment(files.upload()["upload_time"])
    answered = service.moments[-1]
    return _Upload(answered.sent, (uploaded, answered.date))
