"""The script that edits an image."""

import shutil
from pathlib import Path

import pytest

from evolink import EvoLink, Images
from evolink_mock import MockServer

from ._running import EXAMPLES, PNG, run

SCRIPT = str(EXAMPLES / "edit_image.py")


@pytest.fixture
def made(evolink_mock: MockServer) -> Images:
    """An image at a URL that the mock takes references from."""
    with EvoLink(api_key=evolink_mock.api_key, base_url=evolink_mock.base_url) as client:
        return client.images.generate(model="gpt-4o-image", prompt="a room", size="1:1")


def test_edit(made: Images, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The script edits an image behind a link."""
    done = run(evolink_mock, tmp_path, SCRIPT, made.urls[0], "a blue chair")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).read_bytes().startswith(PNG)
    assert "completed 100 %" in done.stderr


def test_edit_files(evolink_mock: MockServer, tmp_path: Path) -> None:
    """The script edits a file on disk, with a mask on disk."""
    shutil.copy(EXAMPLES / "harbour.png", tmp_path)
    done = run(evolink_mock, tmp_path, SCRIPT, "harbour.png", "the boat is blue", "--mask", "harbour.png")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).read_bytes().startswith(PNG)
    (task,) = evolink_mock.world.tasks.values()
    assert task.model.name == "gpt-4o-image"
    uploads = [each for each in evolink_mock.request_log if "/upload" in each.request.path]
    assert len(uploads) == 1, "the same content is uploaded once"


def test_invalid_request(evolink_mock: MockServer, tmp_path: Path) -> None:
    """The script lists every broken rule and sends nothing."""
    wrong = [SCRIPT, "ftp://x.example/a.png", "x" * 100_000, "--mask", "http://127.0.0.1/m.gif"]
    done = run(evolink_mock, tmp_path, *wrong)
    assert done.returncode == 2
    assert {line.split(":")[0] for line in done.stderr.splitlines()} >= {"prompt", "image_urls[0]"}
    assert not evolink_mock.request_log


def test_lost_answer(evolink_mock: MockServer, tmp_path: Path) -> None:
    """The script explains what a lost answer means."""
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")
    done = run(evolink_mock, tmp_path, SCRIPT, "https://x.example/a.png", "a cat")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "charged" in done.stderr
