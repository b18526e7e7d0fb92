"""Times that a server says, against the date of its answers: units, zones, and clocks that stand still."""

import time
from typing import TYPE_CHECKING

import pytest

from .claims import date_of
from .histories import History
from .operations import FREE
from .tasks import MODELS
from .times import SKEW, fast_clock
from .uploads import UPLOADING, Files, moment

if TYPE_CHECKING:
    from .service import Moment, Service

SLOWER = 20  # times the documented estimate, at most
EARLY = 100  # times as long as a task takes, at most


def assert_created_then(service: "Service", moments: "list[Moment]") -> None:
    """Assert that tasks were created when the answers that say so were sent."""
    made = [(each, each.created) for each in moments if each.created is not None]
    wrong = [(each, created) for each, created in made if not is_near(created, each.date, each.took)]
    clock = fast_clock(service) if wrong else None
    for each, created in wrong:
        assert clock, f"a task says that it was created at {created}, in an answer of {each.date:.0f}"
        shown, leeway = clock.when(each.sent, each.took)
        assert abs(created - shown) <= leeway, f"a task was created at {created}, and it was {shown:.0f} on the server"


def is_near(moment: float, date: float, took: float) -> bool:
    return date - took - SKEW <= moment <= date + SKEW


def test_time_of_creation(service: "Service", history: History) -> None:
    """A task was created when the answer that says so was sent, in Unix seconds."""
    said = history.made.body["created"]
    assert_created_then(service, [each for each in service.moments if each.created == said])


def test_estimate(history: History) -> None:
    """The estimate counts seconds: it is near what is documented, and near what the task takes."""
    said = (history.made.body.get("task_info") or {}).get("estimated_time")
    if said is None:
        pytest.skip("the service estimates nothing")
    documented = [each.get("x-evolink-example", {}).get("task_info.estimated_time", 0) for each in MODELS.values()]
    own = MODELS[history.wanted.model].get("x-evolink-example", {}).get("task_info.estimated_time", max(documented))
    assert said <= SLOWER * own
    assert said <= EARLY * max(1.0, history.seconds)
    assert history.seconds <= EARLY * max(1, said)


@pytest.mark.skipif(not UPLOADING, reason="the contract has no operation that uploads files")
def test_time_of_an_upload(service: "Service") -> None:
    """A file was uploaded when the answer that says so was sent, and expires as long afterwards as documented."""
    files, operation = Files(service), UPLOADING[0]
    try:
        sent = time.monotonic()
        before = service.call(FREE)
        described = files.upload(operation=operation)
        took, date = time.monotonic() - sent, date_of(before.headers)
        uploaded = moment(described["upload_time"])
        lifetime = operation.facts["x-evolink-result-lifetime"]
        assert moment(described["expires_at"]) - uploaded == pytest.approx(lifetime, abs=SKEW)
        if date is not None and not is_near(uploaded, date + took, took):
            assert fast_clock(service), (
                f"a file says {described['upload_time']}, in an answer of {before.headers['date']}"
            )
    finally:
        files.clean()
