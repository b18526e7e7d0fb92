"""The answers of the files API, read leniently."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evolink._files.file_answers import read_deleted, read_listed, read_quota, read_uploaded
from evolink._http.port import Response
from evolink.errors import (
    ApiError,
    AuthenticationError,
    EvoLinkError,
    FileRefused,
    NotFound,
    PermissionDenied,
    RateLimited,
    RequestRefused,
    ServiceError,
)

HOUR = 3600.0
NOW = 1.8e9
STORED: dict[str, Any] = {
    "file_id": "file_1",
    "file_name": "cat-0.png",
    "original_name": "cat.png",
    "file_size": 20,
    "mime_type": "image/png",
    "upload_path": "shots",
    "file_url": "https://files.example/shots/cat-0.png",
    "download_url": "https://files.example/download/file_1",
    "upload_time": "2026-01-09T00:00:00+08:00",
    "expires_at": "2026-01-12T00:00:00+08:00",
}
UPLOADED = 1767888000.0
ODD_MOMENTS: list[Any] = [None, "", "soon", 0, -1, True, [], {}, 1e300, "0001-01-01T00:00:00Z", "9999-99-99T00:00:00Z"]


def said(body: object, status: int = 200, **headers: str) -> Response:
    return Response(status, headers, json.dumps(body).encode(), NOW)


def stored(**changed: Any) -> Response:
    data = {name: value for name, value in (STORED | changed).items() if value is not None}
    return said({"success": True, "code": 200, "msg": "ok", "data": data})


def refused(code: object, status: int = 200, **more: Any) -> Response:
    return said({"success": False, "code": code, "msg": "why", "data": None, **more}, status)


def test_uploaded_file() -> None:
    """An uploaded file has what the service says of it."""
    file = read_uploaded(stored(), "cat.png", 20)
    assert (file.id, file.name, file.size, file.media_type) == ("file_1", "cat-0.png", 20, "image/png")
    assert (file.url, file.folder) == (STORED["file_url"], "shots")
    assert (file.uploaded_at, file.expires_at) == (UPLOADED, UPLOADED + 72 * HOUR)


def test_link_alone() -> None:
    """A link is enough; what is not said is None, or as documented."""
    file = read_uploaded(said({"data": {"file_url": " https://files.example/x "}}), "cat.png", 20)
    assert (file.url, file.id, file.name, file.size) == ("https://files.example/x", None, "", None)
    assert (file.uploaded_at, file.expires_at) == (NOW, NOW + 72 * HOUR)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("2026-01-09T10:00:00Z", UPLOADED + 18 * HOUR),
        ("2026-01-09 10:00:00", UPLOADED + 18 * HOUR),
        (UPLOADED + HOUR, UPLOADED + HOUR),
        (str(int(UPLOADED + HOUR)), UPLOADED + HOUR),
        (1000 * (UPLOADED + HOUR), UPLOADED + HOUR),
        *((odd, UPLOADED + 72 * HOUR) for odd in ODD_MOMENTS),
    ],
)
def test_expiry(stated: object, meant: float) -> None:
    """An expiry may be a date, seconds or milliseconds; anything else is as documented, counted from the upload."""
    assert read_uploaded(stored(expires_at=stated), "cat.png", 20).expires_at == meant


@pytest.mark.parametrize("size", [20, "20", None, "many", [], True])
def test_size_that_agrees(size: object) -> None:
    """The size is compared with what was sent, if the service states one."""
    assert read_uploaded(stored(file_size=size), "cat.png", 20).url


@pytest.mark.parametrize("size", [19, 0, "21"])
def test_size_that_differs(size: object) -> None:
    """A file that was stored with another size was cut, which may go better the next time."""
    with pytest.raises(ServiceError, match=r"cat\.png, which has 20") as caught:
        read_uploaded(stored(file_size=size), "cat.png", 20)
    assert caught.value.transient


@pytest.mark.parametrize(
    "link",
    [None, "", "ftp://files.example/x", "file:///etc/passwd", "https://", "//x/y", "javascript:1", 5, ["x"], "x y"],
)
def test_unusable_link(link: object) -> None:
    """A link that is no web address is an error of the service."""
    with pytest.raises(ServiceError, match="no link"):
        read_uploaded(stored(file_url=link), "cat.png", 20)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b"5", b'"text"', b'{"success": true}', b'{"data": []}', b"[" * 99_999]
)
@pytest.mark.parametrize("read", [lambda answer: read_uploaded(answer, "cat.png", 20), read_listed, read_quota])
def test_senseless_answer(body: bytes, read: Callable[[Response], object]) -> None:
    """An answer that makes no sense is an error of the service, and never one of a parser."""
    with pytest.raises(ServiceError):
        read(Response(200, {}, body, NOW))


@pytest.mark.parametrize("status", [200, 400, 403, 413, 500])
@pytest.mark.parametrize(
    ("code", "words"),
    [(40001, "too large"), ("40002", "type"), (40003, "client.files.list"), (40004, "must be public")],
)
def test_refused_file(code: object, words: str, status: int) -> None:
    """A refusal has its code and says what to do, whatever its status is; it is never sent again."""
    with pytest.raises(FileRefused, match=f"^cat.png: .*{words}") as caught:
        read_uploaded(refused(code, status), "cat.png", 20)
    assert (caught.value.code, caught.value.transient) == (str(code), False)
    assert "why" in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "error", "transient"),
    [
        (refused(50001, 500), ServiceError, True),
        (refused(50001), ServiceError, True),
        (refused(401), AuthenticationError, False),
        (refused(401, 401), AuthenticationError, False),
        (refused(403, 403), PermissionDenied, False),
        (refused(404, 404), NotFound, False),
        (refused(429, 429), RateLimited, True),
        (refused(503), ServiceError, True),
        (refused(None), RequestRefused, False),
        (refused({"odd": []}, success="false"), RequestRefused, False),
        (said({"code": 40003, "data": None}), FileRefused, False),
        (said({"error": {"code": "unauthorized", "message": "x"}}, 401), AuthenticationError, False),
        (Response(413, {}, b"<html>", NOW), FileRefused, False),
        (Response(415, {}, b"", NOW), FileRefused, False),
        (Response(502, {}, b"<html>", NOW), ServiceError, True),
        (Response(302, {"location": "/login"}, b"", NOW), RequestRefused, False),
    ],
)
def test_error_class(answer: Response, error: type[EvoLinkError], transient: bool) -> None:  # noqa: FBT001 - a parameter
    """The class of an error follows from its code, else from its status."""
    with pytest.raises(ApiError) as caught:
        read_uploaded(answer, "cat.png", 20)
    assert (type(caught.value), caught.value.transient) == (error, transient)


@pytest.mark.parametrize("status", [404, 405, 501])
@pytest.mark.parametrize(
    "read", [lambda answer: read_uploaded(answer, "https://a.example/cat.png", None), read_listed, read_quota]
)
def test_absent_operation(read: Callable[[Response], object], status: int) -> None:
    """A service that lacks what no page documents is named as such; that is never tried again."""
    with pytest.raises(NotFound, match="does not have") as caught:
        read(Response(status, {}, b"<html>no such page", NOW))
    assert not caught.value.transient


def test_retry_after() -> None:
    """The wait that a refusal asks for is kept."""
    with pytest.raises(RateLimited) as caught:
        read_quota(said({"success": False, "code": 429}, 429, **{"retry-after": "7"}))
    assert caught.value.retry_after == 7


def test_list() -> None:
    """A list has the files that can be read, with the expiry that is documented."""
    row = {"file_id": "file_1", "file_name": "cat.png", "file_size": 20, "upload_time": "2026-01-09T00:00:00+08:00"}
    files, total = read_listed(said({"success": True, "data": {"total": 4, "files": [row, {}, 5, {"file_id": 7}]}}))
    assert ([file.id for file in files], total) == (["file_1", "7"], 4)
    assert (files[0].uploaded_at, files[0].expires_at, files[1].expires_at) == (UPLOADED, UPLOADED + 72 * HOUR, None)


def test_quota() -> None:
    """A quota may be stated in part."""
    quota = read_quota(said({"success": True, "data": {"user_group": "vip", "used_files": 3, "max_files": "500"}}))
    assert (quota.used, quota.limit, quota.remaining, quota.user_group) == (3, 500, None, "vip")


@pytest.mark.parametrize("answer", [Response(204), said({"success": True}), said({})])
def test_deleted(answer: Response) -> None:
    """The answer to a deletion may be empty."""
    read_deleted(answer, again=False)


def test_deleted_before() -> None:
    """A file that is gone was deleted, if an attempt before may have done so."""
    read_deleted(refused(404, 404), again=True)
    with pytest.raises(NotFound):
        read_deleted(refused(404, 404), again=False)
