"""A kind of results that is only a row of data: submitted, waited for, shown and saved like images."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncResults, Results
from evolink._contract import kinds, operations
from evolink._contract.document import document
from evolink._contract.kinds import Kind, MediaType
from evolink.errors import WrongFileType
from tests.clients import Go, Mode
from tests.e2e.conftest import KEY, Open, Serve

SOLIDS = Kind(
    name="solids",
    noun="solid",
    media_types=(MediaType("model/gltf-binary", ".glb", {0: b"glTF"}),),
    common_types="a GLB",
    largest=1000,
    html='<model-viewer src="{url}"></model-viewer>',
)
GLB = b"glTF\x02\x00\x00\x00" + b"corner" * 20
ID = "task-unified-1757157000-lathe001"
REQUEST = {"model": "lathe-1", "prompt": "a cat of clay", "unchecked": True}

READABLE = {"200": {"links": {"task": {"operationId": "getTaskDetail"}}}}


@pytest.fixture(autouse=True)
def _operation(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add the kind, and an operation of its own to the contract."""
    contract = {
        "paths": {
            "/v1/solids/generations": {"post": {"tags": ["solids"], "operationId": "makeSolid", "responses": READABLE}}
        }
    }
    whole = {**document(), "paths": document()["paths"] | contract["paths"]}
    monkeypatch.setattr(operations, "document", lambda: whole)
    monkeypatch.setitem(kinds.KINDS, SOLIDS.name, SOLIDS)
    operations.operation.cache_clear()
    yield
    operations.operation.cache_clear()


def service(request: BaseHTTPRequestHandler) -> None:
    """Answer as a service that makes solids."""
    request.rfile.read(int(request.headers.get("content-length", 0)))
    link = f"http://{request.headers['host']}/{'cat.glb' if request.command == 'GET' else 'none'}"
    task: dict[str, Any] = {"id": ID, "model": "lathe-1", "type": "solid", "status": "pending"}
    bodies = {
        "POST /v1/solids/generations": json.dumps(task).encode(),
        f"GET /v1/tasks/{ID}": json.dumps({**task, "status": "completed", "results": [link]}).encode(),
        "GET /cat.glb": GLB,
    }
    body = bodies.get(f"{request.command} {request.path}")
    request.send_response(404 if body is None else 200)
    request.send_header("content-length", str(len(body or b"")))
    request.end_headers()
    request.wfile.write(body or b"")


@pytest.fixture
def go(connect: Open, serve: Serve) -> Go:
    return connect(api_key=KEY, base_url=serve(service))


@pytest.fixture
def solids(go: Go) -> Any:
    return getattr(go(lambda client: client), SOLIDS.name)


def test_submit_wait_save(go: Go, solids: Any, tmp_path: Path) -> None:
    """A task of the new kind is submitted, waited for, shown in a notebook and saved."""
    task = go(lambda _: solids.submit(**REQUEST))
    task.poll_now()
    results = go(lambda _: task.wait())
    assert type(results) in {Results, AsyncResults}
    assert "<model-viewer " in results._repr_mimebundle_()["text/html"]
    assert go(lambda _: results.save(tmp_path)) == [tmp_path / f"{ID}-1.glb"]
    assert (tmp_path / f"{ID}-1.glb").read_bytes() == GLB
    assert go(lambda _: results[0].to_bytes()) == GLB
    assert 'src="data:model/gltf-binary;base64,' in results[0]._repr_mimebundle_()["text/html"]


def test_generate_and_save(go: Go, solids: Any, tmp_path: Path) -> None:
    """`generate` saves the new kind of file, with its own suffix."""
    results = go(lambda _: solids.generate(**REQUEST, save_to=tmp_path / "cat", on_progress=lambda _: None))
    assert results.paths == (tmp_path / "cat.glb",)


def test_task_by_id(go: Go, tmp_path: Path, mode: Mode) -> None:
    """A task that is read by its ID has the kind that its answer names."""
    task = go(lambda client: client.tasks.get(ID))
    results = go(lambda _: task.wait())
    assert go(lambda _: results[0].save(tmp_path / f"{mode}.png")) == tmp_path / f"{mode}.glb"


def test_wrong_type(go: Go, solids: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of no known type is refused, in the words of this kind."""
    monkeypatch.setitem(globals(), "GLB", bytes(100))
    task = go(lambda _: solids.submit(**REQUEST))
    task.poll_now()
    results = go(lambda _: task.wait())
    with pytest.raises(WrongFileType, match="an unknown type of file instead of a GLB"):
        go(lambda _: results.save(tmp_path))
