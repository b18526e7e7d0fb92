"""Whatever the prices and whatever the order of answers, at most one call is over the budget."""

import json
from collections.abc import Callable
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evolink.journal import Journal, Row
from tests.batch._desk import AT, Desk, Memory, Noted, Service, Story, chance_of, random_rows

SEEDS = st.integers(0, 2**32)
DESK = Callable[[list[dict[str, object]]], Desk]
_names = count()


def play(seed: int, number: int, desk: DESK) -> Story:
    """Play a run in which a row never costs more than ten times the dearest row alike so far."""
    chance = chance_of(seed)
    by_link = chance.choice([1.0, 1.0, 1.5, 4.0])
    service = Service(seed, chance.uniform(1.0, 9.9 / by_link), chance.randint(0, number), by_link)
    story = Story(desk(random_rows(chance, number)), service, chance.choice([50.0, 200.0, 1000.0]), chance)
    story.play()
    left = story.budget - sum(story.costs.values())
    assert len(story.costs) == number or left < story.dearest, "no row is left that the budget is enough for"
    return story


@settings(max_examples=150, deadline=None)
@given(SEEDS)
@example(1)
def test_at_most_one_call_is_over_the_budget(seed: int) -> None:
    play(seed, 120, Memory)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEEDS)
def test_the_journal_decides_the_same(journal: Journal, seed: int) -> None:
    def noted(rows: list[dict[str, object]]) -> Noted:
        batch = journal.batch(f"run-{next(_names)}", AT)
        batch.add((Row(str(n), n, str(row["model"]), json.dumps(row)) for n, row in enumerate(rows)), AT)
        return Noted(journal, batch)

    story = play(seed, 25, noted)
    assert story.costs == play(seed, 25, Memory).costs
