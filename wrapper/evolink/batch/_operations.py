"""`client.batch`, sync and async."""

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Generic, TypeVar

from evolink._files.destination import resolve_batch_folder
from evolink._task.record import Record
from evolink.batch._files import BatchService, ServiceWith
from evolink.batch._load import check
from evolink.batch._manifest.plan import Plan
from evolink.batch._manifest.source import Manifest, Rows
from evolink.batch._options import IN_FLIGHT, BatchOptions
from evolink.batch._progress import BatchReport, OnProgress
from evolink.batch._run import Job, run_batch
from evolink.batch._thread import run_in_thread
from evolink.journal import Journal

ReportT = TypeVar("ReportT")
PlanT = TypeVar("PlanT")


class _Operations(ABC, Generic[ReportT, PlanT]):
    """What the sync and the async `client.batch` have in common: all but how a value is waited for.

    Args:
        service_with: Returns the service for asyncio, with the client's settings.
        address: The address of the journal.
    """

    def __init__(self, service_with: ServiceWith, address: str) -> None:
        self._service_with = service_with
        self._address = address

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: check, run>"

    def run(  # noqa: PLR0913 - what users say about a batch, each by its name; from here on it is one value
        self,
        rows: Rows,
        output: str | os.PathLike[str],
        *,
        model: str | None = None,
        columns: Mapping[str, str] | None = None,
        budget: float | None = None,
        rate: str | float | None = None,
        in_flight: int = IN_FLIGHT,
        skip_bad: bool = False,
        resend_held: bool = False,
        on_progress: OnProgress | None = None,
        any_type: bool = False,
        new: bool = False,
    ) -> ReportT:
        """Run every row of a manifest and save its results; continue where an earlier run of it stopped.

        Each row is checked before anything is sent. What an earlier run into the same folder has paid is not paid
        again, as long as request and id are the same: `evolink-run.jsonl` records it for any journal, wherever the
        folder was moved. Results that were deleted are downloaded again while their links work.

        A cancellation, or Ctrl-C in sync code, ends it in order: what is being sent is waited for, and the next run
        resumes what continues at the service. A second one stops at once. In sync code the batch runs in a thread of
        its own, where `on_progress` is called.

        Args:
            rows: A `.csv`, `.txt` (a prompt on each line), JSON or JSON Lines file, or requests as mappings.
                Each is a request, and an `id` if you like, which the names of its files then begin with. A `.csv` file
                has a header. In the place of a link, a file may have the path of a file of this machine, relative to
                its own folder, and a mapping a `Path`. It is uploaded when its row is about to be sent.
            output: The folder of the results, of `results.jsonl` and of `evolink-run.jsonl`, which is its memory.
            model: The model of rows that name none.
            columns: The columns of parameters that have another name there, such as `{"prompt": "text"}`.
            budget: Credits that all runs into this folder may cost, including what is set aside.
            rate: Calls that may begin in a second, or a text such as `100/min`.
            in_flight: Rows in progress at one time, at most.
            skip_bad: Whether rows that can't be run are left out; otherwise nothing is sent if there is one.
            resend_held: Whether rows whose response was lost are sent again under the same keys, perhaps charged twice.
                A service that remembers keys charges once; that this one does is not documented.
            on_progress: Called with the progress of the batch, first and last and about twice a second in between.
            any_type: Whether results may be of a type that few programs open; see `Result.save`.
            new: Whether to begin a new batch in the folder, which pays for every row again, whatever was run there.

        Returns:
            A `BatchReport`: what became of the rows. That some failed, or that the batch ended before its time, raises
                nothing.

        Raises:
            InvalidManifest: There are rows that can't be run; nothing was sent.
            JournalBusy: Another batch uses the journal, or goes into the folder.
            UnknownRun: Rows of the folder may have been paid, and it is unknown which; nothing was sent.
            JournalFailed: The journal can't be opened or read.
            ConfigurationError: A limit makes no sense, or `output` is something else than a folder.
            OSError: The manifest can't be read, or the folder can't be made; nothing was sent. If the disk refuses
                later, the batch ends with its report.
        """

        def job() -> Job:
            options = BatchOptions(
                model=model,
                columns=columns,
                budget=budget,
                rate=rate,
                in_flight=in_flight,
                skip_bad=skip_bad,
                resend_held=resend_held,
                on_progress=on_progress,
                any_type=any_type,
                new=new,
            )
            return Job(Manifest.of(rows, options.columns, options.model), resolve_batch_folder(output), options)

        return self._run(job)

    def check(
        self,
        rows: Rows,
        output: str | os.PathLike[str] | None = None,
        *,
        model: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> PlanT:
        """Check every row of a manifest, and estimate what it may cost. Nothing is sent, and nothing is noted.

        Args:
            rows: As for `run`.
            output: The output folder of a batch; what it has sent before is then known and costs nothing more.
            model: The model of rows that name none.
            columns: As for `run`.

        Returns:
            A `Plan`: what the manifest asks for.

        Raises:
            ConfigurationError: One column is named for two parameters.
            JournalFailed: The journal can't be read.
            UnknownRun: Rows of the folder may have been paid, and it is unknown which.
            OSError: The manifest can't be read.
        """
        return self._check(lambda: check(rows, output, model=model, columns=columns, journal=self._address))

    @abstractmethod
    def _run(self, job: Callable[[], Job]) -> ReportT: ...

    @abstractmethod
    def _check(self, work: Callable[[], Plan]) -> PlanT: ...


class AsyncBatchOperations(_Operations[Coroutine[Any, Any, BatchReport], Coroutine[Any, Any, Plan]]):
    """`client.batch` of the async client; `run` and `check` are awaited."""

    async def _run(self, job: Callable[[], Job]) -> BatchReport:
        return await run_batch(self._service_with, self._address, job())

    async def _check(self, work: Callable[[], Plan]) -> Plan:
        return await asyncio.to_thread(work)


class BatchOperations(_Operations[BatchReport, Plan]):
    """`client.batch`."""

    def _run(self, job: Callable[[], Job]) -> BatchReport:
        made = job()
        return run_in_thread(lambda: self._run_and_close(made))

    def _check(self, work: Callable[[], Plan]) -> Plan:
        return work()

    async def _run_and_close(self, job: Job) -> BatchReport:
        """Run a batch on connections of its own, which are closed at its end."""
        services: list[BatchService] = []

        def service_with(record: Record, journal: Journal) -> BatchService:
            services.append(self._service_with(record, journal))
            return services[0]

        try:
            return await run_batch(service_with, self._address, job)
        finally:
            for service in services:
                await service.flow.port.close()
