"""A task's life: a pure function of when it began, how long it takes and what time it is."""

import math
from dataclasses import dataclass

_PENDING_SHARE = 0.08
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class Story:
    """How a task shall go; the plain one completes in its model's usual time.

    Attributes:
        failure: The documented failure code it ends with; None if it does not fail.
        failing_share: The share of its time after which a failing task fails.
        pace: How many times its usual duration it takes.
        stalls_at: The share of its time at which it stands still for ever; None if it goes on.
        works_as: The status it shows at work.
        ends_as: The status it ends with, unless it fails.
        links_after: Seconds from its end until its result links show.
    """

    failure: str | None = None
    failing_share: float = 0.6
    pace: float = 1.0
    stalls_at: float | None = None
    works_as: str = "processing"
    ends_as: str = "completed"
    links_after: float = 0.0

    @property
    def final_status(self) -> str:
        """The status at its end."""
        return "failed" if self.failure else self.ends_as


@dataclass(frozen=True, slots=True)
class Life:
    """A life laid down when the task is made.

    Attributes:
        created: When it began, Unix seconds.
        duration: Seconds from there to completion.
        story: How it goes.
    """

    created: float
    duration: float
    story: Story

    @property
    def ends_at(self) -> float:
        """When the task ends, Unix seconds; infinity for one that never does."""
        if self.story.stalls_at is not None:
            return math.inf
        return self.created + self.duration * (
            1.0 if self.story.final_status == "completed" else self.story.failing_share
        )

    @property
    def links_at(self) -> float:
        """When its result links show, Unix seconds; infinity for a task without results."""
        return self.ends_at + self.story.links_after if self.story.final_status == "completed" else math.inf


@dataclass(frozen=True, slots=True)
class State:
    """A task at one moment; progress is in percent."""

    status: str
    progress: int


def lay_down(created: float, estimate: float, draw: float, story: Story) -> Life:
    """Lay down a life around its estimate.

    Args:
        created: When it begins, Unix seconds.
        estimate: The seconds its model usually takes.
        draw: The task's own number in [0, 1): how far it strays from the estimate.
        story: How it goes.
    """
    return Life(created, estimate * story.pace * (1 + _SPREAD * (draw - 0.5)), story)


def state(life: Life, now: float) -> State:
    """Return how a task stands at a moment."""
    story = life.story
    moment = min(now, life.ends_at)
    share = (moment - life.created) / life.duration if life.duration else 1.0
    if story.stalls_at is not None:
        share = min(share, story.stalls_at)
    if now < life.ends_at:
        return State("pending", 0) if share < _PENDING_SHARE else State(story.works_as, _progress(share))
    return State(story.final_status, 100 if story.final_status == "completed" else _progress(share))


def _progress(share: float) -> int:
    """Map the time gone to percent: 1 when work begins, 99 just before the end."""
    worked = (share - _PENDING_SHARE) / (1 - _PENDING_SHARE)
    return max(1, min(99, int(1 + 98 * worked)))
