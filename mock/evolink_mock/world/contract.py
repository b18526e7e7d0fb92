"""What the mock reads from the contract: operations, models, documented errors."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from urllib.parse import unquote

import jsonschema_rs

import evolink_contract
from evolink_mock.world.messages import JSON_TYPE

_METHODS = ("get", "post", "put", "patch", "delete")
_UNDOCUMENTED = {
    400: ("invalid_request", "The request breaks a rule."),
    404: ("not_found", "Nothing is served at this address."),
    405: ("method_not_allowed", "This address does not answer that method."),
    410: ("result_expired", "The result's lifetime is over."),
    413: ("invalid_request", "The body is larger than the service reads."),
    416: ("range_not_satisfiable", "The file ends before the range begins."),
    501: ("not_acted", "The mock knows this operation from the contract, but not how to act it."),
}


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its request schema describes it.

    Attributes:
        name: The name that answers carry; an alias is mapped to it.
        properties: The schema of each request field, references resolved.
        example: Documented answer values by dotted field, as in `task_info.estimated_time`.
    """

    name: str
    properties: Mapping[str, Any]
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path parameter and its check."""

    name: str
    validator: Any


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contract.

    Attributes:
        id: The operationId.
        method: The HTTP method, upper case.
        segments: The path template, split at its slashes.
        parameters: The path parameters.
        errors: The documented error body of each status.
        answer: The schema of the 200 answer, every reference resolved.
        models: The models that the request may name, by name and alias.
        link: The operationId that reads what this one creates, or an empty string.
    """

    id: str
    method: str
    segments: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    errors: Mapping[int, Mapping[str, Any]]
    answer: Mapping[str, Any]
    models: Mapping[str, Model]
    link: str

    def arguments(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """Match a percent-encoded path and give its decoded parameters, or None."""
        if len(segments) != len(self.segments):
            return None
        found: dict[str, str] = {}
        for wanted, given in zip(self.segments, segments, strict=True):
            if wanted.startswith("{"):
                found[wanted.strip("{}")] = unquote(given)
            elif wanted != given:
                return None
        return found

    def error(self, status: int) -> Mapping[str, Any]:
        """Return code, message and type for a status, documented or not."""
        return self.errors.get(status) or undocumented_error(status)


def undocumented_error(status: int) -> Mapping[str, Any]:
    """Return the mock's own code, message and type for a status that the contract does not list."""
    code, message = _UNDOCUMENTED[status]
    return {"code": code, "message": message, "type": "invalid_request_error"}


@cache
def operations() -> tuple[Operation, ...]:
    """Return every operation of the contract."""
    document = evolink_contract.document()
    return tuple(
        _operation(document, path, method, node)
        for path, item in document["paths"].items()
        for method, node in item.items()
        if method in _METHODS
    )


@cache
def result_lifetime() -> float:
    """Return the documented lifetime of result links, in seconds."""
    links = next(op.answer["properties"]["results"] for op in operations() if _answers_results(op))
    return float(links["x-evolink-result-lifetime"])


@cache
def failure_actions() -> Mapping[str, str]:
    """Return what each documented task failure code asks the caller to do."""
    codes = evolink_contract.document()["components"]["schemas"]["TaskErrorCode"]
    return {code: facts["action"] for code, facts in codes["x-evolink-failures"].items()}


def _answers_results(operation: Operation) -> bool:
    return "results" in operation.answer.get("properties", {})


def _operation(document: Mapping[str, Any], path: str, method: str, node: Mapping[str, Any]) -> Operation:
    responses = {status: _resolve(document, response) for status, response in node["responses"].items()}
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        segments=tuple(path.split("/")),
        parameters=tuple(_parameters(document, node.get("parameters", ()))),
        errors={int(status): _error(response) for status, response in responses.items() if status >= "400"},
        answer=_resolve_all(document, responses["200"]["content"][JSON_TYPE]["schema"]),
        models=dict(_models(document, node)),
        link=next((link["operationId"] for link in responses["200"].get("links", {}).values()), ""),
    )


def _parameters(document: Mapping[str, Any], nodes: Iterable[Mapping[str, Any]]) -> Iterator[Parameter]:
    for node in (_resolve(document, reference) for reference in nodes):
        if node["in"] == "path":
            yield Parameter(node["name"], jsonschema_rs.validator_for(node["schema"]))


def _error(response: Mapping[str, Any]) -> Mapping[str, Any]:
    error: Mapping[str, Any] = response["content"][JSON_TYPE]["example"]["error"]
    return error


def _models(document: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[tuple[str, Model]]:
    if "requestBody" not in node:
        return
    body = _resolve(document, node["requestBody"])["content"][JSON_TYPE]["schema"]
    for variant in _variants(document, body):
        fields = {name: _resolve(document, field) for name, field in variant["properties"].items()}
        names = fields["model"]["enum"]
        canonical = variant.get("x-evolink-model", names[0])
        model = Model(canonical, fields, variant.get("x-evolink-example", {}))
        yield from ((name, model) for name in names)


def _variants(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    schema = _resolve(document, schema)
    for variant in schema.get("oneOf", (schema,)):
        yield _resolve(document, variant)


def _resolve(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        found: Any = document
        for key in node["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        node = found
    return node


def _resolve_all(document: Mapping[str, Any], node: Any) -> Any:
    """Follow the references in a schema and in all that it holds; answers are never recursive."""
    if isinstance(node, dict):
        resolved = _resolve(document, cast("Any", node))
        return {key: _resolve_all(document, value) for key, value in resolved.items()}
    if isinstance(node, list):
        return [_resolve_all(document, value) for value in cast("Any", node)]
    return node
