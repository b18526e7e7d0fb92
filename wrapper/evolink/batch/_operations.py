"""`client.batch`, sync and async."""

import asyncio
import os
from collections.abc import Callable, Mapping

from evolink._task.flow import Flow
from evolink._task.record import Record

from ._check import Plan
from ._examine import check
from ._job import Job, job
from ._manifest import Rows
from ._progress import BatchReport, OnProgress
from ._run_job import run_job
from ._thread import in_a_thread

IN_FLIGHT = 200
"""Rows under way at one time, unless told otherwise."""


class AsyncBatchOperations:
    """`client.batch` of the asyncio client.

    Args:
        flow_with: Gives the client's operations, which note what happens in a record.
        address: The address of the journal.
    """

    def __init__(self, flow_with: Callable[[Record], Flow], address: str) -> None:
        self._flow_with = flow_with
        self._address = address

    async def run(  # noqa: PLR0913 - what a run may be told
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
    ) -> BatchReport:
        """Run every row of a manifest, and save its pictures; go on where an earlier run of it stopped.

        Each row is checked before anything is sent. What an earlier run into the same folder has paid is not paid
        again, as long as request and id are the same: `evolink-run.jsonl` tells it to any journal, wherever the folder
        was moved. Images that were deleted are fetched again while their links live. A cancellation ends it in order:
        what is being sent is waited for, and the next run takes up what goes on at the service. A second one leaves at
        once.

        Args:
            rows: A `.csv` file with a heading, a `.txt` file with a prompt on each line, another file as a JSON array
                or as JSON Lines, or mappings: a request each, and an `id` if it likes, which its files are then
                called by.
            output: The folder of the pictures, of `results.jsonl` and of `evolink-run.jsonl`, which is its memory.
            model: The model of rows that name none.
            columns: The columns of parameters that have another name there, such as `{"prompt": "text"}`.
            budget: Credits that all runs into this folder may come to, with what is set aside.
            rate: Calls that may begin in a time: a number for a second, or a text such as `100/min`.
            in_flight: Rows under way at one time, at most.
            skip_bad: Whether rows that can't be run are left out; else nothing is sent if there is one.
            resend_held: Whether rows whose answer was lost are sent again, under the same keys. A service that
                remembers keys then charges once; that this one does is not documented.
            on_progress: Called with how the run stands, first and last and about twice a second between.
            any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF; see `Image.save`.
            new: Whether to begin a new run in the folder, which pays for every row again, whatever was run there.

        Returns:
            What became of the rows. That some failed, or that the run ended before its time, raises nothing.

        Raises:
            InvalidManifest: There are rows that can't be run; nothing was sent.
            JournalBusy: Another bulk run has the journal, or goes into the folder.
            UnknownRun: Rows of the folder may have been paid, nobody knows which; nothing was sent.
            JournalFailed: The journal can't be opened or read.
            ConfigurationError: A limit makes no sense, or something else than a folder is at `output`.
            OSError: The manifest can't be read, or the folder can't be made; nothing was sent. A disk that refuses
                later ends the run, with its report.
        """
        what = job(
            rows,
            output,
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
        return await run_job(self._flow_with, self._address, what)

    async def check(
        self,
        rows: Rows,
        output: str | os.PathLike[str] | None = None,
        *,
        model: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Plan:
        """Check every row of a manifest, and reckon what it may cost; see `BatchOperations.check`."""
        return await asyncio.to_thread(check, rows, output, model=model, columns=columns, journal=self._address)


class BatchOperations:
    """`client.batch`.

    Args:
        flow_with: Gives operations for asyncio like the client's own, on connections of their own.
        address: The address of the journal.
    """

    def __init__(self, flow_with: Callable[[Record], Flow], address: str) -> None:
        self._flow_with = flow_with
        self._address = address

    def run(  # noqa: PLR0913 - what a run may be told
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
    ) -> BatchReport:
        """Run every row of a manifest, and save its pictures; see `AsyncBatchOperations.run`.

        It runs in a thread of its own, which is where `on_progress` is called. Ctrl-C ends it in order, and is then
        raised; a second one leaves at once.

        Args:
            rows: The manifest: a file, or requests.
            output: The folder of the pictures.
            model: The model of rows that name none.
            columns: The columns of parameters that have another name there.
            budget: Credits that all runs into this folder may come to.
            rate: Calls that may begin in a second, or a text such as `100/min`.
            in_flight: Rows under way at one time, at most.
            skip_bad: Whether rows that can't be run are left out.
            resend_held: Whether rows whose answer was lost are sent again, under the same keys.
            on_progress: Called with how the run stands.
            any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF.
            new: Whether to begin a new run in the folder, which pays for every row again.

        Raises:
            EvoLinkError: See there.
            OSError: See there.
        """
        what = job(
            rows,
            output,
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
        return in_a_thread(lambda: self._running(what))

    def check(
        self,
        rows: Rows,
        output: str | os.PathLike[str] | None = None,
        *,
        model: str | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> Plan:
        """Check every row of a manifest, and reckon what it may cost. Nothing is sent, and nothing is noted.

        Args:
            rows: As for `run`.
            output: The folder of a run; what it has sent before is then known and costs nothing more.
            model: The model of rows that name none.
            columns: As for `run`.

        Raises:
            ConfigurationError: What columns are said to be makes no sense.
            JournalFailed: The journal can't be read.
            OSError: The manifest can't be read.
        """
        return check(rows, output, model=model, columns=columns, journal=self._address)

    async def _running(self, what: Job) -> BatchReport:
        flows: list[Flow] = []

        def flow_with(record: Record) -> Flow:
            flows.append(self._flow_with(record))
            return flows[0]

        try:
            return await run_job(flow_with, self._address, what)
        finally:
            for flow in flows:
                await flow.port.close()
