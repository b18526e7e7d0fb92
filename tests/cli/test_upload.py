"""`evolink upload`: from files to their links."""

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.conftest import Evolink, Service

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(autouse=True)
def files() -> None:
    Path("cat.png").write_bytes(PNG)
    Path("notes.txt").write_text("no picture")


def test_links(evolink: Evolink) -> None:
    """A link is printed for each file, and nothing else; files behind links are fetched by the service."""
    ran = evolink("upload", "cat.png", "./cat.png")
    first, second = ran.out.splitlines()
    with urlopen(first) as answer:
        assert answer.read() == PNG
    assert (ran.status, second) == (0, first)
    assert "cat.png: its link works until 20" in ran.err
    assert evolink("upload", first).status == 0


def test_errors(evolink: Evolink) -> None:
    """What can't be uploaded is named with the reason, and the other files are uploaded."""
    ran = evolink("upload", "dog.png", "notes.txt", "cat.png")
    assert (ran.status, ran.out.count("\n")) == (3, 1)
    assert "dog.png: there is no such file; a link begins with https://" in ran.err
    assert "notes.txt: is not an image, video or audio file" in ran.err


def test_json(evolink: Evolink, service: Service) -> None:
    """The JSON has what is known of each file; a refusal of the service is an error with its code."""
    service.mock.world.add_key(service.key, credits=1.0, max_files=1)
    Path("dog.png").write_bytes(PNG + b"\0")
    report = json.loads(evolink("upload", "cat.png", "dog.png", "--json").out)
    (file,) = report["data"]["files"]
    assert (file["file"], file["size"], file["media_type"]) == ("cat.png", len(PNG), "image/png")
    assert [error["code"] for error in report["errors"]] == ["40003"]
