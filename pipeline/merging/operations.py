"""Collects what pages say of each operation, and decides what it does: by its answers, and never by its path."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.merging.agreement import Stated
from pipeline.problems import Problem

JSON = "application/json"
FORM = "multipart/form-data"

Kind = Literal["create", "read", "list", "query", "upload", "delete", "change", "chat"]

_VERSION = re.compile(r"v\d+\w*")
_METHODS: dict[str, Kind] = {"delete": "delete", "put": "change", "patch": "change"}
_UNDER_WAY = frozenset({"pending", "processing"})
_ONLY_OF_TASKS = frozenset({"progress", "task_info"})
_TALK_ASKED, _TALK_ANSWERED = frozenset({"messages", "contents"}), frozenset({"choices", "candidates", "output"})
_FILE_GIVEN = frozenset({"file", "file_url", "file_data", "base64_data", "image_base64"})
_FILE_ANSWERED = frozenset({"file_id", "file_url", "download_url"})
_PAGING = frozenset({"page", "page_size", "limit", "offset", "cursor"})


@dataclass
class Operation:
    """One operation and the pages that document it, most trusted first."""

    path: str
    method: str
    pages: list[Stated] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return `POST /v1/images/generations`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def words(self) -> list[str]:
        """Return what its path says beside versions and parameters: `images`, `generations`."""
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [part for part in parts if part != "api" and not _VERSION.fullmatch(part)] or parts

    @property
    def resource(self) -> str:
        """Return what its path is about: `images` of `/v1/images/generations`."""
        return next(iter(self.words), "")

    @property
    def bodies(self) -> list[Stated]:
        """Return the request bodies that pages state, whatever their media type."""
        return [body for page in self.pages for body in request_bodies(page)]

    @property
    def answers(self) -> list[Stated]:
        """Return the schemas of successful answers that pages state."""
        return [answer for page in self.pages for answer in _successes(page)]


def collect(extracts: Iterable[dict[str, Any]], problems: list[Problem]) -> list[Operation]:
    """Return every operation of the extracts that the contract can hold, in the order of their paths."""
    found: dict[tuple[str, str], Operation] = {}
    for extract in extracts:
        for path, item in extract.get("paths", {}).items():
            for method, node in item.items():
                stated = Stated(extract["x-evolink-page"], ("paths", path, method), node)
                found.setdefault((path, method), Operation(path, method)).pages.append(stated)
    kept = (_carried(found[key], problems) for key in sorted(found))
    return [operation for operation in kept if operation.pages]


def kind_of(operation: Operation, problems: list[Problem]) -> Kind | None:
    """Return what an operation does; it is a problem if that is none of what operations do."""
    if operation.method in _METHODS:
        return _METHODS[operation.method]
    if operation.method != "post":
        return "list" if _asks_for_list(operation) else "read"
    kind = _posted(operation)
    first = operation.pages[0]
    if kind is None:
        why = "a POST makes a task, takes a file, or lists or changes what exists; its answer says which"
        problems.append(Problem(first.name, first.line(), "error", f"{operation.name}: what it does is unknown", why))
    elif kind == "chat":
        why = "the contract holds what makes files"
        problems.append(Problem(first.name, first.line(), "note", f"{operation.name}: a conversation, left out", why))
    return kind


def is_task(schema: dict[str, Any]) -> bool:
    """Return whether an answer is a task: it has an ID and a status, and one thing that only tasks have."""
    fields = schema.get("properties", {})
    if not {"id", "status"} <= set(fields):
        return False
    named = any(str(each).endswith(".task") for each in fields.get("object", {}).get("enum", ()))
    statuses = _UNDER_WAY & set(fields["status"].get("enum", ()))
    return named or bool(statuses) or bool(_ONLY_OF_TASKS & set(fields))


def identified(operation: Operation) -> list[str]:
    """Return the parameters in the path that name something that exists, such as `task_id`."""
    steps = (step.strip("{}") for step in operation.path.split("/") if step.startswith("{"))
    return [step for step in steps if step.lower().endswith("id")]


def request_bodies(page: Stated) -> Iterator[Stated]:
    """Return the schema of each media type of a page's request."""
    for media in page.node.get("requestBody", {}).get("content", {}):
        yield page.child("requestBody", "content", media, "schema")


def _posted(operation: Operation) -> Kind | None:
    answers = [each.node for each in operation.answers]
    bodies = [each.node for each in operation.bodies]
    asked, answered = _fields(bodies), _fields(answers)
    if any(map(is_task, answers)):
        return "change" if identified(operation) else "create"
    if asked & _TALK_ASKED or answered & _TALK_ANSWERED:
        return "chat"
    if _takes_a_file(bodies) or _inside(answers) & _FILE_ANSWERED:
        return "upload"
    if identified(operation):
        return "change"
    lists = _has_list(answers)
    if _takes_ids(bodies):
        if lists:
            return "query"
        return "delete" if any(name.startswith("deleted") for name in answered) else "change"
    if lists and asked & _PAGING:
        return "list"
    return "create" if not answers and "model" in asked else None


def _asks_for_list(operation: Operation) -> bool:
    parameters = {each["name"] for page in operation.pages for each in page.node.get("parameters", [])}
    return bool(parameters & _PAGING) or _has_list(each.node for each in operation.answers if not is_task(each.node))


def _has_list(answers: Iterable[dict[str, Any]]) -> bool:
    return any(_is_list(each) for schema in answers for each in schema.get("properties", {}).values())


def _takes_a_file(bodies: list[dict[str, Any]]) -> bool:
    """Return whether a request carries or names a file and no model that would work with it."""
    fields = {name: schema for body in bodies for name, schema in body.get("properties", {}).items()}
    binary = any(schema.get("format") == "binary" for schema in fields.values())
    return "model" not in fields and (binary or bool(set(fields) & _FILE_GIVEN))


def _takes_ids(bodies: list[dict[str, Any]]) -> bool:
    fields = {name: schema for body in bodies for name, schema in body.get("properties", {}).items()}
    return any(name.endswith("ids") and _is_list(schema) for name, schema in fields.items())


def _is_list(schema: dict[str, Any]) -> bool:
    return "array" in schema.get("type", ())


def _fields(schemas: Iterable[dict[str, Any]]) -> set[str]:
    return {name for schema in schemas for name in schema.get("properties", {})}


def _inside(schemas: Iterable[dict[str, Any]]) -> set[str]:
    """Return the fields of answers and of the objects directly inside them."""
    whole = list(schemas)
    return _fields([*whole, *(each for schema in whole for each in schema.get("properties", {}).values())])


def _successes(page: Stated) -> Iterator[Stated]:
    for status, answer in page.node.get("responses", {}).items():
        if status.startswith("2") and JSON in answer.get("content", {}):
            yield page.child("responses", status, "content", JSON, "schema")


def _carried(operation: Operation, problems: list[Problem]) -> Operation:
    """Return the operation with the pages whose bodies the contract can hold."""
    kept = []
    chat = _posted(operation) == "chat" if operation.method == "post" else False
    for page in operation.pages:
        other = [] if chat else list(_other_media(page.node))
        if other:
            what, why = f"{operation.name}: {', '.join(other)}", "the contract has JSON, and forms in requests"
            problems.append(Problem(page.name, page.line(), "error", what, why))
        else:
            kept.append(page)
    return Operation(operation.path, operation.method, kept)


def _other_media(node: dict[str, Any]) -> Iterator[str]:
    yield from (media for media in node.get("requestBody", {}).get("content", {}) if media not in {JSON, FORM})
    for answer in node.get("responses", {}).values():
        yield from (media for media in answer.get("content", {}) if media != JSON)
