"""Simulates how often tasks are read, and how late their end is seen, under many policies.

    python -m bench.pacing [--svg docs/pacing.svg]

Each cell is a kind of task (length, quality of the estimate, kind of progress) with 400 random durations over one of
three networks. A policy dominates ours in a cell if it reads less often and sees the end earlier, both in the mean. The
last line counts those, but for the kinds that the rule was not made for. Ours is there twice: for the first task of a
client, and with what earlier tasks of the same kind have taught.
"""

import argparse
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import inf
from pathlib import Path
from statistics import fmean

from bench.pacing_plot import plot
from bench.terminal import Progress
from evolink._task.learned_pace import LearnedPace, Lesson
from evolink._task.poll_schedule import Observation, next_gap
from evolink._task.retry import backoff_delay
from evolink.errors import ConnectionFailed

RUNS = 400
PENDING_SHARE = 0.08
PATIENCE = 3600.0

LENGTHS = {
    "short": (2.0, 8.0),
    "medium": (8.0, 30.0),
    "long": (30.0, 120.0),
    "very long": (120.0, 600.0),
    "crowd": (12.75, 17.25),
}
"""Seconds that tasks take, from and to."""
TUNED_PROGRESS = ("linear", "misleading", "stuck")
HELD_OUT_PROGRESS = ("in steps", "queued", "pausing")
Course = Callable[[float], float]
Policy = Callable[[list[Observation], float | None, float, int], float]
"""Returns the next gap from all sightings, the estimate, a random number, and how many reads were lost since."""


@dataclass(frozen=True)
class Life:
    """One task: seconds it takes, what the service guesses, and percent done by share of its time."""

    duration: float
    estimate: float | None
    progress: Course


@dataclass(frozen=True)
class Network:
    """Seconds between a request and its answer, half-way of which the service looks, and the share of lost reads."""

    round_trip: float
    lost: float = 0.0


DRAWN = "150 ms"
NETWORKS = {"20 ms": Network(0.02), "150 ms": Network(0.15), "150 ms, 5 % lost": Network(0.15, 0.05)}


@dataclass(frozen=True)
class Score:
    """Mean reads of a task, and mean seconds between its end and the answer that shows it."""

    reads: float
    lag: float


def fixed(seconds: float) -> Policy:
    """Read every so many seconds."""
    return lambda _seen, _estimate, _roll, _lost: seconds


def exponential(seen: list[Observation], _estimate: float | None, _roll: float, lost: int) -> float:
    """Read after 0.5 s, then each time half as long again, to 5 s."""
    return min(0.5 * 1.5 ** (len(seen) + lost - 1), 5.0)


def bounded_rule(seen: list[Observation], estimate: float | None, _roll: float, lost: int) -> float:
    """Read at the estimated end, then where progress points; the gap never above 0.7 s + 30 % of the time waited."""
    waited, progress = seen[-1].waited, seen[-1].progress
    end = waited * 100 / progress if progress else estimate
    left = inf if end is None else end - waited
    return min(max(left if left > 0 else 0.1 * waited, 0.4), 0.7 + 0.3 * waited, 0.5 if lost else inf)


class Ours:
    """Reads as the client does.

    Args:
        learns: Whether it learns from the tasks that have ended, which are then of one model.
    """

    def __init__(self, *, learns: bool) -> None:
        self._learns = learns
        self._pace = LearnedPace()
        self._lesson = Lesson(self._pace)

    def __call__(self, seen: list[Observation], estimate: float | None, roll: float, lost: int) -> float:
        """Return the next gap."""
        if lost:
            return backoff_delay(ConnectionFailed("lost"), lost, roll)
        earlier = seen[-2] if len(seen) > 1 else None
        if earlier is None:
            self._lesson = Lesson(self._pace)
        elif self._learns:
            self._lesson.running("model", earlier, seen[-1])
        return next_gap(earlier, seen[-1], estimate, roll, start=self._pace.start("model"))

    def end(self, finished: float) -> None:
        """Learn from the end of a task, if it was asked for."""
        if self._learns:
            self._lesson.completed("model", finished)


OURS, LEARNED = "ours", "ours, learned"
PEERS: dict[str, Policy] = {
    **{f"every {seconds:g} s": fixed(seconds) for seconds in (0.5, 1, 2, 3, 5, 10)},
    "0.5 s x1.5 to 5 s": exponential,
    "bounded rule": bounded_rule,
}


def linear(share: float) -> float:
    """Return the progress of a task that is linear after a short time in the queue."""
    return max(0.0, 100 * (share - PENDING_SHARE) / (1 - PENDING_SHARE))


def hasty(share: float) -> float:
    """Percent done of a task that seems nearly done early on."""
    return 99 * (1 - (1 - share) ** 3)


def tardy(share: float) -> float:
    """Percent done of a task that seems to have hardly begun until it ends."""
    return 99 * share**3


def stuck(at: float) -> Course:
    """Return a progress that stops early and stays there."""
    return lambda share: min(at, linear(share))


def in_steps(share: float) -> float:
    """Percent done of a task that shows only its quarters."""
    return 25.0 * int(linear(share) / 25)


def pausing(share: float) -> float:
    """Percent done of a task that stands still in the middle, and then catches up."""
    begin, end = 0.4, 0.7
    return 100 * min(share, begin) if share < end else 99 * share


def queued(until: float) -> Course:
    """Return a progress that begins after a long time in the queue."""
    return lambda share: max(0.0, 100 * (share - until) / (1 - until))


def life(dice: random.Random, length: str, estimate: str, progress: str) -> Life:
    """Draw one task of a cell."""
    duration = dice.uniform(*LENGTHS[length])
    guesses = {
        "good": duration * dice.uniform(0.85, 1.15),
        "poor": duration * 3 ** dice.uniform(-1, 1),
        "none": None,
        "far too long": duration * dice.uniform(2, 4),
        "15 s": 15.0,
    }
    shapes: dict[str, Course] = {
        "linear": linear,
        "misleading": dice.choice([hasty, tardy]),
        "stuck": stuck(dice.choice([0.0, 10.0, 50.0])),
        "in steps": in_steps,
        "queued": queued(dice.uniform(0.1, 0.6)),
        "pausing": pausing,
    }
    return Life(duration, guesses[estimate], shapes[progress])


def watch(task: Life, policy: Policy, network: Network, dice: random.Random) -> tuple[int, float]:
    """Follow a task to its end: reads made, and seconds from its end to the answer that shows it."""
    seen, clock, reads, lost = [Observation(0.0, 0.0)], 0.0, 0, 0
    while clock < PATIENCE:
        asked = clock + policy(seen, task.estimate, dice.random(), lost)
        looked, clock = asked + network.round_trip / 2, asked + network.round_trip
        reads += 1
        if dice.random() < network.lost:
            lost += 1
        elif looked >= task.duration:
            if isinstance(policy, Ours):
                policy.end(clock)
            return reads, clock - task.duration
        else:
            lost = 0
            seen.append(Observation(clock, float(int(task.progress(looked / task.duration)))))
    raise RuntimeError("a policy never saw the end")


def score(policy: Policy, cell: tuple[str, str, str], network: Network) -> Score:
    """Follow the cell's tasks, the same ones for every policy."""
    dice = random.Random(str(cell))  # noqa: S311 - a repeatable simulation
    tasks = [life(dice, *cell) for _ in range(RUNS)]
    results = [watch(task, policy, network, dice) for task in tasks]
    return Score(fmean(reads for reads, _ in results), fmean(lag for _, lag in results))


Cell = tuple[str, str, str]
"""A kind of task: its length, the quality of its estimate, and the kind of its progress."""
CELLS: list[Cell] = list(product(("short", "medium", "long"), ("good", "poor", "none"), TUNED_PROGRESS))
HELD_OUT: list[Cell] = list(product(("medium", "very long"), ("good", "far too long", "none"), HELD_OUT_PROGRESS))
"""Kinds that the client's rule was not made for."""
CROWD: Cell = ("crowd", "15 s", "linear")
"""The kind of the crowds that the other benches measure."""


def better(scores: Mapping[str, Score], mine: str) -> list[str]:
    """Return the policies that read less often than one of ours and see the end earlier."""
    own = scores[mine]
    return [name for name in PEERS if scores[name].reads < own.reads and scores[name].lag < own.lag]


def scores_of(cell: Cell, network: Network) -> dict[str, Score]:
    """Return the score of every policy in a cell."""
    policies = {OURS: Ours(learns=False), LEARNED: Ours(learns=True), **PEERS}
    return {name: score(policy, cell, network) for name, policy in policies.items()}


def is_dominated(scores: Mapping[str, Score]) -> bool:
    """Return whether some policy is better than one of ours."""
    return any(better(scores, mine) for mine in (OURS, LEARNED))


def measure(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return in how many cells a policy dominates ours, and the means of our reads and lags."""
    found: dict[tuple[str, Cell], dict[str, Score]] = {}
    for (name, network), cell in product(NETWORKS.items(), [*CELLS, *HELD_OUT, CROWD]):
        progress.show(f"pacing: {name}, {', '.join(cell)}")
        found[name, cell] = scores_of(cell, network)
    figures = dict[str, float]()
    for kinds, cells in (("", CELLS), (", other kinds", HELD_OUT)):
        chosen = [scores for (_, cell), scores in found.items() if cell in cells]
        figures |= {f"cells{kinds}": len(chosen), f"dominated{kinds}": sum(map(is_dominated, chosen))}
    for name, mine in (("reads", OURS), ("reads, learned", LEARNED)):
        figures[name] = fmean(found[network, cell][mine].reads for network in NETWORKS for cell in CELLS)
    crowds = [found[network, CROWD][LEARNED] for network in NETWORKS]
    figures |= {"crowd reads": fmean(each.reads for each in crowds), "crowd lag": fmean(each.lag for each in crowds)}
    return {"pacing": figures}


def main() -> int:
    """Print the table; exit 1 if a policy dominates ours anywhere."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svg", type=Path, help="where to draw the medium tasks, with 150 ms and no losses")
    options = parser.parse_args()
    dominated, cells = 0, [*CELLS, *HELD_OUT, CROWD]
    drawn: dict[str, dict[str, Score]] = {}
    print(f"{'mean reads / mean lag in s':50}" + "".join(f"{name:>18}" for name in [OURS, LEARNED, *PEERS]))
    for (name, network), cell in product(NETWORKS.items(), cells):
        scores = scores_of(cell, network)
        dominating = [f"{mine} by {', '.join(found)}" for mine in (OURS, LEARNED) if (found := better(scores, mine))]
        dominated += bool(dominating) and cell not in HELD_OUT
        row = "".join(f"{f'{s.reads:.1f} / {s.lag:.2f}':>18}" for s in scores.values())
        print(f"{f'{name}: ' + ' '.join(cell):50}{row}{'  DOMINATED ' + '; '.join(dominating) if dominating else ''}")
        if name == DRAWN and cell in CELLS and cell[0] == "medium":
            drawn[f"{cell[1]} estimate, {cell[2]} progress"] = scores
    if options.svg:
        options.svg.write_text(plot(drawn))
    counted = (len(cells) - len(HELD_OUT)) * len(NETWORKS)
    print(f"cells in which a policy has both fewer reads and less lag: {dominated} of {counted}")
    return 1 if dominated else 0


if __name__ == "__main__":
    sys.exit(main())
