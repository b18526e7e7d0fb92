import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from evolink_mock import MockServer
from evolink_mock.page.forms import fields, form
from evolink_mock.page.routes import _FILES, answer_page_request
from evolink_mock.world.contract import operations
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.preference import FAULTS
from evolink_mock.world.story import stories
from evolink_rules import describe_limits, describe_relations, models
from tests.mock._models import dear, with_qualities
from tests.models import CANONICAL

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

KEY = {"authorization": "Bearer mock-key"}
REQUEST = {"model": "gpt-4o-image", "prompt": "静かな港", "n": 2}


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(speed=0) as running:
        yield running


@pytest.mark.parametrize("path", list(_FILES))
def test_page_is_self_contained(mock: "Caller", path: str) -> None:
    """The page loads nothing from other servers."""
    response = mock.call("GET", path, headers={"authorization": ""})
    assert response.status == 200
    assert not re.search(rb"""https?://|["'(]//""", response.body)
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    head = mock.call("HEAD", path)
    assert (head.status, head.body) == (200, b"")


def test_known_preferences_are_listed(mock: "Caller") -> None:
    """The known preferences are listed."""
    known = mock.read(mock.call("GET", "/_mock"))
    assert known["stories"] == list(stories())
    assert known["faults"] == dict(FAULTS)
    assert set(known["codes"]) == {operation.id for operation in operations()}
    assert {200, *operations()[0].errors} <= {*known["codes"][operations()[0].id]}


def test_every_model_is_listed(mock: "Caller") -> None:
    """Every model is listed once, with its names and its operation, by kind and family."""
    listed = mock.read(mock.call("GET", "/_mock/models.json"))["models"]
    assert sorted(each["names"][0] for each in listed) == CANONICAL
    paths = {name: each["path"] for each in listed for name in each["names"]}
    assert paths == {name: info.path for name, info in models().items()}
    kinds = [each["kind"] for each in listed]
    assert list(dict.fromkeys(kinds)) == ["images", "videos", "audios"]
    assert kinds == [kind for kind in dict.fromkeys(kinds) for _ in range(kinds.count(kind))]


def names_in(fields: list[dict[str, Any]], before: str = "") -> Iterator[str]:
    for each in fields:
        yield before + each["name"]
        yield from names_in(each.get("fields", []), f"{before}{each['name']}.")


def names_of(properties: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, schema in properties.items():
        yield before + name
        inner = schema.get("items", schema).get("properties", {})
        yield from names_of(inner, f"{before}{name}.")


def test_form_has_every_parameter() -> None:
    """The form of each model has a field for each parameter of the contract, nested ones too."""
    for name in CANONICAL:
        properties = models()[name].schema["properties"]
        shown = {each: schema for each, schema in properties.items() if each != "model" or models()[name].aliases}
        free = ("voice_bindings.name", "voice_bindings.file")
        assert [found for found in names_in(form_of(name)["fields"]) if not found.endswith(free)] == list(
            names_of(shown)
        )


def test_form_over_http(mock: "Caller") -> None:
    """The form of one model is served by its name, with the rules between its parameters."""
    request = Request("GET", "/_mock/form.json", query="model=gpt-4o-image")
    answer = answer_page_request(mock.world, request, mock.now)
    assert isinstance(answer, Response)
    served = mock.read(answer)
    assert served == form_of("gpt-4o-image")
    assert served["rules"] == list(describe_relations(models()["gpt-4o-image"].schema))
    (n,) = (field for field in served["fields"] if field["name"] == "n")
    assert (n["widget"], n["values"]) == ("choice", [1, 2, 4])
    (images,) = (field for field in served["fields"] if field["name"] == "image_urls")
    assert images["limits"] == list(describe_limits(models()["gpt-4o-image"].schema["properties"]["image_urls"]))
    assert mock.call("GET", "/_mock/form.json").status == 404


def form_of(name: str) -> dict[str, Any]:
    found = form(name)
    assert found is not None
    return found


WIDGETS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "string"}, {"widget": "text", "long": False, "longest": None}),
    ({"type": "string", "x-evolink-task-id": True}, {"widget": "task"}),
    ({"type": "string", "maxLength": 2000}, {"widget": "text", "long": True, "longest": 2000}),
    ({"type": "string", "enum": ["a", "b"]}, {"widget": "choice", "values": ["a", "b"], "open": False}),
    ({"type": "string", "x-evolink-size-values": ["1:1"]}, {"widget": "choice", "values": ["1:1"], "open": True}),
    ({"anyOf": [{"enum": ["1", "2"]}, {"enum": [1, 2]}]}, {"widget": "choice", "values": ["1", "2"], "open": False}),
    ({"type": "boolean", "default": True}, {"widget": "switch"}),
    ({"type": "boolean"}, {"widget": "choice", "values": [True, False]}),
    ({"type": "integer"}, {"widget": "number", "step": 1, "range": None}),
    (
        {"type": "integer", "minimum": 0, "maximum": 9},
        {"widget": "number", "range": {"least": 0, "most": 9, "step": 1}},
    ),
    (
        {"type": "number", "minimum": 0, "maximum": 1},
        {"widget": "number", "range": {"least": 0, "most": 1, "step": 0.01}},
    ),
    ({"type": "integer", "minimum": 1, "maximum": 2**31}, {"widget": "number", "range": None}),
    ({"type": ["integer", "string"]}, {"widget": "number", "step": 1}),
    (
        {"anyOf": [{"type": "integer", "enum": [-1]}, {"type": "integer", "minimum": 4}]},
        {"widget": "number", "step": 1},
    ),
    ({"type": "string", "format": "uri"}, {"widget": "files", "single": True, "accept": ""}),
    ({"type": "string", "format": "uri", "x-evolink-private-hosts-forbidden": True}, {"widget": "text"}),
    (
        {"type": "array", "items": {"type": "string", "format": "uri"}, "x-evolink-image-formats": ["png", "webp"]},
        {"widget": "files", "single": False, "accept": ".png,.webp"},
    ),
    ({"type": "array", "items": {"type": "string"}}, {"widget": "lines", "numbers": False}),
    ({"type": "array", "items": {"type": "integer"}}, {"widget": "lines", "numbers": True}),
    ({"type": "array", "items": {"type": "array"}}, {"widget": "json"}),
    ({"type": "array", "items": {"type": "object", "properties": {}}}, {"widget": "rows", "fields": []}),
    ({"type": "object", "properties": {}}, {"widget": "group", "fields": []}),
    ({"type": "object"}, {"widget": "json"}),
    ({}, {"widget": "json"}),
]


@pytest.mark.parametrize(("schema", "widget"), WIDGETS)
def test_widget(schema: dict[str, Any], widget: dict[str, Any]) -> None:
    """The schema of a parameter decides its widget and the widget's bounds."""
    (field,) = fields({"properties": {"x": schema}, "required": ["x"]}, ["x"])
    assert {key: field[key] for key in widget} == widget
    assert field["required"]


def test_violations_by_field(mock: "Caller") -> None:
    """The page can ask which rules a request breaks, each with its field."""
    request = {"model": "gpt-4o-image", "n": 3, "image_urls": ["x"] * 9}
    answer = mock.call("POST", "/_mock/violations.json", request)
    assert answer.status == 200
    found = json.loads(answer.body)
    assert {each["field"] for each in found} >= {"prompt", "n", "image_urls"}
    assert all(each["message"] for each in found)
    assert json.loads(mock.call("POST", "/_mock/violations.json", REQUEST).body) == []
    assert mock.call("POST", "/_mock/violations.json", [1]).status == 400
    assert not mock.world.request_log


def test_bodies_in_the_state(mock: "Caller") -> None:
    """Bodies that are files, or long, are shown short."""
    form = {"content-type": "multipart/form-data; boundary=x"}
    mock.call("POST", "/v1/nowhere", b"--x\r\n\0" + bytes(9_000), headers=form)
    mock.call("POST", "/v1/nowhere", {"base64_data": "A" * 90_000, "file_name": "a.png"})
    long, binary = mock.exchanges("after=0")
    assert binary["request"] == "multipart/form-data, 9,006 bytes"
    assert len(long["request"]) < 5_000


def test_state_is_newest_first(mock: "Caller") -> None:
    """The state has keys, tasks and exchanges, newest first."""
    task = mock.finished(**REQUEST)
    mock.submit({"model": "gpt-4o-image", "prompt": "x", "n": 3}, {"prefer": "story=stuck"})
    state = mock.read(mock.call("GET", "/_mock/state"))
    (shown,) = state["tasks"]
    assert (shown["id"], shown["status"], shown["request"]) == (task["id"], "completed", REQUEST)
    assert [each["kind"] for each in shown["results"]] == ["image", "image"]
    assert {mock.fetch(each[name]).status for each in shown["results"] for name in ("url", "thumbnail")} == {200}
    assert state["keys"][0]["used"] == 5
    assert [(line["method"], line["status"]) for line in state["exchanges"]] == [
        ("POST", 400),
        ("GET", 200),
        ("POST", 200),
    ]
    assert json.loads(state["exchanges"][2]["request"]) == REQUEST
    assert state["exchanges"][0]["prefer"] == "story=stuck"


def test_headers_in_the_state(mock: "Caller") -> None:
    """An entry of the request log has the headers that tell about a client, credentials masked, and its query."""
    told = {
        "user-agent": "curl/8.5.0",
        "idempotency-key": "a-key-of-16-characters",
        "prefer": "code=429, retry-after=2",
        "content-type": "application/json",
        "accept": "*/*",
        "range": "bytes=0-",
        "origin": "http://localhost:5173",
        "x-app": "a" * 2_000,
    }
    noise = {"accept-encoding": "gzip", "connection": "keep-alive", "sec-fetch-mode": "cors"}
    secrets = {
        "authorization": "Bearer sk-0123456789abcdef",
        "x-goog-api-key": "AIza0123456789abcdef",
        "cookie": "s=0123456789",
    }
    mock.send("POST", "/v1/images/generations?page=2", REQUEST, {**noise, **secrets, **told})
    (entry,) = mock.exchanges("after=0")
    headers = entry["headers"]
    assert list(headers)[:4] == ["user-agent", "authorization", "idempotency-key", "prefer"]
    assert headers == {**headers, **told, "x-app": headers["x-app"], "host": "mock.test:80"}
    assert len(headers["x-app"]) < 1_000
    assert not set(noise) & set(headers)
    assert entry["query"] == "page=2"
    assert entry["answer_headers"]["retry-after"] == "2"
    assert len(entry["answer_headers"]["x-request-id"]) == 32
    assert "0123456789" not in json.dumps(entry)
    logged = mock.world.request_log[0].request.headers  # a test in Python sees what was sent
    assert logged["authorization"] == secrets["authorization"]


def test_state_after_a_number(mock: "Caller") -> None:
    """The state has only the exchanges after a number."""
    for _ in range(3):
        mock.credits()
    newest = mock.read(mock.call("GET", "/_mock/state"))["exchanges"][0]["number"]
    mock.credits()
    assert newest == 3
    assert [line["number"] for line in mock.exchanges(f"after={newest}")] == [4]
    assert len(mock.exchanges("after=x")) == 4


def test_page_is_not_logged(mock: "Caller") -> None:
    """Requests of the page are not logged."""
    for path in (*_FILES, "/_mock", "/_mock/state", "/_mock/nothing"):
        mock.call("GET", path)
    assert not mock.world.request_log


def test_thumbnails(mock: "Caller") -> None:
    """Thumbnails are small, and exist for completed tasks only."""
    name, quality = with_qualities()
    made = mock.create(model=name, prompt="x", quality=dear(quality))
    path = f"/_mock/thumbnails/{made['id']}/0"
    assert mock.call("GET", path).status == 404
    mock.now += 1_000
    response = mock.call("GET", path)
    assert response.headers["content-type"] == "image/webp"
    assert len(response.body) < 60_000
    assert mock.call("GET", path.replace("/0", "/1")).status == 404
    assert mock.call("GET", "/_mock/thumbnails/task-unified-1-a/0").status == 404


def test_page_is_read_only(mock: "Caller") -> None:
    """The page allows reading only."""
    response = mock.call("DELETE", "/_mock/state")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert mock.call("GET", "/_mock/nothing").status == 404


def test_clock_over_http(server: MockServer) -> None:
    """The clock can be advanced over HTTP."""
    url = f"{server.base_url}/_mock/clock"
    before = httpx.get(url).json()["now"]
    assert httpx.post(url, json={"advance": 30}).json() == {"now": before + 30}
    assert server.clock.now() == before + 30


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[]",
        '{"advance": -1}',
        '{"advance": null}',
        '{"advance": "soon"}',
        '{"advance": true}',
        '{"advance": 1, "by": 2}',
    ],
)
def test_invalid_clock_request(server: MockServer, body: str) -> None:
    """An invalid request to advance the clock answers 400."""
    before = server.clock.now()
    assert (
        httpx.post(
            f"{server.base_url}/_mock/clock", content=body, headers={"content-type": "application/json"}
        ).status_code
        == 400
    )
    assert server.clock.now() == before
