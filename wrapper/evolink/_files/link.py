"""A link to a result, which is downloaded with resuming and retrying, into memory or a file, over a port."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from evolink._contract.kinds import IMAGES, Kind
from evolink._contract.tasks import result_lifetime
from evolink._files.download import Download, Sink, is_redirect
from evolink._files.link_rules import check_link, decode_inline, find_expiry, is_inline, resolve_redirect
from evolink._files.memory import Memory
from evolink._files.part_file import PartFile
from evolink._http.deadline import Deadline
from evolink._http.port import Response
from evolink._task.answers import read_error
from evolink._task.flow import Flow
from evolink._task.noting import noting
from evolink._task.record import Planned, Saved
from evolink._task.retry import backoff_delay
from evolink._telemetry import facts
from evolink._telemetry.recording import DOWNLOAD, SAVE, Facts, span
from evolink.errors import ApiError, ConnectionFailed, EvoLinkError, LinkExpired

_PATIENCE = 300.0
"""Seconds that a download may take by default."""
_LEAST_TIMEOUT = 0.1
"""Seconds that each request of it may take, however little is left."""
_STDOUT = Path("/dev/stdout")
_GONE = 410
_GONE_IF_LATE = {403, 404}
"""How hosts answer for a file that no longer exists; before its time, these mean something else."""


class Link:
    """A link to a result, and what is known of the result.

    Args:
        flow: The operations of the service.
        url: The URL.
        created: When the task was created, Unix seconds on the service's clock, if known.
        of: The ID of the task, and the position of the result among its results.
        kind: The kind of result.

    Attributes:
        url: The URL.
        kind: The kind of result.
        path: The file that it was last saved as.
        content: Its bytes, if they were read.
    """

    def __init__(self, flow: Flow, url: str, created: float | None, of: tuple[str, int], kind: Kind = IMAGES) -> None:
        self.url = url
        self.path: Path | None = None
        self.content: bytes | None = None
        self._of = of
        self.kind = kind
        self._planned: Path | None = None
        self._flow = flow
        self._created = created
        self._seen = flow.port.now()

    @property
    def task_id(self) -> str:
        """The ID of the task."""
        return self._of[0]

    @property
    def position(self) -> int:
        """The place of the result among the task's results, from 0."""
        return self._of[1]

    @property
    def expires_at(self) -> float | None:
        """Unix seconds until which it surely works; None if unknown."""
        return find_expiry(self.url, self._created)

    async def save(
        self,
        target: Path,
        *,
        overwrite: bool,
        timeout: float | None,
        adopt: bool = False,
        any_type: bool = False,
    ) -> Path:
        """Save the result as a file, completely or not at all; see `_download`.

        Args:
            target: The file.
            overwrite: Whether an existing file may be replaced.
            timeout: Seconds it may take.
            adopt: Whether an existing file of the same content is accepted, as after a crash before it was recorded.
            any_type: Whether it may be of a type that few programs open, or of none that is known.

        Returns:
            The path, with the suffix that fits the file.

        Raises:
            WouldOverwrite: The file exists.
            OSError: It can't be written.
        """
        flow = self._flow
        with (
            self._named(),
            span(SAVE, self._facts) as seen,
            PartFile(target, self.kind, overwrite=overwrite, adopt=adopt) as part,
        ):
            await self.plan(target, overwrite=overwrite)
            suffix = await self._download(part, timeout, any_type=any_type)
            path = await flow.port.run_blocking(lambda: part.commit(suffix))
            seen.tell(lambda: facts.of_file(part.size))
        await flow.note(Saved(*self._of, path, part.size, part.sha256, flow.port.date()))
        self.path = path
        return path

    async def plan(self, target: Path, *, overwrite: bool) -> None:
        """Record where its file is wanted, so that it can be saved there even if this process ends too soon."""
        if self._planned != target:
            self._planned = target
            await self._flow.note(Planned(*self._of, target, overwrite=overwrite))

    async def read(self, timeout: float | None = None) -> bytes:
        """Return the bytes of the result, of whatever type, and keep them; see `_download`."""
        if self.content is None:
            memory = Memory()
            with self._named(), span(DOWNLOAD, self._facts) as seen:
                await self._download(memory, timeout, any_type=True)
                seen.tell(lambda: facts.of_file(len(memory.content)))
            self.content = memory.content
        return self.content

    async def write_to(self, write: Callable[[bytes], object]) -> None:
        """Write the complete result to stdout, and record that it was saved there."""
        content = await self.read()
        write(content)
        flow, digest = self._flow, sha256(content).hexdigest()
        await flow.note(Saved(*self._of, _STDOUT, len(content), digest, flow.port.date()))

    def _facts(self) -> Facts:
        return facts.of_result(*self._of, self.kind, self.url)

    @contextmanager
    def _named(self) -> Generator[None]:
        """Name the task in every error: it is paid for, and saving again costs nothing."""
        task_id, _ = self._of
        try:
            with noting(f"task {task_id} is completed; client.tasks.get({task_id!r}).wait() has its results"):
                yield
        except EvoLinkError as error:
            error.task_id = task_id
            raise

    async def _download(self, sink: Sink, timeout: float | None, *, any_type: bool) -> str:
        """Fill a sink, resuming after each failure; only failures without any progress lengthen the pauses.

        Returns:
            The suffix that fits, such as `.png`.

        Raises:
            LinkExpired: The link has expired.
            SavingError: The result is of the wrong type or too large, or the link may not be followed.
            ApiError: The link does not work.
            ConnectionFailed: The host can't be reached, or the time is up.
        """
        download, failures = Download(sink, self.url, self.kind, any_type=any_type), 0
        if is_inline(self.url):
            return _decode(self.url, download)
        port = self._flow.port
        ends = Deadline.after(_PATIENCE if timeout is None else timeout, port.now())
        while True:
            before = download.size
            try:
                self._refuse_if_expired()
                return await self._attempt(download, ends)
            except (ApiError, ConnectionFailed) as error:
                failures = 1 if download.size > before else failures + 1
                delay = backoff_delay(error, failures, self._flow.roll())
                if not error.transient or ends.has_passed(port.now() + delay):
                    raise
            await port.pause(delay)

    async def _attempt(self, download: Download, ends: Deadline) -> str:
        """Request the file once, following redirects."""
        port, hops = self._flow.port, 0
        url = check_link(self.url, local=port.is_local, plain_hosts=port.plain_hosts)
        while True:
            answer = await port.download(url, download, max(ends, Deadline.after(_LEAST_TIMEOUT, port.now())))
            if download.carries_file(answer):
                return download.finish()
            if not is_redirect(answer):
                raise self._failure(answer)
            hops += 1
            location = answer.headers.get("location")
            url = resolve_redirect(url, location, hops, local=port.is_local, plain_hosts=port.plain_hosts)

    def _refuse_if_expired(self) -> None:
        """Request nothing once a link's whole lifetime has passed since the task was seen as completed."""
        if self._flow.port.now() - self._seen > result_lifetime():
            raise self._expired(None)

    def _failure(self, answer: Response) -> LinkExpired | ApiError:
        late = self.expires_at is not None and answer.received_at > self.expires_at
        if answer.status == _GONE or (late and answer.status in _GONE_IF_LATE):
            return self._expired(answer.status)
        return read_error(answer, "the link to the result does not work")

    def _expired(self, status: int | None) -> LinkExpired:
        hours, noun = result_lifetime() / 3600, self.kind.noun
        return LinkExpired(
            f"the link to the result has expired, as links do after {hours:g} hours; "
            f"only a new call makes a new {noun}",
            status=status,
        )


def _decode(url: str, download: Download) -> str:
    """Fill a download with the content of a `data:` URL, without any request."""
    download.begin(Response(200))
    download.write(decode_inline(url))
    return download.finish()
