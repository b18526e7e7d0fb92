"""A task's life: a pure function of when it began, how long it takes and what time it is."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["pending", "processing", "completed", "failed"]

_PENDING_SHARE = 0.08
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class Story:
    """How a task shall go.

    Attributes:
        failure: The documented failure code it ends with; None if it completes.
        failing_share: The share of its time after which a failing task fails.
    """

    failure: str | None = None
    failing_share: float = 0.6


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
        """When the task completes or fails, Unix seconds."""
        return self.created + self.duration * (self.story.failing_share if self.story.failure else 1.0)


@dataclass(frozen=True, slots=True)
class State:
    """A task at one moment; progress is in percent."""

    status: Status
    progress: int


def lay_down(created: float, estimate: float, draw: float, story: Story) -> Life:
    """Lay down a life around its estimate.

    Args:
        created: When it begins, Unix seconds.
        estimate: The seconds its model usually takes.
        draw: The task's own number in [0, 1): how far it strays from the estimate.
        story: How it goes.
    """
    return Life(created, estimate * (1 + _SPREAD * (draw - 0.5)), story)


def state(life: Life, now: float) -> State:
    """Tell how a task stands at a moment."""
    moment = min(now, life.ends_at)
    share = (moment - life.created) / life.duration if life.duration else 1.0
    if now < life.ends_at:
        return State("pending", 0) if share < _PENDING_SHARE else State("processing", _progress(share))
    return State("failed", _progress(share)) if life.story.failure else State("completed", 100)


def _progress(share: float) -> int:
    """Map the time gone to percent: 1 when work begins, 99 just before the end."""
    worked = (share - _PENDING_SHARE) / (1 - _PENDING_SHARE)
    return max(1, min(99, int(1 + 98 * worked)))
