"""The sync and the async client: the same calls over a port that blocks, and over one that suspends."""

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, overload

from evolink._by_name import by_name
from evolink._calls import parts
from evolink._http.run import run
from evolink._lazy import made_once

if TYPE_CHECKING:
    import os
    from collections.abc import Coroutine

    import httpx

    from evolink._calls.client_journal import JournalOption
    from evolink._calls.create_calls import AsyncCreateCalls, CreateCalls
    from evolink._calls.file_operations import AsyncFileOperations, FileOperations
    from evolink._calls.operations import AsyncOperations, Operations
    from evolink._calls.reconcile import Reconciled
    from evolink._calls.resume import Resumed
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.task_operations import AsyncTaskOperations, TaskOperations
    from evolink._calls.typed_operations import (
        AsyncAudioOperations,
        AsyncImageOperations,
        AsyncVideoOperations,
        AudioOperations,
        ImageOperations,
        VideoOperations,
    )
    from evolink._calls.uploads import Uploads
    from evolink._costs.estimate import Estimate
    from evolink._files.local_file import LocalFile
    from evolink._http.asyncio_ import AsyncPort
    from evolink._http.blocking import BlockingPort
    from evolink._http.settings import Settings
    from evolink._task.base import BaseTask
    from evolink._task.batch_reads import BatchReads
    from evolink._task.flow import Flow
    from evolink._task.state import Credits
    from evolink_contract.calls import EstimateCalls

    from .batch import AsyncBatchOperations, BatchOperations
    from .journal import Journal

    class _Estimates(EstimateCalls[Estimate]): ...

    class _AsyncEstimates(EstimateCalls[Coroutine[Any, Any, Estimate]]): ...

else:
    _Estimates = _AsyncEstimates = object


H = TypeVar("H", bound="BaseTask")


_ELSEWHERE = {
    "wait": "use task.wait() of the task that client.images.submit returns, or client.tasks.wait_all(tasks)",
    "upload": "use client.files.upload",
    "models": "`evolink models` lists them, and client.images.generate.__doc__ describes them",
    "generate": "use client.images.generate, client.videos.generate or client.audios.generate",
    "submit": "use client.images.submit, client.videos.submit or client.audios.submit",
    "close": "it is closed with await client.aclose()",
    "aclose": "it is closed with client.close()",
}
"""What people look for on a client, and where it is."""


class _BaseClient:
    """What the two clients share."""

    if TYPE_CHECKING:

        def _make_port(self, settings: Settings) -> BlockingPort | AsyncPort: ...

    def __init__(self, settings: "Settings", journal: "JournalOption", *, batch_reads: bool) -> None:
        self._settings = settings
        self._may_read_batches = batch_reads
        self._client_journal = parts.ClientJournal(journal)
        self._is_closed = False

    @made_once
    def _flow(self) -> "Flow":
        """The operations of the service."""
        if self._is_closed:  # before it sent anything
            raise parts.client_closed()
        port = self._make_port(self._settings)
        record = self._client_journal.record
        return parts.Flow(port, self._settings.timeout, record=record, batch_reads=self._batch_reads)

    @made_once
    def _batch_reads(self) -> "BatchReads":
        """What is known of the service's batch query."""
        return parts.BatchReads(wanted=self._may_read_batches)

    @made_once
    def _uploads(self) -> "Uploads":
        """The uploads, for `client.files` and for the files of requests."""
        return parts.Uploads(self._flow, self._client_journal.uploads)

    async def _link_for(self, file: "LocalFile") -> str:
        """Return a link to a file of a request, which is uploaded if need be."""
        return await self._uploads.link_for(file)

    def __repr__(self) -> str:
        settings = vars(self).get("_settings")  # missing in a traceback that shows a client which was refused
        return f"<{type(self).__name__} at {settings.base_url if settings else 'no service'}>"

    def __reduce__(self) -> str:
        raise TypeError("a client holds an API key and can't be pickled: create a new one where you need it")

    if not TYPE_CHECKING:  # type checkers see the kinds as attributes

        def __getattr__(self, name: str) -> object:
            """Return the operations of a kind that the contract has, such as `client.videos`, made on first use."""
            made = None if name.startswith("_") else self._make_operations(name)
            if made is None:
                hint = f": {_ELSEWHERE[name]}" if name in _ELSEWHERE else ""
                raise AttributeError(f"{type(self).__name__} has no {name!r}{hint}", name=name, obj=self)
            return self.__dict__.setdefault(name, made)

    def __dir__(self) -> list[str]:
        from evolink._contract.kinds import KINDS, find_kind

        return sorted({*super().__dir__(), *filter(find_kind, KINDS)})

    @property
    def base_url(self) -> str:
        """The service's address, without `/v1`."""
        return self._settings.base_url

    @property
    def journal(self) -> "Journal":
        """The record of every call that costs. Its methods block.

        Raises:
            ConfigurationError: The client was made without one.
        """
        return self._client_journal.journal

    async def _resume(
        self, task: "type[H]", timeout: float | None, *, resend_held: bool, any_type: bool, overwrite: bool
    ) -> "list[Resumed[H]]":
        resumption = parts.Resumption(self._flow, self.journal, task)
        return await resumption.run(timeout, resend_held=resend_held, any_type=any_type, overwrite=overwrite)

    async def _settle(self, task: "type[H]", key: str, task_id: str | None, *, unpaid: bool) -> "H | None":
        state = await parts.settle(self._flow, self.journal, key, task_id, unpaid=unpaid)
        return None if state is None else task(self._flow, state)

    async def _reconcile(self) -> "list[Reconciled]":
        return await parts.reconcile(self._flow, self.journal)


class EvoLink(_BaseClient, _Estimates):
    """The service, for code that blocks. Safe to share between threads; close it, or use it in a `with`.

        with EvoLink() as client:  # the key of EVOLINK_API_KEY, or of `evolink login`
            images = client.images.generate(model="gpt-4o-image", prompt="a cat", save_to="cats/")
            print(images.paths, client.credits())

    `images`, `videos` and `audios` make results, each with `generate`, which waits for them, and `submit`, which
    returns a task at once; `estimate` says what a call costs. `tasks` and `files` have what is on the service, `batch`
    runs many requests, and `resume` finishes what a crash left open.
    """

    images: "ImageOperations"
    """Makes images: `generate` waits for them, `submit` starts a task and returns at once."""
    videos: "VideoOperations"
    """Makes videos: `generate` waits for them, `submit` starts a task and returns at once."""
    audios: "AudioOperations"
    """Makes sound: `generate` waits for it, `submit` starts a task and returns at once."""

    @by_name('EvoLink(api_key="...")')
    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 30.0,
        http_client: "httpx.Client | None" = None,  # noqa: TID251 - the caller sends through it, not we
        journal: "Journal | str | os.PathLike[str] | None" = None,
        batch_reads: bool = True,
    ) -> None:
        """Make a client. Nothing is sent.

        Args:
            api_key: The key; if None, the environment's EVOLINK_API_KEY, else the one that `evolink login` stored.
            base_url: The service without `/v1`; if None, the environment's EVOLINK_BASE_URL, then the public service.
                It is https, unless it is on this machine or on a host that the environment's EVOLINK_ALLOW_HTTP names
                (`host` or `host,host2`).
            timeout: Seconds that one request may take; for an upload, seconds without progress.
            http_client: An `httpx.Client` of your own to send through, which is yours to close.
                It is for proxies, certificates or connections of your choice. Only its transport is used: its headers,
                cookies, authentication and base URL are not sent. Make it with
                `limits=httpx.Limits(keepalive_expiry=3)`: many servers close idle connections after 5 s, httpx's
                default, and a create request sent at that moment may or may not have been charged. If None, the
                proxies and certificates of the environment are used.
            journal: Where each call that costs is noted, so that nothing paid for is lost: a file, for example.
                It is the path of a file, the address of a PostgreSQL database, or a `Journal`, which is yours to
                close. Needs `evolink[batch]`.
            batch_reads: Whether waits for many tasks may read up to 50 of them in one request, where that works.
                Whether the service can do that is found out by the first such request.

        Raises:
            ConfigurationError: There is no usable key, address or time-out, or a journal needs an extra that is
                missing.
            JournalFailed: The journal can't be opened.
        """
        parts.check_http_client(http_client, "httpx.Client", suspends=False)
        settings = parts.make_settings(api_key, base_url, timeout, http_client)
        super().__init__(settings, journal, batch_reads=batch_reads)

    @cached_property
    def tasks(self) -> "TaskOperations":
        """Tasks by their IDs, and many at once."""
        return parts.TaskOperations(self._flow)

    @cached_property
    def files(self) -> "FileOperations":
        """The files that this account has uploaded."""
        return parts.FileOperations(self._uploads)

    def _make_port(self, settings: "Settings") -> "BlockingPort":
        return parts.BlockingPort(settings)

    def _make_operations(self, name: str) -> "Operations | None":
        return parts.make_operations(self._calls, name)

    async def _calls(self) -> "CreateCalls":
        return self._create_calls

    @made_once
    def _create_calls(self) -> "CreateCalls":
        return parts.CreateCalls(self._flow, self._link_for)

    def __enter__(self) -> Self:
        return self

    if not TYPE_CHECKING:

        async def __aenter__(self) -> Self:
            raise TypeError(
                "EvoLink blocks: write `with EvoLink() as client`, or `async with AsyncEvoLink() as client`"
            )

        async def __aexit__(self, *_: object) -> None:
            """Is needed beside `__aenter__`, for its message."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def credits(self) -> "Credits":
        """Read the credits left. It costs nothing, so it also shows whether the key is valid.

        Raises:
            ApiError: The service refuses, as it does a wrong key.
            ConnectionFailed: It can't be reached.
        """
        return run(self._flow.get_credits())

    if not TYPE_CHECKING:  # type checkers see it with the parameters of each model

        @made_once
        def estimate(self) -> Any:
            """Return what a call probably costs; nothing is sent or uploaded. The parameters are the model's."""
            return parts.make_estimate(self._flow, self._client_journal)

    @property
    def batch(self) -> "BatchOperations":
        """Batches: a manifest of requests, checked as a whole and run within a budget; a later run resumes it.

        They are noted in the client's journal, else where EVOLINK_JOURNAL says, else in the user's state folder.

        Raises:
            ConfigurationError: The client has an `http_client`, or an extra is missing.
        """
        return parts.make_batch_operations(self._settings, self._client_journal, self._batch_reads)

    def resume(
        self,
        *,
        resend_held: bool = False,
        any_type: bool = False,
        overwrite: bool = False,
        timeout: float | None = None,
    ) -> "list[Resumed[Task]]":
        """Resume what a crash or a time-out left open in the journal, whichever process began it.

        Files that were cut off are finished, those first whose links die first; then tasks are waited for. Results
        are saved where `save_to` of their call says. Calls of processes that still run are left to them, and those
        of batches to their next run.

        Args:
            resend_held: Whether calls whose response was lost are sent again under the same key, perhaps charged twice.
                A service that remembers keys charges once; that this one does is not documented.
            any_type: Whether files may be of a type that few programs open; see `Result.save`.
            overwrite: Whether existing files may be replaced. One of the same content is accepted in any case.
            timeout: Seconds to wait for tasks, in all; if None, each has the time that `Task.wait` gives it.

        Returns:
            What became of each; nothing is raised for one of them.

        Raises:
            ConfigurationError: The client was made without a journal.
            JournalFailed: The journal can't be read or written.
        """
        return run(self._resume(parts.Task, timeout, resend_held=resend_held, any_type=any_type, overwrite=overwrite))

    @overload
    def settle(self, key: str, *, task_id: str) -> "Task": ...
    @overload
    def settle(self, key: str, *, unpaid: Literal[True]) -> None: ...
    def settle(self, key: str, *, task_id: str | None = None, unpaid: bool = False) -> "Task | None":
        """Record the outcome of a held call, whose response was lost: its task, or that it was not charged.

        Nothing is sent again. `resume()`, or the next run of its manifest, resumes the task; a call that was not
        charged no longer counts against a budget, and its row gets a new call under a new key.

        Args:
            key: The call's idempotency key; see `client.journal.held()`.
            task_id: The task that was made of it, as the service's own records show it. It is read first.
            unpaid: Whether the service has made no task of it.

        Returns:
            The task as it stands; None for a call that was not charged.

        Raises:
            NotSettled: No such call is held, or the task is another model's or another call's; nothing was changed.
            NotFound: There is no such task.
            EvoLinkError: The task can't be read, or the journal can't be written.
        """
        return run(self._settle(parts.Task, key, task_id, unpaid=unpaid))

    def reconcile(self) -> "list[Reconciled]":
        """Look for the tasks of held calls in the service's own list, which is undocumented and may be absent.

        A call gets a task only where there is no choice: one task of its model was made in its time (a minute before
        it was sent to five minutes after), no call of the journal has it, and it fits no other call that is held or
        being sent. All else is shown, for `settle`.

        Returns:
            Each held call, with the tasks that may be its own and the one that it got.

        Raises:
            TasksNotListed: This service has no such list; nothing was changed.
            ConfigurationError: The client was made without a journal.
            EvoLinkError: The service can't be read, or the journal can't be written.
        """
        return run(self._reconcile())

    def close(self) -> None:
        """Close the connections, and write the journal to disk. Tasks continue on the service."""
        self._is_closed = True
        try:
            if "_flow" in vars(self):  # nothing was sent otherwise
                run(self._flow.port.close())
        finally:
            self._client_journal.close()


class AsyncEvoLink(_BaseClient, _AsyncEstimates):
    """The service, for asyncio. Close it, or use it in an `async with`.

        async with AsyncEvoLink() as client:  # the key of EVOLINK_API_KEY, or of `evolink login`
            images = await client.images.generate(model="gpt-4o-image", prompt="a cat", save_to="cats/")
            print(images.paths, await client.credits())

    It has what `EvoLink` has, to be awaited: `images`, `videos`, `audios`, `estimate`, `tasks`, `files`, `batch`,
    `credits`, `resume`.
    """

    images: "AsyncImageOperations"
    """Makes images: await `generate` for them, or `submit` for a task that has begun."""
    videos: "AsyncVideoOperations"
    """Makes videos: await `generate` for them, or `submit` for a task that has begun."""
    audios: "AsyncAudioOperations"
    """Makes sound: await `generate` for it, or `submit` for a task that has begun."""

    @by_name('AsyncEvoLink(api_key="...")')
    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 30.0,
        http_client: "httpx.AsyncClient | None" = None,  # noqa: TID251 - the user's own client
        journal: "Journal | str | os.PathLike[str] | None" = None,
        batch_reads: bool = True,
    ) -> None:
        """Make a client. Nothing is sent.

        Args:
            api_key: The key; if None, the environment's EVOLINK_API_KEY, else the one that `evolink login` stored.
            base_url: The service without `/v1`; if None, the environment's EVOLINK_BASE_URL, then the public service.
                It is https, unless it is on this machine or on a host that the environment's EVOLINK_ALLOW_HTTP names
                (`host` or `host,host2`).
            timeout: Seconds that one request may take; for an upload, seconds without progress.
            http_client: An `httpx.AsyncClient` of your own to send through, which is yours to close.
                It is for proxies, certificates or connections of your choice. Only its transport is used: its headers,
                cookies, authentication and base URL are not sent. Make it with
                `limits=httpx.Limits(keepalive_expiry=3)`: many servers close idle connections after 5 s, httpx's
                default, and a create request sent at that moment may or may not have been charged. If None, the
                proxies and certificates of the environment are used.
            journal: Where each call that costs is noted, so that nothing paid for is lost: a file, for example.
                It is the path of a file, the address of a PostgreSQL database, or a `Journal`, which is yours to
                close. Needs `evolink[batch]`.
            batch_reads: Whether waits for many tasks may read up to 50 of them in one request, where that works.
                Whether the service can do that is found out by the first such request.

        Raises:
            ConfigurationError: There is no usable key, address or time-out, or a journal needs an extra that is
                missing.
            JournalFailed: The journal can't be opened.
        """
        parts.check_http_client(http_client, "httpx.AsyncClient", suspends=True)
        settings = parts.make_settings(api_key, base_url, timeout, http_client)
        super().__init__(settings, journal, batch_reads=batch_reads)
        self._loading = parts.load_in_thread(parts.MODULES_OF_CALLS)

    @cached_property
    def tasks(self) -> "AsyncTaskOperations":
        """Tasks by their IDs, and many at once."""
        return parts.AsyncTaskOperations(self._flow)

    @cached_property
    def files(self) -> "AsyncFileOperations":
        """The files that this account has uploaded."""
        return parts.AsyncFileOperations(self._uploads)

    def _make_port(self, settings: "Settings") -> "AsyncPort":
        return parts.AsyncPort(settings)

    def _make_operations(self, name: str) -> "AsyncOperations | None":
        return parts.make_async_operations(self._calls, name)

    async def _calls(self) -> "CreateCalls":
        await self._loading.done()  # or the event loop would stand still while this thread loads them
        return self._create_calls

    @made_once
    def _create_calls(self) -> "AsyncCreateCalls":
        return parts.AsyncCreateCalls(self._flow, self._link_for)

    async def __aenter__(self) -> Self:
        return self

    if not TYPE_CHECKING:

        def __enter__(self) -> Self:
            raise TypeError("AsyncEvoLink is for asyncio: write `async with AsyncEvoLink() as client`")

        def __exit__(self, *_: object) -> None:
            """Is needed beside `__enter__`, for its message."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def credits(self) -> "Credits":
        """Read the credits left. It costs nothing, so it also shows whether the key is valid.

        Raises:
            ApiError: The service refuses, as it does a wrong key.
            ConnectionFailed: It can't be reached.
        """
        return await self._flow.get_credits()

    if not TYPE_CHECKING:

        @made_once
        def estimate(self) -> Any:
            """Return what a call probably costs; nothing is sent or uploaded. The parameters are the model's."""
            return parts.make_async_estimate(self._flow, self._client_journal)

    @property
    def batch(self) -> "AsyncBatchOperations":
        """Batches: a manifest of requests, checked as a whole and run within a budget; a later run resumes it.

        They are noted in the client's journal, else where EVOLINK_JOURNAL says, else in the user's state folder.

        Raises:
            ConfigurationError: The client has an `http_client`, or an extra is missing.
        """
        return parts.make_async_batch_operations(self._flow, self._settings, self._client_journal)

    async def resume(
        self,
        *,
        resend_held: bool = False,
        any_type: bool = False,
        overwrite: bool = False,
        timeout: float | None = None,
    ) -> "list[Resumed[AsyncTask]]":
        """Resume what a crash or a time-out left open in the journal, whichever process began it.

        Files that were cut off are finished, those first whose links die first; then tasks are waited for. Results
        are saved where `save_to` of their call says. Calls of processes that still run are left to them, and those
        of batches to their next run.

        Args:
            resend_held: Whether calls whose response was lost are sent again under the same key, perhaps charged twice.
                A service that remembers keys charges once; that this one does is not documented.
            any_type: Whether files may be of a type that few programs open; see `Result.save`.
            overwrite: Whether existing files may be replaced. One of the same content is accepted in any case.
            timeout: Seconds to wait for tasks, in all; if None, each has the time that `Task.wait` gives it.

        Returns:
            What became of each; nothing is raised for one of them.

        Raises:
            ConfigurationError: The client was made without a journal.
            JournalFailed: The journal can't be read or written.
        """
        return await self._resume(
            parts.AsyncTask, timeout, resend_held=resend_held, any_type=any_type, overwrite=overwrite
        )

    @overload
    async def settle(self, key: str, *, task_id: str) -> "AsyncTask": ...
    @overload
    async def settle(self, key: str, *, unpaid: Literal[True]) -> None: ...
    async def settle(self, key: str, *, task_id: str | None = None, unpaid: bool = False) -> "AsyncTask | None":
        """Record the outcome of a held call, whose response was lost: its task, or that it was not charged.

        Nothing is sent again. `resume()`, or the next run of its manifest, resumes the task; a call that was not
        charged no longer counts against a budget, and its row gets a new call under a new key.

        Args:
            key: The call's idempotency key; see `client.journal.held()`.
            task_id: The task that was made of it, as the service's own records show it. It is read first.
            unpaid: Whether the service has made no task of it.

        Returns:
            The task as it stands; None for a call that was not charged.

        Raises:
            NotSettled: No such call is held, or the task is another model's or another call's; nothing was changed.
            NotFound: There is no such task.
            EvoLinkError: The task can't be read, or the journal can't be written.
        """
        return await self._settle(parts.AsyncTask, key, task_id, unpaid=unpaid)

    async def reconcile(self) -> "list[Reconciled]":
        """Look for the tasks of held calls in the service's own list, which is undocumented and may be absent.

        A call gets a task only where there is no choice: one task of its model was made in its time (a minute before
        it was sent to five minutes after), no call of the journal has it, and it fits no other call that is held or
        being sent. All else is shown, for `settle`.

        Returns:
            Each held call, with the tasks that may be its own and the one that it got.

        Raises:
            TasksNotListed: This service has no such list; nothing was changed.
            ConfigurationError: The client was made without a journal.
            EvoLinkError: The service can't be read, or the journal can't be written.
        """
        return await self._reconcile()

    async def aclose(self) -> None:
        """Close the connections, and write the journal to disk. Tasks continue on the service."""
        port = self._flow.port
        try:
            await port.close()
        finally:
            await port.run_blocking(self._client_journal.close)
