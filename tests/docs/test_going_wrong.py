"""The page about what can go wrong: every error and exit status is on it, and costs what it says."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evolink import EvoLink, callbacks, errors
from evolink._http.blocking import BlockingPort
from evolink.batch._folder.results import INVALID, UNSAVED
from evolink.cli import main
from evolink.cli._exit_codes import ExitCode
from evolink.errors import EvoLinkError
from evolink.journal import State
from evolink_mock import MockServer

from ._blocks import ROOT

PAGE = ROOT / "docs" / "guides" / "going-wrong.md"
CAT: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "a cat"}
GROUPS = {"EvoLinkError", "ApiError", "TaskError", "JournalError"}
"""Errors that are raised as one of their kinds only."""
Step = Callable[[], object]
Provoke = Callable[["Stand"], Step]


def rows(title: str) -> dict[str, list[str]]:
    """Return the rows of the table under a title, by what their first cell has as code."""
    section = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (text,) = (each for each in section if each.startswith(title))
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {name: cells for cells in lines for name in re.findall(r"`([^`]+)`", cells[0])}


def public() -> dict[str, type[EvoLinkError]]:
    found = vars(errors).items()
    return {name: each for name, each in found if isinstance(each, type) and issubclass(each, EvoLinkError)}


def test_errors_listed() -> None:
    """Every error of the library is in the table, and nothing else."""
    assert set(rows("Errors in Python")) == set(public()) - GROUPS


def test_exit_codes_listed() -> None:
    """Every exit status of the command line is in the table, and nothing else."""
    assert {int(name) for name in rows("Exit codes")} == {int(code) for code in ExitCode}


def test_states_listed() -> None:
    """Every state that a row of a batch can have at the end of a run is in the table."""
    passing = {State.INTENT, State.RESENT}
    assert set(rows("Batches")) == {*map(str, set(State) - passing), UNSAVED, INVALID}


@dataclass(frozen=True)
class Stand:
    """Where an error is provoked: a mock, a folder, and what closes the clients that are made."""

    server: MockServer
    folder: Path
    open: ExitStack

    def client(self, *stories: str, **options: Any) -> EvoLink:
        """Return a client of the mock, which has been told what happens to the next requests."""
        self.server.world.script(self.server.api_key, *stories)
        return self.open.enter_context(EvoLink(**options))

    def journaled(self, *stories: str) -> EvoLink:
        """The same, with a journal."""
        return self.client(*stories, journal=self.folder / "journal.sqlite")

    def batch(self, *rows: dict[str, Any], **options: Any) -> None:
        """Run a batch, and raise what ends it."""
        report = self.journaled().batch.run(rows, self.folder / "out", **options)
        if report.ended_by:
            raise report.ended_by


def submits(*stories: str, **options: Any) -> Provoke:
    return lambda stand: lambda: stand.client(*stories).images.submit(**CAT, **options)


def generates(*stories: str, **options: Any) -> Provoke:
    return lambda stand: lambda: stand.client(*stories).images.generate(**CAT, **options)


def budget_spent(stand: Stand) -> Step:
    stand.batch(CAT)
    return lambda: stand.batch(CAT, {**CAT, "prompt": "a dog"}, budget=2)


def key_taken(stand: Stand) -> Step:
    submit = stand.journaled().images.submit
    submit(**CAT, idempotency_key="a-key-that-is-taken")
    return lambda: submit(**{**CAT, "prompt": "a dog"}, idempotency_key="a-key-that-is-taken")


def tasks_not_listed(stand: Stand) -> Step:
    client = stand.journaled("fault=drop")
    with pytest.raises(errors.SubmissionUncertain):
        client.images.submit(**CAT)
    stand.server.world.without = frozenset({"listTasks"})
    return client.reconcile


def journal_busy(stand: Stand) -> Step:
    def rows() -> Iterator[dict[str, Any]]:
        stand.batch(CAT)
        yield CAT

    return lambda: stand.journaled().batch.run(rows(), stand.folder / "out")


def journal_failed(stand: Stand) -> Step:
    (stand.folder / "journal.sqlite").write_text("no database " * 1000, encoding="utf-8")
    return lambda: stand.journaled().images.submit(**CAT)


def unknown_run(stand: Stand) -> Step:
    stand.batch(CAT)
    (stand.folder / "out" / "evolink-run.jsonl").unlink()
    return lambda: stand.client(journal=stand.folder / "other.sqlite").batch.run([CAT], stand.folder / "out")


def results_missing(stand: Stand) -> Step:
    def late() -> object:
        client = stand.client("story=late-results")
        task = client.images.submit(**CAT)
        for _ in range(300):
            seen = client.tasks.get(task.id)
            if seen.completed:
                return seen.wait(timeout=0.1)
            stand.server.clock.advance(1)
        return None

    return late


def would_overwrite(stand: Stand) -> Step:
    (stand.folder / "cat.png").touch()
    return lambda: stand.client().images.generate(**CAT)[0].save(stand.folder / "cat")


def link_expired(stand: Stand) -> Step:
    def late() -> None:
        images = stand.client().images.generate(**CAT)
        stand.server.clock.advance(25 * 3600)
        images.save(stand.folder)

    return late


PROVOKED: dict[str, Provoke] = {
    "ConfigurationError": lambda stand: lambda: stand.client(api_key=""),
    "InvalidRequest": submits(size="5:4"),
    "InvalidManifest": lambda stand: lambda: stand.batch({**CAT, "size": "5:4"}),
    "BudgetSpent": budget_spent,
    "ConnectionFailed": lambda stand: lambda: stand.client(base_url="http://127.0.0.1:9").images.submit(**CAT),
    "SubmissionUncertain": submits("fault=drop"),
    "RequestRefused": submits("code=400"),
    "FileRefused": lambda stand: lambda: stand.client("code=40003").files.upload(stand.folder / "harbour.png"),
    "AuthenticationError": submits("code=401"),
    "InsufficientCredits": submits("code=402"),
    "PermissionDenied": submits("code=403"),
    "KeyQuotaExhausted": submits("code=key_quota_exhausted"),
    "NotFound": lambda stand: lambda: stand.client().tasks.get("task-unified-1700000000-missing1"),
    "TasksNotListed": tasks_not_listed,
    "RateLimited": submits("code=429, times=all"),
    "ServiceError": lambda stand: lambda: stand.client("code=500, times=all").credits(),
    "TaskFailed": generates("story=content_policy_violation"),
    "TaskTimeout": generates("story=stuck", timeout=0.05),
    "ResultsMissing": results_missing,
    "JournalFailed": journal_failed,
    "JournalBusy": journal_busy,
    "UnknownRun": unknown_run,
    "KeyTaken": key_taken,
    "NotSettled": lambda stand: lambda: stand.journaled().settle("a-key-that-nobody-knows", unpaid=True),
    "CallbackRefused": lambda stand: lambda: callbacks.verify(stand.client(), b"not a task"),
    "WouldOverwrite": would_overwrite,
    "LinkExpired": link_expired,
}
ELSEWHERE = {
    "Fenced": "tests/journal/test_noting.py",
    "SavingError": "tests/unit/test_download.py",
    "WrongFileType": "tests/unit/test_download.py",
}
"""Errors that need more than the mock, and the tests that raise them."""


def test_all_provoked() -> None:
    """Every error is tried here or in other tests."""
    assert set(PROVOKED) | set(ELSEWHERE) == set(public()) - GROUPS
    for name, place in ELSEWHERE.items():
        assert name in (ROOT / place).read_text(encoding="utf-8")


STILL = pytest.mark.evolink_mock(speed=0)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=STILL if name == "ResultsMissing" else ()) for name in PROVOKED]
)
def test_charged(name: str, evolink_mock_session: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error costs what the page says: nothing, perhaps a task, or a task."""
    if name in {"ConnectionFailed", "RateLimited", "ServiceError"}:  # which come after several attempts
        monkeypatch.setattr(BlockingPort, "pause", no_pause)
    shutil.copy(ROOT / "examples" / "harbour.png", tmp_path)
    account = evolink_mock_session.world.accounts[evolink_mock_session.api_key]
    with ExitStack() as clients:
        step = PROVOKED[name](Stand(evolink_mock_session, tmp_path, clients))
        before = account.used + account.reserved
        with pytest.raises(public()[name]) as raised:
            step()
    assert type(raised.value).__name__ == name
    (says,) = re.findall(r"^(no|perhaps|yes)\b", rows("Errors in Python")[name][1])
    assert says in ({"yes", "perhaps"} if account.used + account.reserved > before else {"no"})


@pytest.mark.parametrize("journal", [None, "journal.sqlite"])
def test_lost_response_settled(journal: str | None, evolink_mock_session: MockServer, tmp_path: Path) -> None:
    """The error of a lost response names what finds its task, with a journal and without: it is paid for once."""
    with ExitStack() as clients:
        stand = Stand(evolink_mock_session, tmp_path, clients)
        client = stand.client("fault=drop", journal=journal and tmp_path / journal)
        with pytest.raises(errors.SubmissionUncertain) as lost:
            client.images.submit(**CAT)
        key = lost.value.idempotency_key
        if "repeat the call with this idempotency_key" in str(lost.value):
            client.images.submit(**CAT, idempotency_key=key)
        else:
            client.reconcile()
        (found,) = evolink_mock_session.world.tasks
        assert ("client.reconcile()" in str(lost.value)) is (journal is not None)
        assert client.images.submit(**CAT, idempotency_key=key).id == found
        assert [found] == [*evolink_mock_session.world.tasks]


async def no_pause(*_: object) -> None:
    """Go on at once."""


CALLS: dict[int, tuple[str, ...]] = {
    0: ("generate", "a cat", "--model", "nano-banana-beta"),
    1: ("generate", "a cat", "--model", "nano-banana-beta", "story=service_error"),
    2: ("generate", "a cat", "--model", "nano-banana-beta", "--no-such-option"),
    3: ("generate", "a cat", "--model", "gpt-4o-image", "--n", "3"),
    4: ("generate", "a cat", "--model", "nano-banana-beta", "code=401"),
    5: ("generate", "a cat", "--model", "nano-banana-beta", "fault=drop"),
}


@pytest.mark.parametrize("status", CALLS)
def test_exit_codes(
    status: int, evolink_mock_session: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command ends with the status that the page explains; what is held names the command that settles it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))
    words = [word for word in CALLS[status] if not re.match(r"\w+=", word)]
    evolink_mock_session.world.script(evolink_mock_session.api_key, *(set(CALLS[status]) - set(words)))
    assert main(words) == status
