"""Requests whose images must have a known shape and number, derived from the contract. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ._contract import Operation, Schema
from ._values import filled

Shape = tuple[float | None, dict[str, str]]
_RATIO = re.compile(r"(\d+)[:x](\d+)")


@dataclass(frozen=True)
class ImageRequest:
    """A request that determines the shape and number of its images.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name, which the answers must carry.
        request: The request.
        ratio: Width divided by height of each image; None if the model has no such field.
        count: The number of images; None if the model has no such field.
    """

    operation: Operation
    model: str
    request: dict[str, Any]
    ratio: float | None
    count: int | None

    def __str__(self) -> str:
        shape = "any shape" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.request['model']}-{shape}-{self.count or 'some'} images"


def image_requests(operations: Iterable[Operation]) -> Iterator[ImageRequest]:
    """Yield, for each model, the widest image under its first name and the tallest under its last."""
    for operation in operations:
        for model, schema in operation.models.items():
            names = schema["properties"]["model"]["enum"]
            counts = dict(_counts(schema))
            for (ratio, size), name in zip(_extremes(schema), (names[0], names[-1]), strict=True):
                request = filled(schema, {"model": name, **size, **counts})
                yield ImageRequest(operation, model, request, ratio, next(iter(counts.values()), None))


def _extremes(schema: Schema) -> tuple[Shape, Shape]:
    shapes = sorted(_shapes(schema), key=lambda shape: shape[0])
    return (shapes[-1], shapes[0]) if shapes else ((None, {}), (None, {}))


def _shapes(schema: Schema) -> Iterator[tuple[float, dict[str, str]]]:
    for field, member in schema["properties"].items():
        for value in member.get("enum", ()):
            if match := _RATIO.fullmatch(str(value)):
                yield int(match[1]) / int(match[2]), {field: value}


def _counts(schema: Schema) -> Iterator[tuple[str, int]]:
    for field, member in schema["properties"].items():
        if member.get("x-evolink-billed-per-image"):
            yield field, max(member.get("enum") or [member.get("maximum", 1)])
