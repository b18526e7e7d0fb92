"""Intercepts requests and answers between callers and a server, and edits them to make the server wrong."""

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

import jsonschema_rs

from evolink_suite.contract import Schema
from evolink_suite.operations import OPERATIONS, OTHERS
from evolink_suite.values import sample

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_CREATING: Final = frozenset(operation.path for operation in OPERATIONS if operation.models)
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass
class Exchange:
    """A request and its answer; names of headers are in lower case.

    Attributes:
        method: The HTTP method.
        path: The path.
        headers: The request's headers.
        body: The request's body.
        status: The answer's status; 0 before there is an answer.
        answered: The answer's headers.
        content: The answer's body.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int = 0
    answered: dict[str, str] = field(default_factory=dict[str, str])
    content: bytes = b""

    @property
    def is_create(self) -> bool:
        return self.method == "POST" and self.path in _CREATING

    @property
    def is_task(self) -> bool:
        return self.method == "GET" and "/tasks/" in self.path

    @property
    def is_of_files(self) -> bool:
        return "/files/" in self.path and not self.is_file

    @property
    def is_uploaded(self) -> bool:
        return self.path.startswith("/files/u")

    @property
    def is_credits(self) -> bool:
        return self.method == "GET" and self.path.endswith("/credits")

    @property
    def is_file(self) -> bool:
        return self.path.startswith("/files/")


Edit = Callable[[Exchange], None]
JsonEdit = Callable[[dict[str, Any]], Any]


def nothing(_: Exchange) -> None:
    """Change nothing."""


def intercepted(app: App, before: Edit, after: Edit) -> App:
    """Return an application whose requests and answers are edited."""

    async def wrong(scope: Message, receive: Receive, send: Send) -> None:
        exchange = Exchange(
            scope["method"], scope["raw_path"].decode("latin-1"), _headers(scope["headers"]), await _body(receive)
        )
        before(exchange)
        sent = [{"type": "http.request", "body": exchange.body, "more_body": False}]

        async def receive_edited() -> Message:
            return sent.pop() if sent else await receive()

        async def capture(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status, exchange.answered = message["status"], _headers(message["headers"])
            else:
                exchange.content += message.get("body", b"")

        await app({**scope, **_scope(exchange)}, receive_edited, capture)
        after(exchange)
        await _answer(exchange, send)

    return wrong


def on_request(edit: JsonEdit) -> Edit:
    """Edit create requests that are JSON objects; an edit may change the object or return another one."""

    def before(exchange: Exchange) -> None:
        if exchange.is_create and isinstance(request := _json(exchange.body), dict):
            exchange.body = json.dumps(edit(request) or request).encode()

    return before


def on_created(edit: JsonEdit) -> Edit:
    """Edit the answers to accepted create requests."""
    return _on_answer(lambda exchange: exchange.is_create and exchange.status == 200, edit)


def on_task(edit: JsonEdit) -> Edit:
    """Edit the answers to task queries."""
    return _on_answer(lambda exchange: exchange.is_task and exchange.status == 200, edit)


def on_credits(edit: JsonEdit) -> Edit:
    """Edit the answers to credits queries."""
    return _on_answer(lambda exchange: exchange.is_credits and exchange.status == 200, edit)


def on_answer_of(operation_id: str, edit: JsonEdit) -> Edit:
    """Edit the answers of an operation that is not of one task."""
    operation = OTHERS.get(operation_id)
    return _on_answer(
        lambda exchange: (
            operation is not None
            and exchange.status == 200
            and exchange.method == operation.method
            and operation.has_path(exchange.path)
        ),
        edit,
    )


def on_upload(edit: JsonEdit) -> Edit:
    """Edit what a server says of a file that was uploaded."""
    return _on_answer(
        lambda exchange: exchange.method == "POST" and exchange.is_of_files and exchange.status == 200,
        lambda answer: {**answer, "data": edit(answer["data"]) or answer["data"]},
    )


def on_error(edit: JsonEdit) -> Edit:
    """Edit the bodies of errors."""
    return _on_answer(lambda exchange: exchange.status >= 400, edit)


def on_file(edit: Edit) -> Edit:
    """Edit downloads of results."""

    def after(exchange: Exchange) -> None:
        if exchange.is_file and exchange.status == 200:
            edit(exchange)

    return after


def unchecked(name: str, keyword: str) -> Edit:
    """Accept values of a field that break a keyword, by repairing them before the server sees them."""

    def repair(request: dict[str, Any]) -> None:
        schema = field_of(request, name)
        if schema and name in request and not _keeps(schema, keyword, request[name]):
            request[name] = sample(schema)

    return on_request(repair)


def unchecked_items(name: str, keyword: str) -> Edit:
    """Accept items of a field that break a keyword."""

    def repair(request: dict[str, Any]) -> None:
        schema = field_of(request, name)
        if schema and isinstance(request.get(name), list):
            items = schema["items"]
            request[name] = [each if _keeps(items, keyword, each) else sample(items) for each in request[name]]

    return on_request(repair)


def refused(name: str, unwanted: Callable[[Any], bool]) -> Edit:
    """Refuse valid values of a field."""

    def break_value(request: dict[str, Any]) -> None:
        if name in request and unwanted(request[name]):
            request[name] = None

    return on_request(break_value)


def model_of(request: Mapping[str, Any]) -> Schema:
    """Return the schema of the model that a request names; an empty one if it names none."""
    for operation in OPERATIONS:
        for schema in operation.models.values():
            if request.get("model") in schema["properties"]["model"]["enum"]:
                return schema
    return {}


def field_of(request: Mapping[str, Any], name: str) -> Schema:
    """Return the schema of a field of a request."""
    found: Schema = model_of(request).get("properties", {}).get(name, {})
    return found


def _keeps(schema: Schema, keyword: str, value: Any) -> bool:
    alone = {keyword: schema[keyword]} if keyword in schema else {}
    return jsonschema_rs.is_valid(alone, value, validate_formats=True)


def _on_answer(wanted: Callable[[Exchange], bool], edit: JsonEdit) -> Edit:
    def after(exchange: Exchange) -> None:
        if wanted(exchange) and isinstance(answer := _json(exchange.content), dict):
            exchange.content = json.dumps(edit(answer) or answer).encode()

    return after


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in raw}


async def _body(receive: Receive) -> bytes:
    whole, more = b"", True
    while more:
        message = await receive()
        whole, more = whole + message.get("body", b""), message.get("more_body", False)
    return whole


def _scope(exchange: Exchange) -> Message:
    headers = {**exchange.headers, "content-length": str(len(exchange.body))}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"method": exchange.method, "headers": raw, **_path(exchange.path)}


def _path(path: str) -> Message:
    return {"path": unquote(path), "raw_path": path.encode("latin-1")}


async def _answer(exchange: Exchange, send: Send) -> None:
    if exchange.content or "content-length" in exchange.answered:
        exchange.answered["content-length"] = str(len(exchange.content))
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in exchange.answered.items()]
    await send({"type": "http.response.start", "status": exchange.status, "headers": raw})
    await send({"type": "http.response.body", "body": exchange.content})
