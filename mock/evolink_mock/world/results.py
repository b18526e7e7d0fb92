"""The results that a task completes with."""

from typing import Any

from evolink_mock.world.task import Task


def result_specs(task: Task) -> tuple[Any, ...]:
    """Return the spec of each result of a task."""
    fields = task.model.with_defaults(task.request)
    prompt = str(fields.get("prompt", ""))
    return tuple(
        task.kind.describe(
            fields,
            model=task.model.name,
            seed=f"{task.id}/{index}/{prompt}",
            reference=task.reference,
            suffix=task.format,
        )
        for index in range(result_count(task))
    )


def result_count(task: Task) -> int:
    """Return how many results a task has."""
    return int(task.request.get(task.kind.count_field, 1))
