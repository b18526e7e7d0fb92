"""Connects operations: what makes a task with what reads it, and with the callback at its end."""

import copy
from collections.abc import Iterator
from typing import Any

from pipeline.merging.operations import JSON, is_task
from pipeline.yamlio import Path_

_RECEIVED = {
    "2XX": {"description": "Received."},
    "4XX": {"description": "Not received; sent again."},
    "5XX": {"description": "Not received; sent again."},
}


def connect(document: dict[str, Any], creators: set[Path_]) -> None:
    """Link every operation that makes a task to the one that reads it, and describe the callback if it has one.

    Args:
        document: The contract.
        creators: Path and method of the operations that make tasks.
    """
    found = _reader(document)
    if found is None:
        return
    reader, parameter = found
    for path, method in sorted(creators):
        creator = document["paths"][path][method]
        if "200" not in creator["responses"]:
            continue
        creator["responses"]["200"]["links"] = {
            "getTask": {"operationId": reader["operationId"], "parameters": {parameter: "$response.body#/id"}}
        }
        if any("callback_url" in request.get("properties", {}) for request in _requests(document, creator)):
            callback = {
                "summary": "Sent when the task has ended",
                "requestBody": {"content": copy.deepcopy(reader["responses"]["200"]["content"]), "required": True},
                "responses": copy.deepcopy(_RECEIVED),
            }
            creator["callbacks"] = {"taskEnded": {"{$request.body#/callback_url}": {"post": callback}}}


def _reader(document: dict[str, Any]) -> tuple[dict[str, Any], str] | None:
    """Return the operation that reads one task, and the parameter in its path that names the task."""
    for item in document["paths"].values():
        operation = item.get("get", {})
        named = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"]
        answer = operation.get("responses", {}).get("200", {}).get("content", {}).get(JSON)
        if answer and len(named) == 1 and is_task(_followed(document, answer["schema"])):
            return operation, named[0]
    return None


def _requests(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for body in operation.get("requestBody", {}).get("content", {}).values():
        schema = _followed(document, body["schema"])
        yield from (_followed(document, option) for option in schema.get("oneOf", [schema]))


def _followed(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = document["components"]["schemas"][name] if name else schema
    return found
