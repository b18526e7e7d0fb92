"""The timeline of a task: a pure function of its start, its duration and the current time."""

import math
from dataclasses import dataclass
from functools import cached_property

from evolink_mock.world.story import Story

_PENDING_SHARE = 0.08
_SPREAD = 0.3


@dataclass(frozen=True)
class Timeline:
    """When a task reaches each of its states; planned when the task is created.

    Attributes:
        created: When the task was created, Unix seconds.
        duration: Seconds from there to completion.
        story: How the task proceeds.
    """

    created: float
    duration: float
    story: Story

    @cached_property
    def ends_at(self) -> float:
        """When the task ends, Unix seconds; infinity for one that never does."""
        if self.story.stalls_at is not None:
            return math.inf
        share = 1.0 if self.story.final_status == "completed" else self.story.failing_share
        return self.created + self.duration * share

    @cached_property
    def links_at(self) -> float:
        """When its result links show, Unix seconds; infinity for a task without results."""
        return self.ends_at + self.story.links_after if self.story.final_status == "completed" else math.inf


@dataclass(frozen=True, slots=True)
class State:
    """The state of a task at one moment; progress is in percent."""

    status: str
    progress: int


def plan_timeline(created: float, estimate: float, draw: float, story: Story) -> Timeline:
    """Return the timeline of a new task.

    Args:
        created: When the task is created, Unix seconds.
        estimate: The seconds its model usually takes.
        draw: The task's own number in [0, 1), which decides how far it strays from the estimate.
        story: How the task proceeds.
    """
    return Timeline(created, estimate * story.pace * (1 + _SPREAD * (draw - 0.5)), story)


def state_at(timeline: Timeline, now: float) -> State:
    """Return the state of a task at a moment."""
    story = timeline.story
    moment = min(now, timeline.ends_at)
    share = (moment - timeline.created) / timeline.duration if timeline.duration else 1.0
    if story.stalls_at is not None:
        share = min(share, story.stalls_at)
    if now < timeline.ends_at:
        pending = share < _PENDING_SHARE and not story.works_at_once
        return State("pending", 0) if pending else State(story.works_as, _progress(share))
    return State(story.final_status, 100 if story.final_status == "completed" else _progress(share))


def _progress(share: float) -> int:
    """Map the share of the duration that has passed to percent: from 1, when work begins, to 99 before the end."""
    worked = (share - _PENDING_SHARE) / (1 - _PENDING_SHARE)
    return max(1, min(99, int(1 + 98 * worked)))
