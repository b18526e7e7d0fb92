"""What the mock reads from the contract: operations, models, documented errors."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from typing import Any, cast
from urllib.parse import unquote

import jsonschema_rs

import evolink_contract
from evolink_mock.world.messages import JSON_TYPE
from evolink_mock.world.model import NESTED, Model, defaults
from evolink_mock.world.parameters import Parameter

_METHODS = ("get", "post", "put", "patch", "delete")
_FINER = 1000
_MOST_KEPT, _LONGEST_KEPT = 1024, 200  # routes of paths, and characters of such a path
_MAX_FILES = 100  # for a contract that does not say
_MOST_NEAR, _NEARNESS = 5, 0.4  # of the names that an unknown model may have meant
_LONGEST_NAME = 80  # characters of it
_UNDOCUMENTED = {
    400: ("invalid_request", "The request breaks a rule."),
    401: ("unauthorized", "The key is missing, unknown or expired."),
    402: ("insufficient_quota", "There are not enough credits."),
    403: ("permission_denied", "The key is not permitted to do this."),
    404: ("not_found", "Nothing is served at this address."),
    405: ("method_not_allowed", "This address does not support the method."),
    408: ("request_timeout", "The request took too long."),
    409: ("conflict", "The request conflicts with an earlier one."),
    410: ("result_expired", "The result has expired."),
    413: ("invalid_request", "The body is too large."),
    415: ("invalid_request", "The body is encoded in a way that is not supported."),
    416: ("range_not_satisfiable", "The range begins beyond the end of the file."),
    422: ("invalid_request", "The request can't be processed."),
    429: ("rate_limit_exceeded", "Too many requests in a short time."),
    431: ("headers_too_large", "The headers of the request are too large."),
    501: ("not_acted", "The contract has this operation, but the mock does not implement it."),
    503: ("service_unavailable", "The service is not available."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that refuses a request.

    Attributes:
        number: Its status, or the finer number that the files API has for it.
        code: Its code; empty for the documented code of the status.
        acts: Whether the request may have been acted on all the same, and here is.
    """

    number: int
    code: str = ""
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the contract.

    Attributes:
        id: The operationId.
        method: The HTTP method, upper case.
        segments: The path template, split at its slashes.
        parameters: The path parameters.
        query: The parameters of the query.
        body: The schema of the request's body, every reference resolved; empty if there is none, or if it names models.
        errors: The documented error of each status, and of each finer number that the files API has for a status.
        refusals: Every answer that can refuse a request, by what names it: its status, finer number, or code.
        answer: The schema of the 200 answer, every reference resolved.
        models: The models that the request may name, by name and alias.
        link: The operationId that reads what this one creates, or an empty string.
        kind: The kind of results of the tasks that it creates, such as `image`, or an empty string.
        object: The `object` of those tasks, such as `image.generation.task`, or an empty string.
        facts: What else the contract says of it, as `x-evolink-*`.
        enveloped: Whether its errors have the form of the files API: success, code and msg.
    """

    id: str
    method: str
    segments: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    query: tuple[Parameter, ...]
    body: Mapping[str, Any]
    errors: Mapping[int, Mapping[str, Any]]
    refusals: Mapping[str, Refusal]
    answer: Mapping[str, Any]
    models: Mapping[str, Model]
    link: str
    kind: str
    object: str
    facts: Mapping[str, Any]
    enveloped: bool

    @property
    def path(self) -> str:
        """The path template."""
        return "/".join(self.segments)

    def arguments(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """Return the decoded parameters of a percent-encoded path, or None for the path of something else."""
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
        """Return code, message and type of the error with a status, documented or not."""
        return self.errors.get(status) or undocumented_error(status)


@dataclass(frozen=True)
class Route:
    """An operation that a path leads to, and the decoded path parameters."""

    operation: Operation
    arguments: Mapping[str, str]

    @cached_property
    def checked_arguments(self) -> Mapping[str, str]:
        """The parameters, which keep their schemas.

        Raises:
            RefusedError: One does not.
        """
        for parameter in self.operation.parameters:
            _ = parameter.check(self.arguments[parameter.name])
        return self.arguments


class Operations(tuple[Operation, ...]):  # noqa: SLOT001 - it keeps what it has found
    """All operations, and where to find those of a path."""

    def at(self, path: str) -> Mapping[str, Route]:
        """Return the routes of a percent-encoded path by HTTP method."""
        return self._plain.get(path) or (self._recent if len(path) < _LONGEST_KEPT else self._match)(path)

    @cached_property
    def _plain(self) -> Mapping[str, Mapping[str, Route]]:
        """The routes of each path without parameters, which goes before others."""
        found: dict[str, dict[str, Route]] = {}
        for operation in self:
            if "{" not in operation.path:
                found.setdefault(operation.path, {})[operation.method] = Route(operation, {})
        return found

    @cached_property
    def _templates(self) -> Mapping[int, list[Operation]]:
        """The operations whose paths have parameters, by the number of their segments."""
        found: dict[int, list[Operation]] = {}
        for operation in self:
            if "{" in operation.path:
                found.setdefault(len(operation.segments), []).append(operation)
        return found

    @cached_property
    def _recent(self) -> Callable[[str], Mapping[str, Route]]:
        """The routes of the paths with parameters that were asked for last."""
        return lru_cache(_MOST_KEPT)(self._match)

    def _match(self, path: str) -> Mapping[str, Route]:
        segments = tuple(path.split("/"))
        matched = ((operation, operation.arguments(segments)) for operation in self._templates.get(len(segments), ()))
        known = [Route(operation, found) for operation, found in matched if found is not None]
        least = min((len(route.arguments) for route in known), default=0)
        return {route.operation.method: route for route in known if len(route.arguments) == least}


def http_status(number: int) -> int:
    """Return the HTTP status of a status, or of a finer number such as 40002, which begins with it."""
    return number if number < _FINER else number // 100


def undocumented_error(status: int) -> Mapping[str, Any]:
    """Return the mock's own code, message and type for a status that the contract does not list."""
    code, message = _UNDOCUMENTED[status]
    return {"code": code, "message": message, "type": "invalid_request_error"}


@cache
def operations() -> Operations:
    """Return every operation of the contract."""
    document = evolink_contract.document()
    return Operations(
        _operation(document, path, method, node)
        for path, item in document["paths"].items()
        for method, node in item.items()
        if method in _METHODS
    )


@cache
def model_names() -> Mapping[str, str]:
    """Return every name that a request can give a model, aliases too, with the name that answers have."""
    return {name: model.name for operation in operations() for name, model in operation.models.items()}


def find_model(name: str) -> str:
    """Return the name that answers have for a model.

    Raises:
        ValueError: There is no such model.
    """
    if name in model_names():
        return model_names()[name]
    name = name[:_LONGEST_NAME]
    near = ", ".join(get_close_matches(name, model_names(), n=_MOST_NEAR, cutoff=_NEARNESS))
    nearest = f"the nearest names are {near}; " if near else ""
    raise ValueError(f"model={name} is unknown; {nearest}GET /v1/models lists all")


def routes(path: str) -> Mapping[str, Route]:
    """Return the routes of a percent-encoded path by HTTP method; a path without parameters goes before others."""
    return operations().at(path)


@cache
def result_lifetime() -> float:
    """Return the documented lifetime of result links, in seconds."""
    return float(next(filter(None, map(_lifetime, operations()))))


@cache
def series_sizes() -> Mapping[str, int]:
    """Return how many results a task of a series has, by its name: as many as models that go on from it can name."""
    sizes: dict[str, int] = {}
    for operation in operations():
        for model in operation.models.values():
            members = model.properties.get(NESTED, {}).get("properties", {}).values()
            series = next((each["x-evolink-continues"] for each in members if "x-evolink-continues" in each), "")
            last = next((each.get("maximum", 0) for each in members if "x-evolink-result-index" in each), 0)
            if series:
                sizes[series] = max(sizes.get(series, 1), int(last) + 1)
    return sizes


@cache
def usual_max_files() -> int:
    """Return how many uploaded files most keys may have, by the contract."""
    stated = (operation.facts.get("x-evolink-max-files", {}) for operation in operations())
    return next((int(numbers["default"]) for numbers in stated if "default" in numbers), _MAX_FILES)


@cache
def file_errors() -> Mapping[str, int]:
    """Return the number of each documented refusal of the files API by its reason, such as `file-too-large`."""
    code = evolink_contract.document()["components"]["schemas"]["FileError"]["properties"]["code"]
    return {reason: int(number) for number, reason in code["x-evolink-file-errors"].items()}


@cache
def failure_actions() -> Mapping[str, str]:
    """Return the documented action for each task failure code."""
    codes = evolink_contract.document()["components"]["schemas"]["TaskErrorCode"]
    return {code: facts["action"] for code, facts in codes["x-evolink-failures"].items()}


def _lifetime(operation: Operation) -> float:
    results = operation.answer.get("properties", {}).get("results", {})
    return float(results.get("x-evolink-result-lifetime", 0))


def _operation(document: Mapping[str, Any], path: str, method: str, node: Mapping[str, Any]) -> Operation:
    responses = {status: _resolve(document, response) for status, response in node["responses"].items()}
    answer = _resolve_all(document, _success(responses))
    models = dict(_models(document, node))
    parameters = [_resolve(document, reference) for reference in node.get("parameters", ())]
    examples = dict(_error_examples(responses))
    errors = dict(_errors(responses, examples))
    kind = node["tags"][0].removesuffix("s") if models else ""
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        segments=tuple(path.split("/")),
        parameters=tuple(_parameters(document, parameters, "path")),
        query=tuple(_parameters(document, parameters, "query")),
        body={} if models else _resolve_all(document, _body(document, node)),
        errors=errors,
        refusals=dict(_refusals(document, responses, errors, creates=bool(models))),
        answer=answer,
        models=models,
        link=next((link["operationId"] for link in responses.get("200", {}).get("links", {}).values()), ""),
        kind=kind,
        object=_object(answer, kind) if models else "",
        facts={name: fact for name, fact in node.items() if name.startswith("x-evolink-")},
        enveloped=any("success" in example for example in examples.values()),
    )


def _object(answer: Mapping[str, Any], kind: str) -> str:
    """Return the documented `object` of tasks of a kind: where pages differ, the one that names the kind."""
    documented: list[str] = answer.get("properties", {}).get("object", {}).get("enum", [])
    return next((each for each in documented if each.startswith(f"{kind}.")), documented[0] if documented else "")


def _parameters(document: Mapping[str, Any], nodes: Iterable[Mapping[str, Any]], place: str) -> Iterator[Parameter]:
    for node in nodes:
        if node["in"] == place:
            yield Parameter(node["name"], _resolve_all(document, node["schema"]), node.get("required", False))


def _success(responses: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the schema of the successful answer, empty if the contract has none, as for a deletion."""
    shown = (_json(response).get("schema") for status, response in responses.items() if status.startswith("2"))
    nothing: Mapping[str, Any] = {}
    return next(filter(None, shown), nothing)


def _error_examples(responses: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Return the example of each failing answer that has one."""
    for status, response in responses.items():
        example = _json(response).get("example")
        if status >= "400" and example:
            yield int(status), example


def _errors(
    responses: Mapping[str, Mapping[str, Any]], examples: Mapping[int, Mapping[str, Any]]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Return code, message and type of each documented error: of a status, and of each finer number under it."""
    for status, example in examples.items():
        if "success" not in example:
            yield status, example["error"]
            continue
        reasons = {number: reason for reason, number in file_errors().items()}
        for number in responses[str(status)].get("x-evolink-error-codes", [example["code"]]):
            words = reasons.get(number, "").replace("-", " ").capitalize()
            yield number, {"code": number, "message": f"{words}." if words else example["msg"]}
        if status not in responses[str(status)].get("x-evolink-error-codes", ()):
            yield status, {"code": example["code"], "message": example["msg"]}


def _refusals(
    document: Mapping[str, Any],
    responses: Mapping[str, Mapping[str, Any]],
    errors: Iterable[int],
    *,
    creates: bool,
) -> Iterator[tuple[str, Refusal]]:
    """Yield each refusal by what names it; the codes that only the vendor's clients show are of create requests."""
    yield from ((str(number), Refusal(number)) for number in errors)
    body: Mapping[str, Any] = document["components"]["schemas"].get("ErrorBody", {}) if creates else {}
    named: Mapping[str, list[int]] = body.get("x-evolink-refusals", {})
    words = {code: Refusal(statuses[0], code) for code, statuses in named.items() if not code.isdecimal()}
    for status, response in responses.items():
        unknown = response.get("x-evolink-outcome-unknown", ())
        for code in response.get("x-evolink-error-codes", ()):
            if isinstance(code, str):
                words[code] = Refusal(int(status), code, code in unknown)
    yield from words.items()


def _json(response: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = response.get("content", {}).get(JSON_TYPE, {})
    return found


def _body(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of a request's body, whatever its media type; empty if there is none."""
    nothing: Mapping[str, Any] = {}
    content = _resolve(document, node.get("requestBody", {})).get("content", {})
    return next((media.get("schema", nothing) for media in content.values()), nothing)


def _models(document: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[tuple[str, Model]]:
    for variant in _variants(document, _body(document, node)):
        if "x-evolink-model" not in variant:
            continue
        fields = {name: _resolve_all(document, field) for name, field in variant["properties"].items()}
        names = fields["model"]["enum"]
        model = Model(
            variant["x-evolink-model"],
            fields,
            variant.get("x-evolink-example", {}),
            tuple(_cases(variant.get("allOf", ()))),
            variant.get("x-evolink-max-request-bytes", 0),
        )
        yield from ((name, model) for name in names)


def _cases(conditions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    for condition in conditions:
        if stated := defaults(condition.get("then", {}).get("properties", {})):
            yield jsonschema_rs.validator_for(condition["if"]), stated


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
    """Resolve the references in a schema and below it; answers are never recursive."""
    if isinstance(node, dict):
        resolved = _resolve(document, cast("Any", node))
        return {key: _resolve_all(document, value) for key, value in resolved.items()}
    if isinstance(node, list):
        return [_resolve_all(document, value) for value in cast("Any", node)]
    return node
