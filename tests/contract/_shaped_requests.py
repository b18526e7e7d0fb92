"""Requests whose results must have a known shape and number, derived from the contract. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ._applied import holds
from ._contract import Operation, Schema
from ._near_misses import whole_models
from ._values import filled

Shape = tuple[float | None, dict[str, str]]
_RATIO: Final = re.compile(r"(\d+)[:x](\d+)")
_OF_SHAPES: Final = re.compile("size|ratio|resolution")


@dataclass(frozen=True)
class ShapedRequest:
    """A request that determines the shape and number of its results.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name, which the answers must carry.
        request: The request.
        ratio: Width divided by height of each result; None if the model has no such field.
        count: The number of results; None if the model has no such field.
        first: Whether no request before has this shape.
    """

    operation: Operation
    model: str
    request: dict[str, Any]
    ratio: float | None
    count: int | None
    first: bool = True

    def __str__(self) -> str:
        shape = "any shape" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.request['model']}-{shape}-{self.count or 'some'} results"


def shaped_requests(operations: Iterable[Operation]) -> Iterator[ShapedRequest]:
    """Yield a request for each model: the tallest results, under its last name.

    The models that are tried whole also have one for the widest results, under the first name, and as many results as
    there may be.
    """
    for operation in operations:
        whole = whole_models(operation)
        seen: set[float | None] = set()
        for model in dict.fromkeys([*whole, *operation.models]):
            schema = operation.models[model]
            names = schema["properties"]["model"]["enum"]
            counts = dict(_counts(schema)) if model in whole else {}
            asked = list(zip(_extremes(schema, counts), (names[-1], names[0]), strict=True))
            several = model in whole and asked[0] != asked[-1]
            for (ratio, size), name in asked if several else asked[:1]:
                request = filled(schema, {"model": name, **size, **counts})
                count = next(iter(counts.values()), None)
                yield ShapedRequest(operation, model, request, ratio, count, ratio not in seen)
                seen.add(ratio)


def _extremes(schema: Schema, counts: dict[str, int]) -> tuple[Shape, Shape]:
    """Return the tallest and the widest shape that the model's rules allow."""
    allowed = [each for each in _shapes(schema) if holds(schema, filled(schema, {**each[1], **counts}))]
    shapes = sorted(allowed, key=lambda shape: shape[0])
    return (shapes[0], shapes[-1]) if shapes else ((None, {}), (None, {}))


def _shapes(schema: Schema) -> Iterator[tuple[float, dict[str, str]]]:
    for field, member in schema["properties"].items():
        for value in member.get("enum", ()) if _OF_SHAPES.search(field) else ():
            if match := _RATIO.fullmatch(str(value)):
                yield int(match[1]) / int(match[2]), {field: value}


def _counts(schema: Schema) -> Iterator[tuple[str, int]]:
    for field, member in schema["properties"].items():
        if member.get("x-evolink-billed-per-image"):
            yield field, max(member.get("enum") or [member.get("maximum", 1)])
