"""The files API: uploads, lists and deletions, written once for sync and async."""

import json
import math
from base64 import b64encode
from collections.abc import Callable
from contextlib import nullcontext
from hashlib import sha256
from typing import Literal, TypeVar
from urllib.parse import quote

from evolink._contract.files import file_field, file_operation, largest_upload
from evolink._contract.invalid import invalid
from evolink._contract.tasks import fits_in_path
from evolink._files.file_answers import read_deleted, read_listed, read_quota, read_uploaded
from evolink._files.local_file import LocalFile
from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
from evolink._http.deadline import Deadline
from evolink._http.port import Form, Request, Response, SentFile, Slot
from evolink._http.uploading import FileChangedError
from evolink._task.flow import Flow
from evolink._task.retry import SharedBackoff, backoff_delay
from evolink._telemetry import facts
from evolink._telemetry.recording import UPLOAD, span
from evolink.errors import ApiError, ConnectionFailed
from evolink.errors._shorten import cut

T = TypeVar("T")
UploadWay = Literal["stream", "base64"]
"""How the content of a file is sent: as it is, read while it is sent; or as text in JSON, read before."""

_MOST_ATTEMPTS = 4
_SLOWEST = 20_000.0
"""Bytes per second below which an upload is given up; a bad mobile connection has more."""
_STORED = 2_000_000.0
"""Bytes per second that the service stores at least, between the last byte and its answer."""
_FETCHED = 120.0
"""Seconds that the service may take to fetch a file from a link, besides answering."""
_PAGE_SIZE = 100
_MOST_PAGES = 1000
_MIB = 1024**2


class FileService:
    """The operations on files. None costs anything, so each is repeated after an answer that was lost.

    Args:
        flow: The operations of the service.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._limit = SharedBackoff()  # its own, since the files API is another host: it must not slow down tasks

    @property
    def host(self) -> str:
        """The address of the files API."""
        return self._flow.port.address(file_operation("uploadFileStream").server)

    def longest(self, size: int) -> float:
        """Return the most seconds that an upload of so many bytes takes, repetitions included."""
        return _MOST_ATTEMPTS * self._seconds(size)

    async def upload(
        self, file: LocalFile, name: str, folder: str | None = None, way: UploadWay = "stream"
    ) -> UploadedFile:
        """Upload a file; a repetition replaces what an attempt before may have left under the same name.

        Raises:
            InvalidRequest: It has changed since it was checked.
            FileRefused: The service does not take it.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
            OSError: The file can't be read.
        """
        with span(UPLOAD, lambda: facts.of_file(file.size, file.media_type)):
            return await self._upload(file, name, folder, way)

    async def _upload(self, file: LocalFile, name: str, folder: str | None, way: UploadWay) -> UploadedFile:
        fields = _fields(file_name=name, upload_path=folder)
        if way == "stream":
            sent = SentFile(file_field(), name, file.media_type, file.size, file.sha256, file.open)
            silence = self._flow.timeout + file.size / _STORED
            request = _request("uploadFileStream", form=Form(fields, sent), silence=silence)
        else:
            text = await self._flow.port.run_blocking(lambda: _as_data_url(file))
            request = _request("uploadFileBase64", body={"base64_data": text, **fields})
        try:
            return await self._repeat(
                request, self._seconds(file.size), lambda answer, _: read_uploaded(answer, file.name, file.size)
            )
        except FileChangedError as error:
            changed = "changed while it was being uploaded: try again"
            raise invalid(
                file.name, "file", file.path or file.name, changed, outcome="the upload was cut off"
            ) from error

    async def upload_link(self, url: str, name: str | None, folder: str | None) -> UploadedFile:
        """Have the service fetch a file from a link; see `upload`."""
        request = _request("uploadFileUrl", body=_fields(file_url=url, file_name=name, upload_path=folder))
        seconds = self._flow.timeout + _FETCHED
        return await self._repeat(request, seconds, lambda answer, _: read_uploaded(answer, cut(url), None))

    async def list_all(self) -> tuple[ListedFile, ...]:
        """Return all files that the service lists, read page by page until one has nothing new."""
        found: dict[str, ListedFile] = {}
        for page in range(1, _MOST_PAGES + 1):
            request = _request("listFiles", query=f"?page={page}&pageSize={_PAGE_SIZE}")
            rows, total = await self._repeat(request, self._flow.timeout, lambda answer, _: read_listed(answer))
            new = {row.id: row for row in rows if row.id not in found}
            found |= new
            if not new or len(found) >= (math.inf if total is None else total):
                break
        return tuple(found.values())

    async def quota(self) -> FileQuota:
        """Read how many files there may be."""
        return await self._repeat(_request("getFileQuota"), self._flow.timeout, lambda answer, _: read_quota(answer))

    async def delete(self, file_id: str) -> None:
        """Delete a file.

        Raises:
            InvalidRequest: No file can have such an ID.
            NotFound: There is no such file.
            ApiError: The service refuses.
            ConnectionFailed: The service can't be reached.
        """
        if not fits_in_path(file_id):
            raise invalid("file", "file ID", file_id, "is not a valid ID of a file")
        request = _request("deleteFile", file_id=quote(file_id, safe=""))
        await self._repeat(request, self._flow.timeout, lambda answer, attempt: read_deleted(answer, again=attempt > 1))

    def _seconds(self, size: int) -> float:
        """Return the seconds that one attempt to upload so many bytes may take."""
        return self._flow.timeout + size / _STORED + size / _SLOWEST

    async def _repeat(self, request: Request, seconds: float, read: Callable[[Response, int], T]) -> T:
        """Send a request until it succeeds, or until sending it again is useless.

        Args:
            request: The request.
            seconds: How many one attempt may take.
            read: Returns what an answer means to an attempt, counted from 1.

        Raises:
            ApiError: The service's last answer.
            ConnectionFailed: It could not be reached.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self._attempt(request, seconds, read, attempt)
            except (ApiError, ConnectionFailed) as error:
                if not error.transient or attempt == _MOST_ATTEMPTS:
                    raise
                delay = backoff_delay(error, attempt, self._flow.roll())
            await self._flow.port.pause(delay)

    async def _attempt(self, request: Request, seconds: float, read: Callable[[Response, int], T], attempt: int) -> T:
        """Send a request once, as soon as the files API does not limit requests."""
        port = self._flow.port
        if held := self._limit.left(port.now()):
            await port.pause(held)
        async with port.upload_slot() if request.slot is Slot.UPLOAD else nullcontext():
            answer = await port.send(request, Deadline.after(seconds, port.now()))
        return self._flow.interpret(request, answer, lambda got: read(got, attempt), self._limit)


def _request(
    operation_id: str,
    *,
    query: str = "",
    form: Form | None = None,
    body: dict[str, str] | None = None,
    silence: float | None = None,
    **in_path: str,
) -> Request:
    method, path, server, _ = file_operation(operation_id)
    return Request(
        method,
        path.format(**in_path) + query,
        None if body is None else json.dumps(body).encode(),
        form=form,
        server=server,
        silence=silence,
        slot=Slot.READ if form is None and body is None else Slot.UPLOAD,
    )


def _fields(**given: str | None) -> dict[str, str]:
    return {name: value for name, value in given.items() if value is not None}


def _as_data_url(file: LocalFile) -> str:
    with file.open() as stream:
        content = stream.read()
    if sha256(content).hexdigest() != file.sha256:
        raise invalid("file", "file", file.name, "has changed since it was checked")
    return f"data:{file.media_type};base64,{b64encode(content).decode()}"


def refuse_if_too_large(file: LocalFile) -> None:
    """Refuse a file that is larger than the files API takes, before its content is read.

    Raises:
        InvalidRequest: It is too large.
    """
    most = largest_upload()
    if most is not None and file.size > most:
        raise invalid("file", "size", file.name, f"has {file.size:,} bytes, and may have {most / _MIB:g} MB")
