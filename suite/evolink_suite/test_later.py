"""What was true of the tasks of this run is still true at its end: nothing has changed, and no link has died."""

import time
from typing import TYPE_CHECKING

import pytest

from .histories import Histories, History
from .operations import FREE, derived_samples
from .selection import EVERYTHING
from .test_clocks import assert_created_then
from .test_ended_tasks import read, settled

if TYPE_CHECKING:
    from .service import Service

SLACK = 1  # seconds; dates are whole


@pytest.fixture
def earlier(histories: Histories) -> list[History]:
    """Return the tasks of this run that were watched as a whole; the cheapest one if there are none."""
    return histories.known or [histories.of(derived_samples(EVERYTHING)[0])]


def test_tasks_are_as_before(service: "Service", earlier: list[History]) -> None:
    """Tasks that had ended are as they were then."""
    for each in earlier:
        assert settled(read(service, each.read, each.end["id"])) == settled(each.end)


def test_links_serve_as_before(service: "Service", histories: Histories, earlier: list[History]) -> None:
    """Links serve what they served then."""
    for each in earlier:
        for link in each.end["results"]:
            then = histories.file(each, link)
            now = service.fetch(link)
            assert (now.status_code, now.content) == (then.status_code, then.content)
            assert now.headers["content-type"] == then.headers["content-type"]


def test_creation_times(service: "Service", earlier: list[History]) -> None:
    """All tasks of this run say when they were created."""
    assert earlier
    assert_created_then(service, service.moments)


def test_clock_has_run(service: "Service") -> None:
    """The date of answers goes on as time does, or faster."""
    service.call(FREE)
    if not service.moments:
        pytest.skip("the server says no date")
    first = service.moments[0]
    time.sleep(max(0.0, first.sent + 2 * SLACK - time.monotonic()))
    service.call(FREE)
    last = service.moments[-1]
    assert last.date - first.date >= (last.sent - first.sent) / 2 - SLACK
