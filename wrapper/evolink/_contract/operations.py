"""Method and path of each of the service's operations."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from evolink._contract.document import document, schemas

_READS = {"task": "getTaskDetail", "tasks": "listTasks", "many": "queryTaskBatch", "credits": "getCredits"}
"""Operation IDs of what is read. What is created is found by its kind, which is its operation's tag."""


class Operation(NamedTuple):
    """What the client can ask of the service.

    Attributes:
        method: The HTTP method, in capitals.
        path: The path, with a placeholder for each parameter in it.
    """

    method: str
    path: str


@cache
def operation(kind: str) -> Operation:
    """Return the operation that reads or creates something.

    Args:
        kind: What is read: a `task`, `many` tasks at once, the list of `tasks`, or the `credits`. Or the kind of
            results that are created, such as `images`.

    Raises:
        KeyError: The contract has no such operation.
    """
    found = list(_operations(kind))
    if not found:
        raise KeyError(kind)
    # What a model of this version's future runs on is most likely what most of the known ones run on.
    return max(found, key=lambda each: sum(row["path"] == each.path for row in document().get("models", ())))


def url_schema(kind: str, name: str) -> Mapping[str, Any]:
    """Return the schema of a parameter in the query or the path of what is read; an empty one if there is none."""
    described = _described(kind)
    known: dict[str, Mapping[str, Any]] = {each["name"]: each["schema"] for each in described.get("parameters", ())}
    return known.get(name, {})


def body_schema(kind: str) -> Mapping[str, Any]:
    """Return the schema of the body with which something is read."""
    media = _described(kind)["requestBody"]["content"]["application/json"]
    schema: Mapping[str, Any] = media["schema"]
    return schemas()[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema


def makes(kind: str) -> bool:
    """Whether the contract has an operation that creates results of a kind, such as `images`."""
    return next(_operations(kind), None) is not None


def _operations(kind: str) -> Iterator[Operation]:
    for path, item in document()["paths"].items():
        for method, described in item.items():
            creates = kind in described["tags"] and _makes_tasks(described)
            if creates or described["operationId"] == _READS.get(kind):
                yield Operation(method.upper(), path)


def _described(kind: str) -> Mapping[str, Any]:
    method, path = operation(kind)
    described: Mapping[str, Any] = document()["paths"][path][method.lower()]
    return described


def _makes_tasks(described: dict[str, Any]) -> bool:
    """Whether an operation's answer is linked to the one that reads tasks; uploads and lists are not."""
    links = described["responses"].get("200", {}).get("links", {})
    return any(link["operationId"] == _READS["task"] for link in links.values())
