"""`--any-type`: what is no PNG, JPEG, WebP or GIF is refused at first, and can then be had."""

from dataclasses import replace
from pathlib import Path

import pytest

from evolink._contract.kinds import IMAGES
from tests.cli.conftest import Evolink, Service
from tests.kinds import set_image_types


@pytest.fixture(autouse=True)
def unknown_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the mock's PNG as a type that few programs open."""
    rare = replace(IMAGES.media_types[0], suffix=".xpng", on_request=True)
    set_image_types(monkeypatch, [rare])
    monkeypatch.setenv("EVOLINK_JOURNAL", "journal.sqlite")


def test_save_other_type(evolink: Evolink, service: Service) -> None:
    """A result of another type is saved by the suggested command, and paid for once."""
    refused = evolink("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat")
    assert (refused.status, refused.out) == (1, "")
    assert "--any-type saves it as it is" in refused.err
    command = refused.err.splitlines()[-1].split()
    assert evolink(*command[1:], "--any-type").out == "cat.xpng\n"
    task = command[2]
    assert evolink("save", task, "-o", "all/", "--any-type").out == f"all/{task}-1.xpng\n"
    assert len(service.requests("POST")) == 1


def test_resume_any_type(evolink: Evolink) -> None:
    """With --any-type, `resume` saves results of any type."""
    evolink("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat")
    assert evolink("resume").out == ""
    assert evolink("resume", "--any-type").out == f"{Path('cat.xpng').absolute()}\n"


def test_generate_any_type(evolink: Evolink) -> None:
    """With --any-type, `generate` saves results of any type."""
    assert evolink("generate", "a", "--model", "nano-banana-beta", "-o", "cat", "--any-type").out == "cat.xpng\n"


def test_batch_any_type(evolink: Evolink, service: Service) -> None:
    """With --any-type, a batch saves results of any type, and pays for them once."""
    Path("rows.jsonl").write_text('{"id": "a", "model": "nano-banana-beta", "prompt": "a cat"}\n', encoding="utf-8")
    run = ("batch", "run", "rows.jsonl", "-o", "out")
    assert evolink(*run).status == 1
    assert evolink(*run, "--any-type").status == 0
    assert [path.suffix for path in Path("out").iterdir() if path.name.startswith("a")] == [".xpng"]
    assert len(service.requests("POST")) == 1
