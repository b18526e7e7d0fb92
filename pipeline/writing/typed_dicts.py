"""The parameters of each model as a TypedDict; models whose parameters are the same share one."""

import keyword
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from evolink_rules import holds_links, is_link
from pipeline.merging.naming import pascal
from pipeline.writing.contract import resolved
from pipeline.writing.limits import limits

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
_OWNER = "\x00"
"""Stands for the owner's name in a definition, so that definitions of different models can be compared."""
_MODELS = "\x01"
"""Stands for the names of the models that share a definition."""


@dataclass
class _Shared:
    """Definitions that models share: their text with a placeholder for the owner, its owner and the other models."""

    owner: str
    models: list[str]
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Field:
    """A key of a TypedDict, its type and what is said about it."""

    name: str
    type: str
    about: str

    @property
    def is_attribute(self) -> bool:
        """Whether a class can have an attribute of this name, which stays as it is."""
        return self.name.isidentifier() and not keyword.iskeyword(self.name) and not self.name.startswith("__")


class TypedDicts:
    """Collects the definitions of types, and the names under which they can be imported.

    Args:
        document: The contract.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._shared: dict[tuple[tuple[str, str], ...], _Shared] = {}
        self.names: list[str] = []

    @property
    def doubles(self) -> list[str]:
        """The names that different definitions would have."""
        return sorted(name for name, number in Counter(self.names).items() if number > 1)

    def add(self, name: str, schema: dict[str, Any]) -> str:
        """Add the request schema of a model, and return the name of its type: another model's, if that is the same."""
        stem = name.removesuffix("Request")
        definitions: dict[str, str] = {}
        self._define(_OWNER, "Request", schema, definitions)
        key = tuple(definitions.items())
        self.names += [f"{stem}{suffix}" for suffix in definitions]
        shared = self._shared.setdefault(key, _Shared(stem, []))
        shared.models.append(schema["x-evolink-model"])
        if stem != shared.owner:
            shared.others.append(stem)
        return f"{shared.owner}Request"

    def texts(self) -> Iterator[str]:
        """Return the definition of each type, followed by its other names."""
        for definitions, shared in self._shared.items():
            for _, text in definitions:
                yield text.replace(_OWNER, shared.owner).replace(_MODELS, ", ".join(shared.models))
            same = [f"{each}{suffix} = {shared.owner}{suffix}" for each in shared.others for suffix, _ in definitions]
            yield from ["\n".join(same)] if same else []

    def _define(self, stem: str, suffix: str, schema: dict[str, Any], definitions: dict[str, str]) -> None:
        """Add the fields of an object under its suffix, after those of the objects inside it."""
        fields: list[_Field] = []
        required = schema.get("required", [])
        base = "" if suffix == "Request" else suffix
        for name, raw in schema.get("properties", {}).items():
            if name == "model" and "x-evolink-model" in schema:
                continue
            value = resolved(self._document, raw)
            wrap = "Required" if name in required else "NotRequired"
            about = documentation(value)
            kind = type_of_links(self._document, name, value) or self._type(
                stem, f"{base}{pascal(name)}", value, definitions
            )
            fields.append(_Field(name, f"{wrap}[{kind}]", about))
        doc = f"Parameters of {_MODELS}." if suffix == "Request" else "A nested parameter."
        write = _class if all(each.is_attribute for each in fields) else _assignment
        definitions[suffix] = write(f"{stem}{suffix}", doc, fields)

    def _type(self, stem: str, suffix: str, schema: dict[str, Any], definitions: dict[str, str]) -> str:
        """Return the Python type of a schema; objects with properties become TypedDicts of their own."""
        schema = resolved(self._document, schema)
        if "enum" in schema and all(isinstance(value, str | int) for value in schema["enum"]):
            return f"Literal[{', '.join(repr(value) for value in schema['enum'])}]"
        for union in ("oneOf", "anyOf"):
            if union in schema:
                options = [
                    self._type(stem, f"{suffix}{at}", each, definitions) for at, each in enumerate(schema[union], 1)
                ]
                return " | ".join(dict.fromkeys(options))
        kind = schema.get("type")
        if isinstance(kind, list):
            return " | ".join(self._type(stem, suffix, {**schema, "type": each}, definitions) for each in kind)
        if kind == "array":
            return f"list[{self._type(stem, f'{suffix}Item', schema.get('items', {}), definitions)}]"
        if kind == "object":
            if not schema.get("properties"):
                return "dict[str, Any]"
            self._define(stem, suffix, schema, definitions)
            return f"{stem}{suffix}"
        return _SCALARS.get(str(kind), "Any")


def type_of_links(document: dict[str, Any], name: str, schema: dict[str, Any]) -> str | None:
    """Return the type of a link to a file, of a list of links, or of an object of links; None for all else."""
    if is_link(name, schema):
        return "Link"
    if schema.get("type") == "array" and is_link(name, resolved(document, schema.get("items", {}))):
        return "Links"
    return "dict[str, Link]" if holds_links(schema) else None


def _class(name: str, doc: str, fields: list[_Field]) -> str:
    lines = [f"class {name}(TypedDict):", f'    """{doc}"""']
    for each in fields:
        lines += [f"    {each.name}: {each.type}", f'    """{each.about}"""' if each.about else "", ""]
    return "\n".join(lines)


def _assignment(name: str, doc: str, fields: list[_Field]) -> str:
    """Return the definition of a type with keys that are no names in Python, such as `in` and `frame-rate`."""
    lines = [f"    {each.name!r}: {each.type},{'  # ' * bool(each.about)}{each.about}" for each in fields]
    return "\n".join([f'{name} = TypedDict("{name}", {{', *lines, "})", f'"""{doc}"""'])


def documentation(schema: dict[str, Any], *, closed: bool = False) -> str:
    """Return a field's description, default and limits, if any of them is known.

    Args:
        schema: Its schema.
        closed: Whether its closed set is said, too, which its type has.
    """
    default = [f"default {schema['default']}"] if "default" in schema else []
    clauses = [*default, *limits(schema if closed else _open(schema))]
    parts = [str(schema.get("description", "")).rstrip("."), "; ".join(clauses)]
    return "".join(f"{part[0].upper()}{part[1:]}. " for part in parts if part).rstrip()


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    return {keyword: value for keyword, value in schema.items() if keyword not in {"enum", "const"}}
