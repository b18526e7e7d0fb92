"""Runners are killed at every step: nothing is lost, nothing paid twice. And where the product is broken, it shows."""

from collections import deque
from pathlib import Path

import pytest

from tests.journal._postgres import Postgres
from tests.journal.conftest import bin_folder, server  # noqa: F401 - fixtures
from tests.kill.broken import FAULTS
from tests.kill.machines import on_two_machines
from tests.kill.singles import of_single_images
from tests.kill.steps import Aim, Step, aims, chance
from tests.kill.trial import on_one_machine, stand, with_lost_journals
from tests.kill.verdict import Counts, Verdict

SEED = 7
SHOWN_BY = {
    "requests are sent without an intent": ([Aim(Step.MADE)], "twice"),
    "what is held is sent again": ([Aim(Step.ANSWERED)], "twice"),
    "held calls get tasks by guess": ([Aim(Step.MADE, 3), Aim(Step.MADE, 3)], "lost"),
    "files are named before they are whole": ([Aim(Step.HALF), Aim(Step.HALF)], "lost"),
}

TRIALS = dict.fromkeys(FAULTS, 1) | {"held calls get tasks by guess": 10}
"""How many trials may pass until a fault shows: with two kills each, every fourth set of guesses is right by chance."""


def totals(verdicts: list[Verdict]) -> Counts:
    return sum((counts for verdict in verdicts for counts in verdict.counts.values()), Counts())


def hit(verdicts: list[Verdict]) -> dict[str, int]:
    return {step.value: sum(verdict.counts[step.value].kills for verdict in verdicts) for step in Step}


def test_one_runner() -> None:
    """One runner killed at every step loses nothing and pays nothing twice."""
    random = chance(SEED)
    verdicts = list(on_one_machine(deque(aims(len(Step), random)), random))
    assert [verdict.wrong for verdict in verdicts if verdict.wrong] == []
    assert hit(verdicts) == dict.fromkeys((step.value for step in Step), 1)
    assert totals(verdicts).held >= 1, "killed before the answer came, a row can't be known to be free"
    assert [verdict.held for verdict in verdicts] == [0] * len(verdicts)


def test_lost_journals() -> None:
    """A batch whose journal is lost with each kill continues from its output folder."""
    random = chance(SEED)
    chosen = [Aim(Step.INTENT, 2), Aim(Step.MADE, 2), Aim(Step.ID), Aim(Step.HALF), Aim(Step.NAMED)]
    verdicts = list(with_lost_journals(deque(chosen), random))
    assert [verdict.wrong for verdict in verdicts if verdict.wrong] == []
    assert totals(verdicts).kills == len(chosen)


def test_two_workers(server: Postgres) -> None:  # noqa: F811 - the fixture
    """Two workers killed at every step lose nothing and pay nothing twice."""
    random = chance(SEED)
    verdicts = list(on_two_machines(deque(aims(len(Step), random)), random, server.new_database))
    assert [verdict.wrong for verdict in verdicts if verdict.wrong] == []
    assert hit(verdicts) == dict.fromkeys((step.value for step in Step), 1)


def test_single_image() -> None:
    """A single image killed at every step is paid for once and saved."""
    verdicts = list(of_single_images(len(Step), SEED))
    assert [verdict.wrong for verdict in verdicts if verdict.wrong] == []
    assert totals(verdicts).kills == len(Step)
    assert totals(verdicts).reconciled >= 2, "made or answered, one task fits the one call that is held"


@pytest.mark.parametrize("fault", FAULTS)
def test_broken_product_is_caught(fault: str) -> None:
    """A deliberate fault of the product is caught, and shown beside the step that reveals it."""
    chosen, shown = SHOWN_BY[fault]
    trials = (list(on_one_machine(deque(chosen), chance(SEED), fault)) for _ in range(TRIALS[fault]))
    verdicts = next((each for each in trials if getattr(totals(each), shown)), None)
    assert verdicts, f"not shown in {TRIALS[fault]} trials"
    assert verdicts[0].wrong
    assert getattr(verdicts[0].counts[chosen[0].step.value], shown) >= 1, "counted at the step that causes it"


def test_broken_product_two_workers(server: Postgres) -> None:  # noqa: F811 - the fixture
    """A deliberate fault is caught with two workers, too."""
    chosen = [Aim(Step.ANSWERED)] * 2
    verdicts = list(on_two_machines(deque(chosen), chance(SEED), server.new_database, "what is held is sent again"))
    assert totals(verdicts).twice >= 1
    assert verdicts[0].wrong


def test_same_seed_same_kills() -> None:
    """The same seed gives the same kills."""
    assert aims(50, chance(1)) == aims(50, chance(1))
    assert {aim.step for aim in aims(len(Step), chance(1))} == set(Step)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A trial removes its folder when it ends."""
    with stand() as place:
        place.write(["a cat"])
        assert place.to_its_end("batch", "run", str(place.manifest), "-o", str(tmp_path)) == 0
    assert not place.folder.exists()
