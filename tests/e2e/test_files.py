"""`client.files` against the mock, sync and async."""

import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink.errors import FileRefused, NotFound
from evolink_mock import MockServer
from tests.clients import Go
from tests.e2e.conftest import KEY, Open


def picture(color: str) -> Image.Image:
    return Image.new("RGB", (32, 24), color)


def png(color: str) -> bytes:
    written = io.BytesIO()
    picture(color).save(written, format="PNG")
    return written.getvalue()


def upload_red(client: Any, name: str) -> Any:
    return client.files.upload(png("red"), name=name)


def test_sources_and_ways(go: Go, tmp_path: Path) -> None:
    """Each source of a file and each way to send it gives a link to its content."""
    path = tmp_path / "red.png"
    path.write_bytes(png("red"))
    with path.open("rb") as opened:
        files = [
            go(lambda client: client.files.upload(path)),
            go(lambda client: client.files.upload(opened, name="open.png", folder="shots/monday")),
            go(lambda client: client.files.upload(picture("red"), way="base64")),
            go(lambda client: client.files.upload(bytearray(png("red")), name="b.png", way="base64")),
        ]
    files.append(go(lambda client: client.files.upload(files[0].url)))
    assert [(file.size, file.media_type) for file in files] == [(len(png("red")), "image/png")] * 5
    assert (files[1].name, files[1].folder) == ("open.png", "shots/monday")
    assert all(abs(file.expires_at - file.uploaded_at - 72 * 3600) < 2 for file in files)
    urls = [files[0].url, files[1].url]
    edit = go(lambda client: client.images.generate(model="gpt-4o-image", prompt="a cat", image_urls=urls))
    assert len(edit) == 1


def test_list_quota_and_deletion(go: Go) -> None:
    """What was uploaded is listed and counted until it is deleted."""
    red = go(lambda client: client.files.upload(png("red"), name="red.png"))
    blue = go(lambda client: client.files.upload(png("blue"), name="blue.png"))
    listed = go(lambda client: client.files.list())
    assert {file.name: file.id for file in listed} == {"red.png": red.id, "blue.png": blue.id}
    assert go(lambda client: client.files.quota()).used == 2
    go(lambda client: client.files.delete(red))
    go(lambda client: client.files.delete(listed[0] if listed[0].id == blue.id else listed[1]))
    assert go(lambda client: client.files.list()) == ()
    with pytest.raises(NotFound):
        go(lambda client: client.files.delete(red.id))


def test_pages_of_list(go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list has the files of all pages."""
    monkeypatch.setattr("evolink._files.file_service._PAGE_SIZE", 2)
    names = {f"{number}.png" for number in range(5)}
    for name in names:
        go(partial(upload_red, name=name))
    assert {file.name for file in go(lambda client: client.files.list())} == names


def test_refusals(connect: Open, server: MockServer) -> None:
    """A full account and a link that the service can't fetch are refused in words that say what to do."""
    server.world.add_key("sk-small-account", credits=1, max_files=1)
    go = connect(api_key="sk-small-account", base_url=server.base_url)
    with pytest.raises(FileRefused, match="must be public") as caught:
        go(lambda client: client.files.upload("https://files.example/cat.png"))
    assert caught.value.code == "40004"
    go(lambda client: client.files.upload(png("red")))
    with pytest.raises(FileRefused, match="delete some") as caught:
        go(lambda client: client.files.upload(png("blue")))
    assert caught.value.code == "40003"
    assert KEY not in str(caught.value)


def test_expired_file(go: Go, server: MockServer) -> None:
    """A file is gone from the list when its link has expired."""
    go(lambda client: client.files.upload(png("red")))
    server.clock.advance(73 * 3600)
    assert go(lambda client: client.files.list()) == ()
