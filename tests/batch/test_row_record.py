"""A row is noted without waiting for each fact, and ends when all are on the disk."""

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from evolink._http.asyncio_ import AsyncPort
from evolink._http.port import Request
from evolink._http.settings import make_settings
from evolink._task.flow import Flow
from evolink._task.record import Answered, Fact, Intent, Planned, Saved
from evolink._task.state import TaskState
from evolink.batch._row_record import RowRecord
from evolink.errors import Fenced


class SlowRecord:
    """Notes facts, and leaves it to the test when they are on the disk."""

    def __init__(self) -> None:
        self.noted: list[tuple[Fact[Any], Future[Any]]] = []

    def note(self, fact: Fact[Any], /) -> Future[Any]:
        self.noted.append((fact, Future()))
        return self.noted[-1][1]


def test_waits_at_the_end() -> None:
    """Only what must be on the disk before the row is sent is waited for at once; errors are logged at the end."""
    slow = SlowRecord()
    record = RowRecord(slow, "key")
    state = TaskState("task-1", model="m", status="pending")
    assert not record.note(Intent(Request("POST", "/"), None, 0.0)).done()
    assert record.note(Answered("key", state, 0.0)).done()
    assert record.note(Planned("task-1", 0, Path("/a"), overwrite=False)).done()
    assert record.note(Saved("task-1", 0, Path("/a"), 1, "", 0.0)).done()
    (_, sent), (_, answered), (saved, last) = slow.noted
    assert isinstance(saved, Saved)
    assert saved.key == "key"
    assert not sent.done()

    async def end() -> list[bool]:
        flow = Flow(AsyncPort(make_settings("k" * 20, "http://127.0.0.1:9", 5)), 5)
        ending = asyncio.create_task(record.until_noted(flow))
        await asyncio.to_thread(lambda: None)
        before = ending.done()
        answered.set_exception(Fenced("another has it"))
        last.set_result(None)
        await ending
        return [before, ending.done()]

    assert asyncio.run(end()) == [False, True]
