"""The story of a task: how it proceeds and how it ends, and the stories that can be requested by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from evolink_mock.world.contract import failure_actions


@dataclass(frozen=True, slots=True)
class Story:
    """How a task proceeds; by default it completes in its model's usual time.

    Attributes:
        failure: The documented failure code it ends with; None if it does not fail.
        failing_share: The share of its duration after which a failing task fails.
        pace: A factor on its usual duration.
        stalls_at: The share of its duration at which it stops for good; None if it never does.
        works_as: The status it shows while it is processed.
        ends_as: The status it ends with, unless it fails.
        links_after: Seconds between its end and the moment its result links show.
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
        """The status it ends with."""
        return "failed" if self.failure else self.ends_as


_UNUSUAL = {
    "slow": Story(pace=5.0),
    "stuck": Story(stalls_at=0.5),
    "late-results": Story(links_after=8.0),
    "cancelled": Story(ends_as="cancelled"),  # documented for callbacks, but in no list of statuses
    "unknown-status": Story(works_as="reviewing"),  # a status that no page documents
}


@cache
def stories() -> Mapping[str, Story]:
    """Return every story by name: each documented failure code, and what else clients must survive."""
    return {code: Story(failure=code) for code in failure_actions()} | _UNUSUAL
