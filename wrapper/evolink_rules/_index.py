"""The models the contract knows, found by name or by an older name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property, partial
from types import MappingProxyType
from typing import Any

from ._references import Contract, Schema, followed, inlined

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_LONGEST_NAME = 200
"""Characters beyond which a name is not a typing error, and would only take long to compare."""


@dataclass(frozen=True)
class ModelInfo:
    """One model, and the operation that runs it.

    Attributes:
        name: The model's present name.
        aliases: Older names that the service still accepts for it.
        path: Path of the create operation, such as `/v1/images/generations`.
        operation_id: Id of that operation in the contract.
        kind: What the operation makes, by its tag in the contract, such as `images`.
        read: Returns the model's request schema as the contract has it, with references.
        contract: The contract that the references point into.
        family: The family that a list sorts the model into, such as `kling`.
    """

    name: str
    aliases: tuple[str, ...]
    path: str
    operation_id: str
    kind: str
    read: Callable[[], Schema] = field(repr=False)
    contract: Contract = field(repr=False)
    family: str = ""

    @cached_property
    def raw(self) -> Schema:
        """The request schema as the contract has it, with references; it is read on first use."""
        return self.read()

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The request schema with every reference resolved: a JSON Schema without references."""
        resolved: dict[str, Any] = inlined(self.contract, self.raw)
        return resolved

    @property
    def pages(self) -> tuple[str, ...]:
        """Names of the documentation pages that the schema was made from."""
        return tuple(page["name"] for page in self.raw.get("x-evolink-pages", ()))


@cache
def models() -> Mapping[str, ModelInfo]:
    """Return every model of the shipped contract by name and by alias, in the contract's order."""
    import evolink_contract  # not above: the pipeline, which generates it, takes its words from here

    contract = evolink_contract.index()
    return _by_name(
        ModelInfo(
            row["name"],
            tuple(row["aliases"]),
            row["path"],
            row["operationId"],
            row["kind"],
            partial(evolink_contract.request_schema, row["schema"]),
            contract,
            row["family"],
        )
        for row in contract["models"]
    )


def index(contract: Contract) -> Mapping[str, ModelInfo]:
    """Return every model of a whole contract by name and by alias, in the contract's order."""
    return _by_name(_all_models(contract))


def _by_name(infos: Iterable[ModelInfo]) -> Mapping[str, ModelInfo]:
    found: dict[str, ModelInfo] = {}
    for info in infos:
        for name in (info.name, *info.aliases):
            found[name] = info
    return MappingProxyType(found)


def closest_models(name: str, limit: int = 3) -> tuple[str, ...]:
    """Return the known names most similar to `name`, the closest first, or else those that it is a part of.

    A name that differs only in case or in what is between its words is the only one.
    """
    if len(name) > _LONGEST_NAME:
        return ()
    by_folded = {_folded(known): known for known in models()}
    folded = _folded(name)
    if folded in by_folded:
        return (by_folded[folded],)
    near = get_close_matches(folded, by_folded, n=limit, cutoff=0.5)
    parts = [known for known in by_folded if len(folded) > 1 and folded in known]
    return tuple(by_folded[match] for match in near or parts[:limit])


def _folded(name: str) -> str:
    return _BETWEEN_WORDS.sub("-", name.casefold().strip())


def _all_models(contract: Contract) -> Iterator[ModelInfo]:
    for path, item in contract["paths"].items():
        operation = item.get("post", {})
        # What takes files or lists tasks has no models, even if its request has a field of that name.
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        for schema in _branches(contract, body.get("schema", {})):
            if "x-evolink-model" not in schema:
                continue
            for name, aliases in _names(contract, schema):
                kind = operation["tags"][0]
                yield ModelInfo(
                    name, aliases, path, operation["operationId"], kind, partial(dict[str, Any], schema), contract
                )


def _branches(contract: Contract, schema: Schema) -> Iterator[Schema]:
    """Return the schemas that a request body may follow, one per model or family of models."""
    whole = followed(contract, schema)
    for branch in whole.get("oneOf", [whole]):
        yield followed(contract, branch)


def _names(contract: Contract, schema: Schema) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each present model name of a schema, with its older names."""
    model = followed(contract, schema.get("properties", {}).get("model", {}))
    current: Mapping[str, str] = model.get("x-evolink-alias", {})
    for name in model.get("enum", ()):
        if name not in current:
            yield name, tuple(old for old, new in current.items() if new == name)
