"""From a link to bytes or a file: asked for, resumed and asked for again until they are whole, over a port."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from evolink._contract.tasks import result_lifetime
from evolink._files.download import Download, DownloadTarget, is_redirect
from evolink._files.link_rules import checked, expiry, inline, is_inline, next_hop
from evolink._files.memory import Memory
from evolink._files.part_file import PartFile
from evolink._http.port import Response
from evolink._task.answers import read_error
from evolink._task.flow import Flow
from evolink._task.noting import noting
from evolink._task.record import Planned, Saved
from evolink._task.retry import backoff_delay
from evolink.errors import ApiError, ConnectionFailed, EvoLinkError, LinkExpired

_PATIENCE = 300.0
"""Seconds that a download may take unless told otherwise."""
_STDOUT = Path("/dev/stdout")
_GONE = 410
_GONE_IF_LATE = {403, 404}
"""How hosts answer for a file that is no longer there; before its time, they mean something else."""


class Link:
    """A link to a result, and what is known of its end.

    Args:
        flow: The operations of the service.
        url: The address.
        created: When the task was made, Unix seconds on the service's clock, if it told.
        of: The id of the task, and the result's place among its results.
    """

    def __init__(self, flow: Flow, url: str, created: float | None, of: tuple[str, int]) -> None:
        self.url = url
        self._of = of
        self._planned: Path | None = None
        self._flow = flow
        self._created = created
        self._seen = flow.port.now()

    @property
    def expires_at(self) -> float | None:
        """Unix seconds until which it surely works; None if unknown."""
        return expiry(self.url, self._created)

    async def save(
        self,
        target: Path,
        *,
        overwrite: bool,
        timeout: float | None,
        adopt: bool = False,
        any_type: bool = False,
    ) -> Path:
        """Make a file of what the link gives, in one piece or not at all; see `_fetch`.

        Args:
            target: The file.
            overwrite: Whether a file that is there may be replaced.
            timeout: Seconds it may take.
            adopt: Whether the very same file may be there already, as after a crash between its end and the note of it.
            any_type: Whether it may be another file than an image that every program opens.

        Returns:
            The path, with the suffix that fits the file.

        Raises:
            WouldOverwrite: There is a file already.
            OSError: The disk refuses.
        """
        flow = self._flow
        with self._named(), PartFile(target, overwrite=overwrite, adopt=adopt) as part:
            await self.plan(target, overwrite=overwrite)
            suffix = await self._fetch(part, timeout, any_type=any_type)
            path = await flow.port.run_blocking(lambda: part.commit(suffix))
        await flow.note(Saved(*self._of, path, part.size, part.sha256, flow.port.date()))
        return path

    async def plan(self, target: Path, *, overwrite: bool) -> None:
        """Note where its file is wanted, so that it can be had there even if this process ends too soon."""
        if self._planned != target:
            self._planned = target
            await self._flow.note(Planned(*self._of, target, overwrite=overwrite))

    async def read(self, timeout: float | None) -> Memory:
        """Return what the link gives, of whatever type; see `_fetch`."""
        memory = Memory()
        with self._named():
            await self._fetch(memory, timeout, any_type=True)
        return memory

    async def pour(self, write: Callable[[bytes], object]) -> None:
        """Hand what the link gives to stdout, whole, and note that it was saved there."""
        content = (await self.read(None)).content
        write(content)
        flow, told = self._flow, sha256(content).hexdigest()
        await flow.note(Saved(*self._of, _STDOUT, len(content), told, flow.port.date()))

    @contextmanager
    def _named(self) -> Generator[None]:
        """Name the task in every error: it is paid, and saving again costs nothing."""
        task_id, _ = self._of
        try:
            with noting(f"task {task_id} is completed; client.tasks.get({task_id!r}).wait() has its results"):
                yield
        except EvoLinkError as error:
            error.task_id = task_id
            raise

    async def _fetch(
        self,
        target: DownloadTarget,
        timeout: float | None,
        *,
        any_type: bool,
    ) -> str:
        """Fill a target, resuming after each loss; what has come counts, so only losses in a row make it wait longer.

        Returns:
            The suffix that fits, such as `.png`.

        Raises:
            LinkExpired: The link has died.
            SavingError: It gives no picture, one too large, or leads astray.
            ApiError: It does not work.
            ConnectionFailed: The host can't be reached, or time is up.
        """
        download, losses = Download(target, self.url, any_type=any_type), 0
        if is_inline(self.url):
            return _decoded(self.url, download)
        port = self._flow.port
        ends = port.now() + (_PATIENCE if timeout is None else timeout)
        while True:
            before = download.size
            try:
                self._refuse_if_dead()
                return await self._attempt(download, ends)
            except (ApiError, ConnectionFailed) as error:
                losses = 1 if download.size > before else losses + 1
                delay = backoff_delay(error, losses, self._flow.roll())
                if not error.transient or port.now() + delay >= ends:
                    raise
            await port.pause(delay)

    async def _attempt(self, download: Download, ends: float) -> str:
        """Ask once, wherever the link leads."""
        port, hops = self._flow.port, 0
        url = checked(self.url, local=port.is_local)
        while True:
            answer = await port.download(url, download, max(0.1, ends - port.now()))
            if download.has_come(answer):
                return download.finish()
            if not is_redirect(answer):
                raise self._broken(answer)
            hops += 1
            url = next_hop(url, answer.headers.get("location"), hops, local=port.is_local)

    def _refuse_if_dead(self) -> None:
        """Ask for nothing once more time than a link's whole life has gone since the task was seen to be done."""
        if self._flow.port.now() - self._seen > result_lifetime():
            raise _expired(None)

    def _broken(self, answer: Response) -> LinkExpired | ApiError:
        late = self.expires_at is not None and answer.received_at > self.expires_at
        if answer.status == _GONE or (late and answer.status in _GONE_IF_LATE):
            return _expired(answer.status)
        return read_error(answer, "the link to the result does not work")


def _decoded(url: str, download: Download) -> str:
    """Fill a download with what a `data:` URL holds; nothing is asked for."""
    download.begin(Response(200))
    download.write(inline(url))
    return download.finish()


def _expired(status: int | None) -> LinkExpired:
    hours = result_lifetime() / 3600
    return LinkExpired(
        f"the link to the result has died, as links do after {hours:g} hours; only a new call makes a new picture",
        status=status,
    )
