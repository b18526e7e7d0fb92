"""Whatever the prices and whatever the order of answers, at most one call is over the budget."""

import json
from collections.abc import Callable
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evolink.journal import Journal, Row
from tests.batch._budget_simulation import AT, Desk, Memory, Noted, Service, SimulatedRun, chance_of, random_rows
from tests.journal.conftest import Open

SEEDS = st.integers(0, 2**32)
DESK = Callable[[list[dict[str, object]]], Desk]
_names = count()


def play(seed: int, number: int, *desks: DESK) -> dict[str, float]:
    """Play a run in which no row costs more than ten times the dearest row alike so far; return what rows cost."""
    chance = chance_of(seed)
    by_link = chance.choice([1.0, 1.0, 1.5, 4.0])
    service = Service(seed, chance.uniform(1.0, 9.9 / by_link), chance.randint(0, number), by_link)
    rows = random_rows(chance, number)
    budget, eager, costs = chance.choice([50.0, 200.0, 1000.0]), chance.choice([1, 5, 50]), dict[str, float]()
    runs = [SimulatedRun(desk(rows), service, budget, chance, costs, eager) for desk in desks]
    while sum(run.step() for run in runs):  # all of them, each time
        pass
    left = budget - sum(costs.values())
    assert len(costs) == number or left < service.dearest, "no row is left that the budget is enough for"
    return costs


@settings(max_examples=80, deadline=None)
@given(SEEDS)
@example(1)
def test_one_call_over_budget(seed: int) -> None:
    """In any order of events, at most one call is over the budget."""
    play(seed, 120, Memory)


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_journal_decides_the_same(journal: Journal, seed: int) -> None:
    """The journal takes the same rows as the decision in memory."""

    def noted(rows: list[dict[str, object]]) -> Noted:
        batch = journal.batch(f"run-{next(_names)}", AT)
        batch.add((Row(str(n), n, str(row["model"]), json.dumps(row)) for n, row in enumerate(rows)), AT)
        return Noted(journal, batch)

    assert play(seed, 25, noted) == play(seed, 25, Memory)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_two_workers_one_budget(open_journal: Open, seed: int) -> None:
    """Two workers that do not talk to each other keep one budget."""
    name = f"run-{next(_names)}"

    def worker(rows: list[dict[str, object]]) -> Noted:
        journal = open_journal()
        batch = journal.batch(name, AT)
        batch.add((Row(str(n), n, str(row["model"]), json.dumps(row)) for n, row in enumerate(rows)), AT)
        return Noted(journal, batch, shared=True)

    play(seed, 10, worker, worker)
