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
_FORM_TYPE = "multipart/form-data"
_VENDOR = "x-evolink-vendor"
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Parameter:
    """A parameter in the query of an operation.

    Attributes:
        name: Its name.
        schema: Its schema.
        is_vendor: Whether no page documents it.
    """

    name: str
    schema: Schema
    is_vendor: bool


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
        body: The schema of a request; empty if requests have no body or are of models.
        is_form: Whether a request is a form.
        query: The parameters in the query.
        server: The address of its own server, if it has one.
        does: What it does if it has nothing to do with one task, such as `upload`; an empty string otherwise.
        facts: What else the contract says of it.
    """

    id: str
    method: str
    path: str
    parameters: Mapping[str, Schema]
    responses: Mapping[int, Mapping[str, Any]]
    models: Mapping[str, Schema]
    follow_up: str
    body: Schema
    is_form: bool
    query: tuple["Parameter", ...]
    server: str
    does: str
    facts: Mapping[str, Any]

    @property
    def is_vendor(self) -> bool:
        """Whether no page documents it: only the vendor's clients show it."""
        return self.facts.get(_VENDOR) is True

    @property
    def makes(self) -> str:
        """What the tasks make that it creates, such as `image`; an empty string if it creates none."""
        answer = self.responses[200]["content"][JSON_TYPE]["schema"].get("properties", {}) if self.follow_up else {}
        return str(answer.get("object", {}).get("enum", [""])[0]).partition(".")[0]

    def has_path(self, path: str) -> bool:
        """Return whether a path is one of its own."""
        return re.fullmatch(re.sub(r"{\w+}", "[^/]+", self.path), path) is not None

    def url(self, resource: str) -> str:
        """Return the path with the ID of a resource as its parameter."""
        return re.sub(r"{\w+}", quote(resource, safe=""), self.path)

    def undocumented(self, status: int, body: Any, *, ours_too: bool = True) -> Iterator[str]:
        """Yield what the contract does not document in a JSON answer.

        Args:
            status: The answer's status.
            body: The answer's body.
            ours_too: Whether rules count that no page has: our own, and those of the vendor's clients.
        """
        response = self.responses.get(status)
        if not ours_too and (self.is_vendor or (response or {}).get(_VENDOR) is True):
            return
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
        return body.get("error", body)[name]  # refusals of the files API are flat
    except (KeyError, TypeError, AttributeError):  # another shape, which the schema has already refused
        return None


def operations(document: Document) -> tuple[Operation, ...]:
    """Return every operation of a contract."""
    return tuple(
        _operation(document, path, method, node)
        for path, item in document["paths"].items()
        for method, node in item.items()
        if method in _METHODS
    )


def of_tasks(known: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Return the operations of one task, and those that only a key opens; the others are told apart by what they do."""
    return tuple(operation for operation in known if not operation.does)


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
    """Return a part of the contract without the rules that no page has: ours, and those of the vendor's clients."""
    match node:
        case list():
            return [documented_only(part) for part in cast("list[Any]", node)]  # type: ignore[redundant-cast]  # pyright wants it
        case {"x-evolink-vendor": True}:
            return {}
        case dict():
            members = cast("dict[str, Any]", node)
            ours = {*members.get("x-evolink-ours", {}), *members.get(_VENDOR, ())}
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
    models = {canonical(schema): schema for schema in _requests(whole)}
    content = whole.get("requestBody", {}).get("content", {})
    sent: Schema = next((each["schema"] for each in content.values()), {})
    return Operation(
        id=whole["operationId"],
        method=method.upper(),
        path=path,
        parameters={each["name"]: each["schema"] for each in whole.get("parameters", ()) if each["in"] == "path"},
        responses=responses,
        models=models,
        follow_up=next((link["operationId"] for link in links), ""),
        body={} if models else sent,
        is_form=_FORM_TYPE in content,
        query=tuple(
            Parameter(each["name"], each["schema"], each.get(_VENDOR) is True)
            for each in whole.get("parameters", ())
            if each["in"] == "query"
        ),
        server=next((each["url"] for each in whole.get("servers", ())), ""),
        does=whole.get("x-evolink-operation", ""),
        facts={name: fact for name, fact in whole.items() if name.startswith("x-evolink-")},
    )


def _requests(node: Mapping[str, Any]) -> Iterator[Schema]:
    body = node.get("requestBody", {}).get("content", {}).get(JSON_TYPE, {}).get("schema")
    if body is not None:
        yield from (each for each in body.get("oneOf", [body]) if "x-evolink-model" in each)
