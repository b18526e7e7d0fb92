"""Each fault, with the sync and the async client."""

import pytest

from tests.clients import MODES, Mode
from tests.faults.__main__ import table
from tests.faults.run import Report, play
from tests.faults.scenarios import SCENARIOS, Scenario


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_client_holds(scenario: Scenario, mode: Mode) -> None:
    assert play(scenario, mode).why == []


def test_the_table_counts_what_did_not_hold() -> None:
    good, bad = Report(created=1), Report(created=2, why=["2 tasks made, not 1"])
    shown = table([(SCENARIOS[0], "sync", good), (SCENARIOS[1], "async", bad)])
    assert shown[-1] == "held 1/2"
    assert any("2 tasks made, not 1" in line for line in shown)


def test_no_two_faults_have_one_name() -> None:
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)
