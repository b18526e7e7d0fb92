"""Near-miss requests: every variation of every model's request, derived from the contract alone. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ._contract import Operation, Schema
from ._related import related
from ._variations import Variation, variations


@dataclass(frozen=True)
class NearMiss:
    """A request that is, or only just is not, one that a model takes.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name.
        variation: What it is near to; its value is the request.
    """

    operation: Operation
    model: str
    variation: Variation

    def __str__(self) -> str:
        near = self.variation
        place = ".".join(map(str, near.path)) or "request"
        return f"{self.model}-{place}-{near.keyword}-{near.note}-{'inside' if near.valid else 'outside'}"

    @property
    def blamed(self) -> set[str]:
        """The fields that a refusal may name."""
        return {str(self.variation.path[0]), self.variation.partner} - {""}


def near_misses(operations: Iterable[Operation]) -> Iterator[NearMiss]:
    """Return the near misses of every model of every operation."""
    for operation in operations:
        for model, schema in operation.models.items():
            others = [_unnamed(other) for name, other in operation.models.items() if name != model]
            for found in (*variations(schema, others), *related(schema)):
                if isinstance(found.value, dict):  # a body that is no object belongs to no model
                    yield NearMiss(operation, model, found)


def _unnamed(schema: Schema) -> dict[str, Any]:
    """Leave out the field that chooses the model: another's name is not a near miss, but another's request."""
    fields = {name: member for name, member in schema["properties"].items() if name != "model"}
    return {**schema, "properties": fields}
