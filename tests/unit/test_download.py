"""Downloading results: resumed, checked, limited in size, and never redirected to an unsafe place."""

import base64
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncImages, Images
from evolink._contract.kinds import IMAGES
from evolink._contract.tasks import is_task_id, result_lifetime
from evolink._files.download import Download
from evolink._files.link_rules import check_link, resolve_redirect
from evolink._files.media_types import HEAD
from evolink._files.memory import Memory
from evolink._files.part_file import PartFile
from evolink._http.port import Response
from evolink._task.flow import Flow
from evolink.errors import ApiError, ConnectionFailed, LinkExpired, SavingError, WrongFileType

Play = Callable[..., Flow]
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 50
LINK = "https://files.example.com/x.png"
DAY = 86_400


def whole(body: bytes = PNG, **headers: str) -> Response:
    return Response(200, {"content-length": str(len(PNG)), **headers}, body)


def part(start: int, total: int = len(PNG)) -> Response:
    return Response(206, {"content-range": f"bytes {start}-{total - 1}/{total}"}, PNG[start:])


def image(flow: Flow, created: float | None = 0.0) -> Any:
    return Images(flow, "task-unified-1", (LINK,), created)[0]


def asked(flow: Flow) -> list[dict[str, str]]:
    port: Any = flow.port
    return [{name: value for name, value in headers.items() if "Range" in name} for headers in port.asked]


def test_resume(play: Play) -> None:
    """A broken download is resumed with a request for the rest of the same file."""
    flow = play(whole(PNG[:100], etag='"v1"'), part(100))
    assert image(flow).to_bytes() == PNG
    assert asked(flow) == [{}, {"Range": "bytes=100-", "If-Range": '"v1"'}]


@pytest.mark.parametrize("headers", [{}, {"etag": 'W/"v1"'}])
def test_resume_needs_strong_etag(play: Play, headers: dict[str, str]) -> None:
    """Without a strong ETag a broken download starts again from the beginning."""
    flow = play(ConnectionFailed("lost"), whole(PNG[:100], **headers), whole())
    assert image(flow).to_bytes() == PNG
    assert not any(asked(flow))


def test_compressed_answer() -> None:
    """The length and ETag of a compressed answer are ignored."""
    download = Download(Memory())
    download.begin(Response(200, {"content-length": "7", "etag": '"v1"', "content-encoding": "gzip"}))
    download.write(PNG)
    assert download.headers == {"Accept-Encoding": "identity"}
    assert download.finish() == ".png"


@pytest.mark.parametrize(
    "odd",
    [
        part(50),
        Response(206, {"content-range": f"bytes 50-{len(PNG) - 51}/{len(PNG)}"}, PNG[50:-50]),
        part(100, total=99_999),
        Response(
            206, {"content-range": f"bytes 100-{len(PNG) - 1}/{len(PNG)}", "etag": '"v2"'}, b"z" * (len(PNG) - 100)
        ),
        Response(206, {"content-range": f"bytes 100-{'9' * 5000}/{'9' * 5000}"}, PNG[100:]),
        Response(206, {}, PNG[100:]),
        Response(206, {"content-range": "bytes x"}, PNG[100:]),
        Response(416),
        whole(PNG + b"more", etag='"v1"'),
    ],
    ids=[
        "another start",
        "another start of the right length",
        "another total",
        "another mark",
        "absurd numbers",
        "no range",
        "garbage",
        "no such part",
        "too long",
    ],
)
def test_rest_does_not_fit(play: Play, odd: Response) -> None:
    """A rest that does not fit is discarded together with the beginning."""
    flow = play(whole(PNG[:100], etag='"v1"'), odd, whole())
    assert image(flow).to_bytes() == PNG
    assert asked(flow)[-1] == {}


def test_length_of_rest() -> None:
    """A length that only the answer with the rest states is checked too."""
    download = Download(Memory())
    download.begin(Response(200, {"etag": '"v1"'}))
    download.write(PNG[:100])
    download.begin(part(100))
    download.write(PNG[100:-1])
    with pytest.raises(ConnectionFailed, match="bytes came"):
        download.finish()


def test_type_of_first_bytes() -> None:
    """The type of a file is determined once, as soon as enough bytes have arrived."""
    admitted: list[tuple[int, str]] = []

    class Watched(Memory):
        def admit(self, suffix: str) -> None:
            admitted.append((len(self.content), suffix))

    download = Download(Watched())
    download.begin(Response(200))
    for byte in PNG:
        download.write(bytes([byte]))
    assert admitted == [(HEAD - 1, ".png")]


def test_no_length(play: Play) -> None:
    """An answer without a length is accepted."""
    assert image(play(Response(200, {}, PNG))).to_bytes() == PNG


def test_stated_size_too_large(play: Play) -> None:
    """A file whose stated length is too large is not downloaded."""
    flow = play(Response(200, {"content-length": str(IMAGES.largest + 1)}, PNG))
    with pytest.raises(SavingError, match="larger"):
        image(flow).to_bytes()


def test_actual_size_too_large() -> None:
    """A download that becomes too large is stopped."""
    download = Download(Memory())
    download.begin(Response(200))
    download.write(PNG)
    download.size = IMAGES.largest
    with pytest.raises(SavingError, match="larger"):
        download.write(b"x")


def test_backoff(play: Play) -> None:
    """Consecutive losses lengthen the pauses, and progress resets them."""
    lost = ConnectionFailed("lost")
    flow = play(lost, lost, lost, whole(PNG[:100], etag='"v1"'), part(100))
    assert image(flow).to_bytes() == PNG
    port: Any = flow.port
    assert port.pauses == [0.25, 0.5, 1.0, 0.25]


def test_timeout(play: Play) -> None:
    """A download ends at its timeout, with the last error."""
    flow = play(*[ConnectionFailed("lost")] * 50)
    with pytest.raises(ConnectionFailed, match="lost"):
        image(flow).to_bytes(timeout=10)
    port: Any = flow.port
    assert sum(port.pauses) < 10


@pytest.mark.parametrize(
    ("location", "wrong"),
    [
        (None, "nowhere"),
        ("", "nowhere"),
        ("file:///etc/passwd", "nowhere"),
        ("data:image/png;base64,AA", "nowhere"),
        ("http://files.example.com/x", "away from HTTPS"),
        ("https://127.0.0.1/x", "private"),
        ("https://169.254.169.254/latest", "private"),
        ("//[::1]/x", "private"),
    ],
)
def test_bad_redirects(location: str | None, wrong: str) -> None:
    """A redirect without a usable target is refused."""
    with pytest.raises(SavingError, match=wrong):
        resolve_redirect(LINK, location, 1)


def test_few_redirects(play: Play) -> None:
    """A few redirects in a row are followed."""
    on = Response(302, {"location": "/elsewhere.png"})
    flow = play(*(Response(status, on.headers) for status in (301, 302, 303, 307, 308)), whole())
    assert image(flow).to_bytes() == PNG
    with pytest.raises(SavingError, match="more than 5 redirects"):
        image(play(*[on] * 6)).to_bytes()


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "file:///etc/passwd", "javascript:alert(1)", "https://", "http://[", "//x/y"),
        *("http://x:99999/y", "http://x:0/", "http://x/\x1b[2J", "http://\ud800/"),
    ],
)
def test_result_without_url(url: str) -> None:
    """A result that is not a URL causes no request."""
    with pytest.raises(SavingError, match="not an http"):
        check_link(url)


def test_link_lifetime(play: Play) -> None:
    """A link is valid for as long as the contract says."""
    assert result_lifetime() == DAY
    assert image(play(), created=1000.0).expires_at == 1000.0 + DAY
    assert Images(play(), "x", (LINK,), 1000.0).expires_at == 1000.0 + DAY
    assert image(play(), created=None).expires_at is None
    assert Images(play(), "x", (), 1000.0).expires_at is None


@pytest.mark.parametrize(
    ("status", "at", "expired"),
    [
        *((410, 5.0, True), (410, 2.0 * DAY, True), (404, 2.0 * DAY, True), (403, 2.0 * DAY, True)),
        *((404, 5.0, False), (403, 5.0, False), (400, 2.0 * DAY, False)),
    ],
)
def test_expired_or_wrong_link(play: Play, status: int, at: float, *, expired: bool) -> None:
    """An expired link raises another error than one that never worked."""
    with pytest.raises(LinkExpired if expired else ApiError) as caught:
        image(play(Response(status, received_at=at)), created=0.0).to_bytes()
    assert caught.value.status == status


def test_link_long_expired(play: Play) -> None:
    """A link that has certainly expired is not requested."""
    flow = play()
    old = image(flow)
    port: Any = flow.port
    port.clock += DAY + 1
    with pytest.raises(LinkExpired, match="24 hours"):
        old.to_bytes()
    assert port.sent == []


def test_notebook_shows_bytes(play: Play) -> None:
    """The bytes are downloaded once, and a notebook then shows them."""
    one = image(play(whole()))
    assert one._repr_mimebundle_()["text/html"] == f'<img src="{LINK}" style="max-width: 30em">'
    assert one.to_bytes() == one.to_bytes() == PNG
    shown = one._repr_mimebundle_(include=None, exclude=None)
    assert base64.b64decode(shown["image/png"]) == PNG
    assert "text/html" not in shown


def test_notebook_shows_links(play: Play) -> None:
    """Sync and async images show themselves in a notebook by their links."""
    for kind in (Images, AsyncImages):
        two: Any = kind(play(), "x", (LINK, 'https://x.example/"><script>'), None)
        assert two._repr_mimebundle_()["text/html"].count("<img ") == 2
        assert "<script>" not in two._repr_mimebundle_()["text/html"]
        assert two[0]._repr_mimebundle_()["text/html"].count(LINK) == 1


def test_notebook_shows_text(play: Play) -> None:
    """A notebook shows a link that is not a URL as text."""
    odd: Any = Images(play(), "x", ("javascript:alert(1)",), None)[0]
    assert "<img" not in odd._repr_mimebundle_()["text/html"]


def test_notebook_other_type(play: Play) -> None:
    """A file of another type is available as bytes, and a notebook shows its link."""
    one = image(play(Response(200, {}, b"<html>odd</html>")))
    assert one.to_bytes() == b"<html>odd</html>"
    assert LINK in one._repr_mimebundle_()["text/html"]


def test_empty_file(play: Play) -> None:
    """An empty file is not a result."""
    with pytest.raises(WrongFileType, match="empty file"):
        image(play(Response(200))).to_bytes()


def test_file_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both the file and its folder are synced to the disk."""
    synced: list[bool] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    with PartFile(tmp_path / "cat", overwrite=False) as part_file:
        part_file.write(PNG)
        part_file.commit(".png")
    assert synced == [False, True]


@pytest.mark.parametrize("taken", [True, False])
def test_no_hard_links(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    taken: bool,  # noqa: FBT001 - a row
) -> None:
    """Files are saved on a file system without hard links, too."""

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", no_links)
    if taken:
        (tmp_path / "cat.png").write_bytes(b"theirs")
    with PartFile(tmp_path / "cat.png", overwrite=False) as part_file:
        part_file.write(PNG)
        if taken:
            with pytest.raises(FileExistsError):
                part_file.commit(".png")
        else:
            part_file.commit(".png")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs" if taken else PNG]


def test_task_id_pattern() -> None:
    """The contract states what a task ID looks like."""
    assert is_task_id("task-unified-1-x")
    assert not is_task_id("../credits")
