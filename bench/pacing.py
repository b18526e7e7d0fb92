"""Simulates how often tasks are read, and how late their end is seen, under many policies.

    python -m bench.pacing [--svg docs/pacing.svg]

Each cell is a kind of task (length, quality of the estimate, kind of progress) with 1,000 random durations. A policy
dominates ours in a cell if it reads less often and sees the end earlier, both in the mean. The last line counts those.
"""

import argparse
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import fmean

from bench.pacing_plot import plot
from bench.terminal import Progress
from evolink._task.poll_schedule import Observation, next_gap

ROUND_TRIP = 0.15
"""Seconds between a request and its answer; the service looks half-way."""
RUNS = 1000
PENDING_SHARE = 0.08
PATIENCE = 3600.0

LENGTHS = {"short": (2.0, 8.0), "medium": (8.0, 30.0), "long": (30.0, 120.0)}
"""Seconds that tasks take, from and to."""
Course = Callable[[float], float]
Policy = Callable[[list[Observation], float | None, float], float]
"""Returns the next gap from all sightings, the estimate, and a random number."""


@dataclass(frozen=True)
class Life:
    """One task: seconds it takes, what the service guesses, and percent done by share of its time."""

    duration: float
    estimate: float | None
    progress: Course


@dataclass(frozen=True)
class Score:
    """Mean reads of a task, and mean seconds between its end and the answer that shows it."""

    reads: float
    lag: float


def fixed(seconds: float) -> Policy:
    """Read every so many seconds."""
    return lambda _seen, _estimate, _roll: seconds


def exponential(seen: list[Observation], _estimate: float | None, _roll: float) -> float:
    """Read after 0.5 s, then each time half as long again, to 5 s."""
    return min(0.5 * 1.5 ** (len(seen) - 1), 5.0)


def bounded_rule(seen: list[Observation], estimate: float | None, _roll: float) -> float:
    """Read at the estimated end, then where progress points; the gap never above 0.7 s + 30 % of the time waited."""
    waited, progress = seen[-1].waited, seen[-1].progress
    end = waited * 100 / progress if progress else estimate
    left = float("inf") if end is None else end - waited
    return min(max(left if left > 0 else 0.1 * waited, 0.4), 0.7 + 0.3 * waited)


def ours(seen: list[Observation], estimate: float | None, roll: float) -> float:
    """Read as the client does."""
    return next_gap(seen[-2] if len(seen) > 1 else None, seen[-1], estimate, roll)


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


def life(dice: random.Random, length: str, estimate: str, progress: str) -> Life:
    """Draw one task of a cell."""
    duration = dice.uniform(*LENGTHS[length])
    guesses = {
        "good": duration * dice.uniform(0.85, 1.15),
        "poor": duration * 3 ** dice.uniform(-1, 1),
        "none": None,
    }
    shapes = {
        "linear": linear,
        "misleading": dice.choice([hasty, tardy]),
        "stuck": stuck(dice.choice([0.0, 10.0, 50.0])),
    }
    return Life(duration, guesses[estimate], shapes[progress])


def watch(task: Life, policy: Policy, dice: random.Random) -> tuple[int, float]:
    """Follow a task to its end: reads made, and seconds from its end to the answer that shows it."""
    seen, clock = [Observation(0.0, 0.0)], 0.0
    while clock < PATIENCE:
        asked = clock + policy(seen, task.estimate, dice.random())
        looked, clock = asked + ROUND_TRIP / 2, asked + ROUND_TRIP
        if looked >= task.duration:
            return len(seen), clock - task.duration
        seen.append(Observation(clock, float(int(task.progress(looked / task.duration)))))
    raise RuntimeError("a policy never saw the end")


def score(policy: Policy, cell: tuple[str, str, str]) -> Score:
    """Follow the cell's tasks, the same ones for every policy."""
    dice = random.Random(str(cell))  # noqa: S311 - a repeatable simulation
    tasks = [life(dice, *cell) for _ in range(RUNS)]
    results = [watch(task, policy, dice) for task in tasks]
    return Score(fmean(reads for reads, _ in results), fmean(lag for _, lag in results))


Cell = tuple[str, str, str]
"""A kind of task: its length, the quality of its estimate, and the kind of its progress."""
CELLS: list[Cell] = list(product(LENGTHS, ("good", "poor", "none"), ("linear", "misleading", "stuck")))


def better(scores: Mapping[str, Score]) -> list[str]:
    """Return the policies that read less often than ours and see the end earlier."""
    mine = scores["ours"]
    return [name for name, other in scores.items() if other.reads < mine.reads and other.lag < mine.lag]


def scores_of(cell: Cell) -> dict[str, Score]:
    """Return the score of every policy in a cell."""
    return {name: score(policy, cell) for name, policy in {"ours": ours, **PEERS}.items()}


def measure(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return in how many cells a policy dominates ours, and the means of our reads and lags over all cells."""
    found: list[dict[str, Score]] = []
    for cell in CELLS:
        progress.show(f"pacing: {', '.join(cell)}")
        found.append(scores_of(cell))
    mine = [scores["ours"] for scores in found]
    dominated = sum(bool(better(scores)) for scores in found)
    reads, lag = fmean(each.reads for each in mine), fmean(each.lag for each in mine)
    return {"pacing": {"dominated": dominated, "cells": len(CELLS), "reads": reads, "lag": lag}}


def main() -> int:
    """Print the table; exit 1 if a policy dominates ours anywhere."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svg", type=Path, help="where to draw the medium tasks")
    options = parser.parse_args()
    dominated = 0
    scores: dict[Cell, dict[str, Score]] = {}
    print(f"{'mean reads / mean lag in s':32}" + "".join(f"{name:>18}" for name in ["ours", *PEERS]))
    for cell in CELLS:
        scores[cell] = scores_of(cell)
        dominating = better(scores[cell])
        dominated += bool(dominating)
        row = "".join(f"{f'{s.reads:.1f} / {s.lag:.2f}':>18}" for s in scores[cell].values())
        print(f"{' '.join(cell):32}{row}{'  DOMINATED by ' + ', '.join(dominating) if dominating else ''}")
    if options.svg:
        options.svg.write_text(plot({f"{e} estimate, {p} progress": scores["medium", e, p] for _, e, p in scores}))
    print(f"cells in which a policy has both fewer reads and less lag: {dominated} of {len(scores)}")
    return 1 if dominated else 0


if __name__ == "__main__":
    sys.exit(main())
