"""The budget is kept to the credit, with everything in flight counted."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evolink import errors
from evolink_mock import MockServer
from evolink_mock.world.answers import created_task
from tests.batch._budget_simulation import chance_of
from tests.batch.conftest import Run, cat, cats, posts


def committed(mock: MockServer) -> float:
    account = mock.world.accounts[mock.api_key]
    return account.reserved + account.used


Price = Callable[[Mapping[str, Any], int], float]


@pytest.fixture
def prices(monkeypatch: pytest.MonkeyPatch) -> Callable[[Price], None]:
    """Price each request with a function of the request and its number."""

    def set_to(price: Price) -> None:
        posts = count(1)
        monkeypatch.setattr("evolink_mock.world.create.price", lambda _, request: price(request, next(posts)))

    return set_to


def test_stops_within_budget(run: Run, mock: MockServer) -> None:
    """A batch stops before it exceeds its budget."""
    report = run(cats(20), budget=10.0)
    assert isinstance(report.ended_by, errors.BudgetSpent)
    assert (report.done, report.left) == (6, 14)
    assert committed(mock) == report.spent == pytest.approx(9.6)


def test_first_of_kind_alone(run: Run, mock: MockServer) -> None:
    """The first row of a kind is sent alone, so that its price becomes known."""
    dear = {"model": "gemini-3-pro-image-preview", "prompt": "x", "quality": "4K"}
    report = run([*({**dear, "id": f"dear-{place}"} for place in range(10)), cat(id="cheap")], budget=10.0)
    assert (report.done, report.spent) == (3, 9.6), "3.2 credits each, which no page states"
    assert committed(mock) == pytest.approx(9.6)


def test_earlier_runs_count(run: Run, mock: MockServer) -> None:
    """What earlier runs have spent counts towards the budget."""
    run(cats(4), budget=5.0)
    assert run(cats(4), budget=5.0).done == 3
    assert run(cats(4), budget=6.4).complete
    assert len(posts(mock)) == 4


def test_released_credits_reused(run: Run, mock: MockServer) -> None:
    """Credits that are released are spent on other rows."""
    mock.world.script(mock.api_key, "story=content_policy_violation", "story=content_policy_violation")
    report = run(cats(5), budget=4.8)
    assert (report.done, report.failed) == (3, 2)
    assert committed(mock) == pytest.approx(4.8)


def test_settled_costs_count(run: Run, mock: MockServer) -> None:
    """What rows have cost in the end counts, not what was reserved for them."""
    mock.world.script(mock.api_key, *["story=costs-less"] * 4)
    report = run(cats(4), budget=6.4)
    assert report.done == 4
    assert report.spent == pytest.approx(1.6)
    assert committed(mock) == pytest.approx(1.6)


def test_zero_budget(run: Run, mock: MockServer) -> None:
    """With a budget of zero, nothing is sent."""
    report = run(cats(2), budget=0)
    assert isinstance(report.ended_by, errors.BudgetSpent)
    assert posts(mock) == []


def test_rise_returns_unsent_rows(run: Run, mock: MockServer, prices: Callable[[Price], None]) -> None:
    """When a price rises, rows that are reserved and not sent are returned."""
    prices(lambda _, number: 1.0 if number <= 5 else 7.5)
    report = run(cats(80), budget=40.0)
    assert isinstance(report.ended_by, errors.BudgetSpent)
    assert 40.0 - 7.5 < committed(mock) == report.spent < 40.0 + 7.5
    assert (report.failed, report.held, report.done + report.left) == (0, 0, 80)


def test_returned_rows_are_sent(run: Run, mock: MockServer, prices: Callable[[Price], None]) -> None:
    """Rows that were returned are sent later all the same."""
    prices(lambda _, number: 1.0 + number // 5)
    assert run(cats(30), budget=5000.0).complete
    assert len(posts(mock)) == 30


def test_documented_prices_count(run: Run, mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the service reports no prices, the documented ones count."""

    def silent(task: Any, speed: float) -> dict[str, Any]:
        return {**created_task(task, speed), "usage": {}}

    monkeypatch.setattr("evolink_mock.world.create.created_task", silent)
    report = run(cats(4), budget=4.8)
    assert (report.done, report.spent, len(posts(mock))) == (3, 4.8, 3)


def test_unlike_row_waits_for_price(run: Run, mock: MockServer, prices: Callable[[Price], None]) -> None:
    """A row with any other parameter is not sent with others before its price is known."""
    dear = {"1:1": 1.0, "16:9": 45.0, "4:3": 48.0}
    prices(lambda request, _: dear[str(request["size"])])
    rows = [cat(id=str(place), size=size) for place, size in enumerate(["1:1"] * 3 + ["16:9", "4:3"] * 20)]
    report = run(rows, budget=20.0)
    assert (report.done, committed(mock)) == (4, 48.0), "one call over, and no other"


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_at_most_one_call_over(
    run: Run, mock: MockServer, prices: Callable[[Price], None], out: Path, seed: int
) -> None:
    """Whatever the prices are, a batch exceeds its budget by at most one call."""
    chance = chance_of(seed)
    rises_after, rise = chance.randint(0, 40), chance.uniform(1.0, 9.0)
    dearest = 0.0

    def price(request: Mapping[str, Any], number: int) -> float:
        nonlocal dearest
        kind = [request[name] for name in ("model", "size", "n") if name in request]
        price = chance_of(seed, kind).choice([0.5, 2.0, 12.0]) * (rise if number > rises_after else 1.0)
        dearest = max(dearest, price)
        return price

    prices(price)
    sizes = ["1:1", "2:3", "3:2"]
    gpt = [{"model": "gpt-4o-image", "prompt": "x", "size": chance.choice(sizes), "n": 2} for _ in range(30)]
    before, folder = committed(mock), out / str(seed)
    report = run([*cats(10), *gpt, *cats(40)[10:]], folder=folder, budget=(budget := chance.choice([20.0, 90.0])))
    spent = committed(mock) - before
    assert report.spent == pytest.approx(spent)
    assert spent < budget + dearest
    assert report.complete or budget - spent < 12.0 * rise
    assert report.done + report.left == report.rows, "no row ends without its images"
