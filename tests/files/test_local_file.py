"""Files of the caller's: whatever form they come in, their content, type and name are known before they are sent."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from PIL import Image

from evolink._files.local_file import LocalFile, local_file
from evolink.errors import InvalidRequest


def _png(side: int = 4) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(written, "PNG")
    return written.getvalue()


PNG = _png()
_OPENED: list[Any] = []


class _Pipe(io.RawIOBase):
    """A stream that can't be rewound, as standard input."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)


class _PathLike(os.PathLike[str]):
    """A path of another library."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __fspath__(self) -> str:
        return str(self._path)


def _path(tmp_path: Path) -> Path:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    return path


@pytest.fixture(autouse=True)
def _closing() -> Iterator[None]:
    yield
    while _OPENED:
        _OPENED.pop().close()


def _opened_and_read(tmp_path: Path) -> Any:
    stream = _path(tmp_path).open("rb")
    _OPENED.append(stream)
    stream.read()
    return stream


def _unsaved(_: Path) -> Any:
    stream = TemporaryFile()  # noqa: SIM115 - the value under test
    _OPENED.append(stream)
    stream.write(PNG)
    return stream


def _buffer_at_its_end(_: Path) -> io.BytesIO:
    buffer = io.BytesIO()
    buffer.write(PNG)
    return buffer


FORMS: dict[str, Callable[[Path], object]] = {
    "path": _path,
    "path-like": lambda tmp_path: _PathLike(_path(tmp_path)),
    "bytes": lambda _: PNG,
    "bytearray": lambda _: bytearray(PNG),
    "memoryview": lambda _: memoryview(PNG),
    "open file that was read": _opened_and_read,
    "temporary file without a name": _unsaved,
    "buffer at its end": _buffer_at_its_end,
    "pipe": lambda _: _Pipe(PNG),
    "image": lambda _: Image.open(io.BytesIO(PNG)),
}


def _made(value: object) -> LocalFile:
    found = local_file(value)
    assert found
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_same_file_is_the_same_file(form: str, tmp_path: Path) -> None:
    """A path, bytes, an open file and a PIL image of one content have its size, type, hash and a fitting name."""
    found = _made(FORMS[form](tmp_path))
    same = _made(PNG)
    assert (found.media_type, found.size, found.sha256) == ("image/png", len(PNG), same.sha256)
    assert found.name.endswith(".png")
    for _ in range(2):
        with found.open() as stream:
            assert stream.read() == PNG


def test_open_file_stays_where_it_was() -> None:
    """What the caller reads from a stream next is what it would have read."""
    buffer = io.BytesIO(PNG)
    buffer.seek(3)
    local_file(buffer)
    assert buffer.tell() == 3


@pytest.mark.parametrize(
    ("given", "name"),
    [("cat.jpeg", "cat.png"), ("cat", "cat.png"), ("CAT.PNG", "CAT.PNG"), ("v1.2 final", "v1.2 final.png")],
)
def test_suffix_follows_content(given: str, name: str, tmp_path: Path) -> None:
    """A file is uploaded under its name, with a suffix that does not contradict what it is."""
    (tmp_path / given).write_bytes(PNG)
    assert _made(tmp_path / given).name == name


@pytest.mark.parametrize("value", ["cat.png", "https://example.com/cat.png", None, 3, ["cat.png"], object()])
def test_what_is_no_file_is_none(value: object) -> None:
    """Text is a link, and what has nothing to do with files is left to the rules of the model."""
    assert local_file(value) is None


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda tmp_path: tmp_path / "none.png", "there is no such file"),
    "folder": (lambda tmp_path: tmp_path, "is a folder"),
    "empty bytes": (lambda _: b"", "is empty"),
    "empty buffer": (lambda _: io.BytesIO(), "is empty"),
    "text": (lambda _: io.StringIO("cat"), 'open it with "rb"'),
    "device": (lambda _: Path("/dev/null"), "is a device"),
    "NUL in the path": (lambda _: Path("a\0b"), "can't be read"),
    "closed": (lambda tmp_path: _closed(_opened_and_read(tmp_path)), "can't be read"),
    "for writing only": (lambda _: io.BufferedWriter(io.BytesIO(PNG)), "can't be read"),
}


def _closed(stream: Any) -> object:
    stream.close()
    return stream


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_can_not_be_sent_says_why(case: str, tmp_path: Path) -> None:
    """Nothing is sent for a value that has no content to send, and the error names its place."""
    make, why = UNUSABLE[case]
    with pytest.raises(InvalidRequest) as raised:
        local_file(make(tmp_path), "image_urls[1]")
    assert raised.value.violations[0].field == "image_urls[1]"
    assert why in raised.value.message


def test_file_that_changed_after_it_was_checked_is_not_sent(tmp_path: Path) -> None:
    """What is uploaded is what was checked: a file that was written since is refused."""
    found = _made(_path(tmp_path))
    (tmp_path / "cat.png").write_bytes(_png(8))
    with pytest.raises(InvalidRequest, match="has changed"):
        found.open()


@pytest.mark.parametrize(
    ("mode", "written"),
    [
        *[(mode, mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")],
        *[(mode, "RGB") for mode in ("CMYK", "YCbCr", "LAB", "HSV", "F")],
        *[("I", "I;16"), ("I;16L", "I;16"), ("La", "LA"), ("PA", "RGBA"), ("RGBa", "RGBA")],
    ],
)
def test_image_of_any_mode_becomes_a_png(mode: str, written: str) -> None:
    """Images in modes that no PNG has are converted, with their depth and transparency, and the others are kept."""
    with _made(Image.new(mode, (4, 4))).open() as stream:
        assert Image.open(stream, formats=["PNG"]).mode == written
