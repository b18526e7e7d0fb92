"""The moments at which a runner is killed."""

from dataclasses import dataclass
from enum import Enum
from random import Random

_EARLY = 0.35
"""Of the kills at random moments, the share that comes while a runner starts."""


class Step(Enum):
    """A moment in the life of a row; the value is its name in the table."""

    RANDOM = "random moment"
    INTENT = "intent committed"
    SENT = "POST sent"
    """The request arrived, and the service does nothing with it."""
    MADE = "task made"
    """The service has made the task, and not answered yet."""
    ANSWERED = "answer received"
    ID = "id committed"
    HALF = "half a file written"
    WHOLE = "before rename"
    NAMED = "renamed, not noted"


BY_SERVICE = frozenset({Step.RANDOM, Step.SENT, Step.MADE})
"""Moments that the service sees and kills at; at the others, the runner kills itself."""


@dataclass(frozen=True)
class Aim:
    """When to kill.

    Attributes:
        step: The step.
        nth: How often the runner must reach it, from 1; for random moments, the number of requests before.
        delay: Seconds from then on.
    """

    step: Step
    nth: int = 1
    delay: float = 0.0

    @property
    def is_early(self) -> bool:
        """Whether it falls before any request, while the runner starts."""
        return self.step is Step.RANDOM and not self.nth


def chance(seed: int) -> Random:
    """Return the source of all random choices."""
    return Random(seed)  # noqa: S311 - no secrets


def aims(number: int, random: Random) -> list[Aim]:
    """Return so many aims, each step as often as the others."""
    steps = list(Step)
    chosen = [steps[place % len(steps)] for place in range(number)]
    random.shuffle(chosen)
    return [_aim(step, random) for step in chosen]


def _aim(step: Step, random: Random) -> Aim:
    if step is not Step.RANDOM:
        return Aim(step, random.randint(1, 3))
    if random.random() < _EARLY:
        return Aim(step, 0, random.uniform(0.0, 0.4))
    return Aim(step, random.randint(1, 25), random.uniform(0.0, 0.03))
