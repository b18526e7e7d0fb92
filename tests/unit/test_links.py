"""The links of a task: every form in which the service lists them, and where they may lead."""

import asyncio
import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncImages, Images
from evolink._files.link_rules import check_link, decode_inline, resolve_redirect
from evolink._http.port import Response
from evolink._task.answer_fields import read_links
from evolink._task.answers import read_task
from evolink._task.flow import Flow
from evolink.errors import SavingError

Play = Callable[..., Flow]
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 50
A, B, C = (f"https://files.example.com/{name}" for name in "abc")
INLINE = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ({"results": [A, B]}, (A, B)),
        ({"results": [{"url": A}, B, {"image_url": C}]}, (A, B, C)),
        ({"results": None, "result_data": [{"url": A}, {"video_url": B}]}, (A, B)),
        ({"result_data": [{"stream_audio_url": C, "audio_url": B, "url": A}]}, (A, B, C)),
        ({"results": [B, A], "result_data": [{"url": A}, {"url": B, "image_url": C}]}, (B, A, C)),
        ({"results": [A, A, f" {A}\n"]}, (A,)),
        ({"results": A, "result_data": {"url": B}}, (A, B)),
        ({"results": [INLINE]}, (INLINE,)),
        ({"results": [1, None, "", [A], {"url": 5}, {"url": [A]}, {"file": A}], "result_data": "  "}, ()),
        ({}, ()),
    ],
    ids=["strings", "objects", "data", "fields", "both", "twice", "alone", "inline", "odd", "none"],
)
def test_forms_of_results(body: dict[str, Any], links: tuple[str, ...]) -> None:
    """Results are read in every form, once and in order."""
    assert read_links(body) == links
    answer = Response(200, {}, json.dumps({"id": "task-unified-1", "status": "completed", **body}).encode())
    assert read_task(answer).results == links


@pytest.mark.parametrize(
    ("url", "content"),
    [
        (INLINE, PNG),
        (f"DATA:;base64,{base64.urlsafe_b64encode(PNG).decode().rstrip('=')}", PNG),
        ("data:image/svg+xml,%3Csvg%2F%3E", b"<svg/>"),
        ("data:", b""),
    ],
    ids=["base64", "url-safe, unpadded", "percent", "nothing"],
)
def test_data_url(url: str, content: bytes) -> None:
    """A data URL is decoded."""
    assert decode_inline(url) == content


def test_invalid_data_url() -> None:
    """A data URL that is not Base64 is refused, and shortened in the error."""
    with pytest.raises(SavingError, match="not valid base64") as caught:
        decode_inline(f"data:image/png;base64,{'*' * 10_000}")
    assert len(str(caught.value)) < 500


def test_inline_result(play: Play, tmp_path: Path) -> None:
    """An inline result is saved without a request, however old it is."""
    flow = play()
    port: Any = flow.port
    images, later = Images(flow, "x", (INLINE,), 0.0), AsyncImages(flow, "y", (INLINE,), 0.0)
    port.clock += 1e6
    assert images.save(tmp_path) == [tmp_path / "x-1.png"]
    assert asyncio.run(later.save(tmp_path)) == [tmp_path / "y-1.png"]
    assert (tmp_path / "x-1.png").read_bytes() == asyncio.run(later[0].to_bytes()) == PNG
    assert (images.expires_at, port.sent) == (None, [])
    assert len(repr(images)) < 500
    assert Images(flow, "x", (INLINE, A), 0.0).expires_at == Images(flow, "x", (A,), 0.0).expires_at


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("http://files.example.com/x", "not HTTPS"),
        ("https://10.0.0.1/x", "private network"),
        ("https://localhost/x", "private network"),
        ("https://169.254.169.254/latest/meta-data", "private network"),
        ("https://[::1]/x", "private network"),
    ],
)
def test_unsafe_links(play: Play, url: str, wrong: str) -> None:
    """A link over HTTP or into a private network is refused unless the service is local."""
    flow = play(Response(200, {}, PNG))
    port: Any = flow.port
    with pytest.raises(SavingError, match=wrong):
        Images(flow, "x", (url,), None)[0].to_bytes()
    assert port.sent == []
    port.is_local = True
    assert Images(flow, "x", (url,), None)[0].to_bytes() == PNG


@pytest.mark.parametrize("location", ["http://files.example.com/y", "https://127.0.0.1/y", "http://127.0.0.1/y"])
def test_unsafe_redirects(location: str) -> None:
    """A redirect to HTTP or into a private network is refused."""
    with pytest.raises(SavingError, match=r"away from HTTPS|private"):
        resolve_redirect(A, location, 1)
    with pytest.raises(SavingError, match=r"away from HTTPS|private"):
        resolve_redirect(A, location, 1, local=True)


NAMED = {"evolink_mock", "fd00::7"}


@pytest.mark.parametrize("url", ["http://evolink_mock:8000/x", "https://evolink_mock/x", "http://[fd00::7]/x"])
def test_links_to_a_named_host(url: str) -> None:
    """A link, and a redirect, may lead over plain HTTP to a host that the environment names."""
    assert check_link(url, plain_hosts=NAMED) == url
    assert resolve_redirect(A, url, 1, plain_hosts=NAMED) == url
    with pytest.raises(SavingError):
        check_link(url)


@pytest.mark.parametrize(
    "url", ["http://evolink_mock.example/x", "http://mock/x", "https://mock/x", "http://[fd00::8]/x"]
)
def test_links_to_another_host(url: str) -> None:
    """A named host opens no other; where plain HTTP is why, the error names the variable."""
    expected = "EVOLINK_ALLOW_HTTP=" if url.startswith("http:") else "private"
    with pytest.raises(SavingError, match=expected):
        check_link(url, plain_hosts=NAMED)
    with pytest.raises(SavingError, match=expected):
        resolve_redirect("http://evolink_mock/x", url, 1, plain_hosts=NAMED)


def test_local_redirects() -> None:
    """A local service may redirect to this machine."""
    local = "http://127.0.0.1:8000/x"
    assert resolve_redirect(check_link(local, local=True), "/y", 1, local=True) == "http://127.0.0.1:8000/y"
    with pytest.raises(SavingError, match="private"):
        resolve_redirect("https://127.0.0.1/x", "https://127.0.0.1/y", 1)
