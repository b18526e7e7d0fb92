"""What a task says that it costs, against the balance; on every server, while no other task of the run is open."""

import time
from typing import TYPE_CHECKING, Any

import pytest

from .balance import Balance
from .contract import Schema
from .histories import Histories, History, used_credits
from .operations import ALL, FREE, OTHERS, derived_samples
from .selection import EVERYTHING
from .shaped_requests import ShapedRequest
from .tasks import operation_reading
from .uploads import UPLOADING, Files
from .values import sample

if TYPE_CHECKING:
    from .service import Service

QUOTA = OTHERS.get("getFileQuota")
FREE_CALLS = [each for each in ALL if each.method == "GET" and not each.parameters]
CHEAPEST = derived_samples(EVERYTHING)[0]
SEVERAL = next((each for each in derived_samples(EVERYTHING) if (each.count or 1) > 1), None)
COUNTED = "x-evolink-billed-per-image"
SETTLING = 1.5  # seconds in which a task that has ended could be charged after all
LAG = 3.0  # seconds; a service may settle a little after a task has ended
PAUSE = 0.05
READS = 5


def limited(balance: Balance) -> None:
    if balance.unlimited:
        pytest.skip("the key's credits are unlimited: nothing goes down")


def stays(service: "Service") -> bool:
    """Return whether the balance stays as it is, for a while and over many free calls."""
    before = Balance.read(service.call(FREE).body)
    for _ in range(READS):
        for operation in FREE_CALLS:
            service.call(operation)
    time.sleep(SETTLING / READS)
    return Balance.read(service.call(FREE).body) == before


def test_free_calls_cost_nothing(service: "Service") -> None:
    """To read the balance, or any list, costs nothing."""
    assert stays(service)


@pytest.mark.skipif(not UPLOADING, reason="the contract has no operation that uploads files")
def test_files_cost_nothing(service: "Service") -> None:
    """To upload and to delete a file costs nothing, and a file counts until it is deleted."""
    before, files = Balance.read(service.call(FREE).body), Files(service)
    try:
        counts = [_quota(service)]
        described = files.upload()
        counts.append(_quota(service))
        assert files.delete(described).ok
        counts.append(_quota(service))
    finally:
        files.clean()
    assert Balance.read(service.call(FREE).body) == before
    known = [count for count in counts if count]
    assert [count["used_files"] - known[0]["used_files"] for count in known] == [0, 1, 0][: len(known)]
    assert len({count["used_files"] + count["remain_files"] for count in known}) <= 1


def _quota(service: "Service") -> dict[str, Any]:
    """Return the quota; nothing if the service, of which no page says so, does not tell it."""
    try:
        answer = service.call(QUOTA) if QUOTA else None
    except pytest.skip.Exception:
        return {}
    return answer.body["data"] if answer and answer.ok else {}


def test_reservation(history: History) -> None:
    """A new task takes what it reserves from the balance, or nothing yet."""
    limited(history.before)
    taken = history.before.remaining - history.held.remaining
    assert history.reserved is None or history.reserved > 0
    if abs(taken) > history.grain and history.reserved is not None:
        assert taken == pytest.approx(history.reserved, abs=history.grain)


def test_charge(history: History) -> None:
    """A completed task costs what it says that it used: something, and no more than it reserved."""
    limited(history.before)
    assert history.end["status"] == "completed"
    reserved = history.charged if history.reserved is None else history.reserved
    assert 0 < history.charged <= reserved + history.grain
    said = used_credits(history.end)
    assert history.charged == pytest.approx(history.charged if said is None else said, abs=history.grain)
    billing = history.end.get("billing") or {}
    assert billing.get("charged_credits", history.charged) == pytest.approx(history.charged, abs=history.grain)


def test_used_credits_grow(history: History) -> None:
    """What a key has used grows by what it has paid, and its owner pays as much, at least."""
    limited(history.before)
    used = history.after.used - history.before.used
    assert used == pytest.approx(history.charged, abs=history.grain)
    if history.before.owner is not None and history.after.owner is not None:
        assert history.before.owner - history.after.owner >= history.charged - history.grain


@pytest.mark.skipif(SEVERAL is None, reason="no model makes several images")
def test_each_image_costs_the_same(service: "Service", histories: Histories) -> None:
    """Several images of a task cost as many times as much as one, are made, and are charged."""
    assert SEVERAL
    assert SEVERAL.count
    several = histories.of(SEVERAL)
    limited(several.before)
    names = [name for name, each in schema_of(SEVERAL)["properties"].items() if COUNTED in each]
    one = service.call(SEVERAL.operation, body={**SEVERAL.request, **dict.fromkeys(names, 1)})
    *_, _ended = service.watch(several.read, one.body)
    price = (one.body.get("usage") or {}).get("credits_reserved")
    if price is None or several.reserved is None:
        pytest.skip("the service does not say what it reserves")
    assert several.reserved == pytest.approx(SEVERAL.count * price, abs=SEVERAL.count * several.grain)
    assert len(several.end["results"]) == SEVERAL.count


def schema_of(wanted: ShapedRequest) -> Schema:
    return wanted.operation.models[wanted.model]


def begin_story(service: "Service", story: str) -> dict[str, Any]:
    """Start the cheapest task with a story, if the server lets a request choose one."""
    body = sample(schema_of(CHEAPEST))
    answer = service.call(CHEAPEST.operation, body=body, headers={"prefer": f"story={story}"})
    assert answer.ok, answer
    if "story" not in answer.headers.get("preference-applied", ""):
        pytest.skip("the server does not let a task end as a Prefer header asks")
    return answer.body


def assert_comes_back(service: "Service", before: Balance, seconds: float) -> None:
    """Assert that a balance is again what it was, within some seconds, and stays so."""
    give_up = time.monotonic() + seconds
    while (now := Balance.read(service.call(FREE).body)) != before:
        assert time.monotonic() < give_up, f"{before} was the balance, and it is {now}"
        time.sleep(PAUSE)
    assert stays(service)


@pytest.mark.usefixtures("honours_prefer")
def test_failed_task_stays(service: "Service") -> None:
    """A failed task costs nothing, and stays failed for the same reason."""
    before, reading = Balance.read(service.call(FREE).body), operation_reading(CHEAPEST.operation)
    *_, ended = service.watch(reading, begin_story(service, "service_error"))
    assert ended["status"] == "failed"
    assert [service.call(reading, resource=ended["id"]).body for _ in range(READS)] == [ended] * READS
    assert_comes_back(service, before, LAG)
    assert [service.call(reading, resource=ended["id"]).body for _ in range(READS)] == [ended] * READS


@pytest.mark.usefixtures("honours_prefer")
def test_cancelled_task_is_free(service: "Service") -> None:
    """A cancelled task costs nothing, neither at its end nor later."""
    before = Balance.read(service.call(FREE).body)
    made = begin_story(service, "cancelled")
    assert_comes_back(service, before, service.patience.seconds(made))
