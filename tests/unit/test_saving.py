"""Results become files: whole, of the right name, and never over another."""

import asyncio
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncImages, Images
from evolink._contract.kinds import IMAGES
from evolink._files.media_types import detect_common_suffix
from evolink._files.part_file import PartFile
from evolink._http.port import Response
from evolink._task.flow import Flow
from evolink.errors import ConnectionFailed, EvoLinkError, NotFound, WouldOverwrite, WrongFileType
from tests.odd_places import ODD, traces

Play = Callable[..., Flow]
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 50
JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 50
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 "
AVIF = b"\x00\x00\x00\x20ftypavif\x00\x00\x00\x00mif1"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1"
GIF = b"GIF89a" + b"picture" * 5
LINK = "https://files.example.com/x"


def gives(body: bytes) -> Response:
    return Response(200, {}, body)


def images(flow: Flow, how_many: int = 1, task_id: str = "task-unified-1", created: float | None = 0.0) -> Images:
    return Images(flow, task_id, tuple(f"{LINK}/{number}" for number in range(how_many)), created)


@pytest.mark.parametrize(
    ("head", "suffix"),
    [(PNG, ".png"), (JPEG, ".jpg"), (WEBP, ".webp"), (GIF, ".gif"), (b"GIF87a", ".gif")]
    + [
        (b"\0\0\0\x20ftypisom", ".mp4"),
        (b"\0\0\0\x20ftypqt  ", ".mov"),
        (b"\0\0\0\x20ftypM4A ", ".m4a"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", ".webm"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska", None),
        (b"ID3\x04", ".mp3"),
        (b"\xff\xfb\x90", ".mp3"),
        (b"\xff\xf1\x50", ".aac"),
        (b"RIFF\0\0\0\0WAVE", ".wav"),
        (b"fLaC", ".flac"),
        (b"OggS", ".ogg"),
    ]
    + [
        (head, None)
        for head in (b"", b"<html>", b"RIFF\x00\x00\x00\x00AVI ", b"\x00" * 8 + b"WEBP", AVIF, b"\x89PN", b"%PDF-1.7")
    ],
)
def test_type_of_bytes(head: bytes, suffix: str | None) -> None:
    """The media type is recognised by the bytes."""
    assert detect_common_suffix(IMAGES, head) == suffix


def test_new_folder(play: Play, tmp_path: Path) -> None:
    """All images are saved in a folder that is created for them."""
    paths = images(play(gives(PNG), gives(JPEG)), 2).save(tmp_path / "new" / "cats")
    assert [path.name for path in paths] == ["task-unified-1-1.png", "task-unified-1-2.jpg"]
    assert [path.read_bytes() for path in paths] == [PNG, JPEG]
    assert set((tmp_path / "new" / "cats").iterdir()) == set(paths)


def test_existing_folder(play: Play, tmp_path: Path) -> None:
    """One image is saved in an existing folder."""
    path = images(play(gives(PNG)), 2)[1].save(tmp_path)
    assert path == tmp_path / "task-unified-1-2.png"


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("cat", "cat.jpg"),
        ("cat.jpg", "cat.jpg"),
        ("cat.JPEG", "cat.JPEG"),
        ("cat.png", "cat.jpg"),
        ("cat.v1.5", "cat.v1.5.jpg"),
    ],
)
def test_suffix(play: Play, tmp_path: Path, asked: str, got: str) -> None:
    """The suffix fits the image."""
    assert images(play(gives(JPEG)))[0].save(tmp_path / asked) == tmp_path / got
    assert [path.name for path in tmp_path.iterdir()] == [got]


@pytest.mark.parametrize(
    ("body", "link", "asked", "got"),
    [
        (AVIF, "x.png", "cat", "cat.avif"),
        (AVIF, "x.png", "cat.png", "cat.avif"),
        (HEIC, "x", "cat.HEIC", "cat.HEIC"),
        (PNG, "x.mp4", "cat.avif", "cat.png"),
        (b"film", "x.mp4?sign=1", "cat", "cat.mp4"),
        (b"film", "x.exe", "cat", "cat.bin"),
        (b"film", "x.png", "cat.png", "cat.bin"),
        (b"film", "x", "cat.rm", "cat.rm"),
        (b"film", "x", "cat.mkv", "cat.bin"),
    ],
)
def test_any_type(play: Play, tmp_path: Path, body: bytes, link: str, asked: str, got: str) -> None:
    """Any type can be saved on request, and never under the suffix of another one."""
    image = Images(play(gives(body)), "x", (f"https://files.example.com/{link}",), None)[0]
    assert image.save(tmp_path / asked, any_type=True) == tmp_path / got
    assert (tmp_path / got).read_bytes() == body


def test_image_of_another_type(play: Play, tmp_path: Path) -> None:
    """An image of another type is refused by name, and saved on request."""
    image = images(play(gives(AVIF), gives(AVIF)))[0]
    with pytest.raises(WrongFileType, match=r"image/avif.*any_type=True"):
        image.save(tmp_path / "cat")
    assert image.save(tmp_path, any_type=True).name == "task-unified-1-1.avif"
    there: Any = AsyncImages(play(gives(HEIC)), "y", (LINK,), None)
    (path,) = asyncio.run(there.save(tmp_path, any_type=True))
    assert (path.name, path.read_bytes()) == ("y-1.heic", HEIC)


def test_existing_file(play: Play, tmp_path: Path) -> None:
    """An existing file stays as it is."""
    there = tmp_path / "cat.png"
    there.write_bytes(b"mine")
    with pytest.raises(WouldOverwrite, match=r"cat\.png") as caught:
        images(play(gives(PNG)))[0].save(tmp_path / "cat")
    assert isinstance(caught.value, FileExistsError)
    assert there.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [there]


@pytest.mark.parametrize("kind", ODD)
def test_special_file(play: Play, tmp_path: Path, kind: str) -> None:
    """Something that is not a regular file is never replaced."""
    ODD[kind](tmp_path / "cat.png")
    before = traces(tmp_path)
    with pytest.raises(WouldOverwrite, match=rf"cat\.png is {kind.partition(',')[0]}, and is never replaced"):
        images(play(gives(PNG)))[0].save(tmp_path / "cat", overwrite=True)
    assert traces(tmp_path) == before


def test_overwrite(play: Play, tmp_path: Path) -> None:
    """An existing file is replaced on request."""
    (tmp_path / "cat.png").write_bytes(b"mine")
    assert images(play(gives(PNG)))[0].save(tmp_path / "cat.png", overwrite=True).read_bytes() == PNG


def test_file_that_appears_meanwhile(tmp_path: Path) -> None:
    """A file that appears during the download stays as it is."""
    with PartFile(tmp_path / "cat", overwrite=False) as part:
        part.write(PNG)
        part.admit(".png")
        (tmp_path / "cat.png").write_bytes(b"theirs")
        with pytest.raises(WouldOverwrite):
            part.commit(".png")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]


def test_order_of_syncs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are on the disk before the name, and the name is as well."""
    synced: list[tuple[int, bool]] = []
    handles: list[int] = []
    target = tmp_path / "cat.png"

    def watched(handle: int) -> None:
        handles.append(handle)
        found = os.fstat(handle)
        synced.append((-1 if stat.S_ISDIR(found.st_mode) else found.st_size, target.exists()))

    monkeypatch.setattr(os, "fsync", watched)
    with PartFile(target, overwrite=False) as part:
        part.write(PNG)
        part.commit(".png")
    assert synced == [(len(PNG), False), (-1, True)]
    for handle in handles:
        with pytest.raises(OSError, match="descriptor"):
            os.fstat(handle)


def test_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without hard links the name is reserved first, and freed if the file does not follow."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    with PartFile(tmp_path / "cat", overwrite=False) as part:
        part.write(PNG)
        assert part.commit(".png").read_bytes() == PNG
    with pytest.raises(WouldOverwrite), PartFile(tmp_path / "cat", overwrite=False) as part:
        part.commit(".png")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError), PartFile(tmp_path / "dog", overwrite=False) as part:
        part.commit(".png")
    assert [path.name for path in tmp_path.iterdir()] == ["cat.png"]


@pytest.mark.parametrize("body", [b"", b"<html>expired</html>", b"\x89PNG", b"{}" * 500])
def test_not_an_image(play: Play, tmp_path: Path, body: bytes) -> None:
    """A result that is not an image leaves no file behind."""
    with pytest.raises(WrongFileType):
        images(play(gives(body)))[0].save(tmp_path / "cat")
    assert list(tmp_path.iterdir()) == []


def test_repeated_download(play: Play, tmp_path: Path) -> None:
    """A lost download is repeated from the start."""
    flow = play(ConnectionFailed("lost"), Response(503), gives(PNG))
    assert images(flow)[0].save(tmp_path / "cat").read_bytes() == PNG


def test_partial_download(tmp_path: Path) -> None:
    """A download that is cut off leaves no partial file behind."""
    with PartFile(tmp_path / "cat", overwrite=False) as part:
        part.write(JPEG[:20])
        part.restart()
        for byte in PNG:
            part.write(bytes([byte]))
        assert part.commit(".png").read_bytes() == PNG


def test_expired_link(play: Play, tmp_path: Path) -> None:
    """A link that has expired leaves no file behind."""
    with pytest.raises(NotFound, match="link"):
        images(play(Response(404)), created=None)[0].save(tmp_path / "cat")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("task_id", ["../../etc/passwd", "/etc/passwd", "a\\b", "..", "a\x00b", "x" * 500, "\u202e"])
def test_id_with_path(play: Play, tmp_path: Path, task_id: str) -> None:
    """No ID of the service leads out of the folder."""
    (path,) = images(play(gives(PNG)), task_id=task_id).save(tmp_path)
    assert path.parent == tmp_path
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folder(play: Play, tmp_path: Path) -> None:
    """A missing folder raises the operating system's own error."""
    with pytest.raises(FileNotFoundError) as caught:
        images(play(gives(PNG)))[0].save(tmp_path / "nowhere" / "cat.png")
    assert not isinstance(caught.value, EvoLinkError)


def test_permissions(play: Play, tmp_path: Path) -> None:
    """A saved file has the usual permissions."""
    usual = tmp_path / "usual"
    usual.touch()
    saved = images(play(gives(PNG)))[0].save(os.fspath(tmp_path / "cat"))
    assert saved.stat().st_mode == usual.stat().st_mode


def test_repr_of_images(play: Play) -> None:
    """The repr of images shows their links."""
    pair: Any = images(play(), 2)
    assert len(pair) == 2
    assert repr(pair) == f"<Images {LINK}/0, {LINK}/1>"
    assert repr(pair[1]) == f"<Image {LINK}/1>"
