"""The contract's schemas: named, and each shape once."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain, count
from typing import Any

from pipeline.merging.naming import pascal
from pipeline.merging.wording import Wording
from pipeline.problems import Problem

_SHARED_FROM = 8
_WORDS_AND_NUMBERS = frozenset({"string", "integer", "number", "null"})


class Shapes:
    """Collects the schemas of a contract under their names."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self.schemas: dict[str, Any] = {}
        self._errors: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def requests(self, stem: str, models: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Name the request schema of each model and return the choice between them by `model`."""
        self._share(models)
        mapping: dict[str, Any] = {}
        references = []
        for model, schema in models.items():
            name = self._free(f"{pascal(model)}Request", f"{pascal(model)}{stem}Request", schema)
            references.append({"$ref": self._put(name, schema)})
            for value in schema["properties"]["model"]["enum"]:
                mapping[value] = references[-1]["$ref"]
        return {"oneOf": references, "discriminator": {"propertyName": "model", "mapping": mapping}}

    def request(self, stem: str, schema: dict[str, Any]) -> dict[str, Any]:
        """Name the request schema of an operation without models."""
        return {"$ref": self._put(self._free(f"{stem}Request", f"{stem}RequestBody", schema), schema)}

    def answer(self, stem: str, schema: dict[str, Any], *, failed: bool) -> dict[str, Any]:
        """Name an answer's schema and the objects inside it; error answers of one shape share it."""
        if failed:
            union = _union(self._errors, schema)
            if union is not None:
                self._errors = union
                return {"$ref": self._put("ErrorResponse", self._lift("Error", union, again=True))}
        base = f"{stem}Error" if failed else stem
        lifted = self._lift(base, schema)
        return {"$ref": self._put(self._free(f"{base}Response", f"{base}Answer", lifted), lifted)}

    def add_codes(self, extracts: Iterable[dict[str, Any]]) -> None:
        """Add the schemas that pages with tables of codes define."""
        for extract in extracts:
            for name, schema in extract.get("components", {}).get("schemas", {}).items():
                known = self.schemas.setdefault(name, schema)
                if known != schema:
                    page = extract["x-evolink-page"]["name"]
                    self.problems.append(
                        Problem(page, 1, "error", f"{name} differs", "pages agree, or an overlay settles it")
                    )

    def _share(self, models: dict[str, dict[str, Any]]) -> None:
        """Name a large parameter that models share; the most common variant gets the name.

        Which variant that is can change with a new model, so what becomes a class in code keeps its model's name.
        """
        fields = sorted({field for schema in models.values() for field in schema["properties"]})
        for field in fields:
            texts = Counter(
                json.dumps(schema["properties"][field], sort_keys=True)
                for schema in models.values()
                if field in schema["properties"]
            )
            text, count = min(texts.items(), key=lambda item: (-item[1], item[0]))
            shape = json.loads(text)
            if count > 1 and _leaves(shape) >= _SHARED_FROM and not _becomes_class(shape):
                self._name_parameter(field, text, models)

    def _name_parameter(self, field: str, text: str, models: dict[str, dict[str, Any]]) -> None:
        name = pascal(field)
        schema = next(
            model["properties"][field]
            for model in models.values()
            if json.dumps(model["properties"].get(field), sort_keys=True) == text
        )
        if self.schemas.setdefault(name, schema) != schema:
            return
        for model in models.values():
            if json.dumps(model["properties"].get(field), sort_keys=True) == text:
                model["properties"] = {**model["properties"], field: {"$ref": f"#/components/schemas/{name}"}}

    def _lift(self, stem: str, schema: dict[str, Any], *, again: bool = False) -> dict[str, Any]:
        """Return the schema with every object inside it moved out under its own name; `again` replaces those."""
        if "properties" not in schema:
            return schema
        fields = {}
        for field, each in schema["properties"].items():
            if again:
                self.schemas.pop(self._wording.schema_name(f"{stem}{pascal(field)}"), None)
            fields[field] = self._lift_field(stem, field, each)
        lifted = {**schema, "properties": fields}
        lifted.pop("x-evolink-read-off", None)
        return lifted

    def _lift_field(self, stem: str, field: str, schema: dict[str, Any]) -> dict[str, Any]:
        if "properties" not in schema:
            return schema
        own = f"{stem}{pascal(field)}"
        kind = schema.get("type")
        nullable = isinstance(kind, list) and "null" in kind
        inner = self._lift(own, {**schema, "type": "object"})
        name = self._free(self._wording.schema_name(own), own, inner)
        reference = {"$ref": self._put(name, inner)}
        return {"anyOf": [reference, {"type": "null"}]} if nullable else reference

    def _free(self, name: str, otherwise: str, schema: dict[str, Any]) -> str:
        """Return the name if it is free or means this shape already, else the longer name, else that with a number."""
        numbered = (f"{otherwise}{number}" for number in count(2))
        return next(each for each in chain((name, otherwise), numbered) if self.schemas.get(each, schema) == schema)

    def _put(self, name: str, schema: dict[str, Any]) -> str:
        self.schemas[name] = schema
        return f"#/components/schemas/{name}"


def _union(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """Return an object with the fields of both, or None if they contradict each other or have nothing in common."""
    if not one:
        return other
    bare = [{key: value for key, value in each.items() if key not in {"properties", "type"}} for each in (one, other)]
    kinds = _either(one.get("type"), other.get("type"))
    if bare[0] != bare[1] or kinds is None:
        return None
    first, second = one.get("properties", {}), other.get("properties", {})
    if first and second and not set(first) & set(second):
        return None
    fields = dict(first)
    for name, each in second.items():
        union = _union(fields[name], each) if name in fields else each
        if union is None:
            return None
        fields[name] = union
    return {"type": kinds, **bare[0], **({"properties": fields} if fields else {})}


def _either(one: Any, other: Any) -> Any:
    """Return the types of both, if they are the same or are words and numbers."""
    if one == other:
        return one
    kinds = [*_listed(one), *(kind for kind in _listed(other) if kind not in _listed(one))]
    return kinds if set(kinds) <= _WORDS_AND_NUMBERS else None


def _listed(kind: Any) -> list[Any]:
    return kind if isinstance(kind, list) else [kind]


def _becomes_class(schema: Any) -> bool:
    """Whether a class is made from a schema or from one inside it: of a closed set, or of an object."""
    if isinstance(schema, list):
        return any(map(_becomes_class, schema))
    return isinstance(schema, dict) and (
        not schema.keys().isdisjoint({"enum", "properties"}) or any(map(_becomes_class, schema.values()))
    )


def _leaves(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_leaves(each) for each in value.values())
    return 1
