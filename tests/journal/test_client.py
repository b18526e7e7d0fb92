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
    WouldOverwrite,
)
from evolink.journal import Call, Journal, State
from evolink_mock import MockServer, Story
from tests.clients import MODES, Go, Mode, client_of
from tests.journal._relay import LostError, Relay
from tests.journal._stories import GPT, KEY
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
    return sum(exchange.request.method == "POST" for exchange in mock.request_log)


def test_a_call_is_noted_from_its_intent_to_its_file(go: Go, tmp_path: Path) -> None:
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


def test_the_intent_is_on_the_disk_before_the_request_leaves(go: Go, between: Relay, file: Path) -> None:
    read: list[Any] = []

    def look() -> None:
        with sqlite3.connect(file) as connection:
            read.extend(connection.execute("SELECT state, task_id FROM calls").fetchall())
        connection.close()

    between.arrived = look
    submit(go)
    assert read == [("intent", None)]


def test_the_key_is_nowhere_in_the_journal(go: Go, tmp_path: Path, file: Path) -> None:
    images = go(lambda client: client.images.generate(**GPT))
    go(lambda _: images.save(tmp_path))
    assert len(calls(go)) == 1
    for path in file.parent.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_a_refusal_is_noted_and_may_be_sent_again(go: Go, mock: MockServer) -> None:
    mock.world.accounts[SECRET].granted = 0.0
    with pytest.raises(InsufficientCredits):
        submit(go, idempotency_key=KEY)
    assert [call.state for call in calls(go)] == [State.REFUSED]
    mock.world.accounts[SECRET].granted = 100.0
    submit(go, idempotency_key=KEY)
    assert [call.state for call in calls(go)] == [State.SUBMITTED]


def test_the_same_key_gives_the_same_task_without_a_request(go: Go, mock: MockServer) -> None:
    task = submit(go, idempotency_key=KEY)
    assert submit(go, idempotency_key=KEY).id == task.id
    with pytest.raises(KeyTaken):
        submit(go, idempotency_key=KEY, n=2)
    assert posts(mock) == 1


def test_a_task_that_answers_two_calls_ends_for_both(
    go: Go, mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
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


def test_a_lost_answer_is_held_and_sent_again_only_when_told_so(go: Go, between: Relay, mock: MockServer) -> None:
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
def test_a_failed_second_sending_leaves_the_call_held(
    go: Go, between: Relay, mock: MockServer, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
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


def test_on_a_full_disk_nothing_is_sent(go: Go, between: Relay, file: Path) -> None:
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


def test_a_disk_that_fills_after_the_request_went_out_does_not_cost_the_task(
    go: Go, between: Relay, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill() -> None:
        size = file.with_name(f"{file.name}-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    between.made = fill
    try:
        task = submit(go)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert f"task {task.id} was made" in caplog.text
    assert [call.task_id for call in calls(go)] == [task.id]


def test_many_waits_note_every_end(go: Go) -> None:
    tasks = [submit(go) for _ in range(20)]
    go(lambda client: client.tasks.wait_all(tasks))
    assert [call.state for call in calls(go)] == [State.COMPLETED] * 20


def test_a_failure_is_noted_with_its_code(go: Go, mock: MockServer) -> None:
    mock.world.accounts[SECRET].script.append(Story(failure="content_policy_violation"))
    task = submit(go)
    go(lambda client: client.tasks.wait_all([task]))
    assert [(call.state, call.error_code) for call in calls(go)] == [(State.FAILED, "content_policy_violation")]


def test_a_task_that_was_only_read_by_its_id_is_noted_too(go: Go, mock: MockServer) -> None:
    task = submit(go)
    mock.clock.advance(600)
    assert go(lambda client: client.tasks.get(task.id)).completed
    assert [call.state for call in calls(go)] == [State.COMPLETED]


def test_what_a_dead_process_left_is_waited_for(go: Go, between: Relay, file: Path) -> None:
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        task = dead.images.submit(**GPT)
    (resumed,) = go(lambda client: client.resume())
    assert (resumed.task.id, resumed.task.completed, resumed.error) == (task.id, True, None)
    assert go(lambda client: client.resume()) == []


def test_a_task_that_failed_meanwhile_comes_with_its_reason(
    go: Go, between: Relay, file: Path, mock: MockServer
) -> None:
    mock.world.accounts[SECRET].script.append(Story(failure="content_policy_violation"))
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        dead.images.submit(**GPT)
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, TaskFailed)
    assert resumed.error.code == "content_policy_violation"


def test_what_this_process_left_open_is_waited_for_and_what_a_living_one_did_is_not(
    go: Go, between: Relay, file: Path
) -> None:
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as living:
        living.images.submit(**GPT)
        mine = submit(go)
        assert [each.task.id for each in go(lambda client: client.resume())] == [mine.id]


def test_a_download_that_was_cut_off_is_finished_where_it_was_wanted(go: Go, between: Relay, file: Path) -> None:
    place = file.parent / "cat"
    cut_off(between, file, place)
    (resumed,) = go(lambda client: client.resume())
    assert resumed.paths == (place.with_suffix(".png"),)
    (call,) = calls(go)
    assert call.results[0].sha256 == hashlib.sha256(resumed.paths[0].read_bytes()).hexdigest()
    assert go(lambda client: client.resume()) == []


def test_a_file_that_was_whole_before_it_could_be_noted_is_found_to_be_the_same(
    go: Go, between: Relay, file: Path
) -> None:
    place = file.parent / "cat"
    content = cut_off(between, file, place)
    place.with_suffix(".png").write_bytes(content)
    (resumed,) = go(lambda client: client.resume())
    assert (resumed.paths, resumed.error) == ((place.with_suffix(".png"),), None)
    assert calls(go)[0].unsaved == ()


def test_a_picture_that_can_not_be_saved_keeps_no_other_from_it(go: Go, between: Relay, file: Path) -> None:
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


def test_another_s_file_of_that_name_is_left_alone(go: Go, between: Relay, file: Path) -> None:
    place = file.parent / "cat"
    cut_off(between, file, place)
    place.with_suffix(".png").write_bytes(b"something dear")
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, WouldOverwrite)
    assert place.with_suffix(".png").read_bytes() == b"something dear"
    assert len(calls(go)[0].unsaved) == 1


def test_a_link_that_died_meanwhile_is_told(go: Go, between: Relay, file: Path, mock: MockServer) -> None:
    cut_off(between, file, file.parent / "cat")
    mock.clock.advance(25 * 3600)
    (resumed,) = go(lambda client: client.resume())
    assert isinstance(resumed.error, LinkExpired)


def test_a_client_without_a_journal_says_so(mode: Mode) -> None:
    with client_of(mode, api_key=SECRET) as go, pytest.raises(ConfigurationError, match="journal="):
        go(lambda client: client.journal)


def test_a_journal_that_is_handed_in_is_its_owner_s_to_close(mode: Mode, between: Relay, file: Path) -> None:
    with Journal(file) as journal:
        for _ in range(2):
            with client_of(mode, api_key=SECRET, base_url=between.base_url, journal=journal) as go:
                submit(go)
        assert len(list(journal.calls())) == 2


def test_hundreds_of_submissions_at_once_are_all_noted(mock: MockServer, file: Path) -> None:
    mock.world.accounts[SECRET].granted = 1e6

    async def story() -> int:
        async with AsyncEvoLink(api_key=SECRET, base_url=mock.base_url, journal=file) as client:
            await asyncio.gather(*(client.images.submit(**GPT) for _ in range(300)))
            return sum(1 for _ in client.journal.calls(State.SUBMITTED))

    assert asyncio.run(story()) == 300


def cut_off(between: Relay, file: Path, place: Path) -> bytes:
    """Leave a call as a process does that dies while it saves; give what it would have saved."""
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=file) as dead:
        task = dead.images.submit(**GPT)
        content = task.wait()[0].to_bytes()
        dead.journal.record.note(Planned(task.id, 0, place, overwrite=False)).result()
    return content


def test_a_new_task_that_the_service_does_not_know_yet_is_waited_for_and_resumed(
    go: Go, mock: MockServer, between: Relay, file: Path, mode: Mode
) -> None:
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
