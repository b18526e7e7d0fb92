"""The script that edits an image."""

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


@pytest.mark.parametrize("model", ["nano-banana-beta", "gpt-4o-image"])
def test_edit(model: str, made: Images, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The script edits an image."""
    (image,) = made.urls
    done = run(
        evolink_mock, tmp_path,
        SCRIPT, image, "a blue chair", *(["--mask", image] if model == "gpt-4o-image" else []),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).read_bytes().startswith(PNG)
    assert "completed 100 %" in done.stderr
    _, task = evolink_mock.world.tasks.values()
    assert task.model.name == model


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
