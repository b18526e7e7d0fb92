"""Local files become links: each content is uploaded once while its link lives."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from evolink._calls.single_flight import SingleFlight
from evolink._contract.files import upload_lifetime
from evolink._files.file_service import FileService, UploadWay, refuse_if_too_large
from evolink._files.local_file import LocalFile
from evolink._files.upload_memory import ClientMemory, RememberedUpload, UploadMemory
from evolink._files.upload_name import unique_name
from evolink._files.uploaded_file import UploadedFile
from evolink._http.deadline import Deadline
from evolink._http.plain_hosts import is_plain_host
from evolink._http.port import Response
from evolink._log import log as _log
from evolink._task.flow import Flow
from evolink.errors import ApiError, ConnectionFailed, JournalError

T = TypeVar("T")

_FIRST_GAP, _LONGEST_GAP = 0.1, 2.0
"""Seconds between looks at what another process uploads, doubled each time."""
_PROBE = 5.0
_GOOD = 200


class Uploads:
    """The uploads of a client, and what it remembers of them.

    Args:
        flow: The operations of the service.
        memory: Remembers uploads; only this client's own if None.

    Attributes:
        service: The operations on files.
    """

    def __init__(self, flow: Flow, memory: UploadMemory | None = None) -> None:
        self.service = FileService(flow)
        self._port = flow.port
        self._memory = memory or ClientMemory()
        self._under_way = SingleFlight(flow.port)

    async def link_for(self, local: LocalFile) -> str:
        """Return a link to a file's content, which is uploaded unless it was before and that link lives.

        The same content that is wanted several times at once is uploaded once, by threads, tasks and processes that
        share a journal.

        Raises:
            EvoLinkError: As for `FileService.upload`; or the file is too large, or the journal can't be read.
            OSError: The file can't be read.
        """
        refuse_if_too_large(local)
        digest = await self._port.run_blocking(lambda: local.sha256)
        return await self._under_way.get(digest, lambda: self._find_or_upload(local))

    async def upload(self, local: LocalFile, name: str | None, folder: str | None, way: UploadWay) -> UploadedFile:
        """Upload a file, whether or not that was done before; see `FileService.upload`.

        It is remembered under its own name only: what the caller has named, another file of that name may replace.
        """
        refuse_if_too_large(local)
        digest, began = await self._port.run_blocking(lambda: local.sha256), self._port.date()
        own = unique_name(local)
        uploaded = await self.service.upload(local, name or own, folder, way)
        if name is None:
            await self._keep(digest, local.size, uploaded, began)
        return uploaded

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call something that waits for the disk."""
        return await self._port.run_blocking(function)

    async def delete(self, file_id: str, url: str | None) -> None:
        """Delete a file; its link is forgotten first, so that nothing uses it meanwhile."""
        await self._port.run_blocking(lambda: self._memory.forget(self.service.host, file_id, url))
        await self.service.delete(file_id)

    async def _find_or_upload(self, local: LocalFile) -> str:
        gap = _FIRST_GAP
        while not (found := await self._claim(local)):
            await self._port.pause(gap)
            gap = min(2 * gap, _LONGEST_GAP)
        if isinstance(found, RememberedUpload):
            return found.url
        try:
            return (await self.upload(local, None, None, "stream")).url
        except BaseException:
            with suppress(JournalError):
                await self._port.run_blocking(lambda: self._memory.release(self.service.host, local.sha256))
            raise

    async def _claim(self, local: LocalFile) -> RememberedUpload | bool:
        """Return the upload of a content whose link works, else whether this process uploads it now."""
        host, now = self.service.host, self._port.date()
        until = now + self.service.longest(local.size)
        found = await self._port.run_blocking(lambda: self._memory.claim(host, local.sha256, now, until))
        if isinstance(found, bool) or await self._is_there(found):
            return found
        await self._port.run_blocking(lambda: self._memory.forget(host, found.file_id, found.url))
        return await self._claim(local)

    async def _is_there(self, upload: RememberedUpload) -> bool:
        """Whether a file is still there. Only a mock is asked, here or in a container: it forgets all when it stops."""
        if not (self._port.is_local or is_plain_host(upload.url, self._port.plain_hosts)):
            return True
        try:
            answer = await self._port.download(upload.url, _Look(), Deadline.after(_PROBE, self._port.now()))
        except (ConnectionFailed, ApiError):
            return False
        return answer.status == _GOOD

    async def _keep(self, digest: str, size: int, uploaded: UploadedFile, began: float) -> None:
        """Remember an upload. If that fails, the file is uploaded once more some day, which costs nothing."""
        # Clocks differ, so its time to live is what the service says, and its beginning what this machine's clock says.
        life = min(uploaded.expires_at - uploaded.uploaded_at, upload_lifetime())
        kept = RememberedUpload(self.service.host, digest, uploaded.url, uploaded.id, size, began + life)
        try:
            await self._port.run_blocking(lambda: self._memory.keep(kept, began))
        except JournalError as error:
            _log.warning("%s", error)


class _Look:
    """Looks at the head of an answer, and wants nothing of its body."""

    headers: Mapping[str, str] = {"Accept-Encoding": "identity"}

    def begin(self, answer: Response) -> bool:
        del answer
        return False

    def write(self, chunk: bytes) -> None:
        """Receive nothing."""
