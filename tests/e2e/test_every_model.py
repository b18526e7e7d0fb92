"""Every model of the contract, from its request to a saved result: by the library, the command line and a manifest."""

import asyncio
import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from evolink import AsyncEvoLink, EvoLink
from evolink.cli import main
from evolink_mock import MockServer
from evolink_rules import models
from tests.contract._near_misses import WHOLE
from tests.models import CANONICAL, after, first_model, request_to

SPEED = 1000.0  # mock seconds per second: all tasks have ended when the last one is submitted
CREDITS = 1e9


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MockServer]:
    """Run a mock that this process uses, in an empty folder."""
    with MockServer(speed=SPEED, credits=CREDITS) as running:
        monkeypatch.setenv("EVOLINK_BASE_URL", running.base_url)
        monkeypatch.setenv("EVOLINK_API_KEY", running.api_key)
        monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        monkeypatch.chdir(tmp_path)
        yield running


def ready(name: str) -> dict[str, Any]:
    """Return a request to a model; if it names an earlier task, one of its kind that has just ended."""
    request, kind = request_to(name), models()[name].kind
    if "task-unified-" not in str(request):
        return request
    with EvoLink() as client:
        earlier = getattr(client, kind).submit(**request_to(first_model(kind)))
        earlier.wait()
    return dict(after(request, earlier.id))


def assert_saved(saved: Mapping[str, Path]) -> None:
    """Check that every model has a file of its kind, as a decoder sees it."""
    assert sorted(saved) == CANONICAL
    assert {name: kind_of(path) for name, path in saved.items()} == {name: models()[name].kind for name in CANONICAL}
    names: dict[bytes, list[str]] = {}
    for name, path in saved.items():
        names.setdefault(path.read_bytes(), []).append(name)
    assert [each for each in names.values() if len(each) > 1] == []


def kind_of(path: Path) -> str:
    """Return what a file is, by its content alone."""
    content = io.BytesIO(path.read_bytes())
    with contextlib.suppress(OSError), Image.open(content) as image:
        image.load()
        return "images"
    content.seek(0)
    with av.open(content) as container:
        kinds = {stream.type for stream in container.streams}
    return "videos" if "video" in kinds else "audios" if "audio" in kinds else f"neither: {kinds}"


@pytest.mark.usefixtures("server")
def test_library() -> None:
    """The library submits a request to every model, waits, and saves a result of the model's kind."""
    with EvoLink() as client:
        tasks = {name: getattr(client, models()[name].kind).submit(**ready(name)) for name in CANONICAL}
        results = {name: task.wait() for name, task in tasks.items()}
        assert {name: type(each).__name__.lower() for name, each in results.items()} == {
            name: models()[name].kind for name in CANONICAL
        }
        assert_saved({name: each[0].save(f"{name}/") for name, each in results.items()})


@pytest.mark.usefixtures("server")
def test_async_library() -> None:
    """The async client generates and saves a result of each of the first models."""

    async def generate_all() -> None:
        async with AsyncEvoLink() as client:
            for name in sorted(WHOLE):
                results = await getattr(client, models()[name].kind).generate(**ready(name))
                assert kind_of(await results[0].save(f"{name}/")) == models()[name].kind

    asyncio.run(generate_all())


@pytest.mark.usefixtures("server")
def test_command_line() -> None:
    """`evolink generate` submits a request to every model, and `evolink wait` saves the results."""
    tasks = {name: run("generate", "--no-wait", *arguments(ready(name))).strip() for name in CANONICAL}
    waited = json.loads(run("wait", "--json", "-o", "out/", *tasks.values()))
    names = {task: name for name, task in tasks.items()}
    assert_saved({names[each["id"]]: Path(each["files"][0]) for each in waited["data"]["tasks"]})


def arguments(request: Mapping[str, Any]) -> list[str]:
    """Return a request as arguments of the command: the model and the prompt by their own names."""
    rest = [f"--set={name}={json.dumps(value)}" for name, value in request.items() if name not in {"model", "prompt"}]
    return ["--model", request["model"], *rest, *([request["prompt"]] if "prompt" in request else [])]


def run(*command: str) -> str:
    """Run a command in this process, and return what it printed."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        status = main(command)
    assert status == 0, err.getvalue()
    return out.getvalue()


@pytest.mark.usefixtures("server")
def test_manifest() -> None:
    """A manifest with a row for every model runs to a saved result of each."""
    rows = [{"id": name, **ready(name)} for name in CANONICAL]
    Path("rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    run("batch", "run", "rows.jsonl", "-o", "out")
    done = map(json.loads, Path("out/results.jsonl").read_text(encoding="utf-8").splitlines())
    assert_saved({row["id"]: Path("out", row["files"][0]["path"]) for row in done})
