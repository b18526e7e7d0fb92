"""Writes `evolink_contract/requests.py`: the parameters of each model for type checkers."""

import keyword
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.merging.naming import pascal
from pipeline.problems import Problem
from pipeline.writing.contract import Operation, create_operations, resolved
from pipeline.writing.limits import limits

CLIENT_KINDS = ("images", "videos", "audios")
"""The kinds for which the client has classes: their calls have types also while the contract has no such operation."""
OUR_KEYWORDS = frozenset({"idempotency_key", "unchecked", "timeout", "on_progress", "save_to", "overwrite"})

_HEADER = '''"""The parameters of every model, for type checkers and editors.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

from collections.abc import Callable
from os import PathLike
from typing import Any, Literal, NotRequired, Protocol, Required, TypeVar, TypedDict, Unpack, overload

R_co = TypeVar("R_co", covariant=True)
"""What the call gives."""
T_co = TypeVar("T_co", covariant=True)
"""The task that on_progress is shown."""
'''

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


@dataclass(frozen=True)
class _Kind:
    """One of the two ways to call an operation."""

    suffix: str
    doc: str
    parameters: str
    keywords: str


_KINDS = (
    _Kind("SubmitCall", "Starts a task and returns at once.", "R_co", ""),
    _Kind(
        "GenerateCall",
        "Starts a task, waits for its end and returns the results.",
        "T_co, R_co",
        "timeout: float | None = None, on_progress: Callable[[T_co], object] | None = None, "
        "save_to: str | PathLike[str] | None = None, overwrite: bool = False, ",
    ),
)


def render(document: dict[str, Any]) -> tuple[str, list[Problem]]:
    """Return the module's text before formatting, and the problems with parameters that can't be typed."""
    problems: list[Problem] = []
    parts = [_HEADER]
    names: list[str] = []
    for operation in create_operations(document):
        for name, schema in operation.models:
            problems += _collisions(name, schema)
            parts += _typed_dicts(document, name, schema, names)
        parts += [_protocol(operation, kind, names) for kind in _KINDS]
    present = {operation.resource for operation in create_operations(document)}
    parts += [_untyped_protocol(each, kind, names) for each in CLIENT_KINDS if each not in present for kind in _KINDS]
    exported = ", ".join(f'"{name}"' for name in sorted(names))
    return "\n\n".join([*parts, f"__all__ = [{exported}]"]) + "\n", problems


def _collisions(name: str, schema: dict[str, Any]) -> Iterator[Problem]:
    for parameter in schema.get("properties", {}):
        if parameter in OUR_KEYWORDS:
            yield Problem(name, 0, "error", f"parameter {parameter!r}", "it is a keyword of the client's own calls")
        elif not parameter.isidentifier() or keyword.iskeyword(parameter):
            yield Problem(name, 0, "error", f"parameter {parameter!r}", "it can't be a keyword argument in Python")


def _typed_dicts(document: dict[str, Any], name: str, schema: dict[str, Any], names: list[str]) -> list[str]:
    """Return the lines of the schema's TypedDict, after those of the objects inside it."""
    nested: list[str] = []
    required = schema.get("required", [])
    lines = [f"class {name}(TypedDict):", f'    """{_doc(schema)}"""', ""]
    for field, raw in schema.get("properties", {}).items():
        if field == "model" and "x-evolink-model" in schema:
            continue
        value = resolved(document, raw)
        wrap = "Required" if field in required else "NotRequired"
        kind = _type(document, f"{name.removesuffix('Request')}{pascal(field)}", value, nested, names)
        lines += [f"    {field}: {wrap}[{kind}]", f'    """{_documentation(value)}"""', ""]
    names.append(name)
    return [*nested, "\n".join(lines)]


def _documentation(schema: dict[str, Any]) -> str:
    """Return a field's description, default and limits; its closed set is in its type."""
    clauses = [*([f"default {schema['default']}"] if "default" in schema else []), *limits(_open(schema))]
    parts = [str(schema.get("description", "")).rstrip("."), "; ".join(clauses)]
    return ". ".join(f"{part[0].upper()}{part[1:]}" for part in parts if part) + "."


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    return {keyword: value for keyword, value in schema.items() if keyword not in {"enum", "const"}}


def _doc(schema: dict[str, Any]) -> str:
    pages = ", ".join(page["name"] for page in schema.get("x-evolink-pages", []))
    if "x-evolink-model" not in schema:
        return str(schema.get("description", "A nested parameter."))
    return f"Parameters of {schema['x-evolink-model']}" + (f" (pages: {pages})." if pages else ".")


def _type(document: dict[str, Any], name: str, schema: dict[str, Any], nested: list[str], names: list[str]) -> str:
    """Return the Python type of a schema; objects with properties become TypedDicts of their own."""
    schema = resolved(document, schema)
    if "enum" in schema and all(isinstance(value, str | int) for value in schema["enum"]):
        return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
    for union in ("oneOf", "anyOf"):
        if union in schema:
            options = [_type(document, f"{name}{at}", each, nested, names) for at, each in enumerate(schema[union], 1)]
            return " | ".join(dict.fromkeys(options))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(_type(document, name, {**schema, "type": each}, nested, names) for each in kind)
    if kind == "array":
        return f"list[{_type(document, f'{name}Item', schema.get('items', {}), nested, names)}]"
    if kind == "object":
        if not schema.get("properties"):
            return "dict[str, Any]"
        nested += _typed_dicts(document, name, schema, names)
        return name
    return _SCALARS.get(str(kind), "Any")


def _protocol(operation: Operation, kind: _Kind, names: list[str]) -> str:
    name = _protocol_name(operation.resource, kind)
    names.append(name)
    own = f"idempotency_key: str | None = None, {kind.keywords}"
    calls = [
        _overload(f"model: Literal[{', '.join(repr(each) for each in schema['properties']['model']['enum'])}], {own}"
                  f"unchecked: Literal[False] = False, **request: Unpack[{model}]")
        for model, schema in operation.models
    ]  # fmt: skip
    calls.append(_overload(_unchecked(own)))
    return "\n".join([*_protocol_head(name, kind), *calls])


def _untyped_protocol(resource: str, kind: _Kind, names: list[str]) -> str:
    """Return the calls of a kind that the contract has no model of."""
    name = _protocol_name(resource, kind)
    names.append(name)
    call = _unchecked(f"idempotency_key: str | None = None, {kind.keywords}")
    return "\n".join([*_protocol_head(name, kind), _call(call)])


def _protocol_name(resource: str, kind: _Kind) -> str:
    return ("" if resource == "images" else pascal(resource)) + kind.suffix


def _protocol_head(name: str, kind: _Kind) -> list[str]:
    return [f"class {name}(Protocol[{kind.parameters}]):", f'    """{kind.doc}"""\n']


def _unchecked(own: str) -> str:
    return f"model: str, {own}unchecked: Literal[True], **request: Any"


def _overload(parameters: str) -> str:
    return f"    @overload\n{_call(parameters)}"


def _call(parameters: str) -> str:
    return f"    def __call__(self, *, {parameters}) -> R_co: ..."
