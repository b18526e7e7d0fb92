"""The budget is kept to the credit, with everything in flight counted."""

import pytest

from evolink import errors
from evolink_mock import MockServer
from tests.batch.conftest import Run, cat, cats, posts


def committed(mock: MockServer) -> float:
    account = mock.world.accounts[mock.api_key]
    return account.reserved + account.used


def test_a_run_stops_before_it_passes_its_budget(run: Run, mock: MockServer) -> None:
    report = run(cats(20), budget=10.0)
    assert isinstance(report.ended_by, errors.BudgetSpent)
    assert (report.done, report.left) == (6, 14)
    assert committed(mock) == report.spent == pytest.approx(9.6)


def test_the_first_of_a_kind_goes_alone_so_that_its_price_is_known(run: Run, mock: MockServer) -> None:
    dear = {"model": "gemini-3-pro-image-preview", "prompt": "x", "quality": "4K"}
    report = run([*({**dear, "id": f"dear-{place}"} for place in range(10)), cat(id="cheap")], budget=10.0)
    assert (report.done, report.spent) == (3, 9.6), "3.2 credits each, which no page tells"
    assert committed(mock) == pytest.approx(9.6)


def test_what_earlier_runs_spent_counts(run: Run, mock: MockServer) -> None:
    run(cats(4), budget=5.0)
    assert run(cats(4), budget=5.0).done == 3
    assert run(cats(4), budget=6.4).complete
    assert len(posts(mock)) == 4


def test_credits_that_come_back_are_spent_on_other_rows(run: Run, mock: MockServer) -> None:
    mock.world.script(mock.api_key, "story=content_policy_violation", "story=content_policy_violation")
    report = run(cats(5), budget=4.8)
    assert (report.done, report.failed) == (3, 2)
    assert committed(mock) == pytest.approx(4.8)


def test_without_a_credit_nothing_is_sent(run: Run, mock: MockServer) -> None:
    report = run(cats(2), budget=0)
    assert isinstance(report.ended_by, errors.BudgetSpent)
    assert posts(mock) == []
