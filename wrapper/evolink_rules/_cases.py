"""Puts into words the case in which a rule holds: `when mode is draft and image_urls is given`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

Schema = Mapping[str, Any]
Show = Callable[[Any], str]
GIVEN: Final[Schema] = {"minItems": 1}
ABSENT: Final[Schema] = {"maxItems": 0}
"""A list counts as given if it has an item; the empty list is as good as none."""


def describe_case(case: Schema, show: Show = str) -> str:
    """Return what a request of a case has, as clauses: `quality is 1080p and image_urls is given`."""
    if "anyOf" in case:
        return " or ".join(describe_case(each, show) for each in case["anyOf"])
    return " and ".join(_clauses(case, show))


def parameters(case: Schema, prefix: str = "") -> Iterator[tuple[str, Any, bool]]:
    """Return each parameter that a case names: its dotted name, its schema or None, and whether it must be given."""
    inner: Schema = case.get("properties", {})
    required: Sequence[str] = case.get("required", ())
    for name in dict.fromkeys([*required, *inner]):
        schema = inner.get(name)
        if isinstance(schema, Mapping) and schema.keys() & {"properties", "required"}:
            yield from parameters(cast("Schema", schema), f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", schema, name in required


def is_absent(schema: Any) -> bool:
    """Whether a schema admits no value, or only the empty list."""
    return schema is False or schema == ABSENT


def holds(case: Schema, given: Any) -> bool:
    """Whether a request is of a case: by the keywords that cases are written with."""
    if not isinstance(given, Mapping):
        return True
    request = cast("Mapping[str, Any]", given)
    if "anyOf" in case and not any(holds(each, request) for each in case["anyOf"]):
        return False
    inner: Schema = case.get("properties", {})
    return all(name in request for name in case.get("required", ())) and all(
        _fits(schema, request[name]) for name, schema in inner.items() if name in request
    )


def _fits(schema: Any, value: Any) -> bool:
    if is_absent(schema):
        return bool(value == [])
    allowed: Sequence[Any] = [schema["const"]] if "const" in schema else schema.get("enum", [value])
    count = len(cast("list[Any]", value)) if isinstance(value, list) else 0  # type: ignore[redundant-cast]  # pyright wants it
    return bool(
        value in allowed
        and (not isinstance(value, list) or schema.get("minItems", 0) <= count <= schema.get("maxItems", count))
        and holds(schema, value)
    )


def _clauses(case: Schema, show: Show) -> Iterator[str]:
    for name, schema, _ in parameters(case):
        yield f"{show(name)} {_state(schema, show)}"


def _state(schema: Any, show: Show) -> str:
    if is_absent(schema):
        return "is not given"
    if schema is None or schema == GIVEN:
        return "is given"
    if "const" in schema:
        return f"is {show(schema['const'])}"
    if "enum" in schema:
        *firsts, last = map(show, schema["enum"])
        return f"is {', '.join(firsts)} or {last}" if firsts else f"is {last}"
    return _counted(schema)


def _counted(schema: Schema) -> str:
    least, most = schema.get("minItems"), schema.get("maxItems")
    number = f"{least}" if least == most else f"{least} or more" if most is None else f"{least or 0} to {most}"
    return f"has {number} {'item' if number == '1' else 'items'}"
