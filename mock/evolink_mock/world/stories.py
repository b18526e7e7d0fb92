"""The stories that a task can be asked to go through, by name."""

from collections.abc import Mapping
from functools import cache

from evolink_mock.world.contract import failure_actions
from evolink_mock.world.life import Story

_TWISTS = {
    "slow": Story(pace=5.0),
    "stuck": Story(stalls_at=0.5),
    "late-results": Story(links_after=8.0),
    "cancelled": Story(ends_as="cancelled"),  # told by callbacks, though no list of statuses has it
    "unknown-status": Story(works_as="reviewing"),  # a word that no page knows
}


@cache
def stories() -> Mapping[str, Story]:
    """Return every story: one for each documented failure code, and the twists that clients must survive."""
    return {code: Story(failure=code) for code in failure_actions()} | _TWISTS
