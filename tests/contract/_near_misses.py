"""Near-miss requests: every variation of every model's request, derived from the contract alone. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ._behaviours import behaviour_variations
from ._contract import Operation, Schema
from ._variations import Variation, variations


@dataclass(frozen=True)
class NearMiss:
    """A request that is only just valid for a model, or only just invalid.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name.
        variation: The rule that it is near to; its value is the request.
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
            for found in (*variations(schema, others), *behaviour_variations(schema)):
                if isinstance(found.value, dict):  # a body that is not an object belongs to no model
                    yield NearMiss(operation, model, found)


def _unnamed(schema: Schema) -> dict[str, Any]:
    """Remove the field that names the model: with another model's name, a request is not a near miss."""
    fields = {name: member for name, member in schema["properties"].items() if name != "model"}
    return {**schema, "properties": fields}
