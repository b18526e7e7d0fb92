"""The contract in small parts, so that a check of one model reads what it needs and no more."""

from typing import Any

from pipeline.writing.contract import Operation, create_operations
from pipeline.writing.families import families


def index_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the contract without the requests of its models, and a list of the models instead."""
    requests = requests_of(document)
    family = families({schema["x-evolink-model"]: schema for schema in requests.values()})
    shared = {name: schema for name, schema in document["components"]["schemas"].items() if name not in requests}
    return {
        "info": document["info"],
        "models": [
            {**_names(schema), "family": family[schema["x-evolink-model"]], **_place(document, each), "schema": name}
            for each in create_operations(document)
            for name, schema in each.models
        ],
        "paths": {
            path: {method: _without_models(node, requests) for method, node in item.items()}
            for path, item in document["paths"].items()
        },
        "components": {"schemas": shared},
    }


def requests_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the request schema of each model by its name in the contract."""
    return {name: schema for operation in create_operations(document) for name, schema in operation.models}


def _names(schema: dict[str, Any]) -> dict[str, Any]:
    model = schema["x-evolink-model"]
    return {"name": model, "aliases": [name for name in schema["properties"]["model"]["enum"] if name != model]}


def _place(document: dict[str, Any], operation: Operation) -> dict[str, Any]:
    kind = document["paths"][operation.path]["post"]["tags"][0]
    return {"path": operation.path, "operationId": operation.operation_id, "kind": kind}


def _without_models(operation: dict[str, Any], requests: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    options = [option.get("$ref", "").rsplit("/", 1)[-1] for option in body.get("oneOf", [body])]
    if requests.keys().isdisjoint(options):
        return operation
    return {key: value for key, value in operation.items() if key != "requestBody"}
