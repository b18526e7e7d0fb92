"""What a schema requires of one value: its conditions applied, its alternatives chosen, its parts merged. Pure."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import jsonschema_rs

from .contract import Schema

NEVER: Final[Schema] = {"not": {}}
"""The schema of a field that must be absent."""
_PARTS: Final = ("allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "dependentRequired")
_LOWER: Final = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"})
_HIGHER: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})


def applied(schema: Schema, value: Any) -> dict[str, Any]:
    """Return a schema without conditions and alternatives: those that concern a value are merged into it."""
    flat = {keyword: part for keyword, part in schema.items() if keyword not in _PARTS}
    for part in _parts(schema, value):
        flat = merged(flat, applied(part, value))
    return flat


def merged(first: Schema, second: Schema) -> dict[str, Any]:
    """Return a schema that requires what two schemas require."""
    whole = {**first, **second}
    for keyword in first.keys() & second.keys():
        whole[keyword] = _joined(keyword, first[keyword], second[keyword])
    return whole


def as_schema(node: Any) -> Schema:
    """Return a schema as an object, also if it is written as true or false."""
    if isinstance(node, Mapping):
        return node
    return {} if node else NEVER


def holds(schema: Schema, value: Any) -> bool:
    """Whether a value is valid by a schema."""
    return bool(validator_of(schema).is_valid(value))


def validator_of(schema: Schema) -> Any:
    """Return the validator of a schema, which is worth keeping for many values."""
    return _validator(json.dumps(schema))


def broken(schema: Schema, value: Any) -> set[str]:
    """Return the keywords of a schema that a value breaks; `not` if a part must be absent."""
    absent = jsonschema_rs.ValidationErrorKind.FalseSchema
    errors = validator_of(schema).iter_errors(value)
    return {"not" if isinstance(error.kind, absent) else str(error.schema_path[-1]) for error in errors}


@lru_cache(maxsize=5000)
def _validator(schema: str) -> Any:
    return jsonschema_rs.validator_for(json.loads(schema), validate_formats=True)


def _parts(schema: Schema, value: Any) -> Iterator[Schema]:
    yield from schema.get("allOf", ())
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            yield _chosen(schema[keyword], value)
    if "if" in schema:
        yield schema.get("then" if holds(schema["if"], value) else "else", {})
    given = value if isinstance(value, dict) else {}
    yield from (part for trigger, part in schema.get("dependentSchemas", {}).items() if trigger in given)
    for trigger, names in schema.get("dependentRequired", {}).items():
        if trigger in given:
            yield {"required": names}


def _chosen(alternatives: list[Schema], value: Any) -> Schema:
    """Return the alternative that a value meets, else the first one that does not exclude it, else the first one."""
    given = value if isinstance(value, dict) else {}
    met = [each for each in alternatives if value is not None and holds(each, value)]
    open_ = [each for each in alternatives if not any(_excluded(each, name) for name in given)]
    return [*met, *open_, *alternatives][0]


def _excluded(schema: Schema, name: str) -> bool:
    return as_schema(schema.get("properties", {}).get(name, {})) == NEVER or schema.get("not") == {"required": [name]}


def _joined(keyword: str, first: Any, second: Any) -> Any:
    match keyword:
        case "properties":
            return {**first, **second, **{name: _both(first[name], second[name]) for name in first.keys() & second}}
        case "items":
            return _both(first, second)
        case "required":
            return [*first, *(name for name in second if name not in first)]
        case "enum":
            return [each for each in first if each in second] or list(second)
        case "not":
            return {"anyOf": [first, second]}
        case _ if keyword in _LOWER:
            return min(first, second)
        case _ if keyword in _HIGHER:
            return max(first, second)
        case _:
            return second


def _both(first: Any, second: Any) -> Schema:
    one, other = as_schema(first), as_schema(second)
    return NEVER if NEVER in (one, other) else merged(one, other)
