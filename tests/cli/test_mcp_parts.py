"""What the server for agents decides, without a client, a service or a process."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evolink._costs.estimate import Estimate
from evolink.cli._mcp import following, generation, tools
from evolink.cli._mcp.budget import Budget
from evolink.cli._mcp.failures import RefusedError
from evolink.cli._mcp.schemas import File
from evolink.cli._mcp.session import Session
from evolink.journal import Journal

TASK: Any = SimpleNamespace(id="task-1", model="nano-banana-beta")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Journal(tmp_path / "journal.sqlite"), tmp_path / "out", [], 10.0)


@pytest.mark.parametrize("name", ["sub/cat.png", "/elsewhere/cat.png", "../cat.png", ".cat.png", "sub/.."])
def test_name_with_folder(session: Session, name: str) -> None:
    """A name that an agent chooses leads to no other folder."""
    with pytest.raises(RefusedError, match="not a file name without a folder"):
        tools._place(session, name, overwrite=True)


@pytest.mark.parametrize(("wanted", "is_kept"), [("out/cats/cat", True), ("elsewhere/cat", False), (None, False)])
def test_place_of_earlier_call(session: Session, tmp_path: Path, wanted: str | None, *, is_kept: bool) -> None:
    """Files go where their call says only if that is inside the folder of the session: another command may have
    made the call.
    """
    call: Any = SimpleNamespace(output=wanted and str(tmp_path / wanted))
    (place,) = following._destination(session, TASK, call).places(TASK.id, 1, 1)
    assert place.is_relative_to(session.output)
    assert (place.parent.name == "cats") is is_kept


def test_cost_of_other_sessions() -> None:
    """A task that this session only waits for does not use its budget; one of its own counts at what it cost."""
    budget = Budget(10)
    budget.admit("key", Estimate(3.0))
    budget.note_task("key", "task-1", 2.0)
    budget.note_cost("task-of-another", 9.0)
    budget.note_cost("task-1", 1.5)
    assert budget.spent == 1.5


@pytest.mark.parametrize(("size", "is_there"), [(5, True), (4, False)])
def test_changed_file(tmp_path: Path, size: int, *, is_there: bool) -> None:
    """A file counts as saved only as long as it has the size that it was saved with."""
    path = tmp_path / "cat.png"
    path.write_bytes(b"a cat")
    result = SimpleNamespace(path=path, saved_at=1.0, size=size)
    assert (generation.saved_file(result) is not None) is is_there


@pytest.mark.parametrize(("sizes", "shown"), [([5, 5], 2), ([700_000, 1], 0)])
def test_large_images(tmp_path: Path, sizes: list[int], shown: int) -> None:
    """Images are in a result only if all of them together are small."""
    (tmp_path / "cat.png").write_bytes(b"a cat")
    files = [File(path=str(tmp_path / "cat.png"), bytes=size, media_type="image/png") for size in sizes]
    assert len(following.small_images(files)) == shown


@pytest.mark.parametrize("to_its_end", [True, False])
def test_cancelled_request(session: Session, *, to_its_end: bool) -> None:
    """A cancelled request ends a wait, but no call that may have been paid for."""

    async def scenario() -> bool:
        begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def work() -> None:
            begun.set()
            await may_end.wait()
            ended.set()

        request = asyncio.create_task(session.apart(work(), to_its_end=to_its_end))
        await begun.wait()
        request.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request
        may_end.set()
        await session.close()
        return ended.is_set()

    assert asyncio.run(scenario()) is to_its_end
