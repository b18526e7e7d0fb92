"""Which picture a request asks for, read from the contract. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ._contract import Operation, Schema
from ._values import filled

Shape = tuple[float | None, dict[str, str]]
_RATIO = re.compile(r"(\d+)[:x](\d+)")


@dataclass(frozen=True)
class Wish:
    """A request that says what its result must look like.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name, which the answers must carry.
        request: The request.
        ratio: Width by height of each picture; None where the model does not let the caller choose.
        pictures: How many; None likewise.
    """

    operation: Operation
    model: str
    request: dict[str, Any]
    ratio: float | None
    pictures: int | None

    def __str__(self) -> str:
        shape = "any shape" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.request['model']}-{shape}-{self.pictures or 'some'} pictures"


def wishes(operations: Iterable[Operation]) -> Iterator[Wish]:
    """Yield, for each model, the widest image under its first name and the tallest under its last."""
    for operation in operations:
        for model, schema in operation.models.items():
            names = schema["properties"]["model"]["enum"]
            counts = dict(_counts(schema))
            for (ratio, size), name in zip(_extremes(schema), (names[0], names[-1]), strict=True):
                request = filled(schema, {"model": name, **size, **counts})
                yield Wish(operation, model, request, ratio, next(iter(counts.values()), None))


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
