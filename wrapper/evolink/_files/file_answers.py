"""Reads the answers of the files API leniently: every answer becomes a value or one of our errors."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from evolink._contract.files import file_refusal, upload_lifetime
from evolink._files.link_rules import is_web
from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
from evolink._http.json_text import read_json
from evolink._http.port import Response
from evolink._task.answer_fields import as_moment, as_object, as_text
from evolink._task.answers import default_error, read_error, read_request_id
from evolink._task.retry import read_retry_after
from evolink.errors import ApiError, FileRefused, NotFound, ServiceError
from evolink.errors._shorten import cut

_LONGEST_TEXT = 500
_LONGEST_LINK = 8192
_GOOD = range(200, 300)
_YES, _NO = frozenset({"true", "1"}), frozenset({"false", "0"})
_ABSENT = frozenset({404, 405, 410, 501})
_COUNT = re.compile(r"[0-9]{1,18}")
_BY_STATUS = {413: "file-too-large", 415: "type-not-supported"}
"""What a gateway means that does not know the codes of the files API."""
_STATUSES = {str(status.value) for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST}
"""The codes that are HTTP statuses, which an answer may have although its own status says that all is well."""
_REFUSALS: Mapping[str, tuple[type[ApiError], str]] = {
    "file-too-large": (FileRefused, "the file is too large for the service: make it smaller"),
    "type-not-supported": (FileRefused, "the service does not take files of this type: convert it"),
    "quota-exceeded": (
        FileRefused,
        "the account has reached its limit of files: delete some of client.files.list(), or let them expire",
    ),
    "link-not-fetched": (
        FileRefused,
        "the service could not fetch the link: it must be public and lead to the file itself",
    ),
    "storage-failed": (ServiceError, "the service could not store the file"),
}
"""What the codes of the files API mean, and what to do."""


def read_uploaded(response: Response, name: str, sent: int | None) -> UploadedFile:
    """Read the answer to an upload.

    Args:
        response: The answer.
        name: What the caller knows the file by, for errors.
        sent: The bytes that were sent; None if the service fetched the file itself.

    Raises:
        FileRefused: The service does not take the file.
        ApiError: The answer is something else, or about a file of another size.
    """
    if sent is None:
        _refuse_if_absent(response, "uploads from links")
    data = as_object(_read(response, name).get("data"))
    url, size = _link(data.get("file_url")), _count(data.get("file_size"))
    if url is None:
        raise read_error(response, f"the response contains no link to {name} in it")
    if sent is not None and size is not None and size != sent:
        raise read_error(response, f"the service stored {size:,} bytes of {name}, which has {sent:,}")
    uploaded_at = as_moment(data.get("upload_time")) or response.received_at
    return UploadedFile(
        url=url,
        id=_text(data.get("file_id")),
        name=_text(data.get("file_name")) or _text(data.get("original_name")) or "",
        size=size,
        media_type=_text(data.get("mime_type")),
        folder=_text(data.get("upload_path")),
        download_url=_link(data.get("download_url")),
        uploaded_at=uploaded_at,
        expires_at=as_moment(data.get("expires_at")) or uploaded_at + upload_lifetime(),
    )


def read_listed(response: Response) -> tuple[list[ListedFile], int | None]:
    """Read a page of the list of files.

    Returns:
        The files on it that can be read, and how many there are on all pages, if the service says so.

    Raises:
        ApiError: The answer is something else.
    """
    _refuse_if_absent(response, "a list of files")
    data = as_object(_read(response).get("data"))
    rows = data.get("files")
    if not isinstance(rows, list):
        raise read_error(response, "the response contains no list of files")
    return [row for each in cast("list[object]", rows) if (row := _listed(as_object(each)))], _count(data.get("total"))


def read_quota(response: Response) -> FileQuota:
    """Read how many files there may be.

    Raises:
        ApiError: The answer is something else.
    """
    _refuse_if_absent(response, "a quota of files")
    data = as_object(_read(response).get("data"))
    quota = FileQuota(
        used=_count(data.get("used_files")),
        limit=_count(data.get("max_files")),
        remaining=_count(data.get("remain_files")),
        user_group=_text(data.get("user_group")),
    )
    if quota.used is None and quota.limit is None and quota.remaining is None:
        raise read_error(response, "the response contains no quota")
    return quota


def read_deleted(response: Response, *, again: bool) -> None:
    """Read the answer to a deletion, which may be empty.

    Args:
        response: The answer.
        again: Whether an earlier attempt may have deleted the file already.

    Raises:
        ApiError: The file was not deleted.
    """
    try:
        if response.body.strip() or response.status not in _GOOD:
            _read(response)
    except NotFound:
        if not again:
            raise


def _refuse_if_absent(response: Response, what: str) -> None:
    """Refuse the answer of a service that lacks an operation which no page documents.

    Raises:
        NotFound: It does.
    """
    if response.status in _ABSENT:
        raise NotFound(
            f"this service does not have {what}, which only some have, as it is not documented",
            status=response.status,
            request_id=read_request_id(response),
        )


def _read(response: Response, name: str | None = None) -> Mapping[str, Any]:
    """Return the body of a good answer.

    Args:
        response: The answer.
        name: What the caller knows the file by that it is about.

    Raises:
        ApiError: The answer is not good, whatever its status is.
    """
    try:
        body = as_object(read_json(response.body))
    except (ValueError, RecursionError):
        body = {}
    if response.status not in _GOOD and not {"success", "msg"} & body.keys() and response.status not in _BY_STATUS:
        raise read_error(response)
    if response.status not in _GOOD or _says_no(body):
        raise _refusal(response, body, name)
    return body


def _says_no(body: Mapping[str, Any]) -> bool:
    said = as_text(body.get("success")).lower()
    return said in _NO or (said not in _YES and file_refusal(as_text(body.get("code"))) is not None)


def _refusal(response: Response, body: Mapping[str, Any], name: str | None) -> ApiError:
    """Return the error for an answer in the form of the files API."""
    code, message = cut(as_text(body.get("code"))), as_text(body.get("msg"))[:_LONGEST_TEXT]
    error_class, words = _meaning(response.status, code)
    return error_class(
        f"{f'{name}: ' if name else ''}{words}{f' (the service says: {message})' if message else ''}",
        body=body,
        status=response.status,
        code=code or None,
        request_id=read_request_id(response),
        retry_after=read_retry_after(response.headers.get("retry-after"), response.received_at),
    )


def _meaning(status: int, code: str) -> tuple[type[ApiError], str]:
    """Return the class of an error and its words: by its code, else by its status, which may say that all is well."""
    refusal = file_refusal(code) or _BY_STATUS.get(status, "")
    if refusal in _REFUSALS:
        return _REFUSALS[refusal]
    if status not in _GOOD:
        return default_error(status)
    return default_error(int(code) if code in _STATUSES else HTTPStatus.BAD_REQUEST)


def _listed(row: Mapping[str, Any]) -> ListedFile | None:
    file_id, uploaded_at = _text(row.get("file_id")), as_moment(row.get("upload_time"))
    if file_id is None:
        return None
    expires_at = as_moment(row.get("expires_at")) or (uploaded_at and uploaded_at + upload_lifetime())
    return ListedFile(file_id, _text(row.get("file_name")) or "", _count(row.get("file_size")), uploaded_at, expires_at)


def _text(value: object) -> str | None:
    return as_text(value).strip()[:_LONGEST_TEXT] or None


def _count(value: object) -> int | None:
    """Return a number of bytes or files, which may be written as text."""
    found = _COUNT.fullmatch(as_text(value).strip())
    return int(found[0]) if found else None


def _link(value: object) -> str | None:
    """Return a link that models can be given; None if it is not an http(s) URL."""
    text = as_text(value).strip()
    return text if is_web(text) and " " not in text and len(text) <= _LONGEST_LINK else None
