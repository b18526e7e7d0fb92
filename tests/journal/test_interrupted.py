"""Calls that are cut off on the way: held if they may have been paid, forgotten if they were surely not sent."""

import asyncio
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink._http.wire_errors import UnsendableError
from evolink._task.record import Answered, Fact
from evolink.errors import ConfigurationError, JournalFailed
from evolink.journal import Call, Journal, State
from evolink_mock import MockServer
from tests.clients import MODES, Mode, client_of
from tests.journal._relay import Relay
from tests.journal._scenarios import GPT
from tests.journal.conftest import SECRET


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def test_cancelled_submission_is_held(between: Relay, file: Path) -> None:
    """A submission that is cancelled after it was sent is held."""

    async def scenario() -> list[Call]:
        async with AsyncEvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as client:
            under_way = asyncio.Event()
            loop = asyncio.get_running_loop()
            between.arrived = lambda: loop.call_soon_threadsafe(under_way.set)
            between.made = _slow
            submission = asyncio.create_task(client.images.submit(**GPT))
            await under_way.wait()
            submission.cancel()
            with pytest.raises(asyncio.CancelledError):
                await submission
            return list(client.journal.calls())

    (call,) = asyncio.run(scenario())
    assert call.state is State.HELD
    assert "CancelledError" in (call.error_message or "")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("error", [UnsendableError("odd name"), RuntimeError("odd")])
def test_error_before_first_byte(
    mode: Mode, error: Exception, between: Relay, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error before the first byte is sent leaves nothing held."""

    def refuse(*_: object) -> None:
        raise error

    for module in ("blocking", "asyncio_"):
        monkeypatch.setattr(f"evolink._http.{module}.connect", refuse)
    with client_of(mode, api_key=SECRET, base_url=between.base_url, journal=address) as go:
        with pytest.raises((ConfigurationError, RuntimeError), match="odd"):
            go(lambda client: client.images.submit(**GPT))
        assert go(lambda client: list(client.journal.calls())) == []
    assert between.seen == 0


def test_cancelled_while_connecting(file: Path) -> None:
    """A submission that is cancelled while it connects is deleted."""

    async def scenario() -> list[Call]:
        reached = asyncio.Event()

        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reached.set()
            await reader.read()  # until the client hangs up
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server, AsyncEvoLink(api_key=SECRET, base_url=url, journal=file) as client:
            submission = asyncio.create_task(client.images.submit(**GPT))
            await reached.wait()
            submission.cancel()
            with pytest.raises(asyncio.CancelledError):
                await submission
            return list(client.journal.calls())

    assert asyncio.run(scenario()) == []


def test_interrupted_before_noting_answer(between: Relay, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that is interrupted between its answer and the note of it is held."""
    with Journal(file) as journal:
        note = journal.record.note

        def interrupted(fact: Fact[Any]) -> Future[Any]:
            if isinstance(fact, Answered):
                raise KeyboardInterrupt
            return note(fact)

        monkeypatch.setattr(journal.record, "note", interrupted)
        with (
            EvoLink(api_key=SECRET, base_url=between.base_url, journal=journal) as client,
            pytest.raises(KeyboardInterrupt),
        ):
            client.images.submit(**GPT)
        (call,) = journal.calls()
    assert (call.state, between.seen) == (State.HELD, 1), "a task was made, and no caller has it"


def test_cancelled_while_waiting_for_slot(mock: MockServer, file: Path) -> None:
    """A submission that is cancelled while it waits for its turn is deleted."""
    mock.world.script(SECRET, "code=429, retry-after=25", on="createImageGeneration")

    async def scenario() -> list[Call]:
        async with AsyncEvoLink(api_key=SECRET, base_url=mock.base_url, journal=file) as client:
            refused = asyncio.create_task(client.images.submit(**GPT))
            while not mock.request_log.copy():
                await asyncio.to_thread(_slow)
            await asyncio.to_thread(_slow)
            waiting = asyncio.create_task(client.images.submit(**GPT))
            while sum(1 for _ in client.journal.calls(State.INTENT)) < 2:
                await asyncio.to_thread(_slow)
            for each in (refused, waiting):
                each.cancel()
            await asyncio.gather(refused, waiting, return_exceptions=True)
            return list(client.journal.calls())

    assert asyncio.run(scenario()) == []
    assert len(mock.request_log) == 1


def test_cancelled_crowd(between: Relay, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When many submissions are cancelled, only those being sent are held."""
    monkeypatch.setattr("evolink._http.base_port.MAX_CONCURRENT", 5)
    no_answer = threading.Event()
    between.arrived = lambda: no_answer.wait(10)

    async def scenario() -> list[Call]:
        async with AsyncEvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as client:
            crowd = [asyncio.create_task(client.images.submit(**GPT)) for _ in range(20)]
            while between.seen < 5:
                await asyncio.to_thread(_slow)
            for each in crowd:
                each.cancel()
            await asyncio.gather(*crowd, return_exceptions=True)
            return list(client.journal.calls())

    try:
        calls = asyncio.run(scenario())
    finally:
        no_answer.set()
    assert [call.state for call in calls] == [State.HELD] * 5
    assert between.seen == 5


@pytest.mark.parametrize("replaced", [False, True])
def test_deleted_journal_stops_sending(
    between: Relay, file: Path, caplog: pytest.LogCaptureFixture, *, replaced: bool
) -> None:
    """After the journal's file is deleted, nothing is sent, and what was paid is logged."""
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as client:

        def take_away() -> None:
            file.rename(file.with_name("elsewhere"))
            if replaced:
                file.touch()

        between.made = take_away
        task = client.images.submit(**GPT)
        assert f"can't record this: task {task.id} was created under" in caplog.text
        with pytest.raises(JournalFailed, match="deleted or replaced"):
            client.images.submit(**GPT)
    assert between.seen == 1


def _slow() -> None:
    threading.Event().wait(0.3)
