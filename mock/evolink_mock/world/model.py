"""A model, as the schema of its requests describes it: what a request asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import jsonschema_rs

NESTED = "model_params"
"""The field whose fields belong to the model alone."""
_RESULTS = "x-evolink-results-by-value"


@dataclass(frozen=True, slots=True)
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
        whole = {**defaults(self.properties), **request}
        for case, stated in self.cases:
            if case.is_valid(whole):
                whole |= {name: value for name, value in stated.items() if name not in request}
        counts = {name: value for name, value in whole.items() if _has_effect(self.properties.get(name, {}), whole)}
        return {**_inner(self.properties.get(NESTED, {}), counts.get(NESTED)), **counts}

    def knows(self, name: str) -> bool:
        """Return whether it has a field of a name, outermost or in `model_params`."""
        return name in self.properties or name in self.properties.get(NESTED, {}).get("properties", {})

    def results_by_value(self, fields: Mapping[str, Any]) -> int:
        """Return how many results the value of a field means; 0 if none means a number."""
        known = {**self.properties.get(NESTED, {}).get("properties", {}), **self.properties}
        return max(
            (int(each.get(_RESULTS, {}).get(str(fields.get(name)), 0)) for name, each in known.items()), default=0
        )


def defaults(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the default of each property that has one; the schema of one that is forbidden is `false`."""
    return {name: schema["default"] for name, schema in properties.items() if schema and "default" in schema}


def _has_effect(schema: Mapping[str, Any], request: Mapping[str, Any]) -> bool:
    """Return whether a field has an effect in a request, as far as the documentation says when it has none."""
    if schema.get("x-evolink-no-effect") is True:
        return False
    ignored, needed = schema.get("x-evolink-ignored-when"), schema.get("x-evolink-effective-when")
    if ignored is not None and jsonschema_rs.is_valid(ignored, request):
        return False
    return needed is None or jsonschema_rs.is_valid(needed, request)


def _inner(schema: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Return the fields of a nested object, with the documented defaults of those that it lacks."""
    given = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    return {**defaults(schema.get("properties", {})), **given}
