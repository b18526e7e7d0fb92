"""A caller that speaks to the mock's core and holds every answer against the contract."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

import evolink_contract
from evolink_mock import World
from evolink_mock.page.routes import answer_page_request
from evolink_mock.world.addresses import is_page_path
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.step import finish, step, with_headers
from evolink_rules import models

JSON_TYPE = "application/json"
LONG = 10_000.0  # seconds after which every task has ended, whatever its estimate


class Caller:
    """Calls the core at a time of its own choosing."""

    def __init__(self, key: str = "k", *, credits: float | None = 100.0) -> None:
        self.world = World(seed="tests")
        self.world.add_key(key, credits=credits)
        self.key = key
        self.now = 1_800_000_000.0

    def call(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
        response = self.send(method, path, body, headers)
        if response.body and response.headers["content-type"] == JSON_TYPE:
            assert_documented(method, path.partition("?")[0], response)
        return response

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Response:
        sent = {"host": "mock.test:80", "authorization": f"Bearer {self.key}", **(headers or {})}
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        path, _, query = path.partition("?")
        request = Request(method, path, sent, raw, query)
        if is_page_path(path):
            return with_headers(self.world, request, finish(answer_page_request(self.world, request, self.now)))
        return step(self.world, request, self.now)

    def call_undocumented(self, method: str, path: str) -> dict[str, Any]:
        return self.read(self.send(method, path))

    def exchanges(self, query: str) -> list[dict[str, Any]]:
        answer = answer_page_request(self.world, Request("GET", "/_mock/state", query=query), self.now)
        assert isinstance(answer, Response)
        lines: list[dict[str, Any]] = self.read(answer)["exchanges"]
        return lines

    @staticmethod
    def statuses() -> set[str]:
        task = evolink_contract.document()["components"]["schemas"]["TaskDetailResponse"]
        return set(task["properties"]["status"]["enum"])

    def create(self, headers: Mapping[str, str] | None = None, **request: Any) -> dict[str, Any]:
        response = self.submit(request, headers)
        assert response.status == 200, response.body
        return self.read(response)

    def submit(self, request: Any, headers: Mapping[str, str] | None = None) -> Response:
        return self.call("POST", create_path(request), request, headers)

    def task(self, task_id: str) -> dict[str, Any]:
        return self.read(self.call("GET", f"/v1/tasks/{task_id}"))

    def finished(self, **request: Any) -> dict[str, Any]:
        made = self.create(**request)
        self.now += LONG
        return self.task(made["id"])

    def credits(self) -> dict[str, Any]:
        token: dict[str, Any] = self.read(self.call("GET", "/v1/credits"))["data"]["token"]
        return token

    @staticmethod
    def read(response: Response) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(response.body)
        return value

    def error(self, response: Response) -> dict[str, Any]:
        error: dict[str, Any] = self.read(response)["error"]
        return error

    def fetch(self, link: str, headers: Mapping[str, str] | None = None) -> Response:
        path = link.removeprefix("http://mock.test:80")
        return self.call("GET", path, headers={"authorization": "", **(headers or {})})


def create_path(request: Any = None) -> str:
    """Return where a request is sent: to the operation of its model, or to that of images."""
    named = request.get("model") if isinstance(request, dict) else None
    return models()[named if isinstance(named, str) and named in models() else "gpt-4o-image"].path


def assert_documented(method: str, path: str, response: Response) -> None:
    document = evolink_contract.document()
    for template, item in document["paths"].items():
        documented = item.get(method.lower(), {}).get("responses", {}).get(str(response.status))
        if documented and re.fullmatch(re.sub(r"{\w+}", "[^/]*", template), path):
            body = json.loads(response.body)
            _validator(json.dumps(documented["content"][JSON_TYPE]["schema"])).validate(body)
            codes = documented.get("x-evolink-error-codes")
            assert codes is None or body.get("error", body)["code"] in codes


@cache
def _validator(schema: str) -> Any:
    whole = {**json.loads(schema), "components": evolink_contract.document()["components"]}
    return jsonschema_rs.validator_for(whole, validate_formats=True)


@pytest.fixture
def mock() -> Caller:
    return Caller()


@pytest.fixture
def lenient() -> Caller:
    caller = Caller()
    caller.world = World(seed="tests", lenient=True)
    caller.world.add_key("k")
    return caller
