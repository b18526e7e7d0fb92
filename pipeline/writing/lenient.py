"""The contract as the low-level client reads it: strict in what is sent, open in what is answered."""

import copy
from collections.abc import Iterator
from typing import Any

_PREFIX = "#/components/schemas/"
_TYPES = {str: "string", bool: "boolean", int: "integer"}
_PARSED = frozenset({"date", "date-time", "uuid"})  # formats of text that the client makes an object of
_RULES = frozenset({
    "required", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "allOf", "if",
    "then", "else", "dependentRequired", "dependentSchemas", "additionalProperties",
})  # fmt: skip


def lenient(document: dict[str, Any]) -> dict[str, Any]:
    """Return the contract without our extensions and with its answers opened.

    A service adds statuses, codes and nulls before its documentation does; a client that was just paid for must not
    fail on them. So in answers nothing is required, closed sets and dates also admit any other text, codes also
    numbers, and objects and lists null.
    """
    document = _with_one_type(_without_extensions(copy.deepcopy(document)))
    for item in document["paths"].values():
        for operation in item.values():
            operation.pop("callbacks", None)
            _name_server(operation)
            for answer in operation["responses"].values():
                answer.pop("links", None)
    schemas = document["components"]["schemas"]
    for name in _answered(document):
        schemas[name] = _open(schemas[name], name)
    return document


def _name_server(operation: dict[str, Any]) -> None:
    """Say in an operation's description where it is served, as the client sends all to its one base URL."""
    if "servers" in operation:
        urls = " or ".join(server["url"] for server in operation["servers"])
        operation["description"] = f"Served at {urls}: use a client with this base URL."


def _without_extensions(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_extensions(each) for key, each in value.items() if not key.startswith("x-evolink-")}
    if isinstance(value, list):
        return [_without_extensions(each) for each in value]
    return value


def _with_one_type(value: Any) -> Any:
    """Return the contract with a choice of closed sets for each closed set of several types, which the client lacks."""
    if isinstance(value, list):
        return [_with_one_type(each) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _with_one_type(each) for key, each in value.items()}
    members: dict[str, list[Any]] = {}
    for each in changed["enum"] if isinstance(changed.get("enum"), list) else []:
        members.setdefault(_TYPES.get(type(each), "number"), []).append(each)
    if len(members) > 1:
        changed = {key: each for key, each in changed.items() if key not in {"enum", "type"}}
        changed["anyOf"] = [{"type": kind, "enum": enum} for kind, enum in members.items()]
    return changed


def _answered(document: dict[str, Any]) -> list[str]:
    """Return the names of all schemas that an answer reaches."""
    found: list[str] = []
    waiting = [
        name
        for item in document["paths"].values()
        for operation in item.values()
        for name in _references(operation["responses"])
    ]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += _references(document["components"]["schemas"][name])
    return sorted(found)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(_PREFIX):
            yield reference.removeprefix(_PREFIX)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _references(each)


def _open(schema: dict[str, Any], field: str) -> dict[str, Any]:
    schema = {key: value for key, value in schema.items() if key not in _RULES}
    if "properties" in schema:
        schema["properties"] = {name: _open_field(each, name) for name, each in schema["properties"].items()}
    if "items" in schema:
        schema["items"] = _open(schema["items"], field)
    if "enum" in schema:
        closed = {key: schema.pop(key) for key in ("type", "enum") if key in schema}
        schema["anyOf"] = [closed, {"type": "string"}]
    if schema.get("format") in _PARSED:
        parsed = {key: schema.pop(key) for key in ("type", "format") if key in schema}
        schema["anyOf"] = [parsed, {"type": "string"}]
    if field.lower().endswith("code") and {"type": "string"} in [
        schema.get("anyOf", [schema])[-1],
        _kind(schema),
    ]:
        options = schema.pop("anyOf", [{"type": schema.pop("type", "string")}])
        schema["anyOf"] = [*options, {"type": "integer"}]
    return schema


def _kind(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": schema.get("type")}


def _open_field(schema: dict[str, Any], name: str) -> dict[str, Any]:
    opened = _open(schema, name)
    if "$ref" in opened:
        return {"anyOf": [{"$ref": opened["$ref"]}, {"type": "null"}]}
    kind = opened.get("type")
    if kind in ("array", "object"):
        return {"anyOf": [opened, {"type": "null"}]}
    return opened
