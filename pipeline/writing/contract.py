"""Reads the merged contract: its create operations and their models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Operation:
    """One operation that starts a task: its place and the request schema of each model."""

    operation_id: str
    path: str
    models: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def resource(self) -> str:
        """The collection that it belongs to: `images` of `/v1/images/generations`."""
        return self.path.strip("/").split("/")[1]


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with its local `$ref` followed; keywords next to the reference win."""
    while "$ref" in schema:
        target: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def whole(document: dict[str, Any], schema: Any) -> Any:
    """Return a schema, or a part of one, with every local `$ref` followed."""
    if isinstance(schema, list):
        return [whole(document, each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: whole(document, value) for key, value in resolved(document, schema).items()}


def create_operations(document: dict[str, Any]) -> Iterator[Operation]:
    """Return every operation whose request names a model, in the contract's order."""
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method != "post":
                continue
            media = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            models = tuple(_models(document, media.get("schema", {})))
            if models:
                yield Operation(operation["operationId"], path, models)


def _models(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for option in schema.get("oneOf", [schema]):
        body = resolved(document, option)
        if "x-evolink-model" in body:
            yield option["$ref"].rsplit("/", 1)[-1], body
