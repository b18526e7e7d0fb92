"""Which row may begin, and whose it is, where two workers want the same: in one process, moment by moment."""

import asyncio
from typing import Any

import pytest

from evolink._calls import parts
from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent
from evolink._task.state import Fault, TaskState
from evolink.batch._outcome import Outage
from evolink.cluster import status, submit
from evolink.cluster._consumer import PutBackError
from evolink.cluster._queue import Ticket
from evolink.cluster._row_taker import RowTaker
from evolink.cluster._server import Server
from evolink.cluster._settings import WorkerSettings
from evolink.cluster._worker import Worker
from evolink.journal import Journal, State
from tests.cluster.conftest import Cluster, cats

DEAR: dict[str, Any] = {"model": "gemini-3-pro-image-preview", "quality": "4K"}
"""A request whose price is unknown."""


def port() -> parts.AsyncPort:
    return parts.AsyncPort(parts.make_settings(None, None, 5.0))


def taker(cluster: Cluster, journal: Journal) -> RowTaker:
    batch = journal.batch(str(cluster.out), 0.0)
    return RowTaker(Server(cluster.address), batch, port(), Outage())


def worker(cluster: Cluster, journal: Journal) -> Worker:
    settings = WorkerSettings("a worker", in_flight=10, lease=30.0, timeout=5.0, folder=cluster.out)
    return Worker(journal, Server(cluster.address), port(), settings, asyncio.Event())


def tickets(cluster: Cluster) -> list[Ticket]:
    return [Ticket(str(cluster.out), call.row_id or "", call.id, call.key) for call in cluster.calls]


async def lived(worker: Worker, ticket: Ticket) -> None:
    try:
        await worker.run_row(ticket)
    finally:
        await worker._port.close()


async def taken_in(seconds: float, *takers: "asyncio.Task[Any]") -> list[Any]:
    done, _ = await asyncio.wait(takers, timeout=seconds)
    return [task.result() for task in done]


def test_unknown_price_blocks_other_rows(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one worker finds out a price, no other row of that kind starts."""
    monkeypatch.setattr("evolink.cluster._row_taker._PATIENCE", 4.0)
    submit(cats(2, **DEAR), cluster.out, journal=cluster.address, budget=100)
    first, second = (call.id for call in cluster.calls)

    async def story(one: Journal, other: Journal) -> None:
        both = [asyncio.create_task(taker(cluster, it).take(n)) for it, n in ((one, first), (other, second))]
        (begun,) = await taken_in(2.0, *both)
        assert begun is not None
        holder = one if begun.id == first else other
        holder.record.note(Answered(begun.key, TaskState("task-1", credits_reserved=60.0), 1.0)).result()
        with pytest.raises(PutBackError, match="budget"):  # the first shows that the second is too dear
            await asyncio.gather(*both)

    with Journal(cluster.address) as one, Journal(cluster.address) as other:
        asyncio.run(story(one, other))
    assert status(cluster.address).runs[0].spent == 60.0


def test_overtaken_row_not_sent(cluster: Cluster) -> None:
    """A stopped worker does not send a row that another has taken over."""
    submit(cats(1), cluster.out, journal=cluster.address)
    (ticket,) = tickets(cluster)

    async def story(sleeper: Journal, heir: Journal) -> None:
        slept = worker(cluster, sleeper)
        slept._throttle.not_before = asyncio.get_running_loop().time() + 1.5
        row = asyncio.create_task(slept.run_row(ticket))
        assert await taken_in(0.7, row) == []
        assert heir.take_over(ticket.key).state is State.INTENT
        with pytest.raises(PutBackError, match="another worker"):
            await row

    with Journal(cluster.address) as sleeper, Journal(cluster.address) as heir:
        asyncio.run(story(sleeper, heir))
        assert cluster.posts == []
        assert heir.call(ticket.key).session == heir.session  # type: ignore[union-attr]


def test_finished_row_needs_nothing(cluster: Cluster) -> None:
    """A finished row needs nothing more."""
    submit(cats(1), cluster.out, journal=cluster.address)
    (ticket,) = tickets(cluster)
    with Journal(cluster.address) as journal:
        asyncio.run(lived(worker(cluster, journal), ticket))
        asyncio.run(lived(worker(cluster, journal), ticket))
    assert len(cluster.posts) == 1
    assert cluster.images == ["cat-000.png"]


def test_removed_row_needs_nothing(cluster: Cluster) -> None:
    """A row that has left the manifest needs nothing more."""
    submit(cats(2), cluster.out, journal=cluster.address)
    gone = tickets(cluster)[1]
    submit(cats(1), cluster.out, journal=cluster.address)
    with Journal(cluster.address) as journal:
        asyncio.run(lived(worker(cluster, journal), gone))
    assert cluster.posts == []


def test_given_back_row_outside_manifest(cluster: Cluster) -> None:
    """A row that was given back after it left the manifest is finished."""
    submit(cats(2), cluster.out, journal=cluster.address)
    gone = tickets(cluster)[1]
    with Journal(cluster.address) as journal:
        batch = journal.batch(str(cluster.out), 0.0)
        (call,) = batch.take(1, 1.0, only=[gone.call]).calls
        submit(cats(1), cluster.out, journal=cluster.address)
        assert batch.give_back([call.key]) == 1
        asyncio.run(asyncio.wait_for(lived(worker(cluster, journal), gone), 5))
    assert cluster.posts == []


def test_failed_row_outside_manifest(cluster: Cluster) -> None:
    """A failed row that has left the manifest gets no new call."""
    submit(cats(2), cluster.out, journal=cluster.address)
    gone = tickets(cluster)[1]
    with Journal(cluster.address) as journal:
        (call,) = journal.batch(str(cluster.out), 0.0).take(1, 1.0, only=[gone.call]).calls
        journal.record.note(Intent(Request("POST", "/", call.body.encode(), call.key), None, 1.0)).result()
        journal.record.note(Answered(call.key, TaskState("task-1", credits_reserved=1.6), 1.0)).result()
        submit(cats(1), cluster.out, journal=cluster.address)
        failed = TaskState("task-1", status="failed", error=Fault("service_unavailable", "busy"))
        journal.record.note(Ended(failed, 2.0)).result()
        asyncio.run(asyncio.wait_for(lived(worker(cluster, journal), gone), 5))
    assert cluster.posts == []


def test_refused_row_of_dead_worker(cluster: Cluster) -> None:
    """A refused row of a dead worker is sent again, since it cost nothing."""
    submit(cats(1), cluster.out, journal=cluster.address)
    (ticket,) = tickets(cluster)
    cluster.sql("UPDATE calls SET state = 'refused', fence = 1, session = 1, sent_at = 1")
    with Journal(cluster.address) as journal:
        asyncio.run(lived(worker(cluster, journal), ticket))
    assert [call.state for call in cluster.calls] == [State.COMPLETED]


def test_waiting_rows_put_back(cluster: Cluster) -> None:
    """Rows that wait for their turn are put back when the worker ends."""
    submit(cats(3), cluster.out, journal=cluster.address, budget=0)
    numbers = [call.id for call in cluster.calls]

    async def story(journal: Journal) -> None:
        waiting = taker(cluster, journal)
        rows = [asyncio.create_task(waiting.take(number)) for number in numbers]
        assert await taken_in(0.5, *rows) == []
        waiting.close()
        for row in [*rows, asyncio.create_task(waiting.take(numbers[0]))]:
            with pytest.raises(PutBackError, match="the worker is ending"):
                await row

    with Journal(cluster.address) as journal:
        asyncio.run(story(journal))
    assert {call.state for call in cluster.calls} == {State.PLANNED}


def test_closed_journal_puts_rows_back(cluster: Cluster) -> None:
    """A closed journal puts rows back."""
    submit(cats(1), cluster.out, journal=cluster.address)
    (ticket,) = tickets(cluster)
    with Journal(cluster.address) as journal:
        done = worker(cluster, journal)
    with pytest.raises(PutBackError, match="is closed"):
        asyncio.run(lived(done, ticket))
