"""The suite's own reading of the contract: operations, models, documented answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

import jsonschema_rs

Schema = Mapping[str, Any]
Document = Mapping[str, Any]

JSON_TYPE = "application/json"
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation of the contract, every reference in it resolved.

    Attributes:
        id: The operationId.
        method: The HTTP method, upper case.
        path: The path template.
        parameters: The schema of each path parameter, by name.
        responses: The documented responses, by status.
        models: The request schema of each model, by the model's name; empty if requests name no model.
        follow_up: The operationId that reads what this one creates, or an empty string.
        has_body: Whether requests have a body.
        special: Whether the operation has a server of its own or parameters in its query, or no page documents it.
    """

    id: str
    method: str
    path: str
    parameters: Mapping[str, Schema]
    responses: Mapping[int, Mapping[str, Any]]
    models: Mapping[str, Schema]
    follow_up: str
    has_body: bool
    special: bool

    @property
    def makes(self) -> str:
        """What the tasks make that it creates, such as `image`; an empty string if it creates none."""
        answer = self.responses[200]["content"][JSON_TYPE]["schema"].get("properties", {}) if self.follow_up else {}
        return str(answer.get("object", {}).get("enum", [""])[0]).partition(".")[0]

    def url(self, resource: str) -> str:
        """Return the path with the ID of a resource as its parameter."""
        return re.sub(r"{\w+}", quote(resource, safe=""), self.path)

    def undocumented(self, status: int, body: Any, *, ours_too: bool = True) -> Iterator[str]:
        """Yield what the contract does not document in a JSON answer.

        Args:
            status: The answer's status.
            body: The answer's body.
            ours_too: Whether our own rules count, which are stricter than the documentation.
        """
        response = self.responses.get(status)
        if response is None:
            yield f"status {status} is not documented for {self.id}"
            return
        schema = response["content"][JSON_TYPE]["schema"]
        if not ours_too:
            schema = documented_only(schema)
        for error in jsonschema_rs.validator_for(schema, validate_formats=True).iter_errors(body):
            yield f"{status} at {'.'.join(map(str, error.instance_path)) or 'the body'}: {error.message}"
        yield from _undocumented_codes(response, status, body)


def _undocumented_codes(response: Mapping[str, Any], status: int, body: Any) -> Iterator[str]:
    for name in ("code", "type"):
        documented = response.get(f"x-evolink-error-{name}s")
        value = _error_field(body, name)
        if documented and value not in documented:
            yield f"{status} has the {name} {value!r}, but {documented} are documented"


def _error_field(body: Any, name: str) -> Any:
    try:
        return body["error"][name]
    except (KeyError, TypeError, IndexError):  # another shape, which the schema has already refused
        return None


def operations(document: Document) -> tuple[Operation, ...]:
    """Return every operation of a contract."""
    return tuple(
        _operation(document, path, method, node)
        for path, item in document["paths"].items()
        for method, node in item.items()
        if method in _METHODS
    )


def judged(known: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Return the operations that the suite judges: those of tasks, and those that only a key opens.

    Operations of other hosts, those that search, and those that take a body but no model are left out.
    """
    reading = {operation.follow_up for operation in known}
    return tuple(
        operation
        for operation in known
        if not operation.special
        and (operation.follow_up or operation.id in reading or not (operation.has_body or operation.parameters))
        and operation.method in ("GET", "POST")
    )


def creating(known: tuple[Operation, ...]) -> list[tuple[Operation, Operation]]:
    """Return each operation that creates something, with the one that reads what it created."""
    by_id = {operation.id: operation for operation in known}
    return [(operation, by_id[operation.follow_up]) for operation in known if operation.follow_up]


def canonical(schema: Schema) -> str:
    """Return the canonical name of a model, which may have aliases."""
    name: str = schema["x-evolink-model"]
    return name


def resolved(document: Document, node: Any) -> Any:
    """Return a part of the contract with every reference resolved; keys beside a reference are kept."""
    match node:
        case list():
            return [resolved(document, part) for part in cast("list[Any]", node)]  # type: ignore[redundant-cast]  # pyright wants it
        case {"$ref": str(reference), **beside}:
            return {**resolved(document, _target(document, reference)), **resolved(document, beside)}
        case dict():
            members = cast("dict[str, Any]", node)
            return {key: resolved(document, part) for key, part in members.items()}
        case _:
            return node


def documented_only(node: Any) -> Any:
    """Return a part of the contract without the rules that are ours, not the documentation's."""
    match node:
        case list():
            return [documented_only(part) for part in cast("list[Any]", node)]  # type: ignore[redundant-cast]  # pyright wants it
        case dict():
            members = cast("dict[str, Any]", node)
            ours = members.get("x-evolink-ours", {})
            return {key: documented_only(part) for key, part in members.items() if key not in ours}
        case _:
            return node


def _target(document: Document, reference: str) -> Any:
    node: Any = document
    for step in reference.removeprefix("#/").split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node


def _operation(document: Document, path: str, method: str, node: Mapping[str, Any]) -> Operation:
    whole = resolved(document, node)
    responses = {int(status): each for status, each in whole["responses"].items() if JSON_TYPE in each["content"]}
    links = [link for response in responses.values() for link in response.get("links", {}).values()]
    return Operation(
        id=whole["operationId"],
        method=method.upper(),
        path=path,
        parameters={each["name"]: each["schema"] for each in whole.get("parameters", ()) if each["in"] == "path"},
        responses=responses,
        models={canonical(schema): schema for schema in _requests(whole)},
        follow_up=next((link["operationId"] for link in links), ""),
        has_body="requestBody" in whole,
        special=bool({"servers", "x-evolink-vendor"} & whole.keys())
        or any(each["in"] == "query" for each in whole.get("parameters", ())),
    )


def _requests(node: Mapping[str, Any]) -> Iterator[Schema]:
    body = node.get("requestBody", {}).get("content", {}).get(JSON_TYPE, {}).get("schema")
    if body is not None:
        yield from (each for each in body.get("oneOf", [body]) if "x-evolink-model" in each)
