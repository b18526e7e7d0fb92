"""Each fault, with the sync and the async client."""

import pytest

from tests.clients import MODES, Mode
from tests.faults.__main__ import table
from tests.faults.run import Report, play
from tests.faults.scenarios import SCENARIOS, Scenario


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario, mode: Mode) -> None:
    """The client handles the fault as its scenario says."""
    assert play(scenario, mode).why == []


def test_table_counts_failures() -> None:
    """The table counts the rows that did not hold."""
    good, bad = Report(created=1), Report(created=2, why=["2 tasks made, not 1"])
    shown = table([(SCENARIOS[0], "sync", good), (SCENARIOS[1], "async", bad)])
    assert shown[-1] == "held 1/2"
    assert any("2 tasks made, not 1" in line for line in shown)


def test_scenario_names_are_unique() -> None:
    """The names of the scenarios are unique."""
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)
