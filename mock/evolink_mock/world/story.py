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
        works_at_once: Whether it is processed as soon as it is created, and the answer to its creation says no more.
        ends_as: The status it ends with, unless it fails.
        links_after: Seconds between its end and the moment its result links show.
        charge: A factor on the credits that were reserved for what it has made.
        most_results: How many results it makes at most; None for as many as it was asked for.
    """

    failure: str | None = None
    failing_share: float = 0.6
    pace: float = 1.0
    stalls_at: float | None = None
    works_as: str = "processing"
    works_at_once: bool = False
    ends_as: str = "completed"
    links_after: float = 0.0
    charge: float = 1.0
    most_results: int | None = None

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
    "works-at-once": Story(works_at_once=True),  # what resellers answer has neither `created` nor `task_info`
    "costs-less": Story(charge=0.25),  # a real task cost a fifth of what was reserved for it
    "costs-more": Story(charge=1.5),
    "one-result": Story(most_results=1),  # documented: what is billed by number is charged for what was made
}


@cache
def stories() -> Mapping[str, Story]:
    """Return every story by name: each documented failure code, and what else clients must survive."""
    return {code: Story(failure=code) for code in failure_actions()} | _UNUSUAL
