"""The generated code is the contract: the typed calls and the low-level client say what the document says."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Literal, get_args, get_origin, get_type_hints

import httpx
import pytest
import yaml

import evolink_api.api
from evolink_api import AuthenticatedClient, Client
from evolink_api.api.files import (
    delete_file,
    get_file_quota,
    list_files,
    upload_file_base_64,
    upload_file_stream,
    upload_file_url,
)
from evolink_api.api.models import list_models
from evolink_api.api.tasks import list_tasks, query_task_batch
from evolink_api.models import FileBase64Request, FileStreamRequest, FileUrlRequest, TaskBatchRequest
from evolink_api.types import File
from evolink_contract import document, index, request_schema, requests
from evolink_suite.contract import Operation, operations

FILE = {
    "success": True,
    "data": {"file_id": "f1", "file_url": "https://b.example", "expires_at": "2026-01-04T00:00:00+00:00"},
}
OPERATIONS = operations(document())
MODELS = {name: schema for operation in OPERATIONS for name, schema in operation.models.items()}
TYPED = {
    schema["x-evolink-model"]: getattr(requests, name)
    for name, schema in document()["components"]["schemas"].items()
    if "x-evolink-model" in schema
}


def low_level() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(evolink_api.api.__path__, "evolink_api.api."):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def called(module: ModuleType) -> dict[str, Any]:
    names = inspect.signature(module._get_kwargs).parameters
    return dict(module._get_kwargs(**{name: plain(name) for name in names}))


def plain(name: str) -> Any:
    """Return an argument: something that is sent as an empty body, or the ID of a task."""
    return SimpleNamespace(to_dict=dict, to_multipart=dict) if name == "body" else "id"


def test_shipped_contract() -> None:
    """The shipped document is the contract."""
    text = (Path(__file__).parents[2] / "specs" / "openapi.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == document()


def test_parts_are_the_whole() -> None:
    """The index and the requests of models together are the document."""
    whole, rows = document()["components"]["schemas"], index()["models"]
    parts = index()["components"]["schemas"] | {row["schema"]: request_schema(row["schema"]) for row in rows}
    assert parts == whole
    assert index()["paths"].keys() == document()["paths"].keys()
    assert [row["name"] for row in rows] == [schema["x-evolink-model"] for schema in MODELS.values()]
    assert all(row["family"] for row in rows)


@pytest.mark.parametrize("model", MODELS)
def test_typed_parameters(model: str) -> None:
    """The typed parameters of a model are the documented ones."""
    fields = {name: schema for name, schema in MODELS[model]["properties"].items() if name != "model"}
    typed = TYPED[model]
    assert set(get_type_hints(typed)) == set(fields)
    assert typed.__required_keys__ == set(MODELS[model]["required"]) - {"model"}
    for name, hint in get_type_hints(typed).items():
        if "enum" in fields[name]:
            assert get_origin(hint) is Literal
            assert sorted(map(repr, get_args(hint))) == sorted(map(repr, fields[name]["enum"]))


@pytest.mark.parametrize("method", ["submit", "generate", "estimate"])
def test_overloads(method: str) -> None:
    """Every name of a model has one overload that takes its parameters; what continues a task has one for that, too."""
    typed = [
        (model, parameters) for names, parameters, _ in overloads(method) if parameters != "Any" for model in names
    ]
    taken = [
        (name, parameters.__name__)
        for model, schema in MODELS.items()
        for name in schema["properties"]["model"]["enum"]
        for parameters in (TYPED[model], *continuing(model))
    ]
    assert sorted(typed) == sorted(taken)


@pytest.mark.parametrize("method", ["submit", "generate", "estimate"])
def test_docstrings_of_calls(method: str) -> None:
    """What an editor shows of a call has each parameter of its models with its limits, and the pages."""
    for names, parameters, doc in overloads(method):
        for model in set(names) & TYPED.keys():
            given = get_type_hints(getattr(requests, parameters))
            assert [name for name in given if f"\n    {name}:" not in doc] == []
            pages = [page["url"] for page in MODELS[model]["x-evolink-pages"] if page["url"]]
            assert [page for page in pages if page not in doc] == []
            assert model in doc.splitlines()[0]


def overloads(method: str) -> Iterator[tuple[list[str], str, str]]:
    """Yield the names of models, the type of the parameters and the docstring of each overload for models."""
    stub = ast.parse(Path(str(requests.__file__)).with_name("calls.pyi").read_text(encoding="utf-8"))
    for function in ast.walk(stub):
        if isinstance(function, ast.FunctionDef) and function.name == method and function.args.kwarg:
            (model,) = (each.annotation for each in function.args.kwonlyargs if each.arg == "model")
            request = function.args.kwarg.annotation
            names = [each.value for each in ast.walk(model) if isinstance(each, ast.Constant)] if model else []
            (parameters,) = (
                [each.id for each in ast.walk(request) if isinstance(each, ast.Name)][-1:] if request else []
            )
            yield [str(name) for name in names], parameters, ast.get_docstring(function) or ""


def continuing(model: str) -> Iterator[Any]:
    """Return the type of a model's parameters beside `task=`, if it continues a task."""
    if "x-evolink-task-id" in str(MODELS[model]):
        yield getattr(requests, f"{TYPED[model].__name__.removesuffix('Request')}ContinuedRequest")


def test_names_of_models() -> None:
    """The types of names have every name of every model."""
    names = [name for schema in MODELS.values() for name in schema["properties"]["model"]["enum"]]
    assert sorted(get_args(requests.ModelName)) == sorted(names)
    kinds = [get_args(getattr(requests, each)) for each in ("ImageModel", "VideoModel", "AudioModel")]
    assert sorted(name for kind in kinds for name in kind) == sorted(names)


def test_low_level_operations() -> None:
    """The low-level client has every operation, with its method and path."""
    calls = {(kwargs["method"].upper(), kwargs["url"]) for kwargs in map(called, low_level())}
    assert calls == {(operation.method, operation.url("id")) for operation in OPERATIONS}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_low_level_errors(operation: Operation) -> None:
    """The low-level client reads every documented error."""
    module = next(
        module
        for module in low_level()
        if (called(module)["method"].upper(), called(module)["url"]) == (operation.method, operation.url("id"))
    )
    for status, response in operation.responses.items():
        example = response["content"]["application/json"].get("example")
        if example:
            client = Client(base_url="http://localhost")
            read = module._parse_response(client=client, response=httpx.Response(status, json=example))
            assert read.to_dict() == example


OTHERS: list[tuple[ModuleType, dict[str, Any], str, dict[str, Any]]] = [
    (
        list_tasks,
        {"status": "cancelled", "model": "veo-3.1"},
        "GET /v1/tasks?status=cancelled&page_size=20&model=veo-3.1&page=1",
        {"data": [{"id": "task-unified-1", "credits_used": 1.5}], "total": 1},
    ),
    (
        query_task_batch,
        {"body": TaskBatchRequest(task_ids=["task-unified-1"])},
        'POST /v1/tasks/batch {"task_ids":["task-unified-1"]}',
        {"data": [{"id": "task-unified-1", "status": "melted"}]},
    ),
    (list_models, {}, "GET /v1/models", {"data": [{"id": "veo-3.1"}]}),
    (
        list_files,
        {"page": 2},
        "GET /api/v1/files/list?page=2&pageSize=20",
        {"data": {"files": [{"file_id": "f1"}], "total": 21}},
    ),
    (get_file_quota, {}, "GET /api/v1/files/quota", {"data": {"remain_files": 3}}),
    (delete_file, {"file_id": "f1"}, "DELETE /api/v1/files/f1", {"success": True}),
    (
        upload_file_url,
        {"body": FileUrlRequest(file_url="https://a.example/1.png")},
        'POST /api/v1/files/upload/url {"file_url":"https://a.example/1.png"}',
        FILE,
    ),
    (
        upload_file_base_64,
        {"body": FileBase64Request(base64_data="eA==", file_name="x.png")},
        'POST /api/v1/files/upload/base64 {"base64_data":"eA==","file_name":"x.png"}',
        FILE,
    ),
    (
        upload_file_stream,
        {"body": FileStreamRequest(file=File(BytesIO(b"bytes"), "x.png", "image/png"), upload_path="a")},
        "POST /api/v1/files/upload/stream multipart",
        FILE,
    ),
]


@pytest.mark.parametrize(
    ("module", "arguments", "sent", "answer"), OTHERS, ids=[module.__name__.rpartition(".")[2] for module, *_ in OTHERS]
)
def test_other_operations(module: Any, arguments: dict[str, Any], sent: str, answer: dict[str, Any]) -> None:
    """The low-level client sends what makes no task, and reads its answer."""
    seen: list[str] = []

    def serve(request: httpx.Request) -> httpx.Response:
        body = request.read().decode()
        form = ('name="file"; filename="x.png"', 'name="upload_path"', "bytes")
        is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
        whole = "multipart" if is_form and all(part in body for part in form) else body
        seen.append(f"{request.method} {request.url.raw_path.decode()} {whole}".strip())
        return httpx.Response(200, json=answer)

    transport = httpx.MockTransport(serve)
    client = AuthenticatedClient(base_url="https://files.example", token="sk-1", httpx_args={"transport": transport})
    read = module.sync(client=client, **arguments)
    assert seen == [sent]
    assert read.to_dict() == answer


def test_server_in_docstring() -> None:
    """An operation that is served elsewhere names its base URL."""
    assert "https://files-api.evolink.ai" in (list_files.sync.__doc__ or "")
    assert "http" not in (list_models.sync.__doc__ or "").partition("Raises")[0]


def test_repr_hides_key() -> None:
    """No repr of the client shows the API key."""
    client = AuthenticatedClient(base_url="http://127.0.0.1:1", token="sk-very-secret", headers={"X-Key": "sk-another"})
    with client:
        assert client.get_httpx_client().headers["authorization"] == "Bearer sk-very-secret"
        assert "sk-" not in repr(client)
        assert "sk-" not in repr(client.with_headers({"X-More": "1"}))
    assert "sk-" not in repr(Client(base_url="http://127.0.0.1:1", headers={"X-Key": "sk-another"}))
