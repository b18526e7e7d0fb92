"""The results that a task completes with."""

from typing import Any

from evolink_mock.images.reference import Reference
from evolink_mock.world.contract import result_lifetime, series_sizes
from evolink_mock.world.task import Task


def result_specs(task: Task) -> tuple[Any, ...]:
    """Return the spec of each result of a task; the same seed and prompt make the same results."""
    fields = task.model.effective(task.request)
    start, prompt = fields.get("seed", task.id), fields.get("prompt", "")
    return tuple(
        task.kind.describe(
            fields,
            model=task.model.name,
            seed=f"{start}/{index}/{prompt}",
            references=task.references,
            suffix=task.format,
        )
        for index in range(result_count(task))
    )


def result_count(task: Task) -> int:
    """Return how many results a task makes: as many as are wanted, unless its story makes fewer."""
    most = task.timeline.story.most_results
    return wanted_count(task) if most is None else min(most, wanted_count(task))


def wanted_count(task: Task) -> int:
    """Return how many results are wanted: as many as it asks for, or as its model is documented to make."""
    fields, count_field = task.model.effective(task.request), task.kind.count_field
    asked = fields.get(count_field) if task.model.knows(count_field) else None
    return int(asked or task.model.results_by_value(fields) or series_sizes().get(task.model.name, 1))


def result_lives(task: Task, index: int, now: float) -> bool:
    """Return whether a task has a result of a number at a moment: it has completed, and the result has not expired."""
    alive = task.timeline.links_at <= now < task.timeline.ends_at + result_lifetime()
    return alive and 0 <= index < result_count(task)


def refer_to(task: Task, index: int) -> Reference | None:
    """Return a result of a task as another request refers to it."""
    refer = task.kind.refer
    return refer(result_specs(task)[index]) if refer else None
