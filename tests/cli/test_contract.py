"""`evolink contract`: its usage, and the exit status that a verdict becomes; tests/contract has the verdicts."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from evolink_suite import command
from evolink_suite.verdict import Failure, Outcome, Verdict
from tests.cli.conftest import Evolink, Service

FAILED = Failure("test_x", "access", "A title.", "", (), (), "wrong", ())
Judging = Callable[..., Verdict]


def verdict(outcome: Outcome, **fields: object) -> Verdict:
    found = Verdict("http://a.example", "1")
    found.counts["access"] = Counter({outcome: 3})
    for name, value in fields.items():
        setattr(found, name, value)
    return found


@pytest.mark.parametrize(
    ("found", "status", "words"),
    [
        (verdict(Outcome.PASSED), 0, ""),
        (verdict(Outcome.FAILED, failures=[FAILED]), 1, "3 of 3 checks failed"),
        (verdict(Outcome.NOT_JUDGED), 2, "nothing was judged"),
        (verdict(Outcome.PASSED, stopped="since 12:00"), 2, "stopped since 12:00"),
        (verdict(Outcome.PASSED, unfinished="no credits"), 2, "no credits"),
        (verdict(Outcome.FAILED, failures=[FAILED], stopped="since 12:00"), 1, "3 of 3 checks failed"),
        (verdict(Outcome.PASSED, interruption=KeyboardInterrupt()), 130, "interrupted"),
        (verdict(Outcome.FAILED, failures=[FAILED], interruption=KeyboardInterrupt()), 130, "interrupted"),
    ],
)
def test_status(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, found: Verdict, status: int, words: str) -> None:
    """The exit status is that of the verdict; one that was interrupted is printed and written all the same."""
    monkeypatch.setattr(command, "judge", lambda *_: found)
    ran = evolink("contract", "--report", "a.json", "--report", "a.md")
    assert (ran.status, words in ran.err) == (status, True)
    assert found.sentence in ran.out
    assert json.loads(Path("a.json").read_text())["sentence"] == found.sentence
    assert found.sentence in Path("a.md").read_text()


def test_json(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """--json prints what the report has."""
    monkeypatch.setattr(command, "judge", lambda *_: verdict(Outcome.PASSED))
    ran = evolink("contract", "--json")
    assert json.loads(ran.out)["data"]["contract"]["totals"]["passed"] == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--report", "a.pdf"), ".html, .json, .md"),
        (("--report", "nowhere/a.md"), "is not a folder"),
        (("--budget", "much"), "is not a number"),
        (("--base-url", "http://a.example/v1"), "leave out /v1: http://a.example"),
    ],
)
def test_usage(evolink: Evolink, service: Service, arguments: tuple[str, ...], words: str) -> None:
    """What can't be done is refused with status 2 before the server is asked."""
    ran = evolink("contract", *arguments)
    assert (ran.status, words in ran.err) == (2, True)
    assert service.requests() == []


def test_no_server(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has to be named: the service itself is never judged by accident."""
    monkeypatch.delenv("EVOLINK_BASE_URL")
    ran = evolink("contract")
    assert (ran.status, "Name the server with --base-url" in ran.err) == (2, True)


def test_no_key(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key comes from the environment."""
    monkeypatch.delenv("EVOLINK_API_KEY")
    ran = evolink("contract")
    assert (ran.status, "set EVOLINK_API_KEY" in ran.err) == (2, True)


def test_openapi(evolink: Evolink) -> None:
    """--openapi prints where the contract is."""
    place = evolink("contract", "--openapi").out.strip()
    assert json.loads(Path(place).read_text())["openapi"].startswith("3.1")
