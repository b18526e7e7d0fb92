"""`-o`: the place is examined before anything is paid, and `-` is stdout."""

import io
from pathlib import Path

import pytest

from evolink.cli import main
from tests.cli.conftest import Evolink, Service

DRAW = ("generate", "a cat", "--model", "nano-banana-beta", "-o")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    "output",
    ["x" * 300, "file/cat.png", "link", "dir", "/dev/null", "~nobody-of-that-name/x"],
    ids=lambda name: name[:9],
)
def test_unusable_destination(evolink: Evolink, service: Service, output: str) -> None:
    """An unusable destination is refused before anything is paid for."""
    Path("file").touch()
    Path("link.png").symlink_to("gone/away")
    Path("dir.png").mkdir()
    for more in ((), ("--overwrite",)):
        assert evolink(*DRAW, output, *more).status == 2
    assert service.requests("POST") == []


def test_image_on_stdout(evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `-o -`, stdout has the complete image and nothing else."""
    monkeypatch.setenv("EVOLINK_JOURNAL", "journal.sqlite")
    stdout = io.BytesIO()
    with monkeypatch.context() as piped:
        piped.setattr("sys.stdout", io.TextIOWrapper(stdout))
        assert main([*DRAW, "-"]) == 0
        image = stdout.getvalue()
    assert image.startswith(PNG)
    assert image.endswith(b"IEND\xaeB`\x82")
    assert evolink("resume").out == ""
    assert not list(Path().glob("*.png"))
    assert len(service.requests("POST")) == 1


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        ([*DRAW, "-", "--json"], "stdout is for the JSON"),
        (["generate", "a", "--model", "gpt-4o-image", "--n", "2", "-o", "-"], "there are 2"),
        (["wait", "task-unified-1-a", "task-unified-1-b", "-o", "-"], "there are 2"),
        (["resume", "-o", "-"], "several results"),
    ],
    ids=["json", "images", "tasks", "resume"],
)
def test_refused_for_stdout(evolink: Evolink, service: Service, arguments: list[str], wrong: str) -> None:
    """What stdout can't take is refused."""
    ran = evolink(*arguments)
    assert ran.status == 2
    assert wrong in ran.out + ran.err
    assert service.requests("POST") == []


def test_two_images_for_stdout(evolink: Evolink) -> None:
    """Two images of a task don't go to stdout."""
    task = evolink("generate", "a", "--model", "gpt-4o-image", "--n", "2", "--no-wait").out.strip()
    ran = evolink("wait", task, "-o", "-")
    assert (ran.status, ran.out) == (1, "")
    assert "stdout takes one file, but there are 2" in ran.err
