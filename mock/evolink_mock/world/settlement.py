"""What a task costs in the end, and how that is settled with its account."""

import math

from evolink_mock.world.prices import round_credits
from evolink_mock.world.results import result_count, wanted_count
from evolink_mock.world.task import Task

_BY_NUMBER = "x-evolink-billed-per-image"


def charged(task: Task) -> float:
    """Return the credits that a task costs once it has ended: nothing without results.

    What is billed by the number of results is reserved for all that are wanted, and charged for those that were made.
    """
    if task.timeline.links_at == math.inf:
        return 0.0
    by_number = any(_BY_NUMBER in schema for schema in task.model.properties.values() if schema)
    made = result_count(task) / wanted_count(task) if by_number else 1.0
    return round_credits(task.reserved * made * task.timeline.story.charge)


def settle(task: Task) -> None:
    """Release the credits that are held for a task, and spend what it costs."""
    task.account.release(task.reserved, charged=charged(task))
