"""Which images a task completes with."""

from collections.abc import Mapping
from typing import Any

from evolink_mock.images.spec import ImageSpec, pixel_size, trimmed
from evolink_mock.world.task import Task

_REFERENCE_DEPTH = 2


def pictures(task: Task) -> tuple[ImageSpec, ...]:
    """Return the images that a task completes with."""
    return tuple(_picture(task, index) for index in range(image_count(task.request)))


def image_count(request: Mapping[str, Any]) -> int:
    """Return how many images a checked request asks for."""
    return int(request.get("n", 1))


def _picture(task: Task, index: int) -> ImageSpec:
    size = str(_asked(task, "size") or "auto")
    width, height = pixel_size(size, str(_asked(task, "quality")), task.reference)
    prompt = str(task.request.get("prompt", ""))
    reference = task.reference and trimmed(task.reference, _REFERENCE_DEPTH)
    return ImageSpec(
        f"{task.id}/{index}/{prompt}", prompt, task.model.name, size, width, height, reference, task.format
    )


def _asked(task: Task, field: str) -> Any:
    """Return the value of a request field, or the default that its schema documents."""
    return task.request.get(field, task.model.properties.get(field, {}).get("default"))
