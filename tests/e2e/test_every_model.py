"""Every model of the contract, from its request to a saved result: by the library, the command line and a manifest."""

import asyncio
import contextlib
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from evolink import AsyncEvoLink, EvoLink
from evolink.cli import main
from evolink_mock import MockServer
from evolink_rules import models
from evolink_suite.near_misses import WHOLE
from tests.media_files import with_files, write_media
from tests.models import CANONICAL, after, first_model, request_to

SPEED = 1000.0  # mock seconds per second: all tasks have ended when the last one is submitted
CREDITS = 1e9


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("media")
    write_media(folder)
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, media: Path) -> Iterator[MockServer]:
    """Run a mock that this process uses, in a folder with a file of each kind."""
    with MockServer(speed=SPEED, credits=CREDITS) as running:
        monkeypatch.setenv("EVOLINK_BASE_URL", running.base_url)
        monkeypatch.setenv("EVOLINK_API_KEY", running.api_key)
        monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        shutil.copytree(media, tmp_path, dirs_exist_ok=True)
        monkeypatch.chdir(tmp_path)
        yield running


def requests(value: Callable[[str], Any]) -> Mapping[str, dict[str, Any]]:
    """Return a request to each model, with local files; one that names an earlier task names one that has ended."""
    kinds = {info.kind for info in models().values()}
    with EvoLink() as client:
        tasks = {kind: getattr(client, kind).submit(**request_to(first_model(kind))) for kind in kinds}
        for task in tasks.values():
            task.wait()
    return {name: after(with_files(name, value), tasks[models()[name].kind].id) for name in CANONICAL}


def assert_uploaded_once(server: MockServer) -> None:
    """Check that each of the files was uploaded once, though many requests refer to it."""
    uploads = [each for each in server.request_log if "/upload/" in each.request.path]
    assert len(uploads) == 3  # an image, a video and a sound
    sent = [str(task.request) for task in server.world.tasks.values()]
    assert sum(f"{server.base_url}/files/" in each for each in sent) > len(CANONICAL) / 2


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


def test_library(server: MockServer) -> None:
    """The library submits a request with local files to every model, waits, and saves a result of the model's kind."""
    with EvoLink() as client:
        asked = requests(Path)
        tasks = {name: getattr(client, models()[name].kind).submit(**asked[name]) for name in CANONICAL}
        results = {name: task.wait() for name, task in tasks.items()}
        assert {name: type(each).__name__.lower() for name, each in results.items()} == {
            name: models()[name].kind for name in CANONICAL
        }
        assert_uploaded_once(server)
        assert_saved({name: each[0].save(f"{name}/") for name, each in results.items()})


@pytest.mark.usefixtures("server")
def test_async_library() -> None:
    """The async client generates and saves a result of each of the first models."""

    async def generate_all() -> None:
        async with AsyncEvoLink() as client:
            for name in sorted(WHOLE):
                results = await getattr(client, models()[name].kind).generate(**with_files(name))
                assert kind_of(await results[0].save(f"{name}/")) == models()[name].kind

    asyncio.run(generate_all())


def test_command_line(server: MockServer) -> None:
    """`evolink generate` submits a request with local files to every model, and `evolink wait` saves the results."""
    asked = requests(str)
    tasks = {name: run("generate", "--no-wait", *arguments(asked[name])).strip() for name in CANONICAL}
    assert_uploaded_once(server)
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


def test_manifest(server: MockServer) -> None:
    """A manifest with a row with local files for every model runs to a saved result of each."""
    rows = [{"id": name, **request} for name, request in requests(str).items()]
    Path("rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    run("batch", "run", "rows.jsonl", "-o", "out")
    assert_uploaded_once(server)
    done = map(json.loads, Path("out/results.jsonl").read_text(encoding="utf-8").splitlines())
    assert_saved({row["id"]: Path("out", row["files"][0]["path"]) for row in done})
