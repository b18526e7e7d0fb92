"""A model, as the schema of its requests describes it: what a request asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import jsonschema_rs

NESTED = "model_params"
"""The field whose fields belong to the model alone."""
_RESULTS = "x-evolink-results-by-value"
_NO_EFFECT, _IGNORED, _EFFECTIVE = "x-evolink-no-effect", "x-evolink-ignored-when", "x-evolink-effective-when"
_CONDITIONS = {_NO_EFFECT, _IGNORED, _EFFECTIVE}


@dataclass(frozen=True)
class Model:
    """A model, as its request schema describes it.

    Attributes:
        name: The name in answers; a request may use an alias of it.
        properties: The schema of each request field, references resolved.
        example: Documented answer values by dotted field, as in `task_info.estimated_time`.
        cases: Defaults that hold in a case, each set of them with the validator of its case.
        max_bytes: How large a request may be; 0 if that is not documented.
    """

    name: str
    properties: Mapping[str, Any]
    example: Mapping[str, Any]
    cases: tuple[tuple[Any, Mapping[str, Any]], ...] = ()
    max_bytes: int = 0

    def effective(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a request that have an effect, with the documented defaults of those that it lacks.

        The fields of `model_params` stand among the others, unless one of them has the same name.
        """
        whole = {**self._defaults, **request}
        for case, stated in self.cases:
            if case.is_valid(whole):
                whole |= {name: value for name, value in stated.items() if name not in request}
        without = [name for name, schema in self._conditional.items() if not _has_effect(schema, whole)]
        counts = {name: value for name, value in whole.items() if name not in without} if without else whole
        return (
            {**_inner(self.properties[NESTED], counts.get(NESTED)), **counts} if NESTED in self.properties else counts
        )

    def knows(self, name: str) -> bool:
        """Return whether it has a field of a name, outermost or in `model_params`."""
        return name in self.properties or name in self.properties.get(NESTED, {}).get("properties", {})

    def results_by_value(self, fields: Mapping[str, Any]) -> int:
        """Return how many results the value of a field means; 0 if none means a number."""
        return max((int(each.get(str(fields.get(name)), 0)) for name, each in self._numbers.items()), default=0)

    @cached_property
    def _defaults(self) -> Mapping[str, Any]:
        return defaults(self.properties)

    @cached_property
    def _conditional(self) -> Mapping[str, Mapping[str, Any]]:
        """The schemas of the fields that do not always have an effect."""
        return {
            name: schema for name, schema in self.properties.items() if schema and not _CONDITIONS.isdisjoint(schema)
        }

    @cached_property
    def _numbers(self) -> Mapping[str, Mapping[str, Any]]:
        """How many results the values of a field mean, for the fields whose values mean a number."""
        known = {**self.properties.get(NESTED, {}).get("properties", {}), **self.properties}
        return {name: each[_RESULTS] for name, each in known.items() if each and _RESULTS in each}


def defaults(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the default of each property that has one; the schema of one that is forbidden is `false`."""
    return {name: schema["default"] for name, schema in properties.items() if schema and "default" in schema}


def _has_effect(schema: Mapping[str, Any], request: Mapping[str, Any]) -> bool:
    """Return whether a field has an effect in a request, as far as the documentation says when it has none."""
    if schema.get(_NO_EFFECT) is True:
        return False
    ignored, needed = schema.get(_IGNORED), schema.get(_EFFECTIVE)
    if ignored is not None and jsonschema_rs.is_valid(ignored, request):
        return False
    return needed is None or jsonschema_rs.is_valid(needed, request)


def _inner(schema: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Return the fields of a nested object, with the documented defaults of those that it lacks."""
    given = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    return {**defaults(schema.get("properties", {})), **given}
