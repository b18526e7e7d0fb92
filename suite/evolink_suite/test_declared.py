"""What a server says of its files against what they are: types, lengths, sizes, names and bytes."""

import io
import random
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from .histories import Histories, History
from .served import assert_file, assert_shaped
from .uploads import UPLOADING, Files, brings_a_link

if TYPE_CHECKING:
    from .service import Service

SECONDS = 1.0  # by which a length that is said may be rounded
LINKS = ("url", "image_url", "video_url", "audio_url")
PARTS = ("", "bytes=0-99", "bytes=100-")


def test_results_are_as_asked(histories: Histories, history: History) -> None:
    """Results are of the type, ratio, size, length, sound and number that was asked for, whole, and named so."""
    wanted = history.wanted
    assert len(history.end["results"]) == (wanted.count or len(history.end["results"])) > 0
    for link in history.end["results"]:
        assert_shaped(histories.file(history, link), wanted.operation.makes, wanted.shape)


def test_length_is_as_said(histories: Histories, history: History) -> None:
    """A video lasts as long as the answer to its request says."""
    said = (history.made.body.get("task_info") or {}).get("video_duration")
    if said is None:
        pytest.skip("the service says no length")
    for link in history.end["results"]:
        assert assert_file(histories.file(history, link)).seconds == pytest.approx(said, abs=SECONDS)


def test_links_agree(history: History) -> None:
    """Where a task names its files twice, both lists are the same."""
    rows = history.end.get("result_data")
    if not isinstance(rows, list):
        pytest.skip("the task names its files once")
    found = [next((row[name] for name in LINKS if name in row), None) for row in rows if isinstance(row, dict)]
    named = [link for link in found if link]
    assert named in ([], history.end["results"])


@pytest.mark.parametrize("part", PARTS)
def test_link_serves_the_same_again(service: "Service", histories: Histories, history: History, part: str) -> None:
    """A link serves the same bytes each time, and parts of them if it says so."""
    (link, *_) = history.end["results"]
    whole = histories.file(history, link)
    if part and whole.headers.get("accept-ranges") != "bytes":
        pytest.skip("the file is served as a whole")
    again = service.fetch(link, {"range": part} if part else None)
    first, _, last = part.removeprefix("bytes=").partition("-")
    sent = whole.content[int(first or 0) : int(last) + 1 if last else None]
    assert again.headers["content-type"] == whole.headers["content-type"]
    assert (again.status_code, again.content) in ((206, sent), (200, whole.content))
    if again.status_code == 206:
        assert again.headers["content-range"] == f"bytes {first}-{int(first) + len(sent) - 1}/{len(whole.content)}"


def drawn(form: str, side: int = 8) -> bytes:
    """Return a noisy image, which hardly gets smaller by compression."""
    file = io.BytesIO()
    noise = random.Random(side).randbytes(3 * side * side)  # noqa: S311 - no secret
    Image.frombytes("RGB", (side, side), noise).save(file, form)
    return file.getvalue()


UPLOADED = {
    "image/png": ("small.png", drawn("PNG")),
    "image/jpeg": ("photo.jpg", drawn("JPEG")),
    "image/webp": ("picture.webp", drawn("WEBP")),
    "image/png, large": ("large.png", drawn("PNG", 300)),
}


@pytest.mark.parametrize(
    "operation", [each for each in UPLOADING if not brings_a_link(each) and not each.is_vendor][:1]
)
@pytest.mark.parametrize(("kind", "name", "content"), [(kind, *file) for kind, file in UPLOADED.items()], ids=UPLOADED)
def test_uploads_come_back(service: "Service", operation: Any, kind: str, name: str, content: bytes) -> None:
    """An uploaded file comes back byte for byte, with its own type, length and name, by both of its links."""
    files = Files(service)
    try:
        described = files.upload(content, operation, file_name=name)
        assert (described["mime_type"], described["file_size"]) == (kind.partition(",")[0], len(content))
        for link in (described["file_url"], described["download_url"]):
            served = service.fetch(link)
            assert served.content == content
            assert_file(served)
            assert served.headers["content-type"] == described["mime_type"]
    finally:
        files.clean()
