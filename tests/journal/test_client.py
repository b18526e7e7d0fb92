"""Sync and async clients with a journal, against the mock."""

import asyncio
import hashlib
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink._task import retry
from evolink._task.record import Planned
from evolink.errors import (
    ConfigurationError,
    ConnectionFailed,
    InsufficientCredits,
    JournalFailed,
    KeyTaken,
    LinkExpired,
    SubmissionUncertain,
    TaskFailed,
    TaskTimeout,
    WouldOverwrite,
)
from evolink.journal import Call, Journal, State
from evolink_mock import MockServer
from tests.clients import MODES, Go, Mode, client_of
from tests.journal._relay import LostError, Relay
from tests.journal._scenarios import GPT, KEY
from tests.journal.conftest import SECRET


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite"


@pytest.fixture
def go(mode: Mode, between: Relay, file: Path) -> Iterator[Go]:
    with client_of(mode, api_key=SECRET, base_url=between.base_url, journal=file) as client:
        yield client


def calls(go: Go) -> list[Call]:
    found: list[Call] = go(lambda client: list(client.journal.calls()))
    return found


def submit(go: Go, **more: Any) -> Any:
    return go(lambda client: client.images.submit(**GPT, **more))


def posts(mock: MockServer) -> int:
    return sum("idempotency-key" in exchange.request.headers for exchange in mock.request_log)


def test_call_noted_from_intent_to_file(go: Go, tmp_path: Path) -> None:
    """A call is noted from its intent to its saved file."""
    images = go(lambda client: client.images.generate(**GPT, n=2))
    paths = go(lambda _: images.save(tmp_path))
    (call,) = calls(go)
    assert (call.state, call.request, call.task_id is None) == (State.COMPLETED, {**GPT, "n": 2}, False)
    assert [result.path for result in call.results] == paths
    for result, path in zip(call.results, paths, strict=True):
        content = path.read_bytes()
        assert (result.size, result.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert result.saved_at is not None
        assert result.expires_at is not None
    assert call.credits_reserved is not None


def test_intent_on_disk_before_sending(go: Go, between: Relay, file: Path) -> None:
    """The intent is on disk before the request is sent."""
    read: list[Any] = []

    def look() -> None:
        with sqlite3.connect(file) as connection:
            read.extend(connection.execute("SELECT state, task_id FROM calls").fetchall())
        connection.close()

    between.arrived = look
    submit(go)
    assert read == [("intent", None)]


def test_journal_contains_no_api_key(go: Go, tmp_path: Path, file: Path) -> None:
    """The API key appears nowhere in the journal."""
    images = go(lambda client: client.images.generate(**GPT))
    go(lambda _: images.save(tmp_path))
    assert len(calls(go)) == 1
    for path in file.parent.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_refused_call_can_be_resent(go: Go, mock: MockServer) -> None:
    """A refusal is noted, and the request may be sent again."""
    mock.world.accounts[SECRET].granted = 0.0
    with pytest.raises(InsufficientCredits):
        submit(go, idempotency_key=KEY)
    assert [call.state for call in calls(go)] == [State.REFUSED]
    mock.world.accounts[SECRET].granted = 100.0
    submit(go, idempotency_key=KEY)
    assert [call.state for call in calls(go)] == [State.SUBMITTED]


def test_same_key_returns_same_task(go: Go, mock: MockServer) -> None:
    """The same key returns the same task without a request."""
    task = submit(go, idempotency_key=KEY)
    assert submit(go, idempotency_key=KEY).id == task.id
    with pytest.raises(KeyTaken):
        submit(go, idempotency_key=KEY, n=2)
    assert posts(mock) == 1


def test_shared_task_ends_both_calls(
    go: Go, mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A task that answers two calls ends both of them."""
    monkeypatch.setattr(mock.world, "new_task_id", lambda *_: "task-unified-1-same")

    def draw(place: str) -> None:
        images = go(lambda client: client.images.generate(**{**GPT, "prompt": place}))
        go(lambda _: images.save(tmp_path / place))

    draw("one")
    draw("two")
    assert [(call.state, call.task_id, call.unsaved) for call in calls(go)] == [
        (State.COMPLETED, "task-unified-1-same", ())
    ] * 2
    (line,) = caplog.messages
    assert all(call.key in line for call in calls(go))


def test_held_call_resent_on_request(go: Go, between: Relay, mock: MockServer) -> None:
    """A call without an answer is held, and is only sent again on request."""

    def lose() -> None:
        raise LostError

    between.made = lose
    with pytest.raises(SubmissionUncertain):
        submit(go, idempotency_key=KEY)
    with pytest.raises(SubmissionUncertain, match="resend_held"):
        submit(go, idempotency_key=KEY)
    (held,) = go(lambda client: client.resume())
    assert (held.call.state, held.task, type(held.error)) == (State.HELD, None, SubmissionUncertain)
    assert between.seen == 1
    between.made = lambda: None
    (sent,) = go(lambda client: client.resume(resend_held=True))
    assert sent.error is None
    assert sent.task.completed
    assert between.seen == 2
    assert len(mock.world.tasks) == 1
    assert [call.state for call in calls(go)] == [State.COMPLETED]


@pytest.mark.parametrize("answer", ["code=400", "code=401", "code=402", "code=429, retry-after=0", "unreached"])
def test_failed_resend_stays_held(
    go: Go, between: Relay, mock: MockServer, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """A held call stays held if sending it again fails."""

    def lose() -> None:
        raise LostError

    between.made = lose
    with pytest.raises(SubmissionUncertain):
        submit(go, idempotency_key=KEY)
    (held,) = calls(go)
    between.made = lambda: None
    if answer == "unreached":
        monkeypatch.setattr(retry, "_MOST_RESUBMISSIONS", 0)
        go(lambda client: unplug(client, monkeypatch))
    else:
        mock.world.script(SECRET, *[answer] * 5, on="createImageGeneration")
    (resumed,) = go(lambda client: client.resume(resend_held=True))
    assert isinstance(resumed.error, SubmissionUncertain)
    assert "stays held" in resumed.error.message
    assert resumed.error.sent_at == held.sent_at
    assert [(call.state, call.key) for call in calls(go)] == [(State.HELD, KEY)]


def unplug(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def send(*_: object) -> None:
        raise ConnectionFailed("could not connect", may_have_arrived=False)

    monkeypatch.setattr(client._flow.port, "send", send)


def test_full_disk_sends_nothing(go: Go, between: Relay, file: Path) -> None:
    """If the disk is full, nothing is sent."""
    assert calls(go) == []
    log = file.with_name(f"{file.name}-wal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        with pytest.raises(JournalFailed, match="could not be written"):
            submit(go)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert between.seen == 0
    submit(go)
    assert [call.state for call in calls(go)] == [State.SUBMITTED]


def test_disk_fills_after_sending(go: Go, between: Relay, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A disk that fills after the request was sent does not lose the task."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill() -> None:
        size = file.with_name(f"{file.name}-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    between.made = fill
    try:
        task = submit(go)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert f"task {task.id} was created" in caplog.text
    assert [call.task_id for call in calls(go)] == [task.id]


def test_many_waits_note_every_end(go: Go) -> None:
    """Waiting for many tasks notes the end of each."""
    tasks = [submit(go) for _ in range(20)]
    go(lambda client: client.tasks.wait_all(tasks))
    assert [call.state for call in calls(go)] == [State.COMPLETED] * 20


def test_failure_noted_with_code(go: Go, mock: MockServer) -> None:
    """A failed task is noted with its error code."""
    mock.world.script(SECRET, "story=content_policy_violation")
    task = submit(go)
    go(lambda client: client.tasks.wait_all([task]))
    assert [(call.state, call.error_code) for call in calls(go)] == [(State.FAILED, "content_policy_violation")]


def test_task_read_by_id_is_noted(go: Go, mock: MockServer) -> None:
    """The end of a task that was read by its ID is noted as well."""
    task = submit(go)
    mock.clock.advance(600)
    assert go(lambda client: client.tasks.get(task.id)).completed
    assert [call.state for call in calls(go)] == [State.COMPLETED]


def test_resume_waits_for_dead_process(go: Go, between: Relay, file: Path) -> None:
    """Resuming waits for the tasks of a dead process."""
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        task = dead.images.submit(**GPT)
    (resumed,) = go(lambda client: client.resume())
    assert (resumed.task.id, resumed.task.completed, resumed.error) == (task.id, True, None)
    assert go(lambda client: client.resume()) == []


def test_resume_returns_failed_task(go: Go, between: Relay, file: Path, mock: MockServer) -> None:
    """Resuming returns a task that failed meanwhile, with the reason."""
    mock.world.script(SECRET, "story=content_policy_violation")
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        dead.images.submit(**GPT)
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, TaskFailed)
    assert resumed.error.code == "content_policy_violation"


def test_resume_leaves_living_process(go: Go, between: Relay, file: Path) -> None:
    """Resuming continues this process's calls, and leaves those of a living one."""
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as living:
        living.images.submit(**GPT)
        mine = submit(go)
        assert [each.task.id for each in go(lambda client: client.resume())] == [mine.id]


def test_resume_finishes_download(go: Go, between: Relay, file: Path) -> None:
    """Resuming finishes an interrupted download at the path it was meant for."""
    place = file.parent / "cat"
    cut_off(between, file, place)
    (resumed,) = go(lambda client: client.resume())
    assert resumed.paths == (place.with_suffix(".png"),)
    (call,) = calls(go)
    assert call.results[0].sha256 == hashlib.sha256(resumed.paths[0].read_bytes()).hexdigest()
    assert go(lambda client: client.resume()) == []


def leave_waiting(between: Relay, file: Path, mock: MockServer, save_to: str) -> str:
    """Have a process begin to generate two images that are to be saved, and end before they are made."""
    with (
        EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead,
        pytest.raises(TaskTimeout) as stopped,
    ):
        dead.images.generate(**GPT, n=2, save_to=save_to, timeout=0.01)
    mock.clock.advance(600)
    assert stopped.value.task_id
    return stopped.value.task_id


@pytest.mark.parametrize("name", ["cats/", "cat.png"])
def test_resume_saves_where_wanted(name: str, go: Go, between: Relay, file: Path, mock: MockServer) -> None:
    """Resuming saves the results of a task where the call that waited for it was to save them."""
    task_id = leave_waiting(between, file, mock, f"{file.parent}/{name}")
    (resumed,) = go(lambda client: client.resume())
    assert resumed.error is None
    stems = [f"cats/{task_id}-{each}" for each in (1, 2)] if name == "cats/" else ["cat-1", "cat-2"]
    assert resumed.paths == tuple(file.parent / f"{stem}.png" for stem in stems)
    assert all(path.is_file() for path in resumed.paths)
    assert go(lambda client: client.resume()) == []


def test_resume_replaces_if_it_may(go: Go, between: Relay, file: Path, mock: MockServer) -> None:
    """Where another file stands, the others are saved, and that one is replaced only with `overwrite`."""
    leave_waiting(between, file, mock, f"{file.parent}/cat.png")
    (other := file.parent / "cat-1.png").write_bytes(b"something dear")
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, WouldOverwrite)
    assert (resumed.paths, other.read_bytes()) == ((file.parent / "cat-2.png",), b"something dear")
    (resumed,) = go(lambda client: client.resume(overwrite=True))
    assert (resumed.paths, resumed.error) == ((other,), None)
    assert other.read_bytes() != b"something dear"


def test_resume_adopts_identical_file(go: Go, between: Relay, file: Path) -> None:
    """A complete file whose saving was not noted is recognised as the same."""
    place = file.parent / "cat"
    content = cut_off(between, file, place)
    place.with_suffix(".png").write_bytes(content)
    (resumed,) = go(lambda client: client.resume())
    assert (resumed.paths, resumed.error) == ((place.with_suffix(".png"),), None)
    assert calls(go)[0].unsaved == ()


def test_unsaved_image_stops_no_other(go: Go, between: Relay, file: Path) -> None:
    """An image that can't be saved does not keep others from being saved."""
    taken, free = file.parent / "taken.png", file.parent / "free.png"
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        task = dead.images.submit(**GPT, n=2)
        task.wait()
        for position, place in enumerate((taken, free)):
            dead.journal.record.note(Planned(task.id, position, place, overwrite=False)).result()
    taken.write_bytes(b"something dear")
    (resumed,) = go(lambda client: client.resume())
    assert resumed.paths == (free,)
    assert isinstance(resumed.error, WouldOverwrite)


def test_foreign_file_not_replaced(go: Go, between: Relay, file: Path) -> None:
    """Resuming does not replace another file of the same name."""
    place = file.parent / "cat"
    cut_off(between, file, place)
    place.with_suffix(".png").write_bytes(b"something dear")
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, WouldOverwrite)
    assert place.with_suffix(".png").read_bytes() == b"something dear"
    assert len(calls(go)[0].unsaved) == 1


def test_resume_reports_expired_link(go: Go, between: Relay, file: Path, mock: MockServer) -> None:
    """Resuming reports a link that expired meanwhile."""
    cut_off(between, file, file.parent / "cat")
    mock.clock.advance(25 * 3600)
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, LinkExpired)


def test_client_without_journal(mode: Mode) -> None:
    """A client without a journal raises a clear error."""
    with client_of(mode, api_key=SECRET) as go, pytest.raises(ConfigurationError, match="journal="):
        go(lambda client: client.journal)


def test_given_journal_not_closed(mode: Mode, between: Relay, file: Path) -> None:
    """The client does not close a journal that it was given."""
    with Journal(file) as journal:
        for _ in range(2):
            with client_of(mode, api_key=SECRET, base_url=between.base_url, journal=journal) as go:
                submit(go)
        assert len(list(journal.calls())) == 2


def test_hundreds_of_submissions(mock: MockServer, file: Path) -> None:
    """Hundreds of submissions at once are all noted."""
    mock.world.accounts[SECRET].granted = 1e6

    async def scenario() -> int:
        async with AsyncEvoLink(api_key=SECRET, base_url=mock.base_url, journal=file) as client:
            await asyncio.gather(*(client.images.submit(**GPT) for _ in range(300)))
            return sum(1 for _ in client.journal.calls(State.SUBMITTED))

    assert asyncio.run(scenario()) == 300


def cut_off(between: Relay, file: Path, place: Path) -> bytes:
    """Leave a call as a process does that dies while it saves; give what it would have saved."""
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        task = dead.images.submit(**GPT)
        content = task.wait()[0].to_bytes()
        dead.journal.record.note(Planned(task.id, 0, place, overwrite=False)).result()
    return content


def test_new_task_not_known_yet(go: Go, mock: MockServer, between: Relay, file: Path, mode: Mode) -> None:
    """A new task that the service does not know yet is waited for and resumed."""
    mock.world.script(SECRET, "code=404", "code=404", on="getTaskDetail")
    assert go(lambda client: client.images.generate(**GPT)).urls
    task = submit(go)
    again = go(lambda client: client.tasks.get(task.id))
    assert again.id == task.id
    submit(go)
    mock.world.script(SECRET, "code=404", "code=404", on="getTaskDetail")
    with client_of(mode, api_key=SECRET, base_url=between.base_url, journal=file) as other:
        assert other(lambda client: client.resume()) == [], "they are at work in the first"
    resumed = go(lambda client: client.resume())
    assert [each.error for each in resumed] == [None, None]
    assert all(each.task.completed for each in resumed)
