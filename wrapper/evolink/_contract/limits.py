"""What a parameter may be, in the words that violations and the documentation use too."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

_SHOWN = (
    "oneOf",
    "anyOf",
    "range",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "lengthRange",
    "minLength",
    "maxLength",
    "itemRange",
    "minItems",
    "maxItems",
    "x-evolink-size-values",
    "x-evolink-billed-per-image",
    "x-evolink-max-image-bytes",
    "x-evolink-image-formats",
)
"""The limits that a reader of a help text needs; the page of models has all."""


def describe_parameter(schema: Schema) -> str:
    """Return the values and limits of a parameter in one line."""
    from evolink_rules import describe_limit, with_ranges

    choice = [describe_limit("enum", values_of(schema))] if "enum" in schema else []
    said = {"minimum", "maximum"} if choice else set[str]()
    limited = with_ranges({keyword: schema[keyword] for keyword in schema if keyword not in said})
    limits = [describe_limit(keyword, limited[keyword], _written) for keyword in _SHOWN if keyword in limited]
    default = [f"default {_as_json(schema['default'])}"] if "default" in schema and not choice else []
    return "; ".join([*choice, *limits, *default])


def describe_all(schema: Schema) -> list[str]:
    """Return the values and every limit of a parameter as clauses; of a list, those of its items too."""
    from evolink_rules import describe_limit, describe_limits

    choice = [describe_limit("enum", values_of(schema))] if "enum" in schema else []
    default = [f"default {_as_json(schema['default'])}"] if "default" in schema and not choice else []
    said = {"enum", "x-evolink-charged-extra", "minimum", "maximum"} if choice else set[str]()
    return [*choice, *default, *describe_limits({name: schema[name] for name in schema if name not in said}, _written)]


def describe_rules(schema: Schema) -> list[str]:
    """Return the rules of a request that hold in a case or join parameters, with values as a command takes them."""
    from evolink_rules import describe_relations

    return list(describe_relations(schema, _written))


def values_of(schema: Schema) -> list[str]:
    """Return the values of a closed set, with what is special about some; none if the set is open."""
    default, extra = schema.get("default"), schema.get("x-evolink-charged-extra", ())
    return [f"{value}{_remark(value, default, extra)}" for value in schema.get("enum", ())]


def types_of(schema: Schema) -> frozenset[str]:
    """Return the JSON types that a parameter may have, apart from null; none if the schema does not say."""
    stated = schema.get("type", ())
    own = frozenset({stated} if isinstance(stated, str) else stated)
    options = [option for keyword in ("oneOf", "anyOf") for option in schema.get(keyword, ())]
    return own.union(*map(types_of, options)) - {"null"}


def _written(value: object) -> str:
    return str(_as_json(value))


def _as_json(value: object) -> object:
    """Return a switch as a command takes it."""
    return str(value).lower() if isinstance(value, bool) else value


def _remark(value: object, default: object, extra: object) -> str:
    remarks: list[str] = []
    if value == default:
        remarks.append("default")
    if isinstance(extra, list) and value in extra:
        remarks.append("charged extra")
    return f" ({', '.join(remarks)})" if remarks else ""
