"""Near-miss requests: variations of the models' requests, derived from the contract alone. Pure.

Many models share their rules: a rule with the same keyword, value and place is tried on the first model that has it.
Some models are tried whole, so that every combination of rules that matters is tried at least there.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from .applied import broken, validator_of
from .behaviours import behaviour_variations, breaks_a_behaviour
from .contract import Operation, Schema
from .selection import EVERYTHING, Selection
from .texts import ANY_CASE
from .variation import Variation
from .variations import variations

WHOLE: Final = frozenset({"gemini-3-pro-image-preview", "gpt-4o-image", "nano-banana-2-lite", "nano-banana-beta"})
"""Models that are tried with every rule, and with the values of all other models."""
_JOINING: Final = frozenset({"anyOf", "oneOf", "not"})


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
        found = self.variation
        place = ".".join(map(str, found.path)) or "request"
        return f"{self.model}-{place}-{found.keyword}-{found.note}-{'inside' if found.valid else 'outside'}"

    @property
    def blamed(self) -> set[str]:
        """The fields that a refusal may name; an empty name if the rule joins fields of which none is at fault."""
        joined = {""} if self.variation.keyword in _JOINING else set[str]()
        return {*map(str, self.variation.path[:1]), *self.variation.partners, *joined}

    @property
    def rule(self) -> str:
        """The rule that it is near to, which other models may have as well."""
        found = self.variation
        place = [
            step if isinstance(step, str) else "*" for step in (found.path if found.place is None else found.place)
        ]
        named = found.note if found.of_place or found.limit is None else found.limit
        return json.dumps([self.operation.id, place, found.keyword, named, found.context, found.ours])


def near_misses(operations: Iterable[Operation], selection: Selection = EVERYTHING) -> Iterator[NearMiss]:
    """Return the near misses of every distinct rule that is wanted, or of every rule of every wanted model."""
    for operation in operations:
        known: set[str] = set()
        for model in whole_first(operation, selection):
            whole = selection.exhaustive or model in whole_models(operation, selection)
            found = {str(each): each for each in _of_model(operation, model, whole=whole)}.values()
            yield from (each for each in found if whole or each.variation.own or each.rule not in known)
            known |= {each.rule for each in found}


def whole_models(operation: Operation, selection: Selection = EVERYTHING) -> list[str]:
    """Return the models that are tried with every rule: the first wanted one, if none of the known is wanted."""
    wanted = selection.models_of(operation)
    return [model for model in wanted if model in WHOLE] or wanted[:1]


def whole_first(operation: Operation, selection: Selection) -> list[str]:
    """Return the wanted models of an operation, those that are tried with every rule first."""
    return list(dict.fromkeys([*whole_models(operation, selection), *selection.models_of(operation)]))


def _of_model(operation: Operation, model: str, *, whole: bool) -> Iterator[NearMiss]:
    schema = operation.models[model]
    others = [_unnamed(other) for name, other in operation.models.items() if name != model] if whole else []
    validator = validator_of(schema)
    for found in (*variations(schema, others), *behaviour_variations(schema)):
        if isinstance(found.value, dict) and _is_as_claimed(schema, found, keeps=validator.is_valid(found.value)):
            yield NearMiss(operation, model, found)


def _is_as_claimed(schema: Schema, found: Variation, *, keeps: bool) -> bool:
    """Whether a request breaks or keeps the rules as it should: several rules of one field can exclude each other.

    Args:
        schema: The model's schema.
        found: The request.
        keeps: Whether the request is valid by the schema.
    """
    if found.keyword == ANY_CASE:  # JSON Schema has one spelling of each value
        return found.valid
    if found.of_place and found.keyword == "required":  # a field of another name is unknown, too: a rule of our own
        return "required" in broken(schema, found.value)
    if found.valid:
        return keeps and not breaks_a_behaviour(schema, found.value)
    return found.keyword.startswith("x-evolink-") or not keeps


def _unnamed(schema: Schema) -> dict[str, Any]:
    """Remove the field that names the model: with another model's name, a request is not a near miss."""
    fields = {name: member for name, member in schema["properties"].items() if name != "model"}
    return {**schema, "properties": fields}
