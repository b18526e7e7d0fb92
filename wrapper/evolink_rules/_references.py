"""Resolves references inside the contract."""

from collections.abc import Mapping
from typing import Any, cast

Contract = Mapping[str, Any]
Schema = Mapping[str, Any]


def followed(contract: Contract, schema: Schema) -> Schema:
    """Return the schema that a reference points to, or the schema itself if it is not a reference."""
    while "$ref" in schema:
        schema = _target(contract, schema["$ref"])
    return schema


def inlined(contract: Contract, node: Any) -> Any:
    """Return a schema, or a part of one, with every reference resolved."""
    match node:
        case list():
            parts = cast("list[Any]", node)  # type: ignore[redundant-cast]  # pyright wants it
            return [inlined(contract, part) for part in parts]
        case {"$ref": str(reference), **beside}:
            here = inlined(contract, cast("dict[str, Any]", beside))
            return {**inlined(contract, _target(contract, reference)), **here}
        case dict():
            members = cast("dict[str, Any]", node)
            return {key: inlined(contract, member) for key, member in members.items()}
        case _:
            return node


def _target(contract: Contract, reference: str) -> Schema:
    node: Any = contract
    for step in reference.removeprefix("#/").split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    found: Schema = node
    return found
