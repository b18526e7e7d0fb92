"""Every exit status, reached as people reach it; snapshots keep the messages."""

import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink.cli._target import Target
from tests.cli.conftest import Evolink, Service
from tests.cli.running import Shell, ended, environment

DRAW = ("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat.png")
UNKNOWN = "task-unified-1700000000-abcdefgh"

BY_OUTCOME = [
    (["story=slow"], 0),
    (["story=content_policy_violation"], 1),
    (["story=service_error"], 1),
    (["story=cancelled"], 1),
    (["code=429, retry-after=0"] * 5, 1),
    (["code=400"], 3),
    (["code=401"], 4),
    (["code=402"], 4),
    (["code=403"], 4),
    (["code=500"], 5),
    (["fault=drop"], 5),
    (["fault=truncate"], 5),
    (["fault=html-502"], 5),
]


@pytest.mark.parametrize(("outcome", "status"), BY_OUTCOME, ids=str)
def test_status_by_response(
    evolink: Evolink, service: Service, snapshot: SnapshotAssertion, outcome: list[str], status: int
) -> None:
    """The response of the service decides the exit status."""
    service.script(*outcome)
    ran = evolink(*DRAW)
    assert ran.status == status
    assert str(ran) == snapshot
    assert Path("cat.png").exists() == (status == 0)


@pytest.mark.parametrize("status", [404, 429])
def test_foreign_response(
    evolink: Evolink, answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """A response in another format does not say that nothing was charged."""
    monkeypatch.setenv("EVOLINK_BASE_URL", answering(status))
    assert evolink(*DRAW).status == 5


def test_no_task_id(evolink: Evolink, service: Service) -> None:
    """What can't be the ID of a task is answered by what one looks like, not by a formula."""
    ran = evolink("task", "7")
    assert ran.status == 3
    assert "must be text that begins with task-unified-, not '7'" in ran.err
    assert "  a task ID looks like task-unified-1769000000-k3v9x2ab\n" in ran.err
    assert not service.requests("POST")


def test_timeout_keeps_task(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """After a timeout, the message has the command that resumes the task."""
    service.script("story=stuck")
    ran = evolink(*DRAW, "--timeout", "0.3")
    assert ran.status == 1
    assert str(ran) == snapshot


def test_unsaved_image(
    evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    """An image that can't be saved, as another file got its name meanwhile, is not lost."""
    save = Target.save

    def save_late(self: Target, *results: Any, **how: Any) -> Iterator[Path]:
        Path("cat.webp").write_text("precious")
        return save(self, *results, **how)

    service.script("format=webp")
    monkeypatch.setattr(Target, "save", save_late)
    ran = evolink(*DRAW)
    assert ran.status == 1
    assert str(ran) == snapshot
    assert Path("cat.webp").read_text() == "precious"


def test_expired_link(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """An expired link is reported."""
    task = evolink(*DRAW, "--no-wait").out.strip()
    service.mock.clock.advance(3 * 86400)
    ran = evolink("save", task)
    assert ran.status == 1
    assert str(ran) == snapshot


@pytest.fixture(scope="module", autouse=True)
def reaching_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """Begin, with the first test here, what takes seconds: the client tries a closed door five times."""
    with socket.socket() as taken:  # bound and not listening: nothing answers there
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        shell = Shell(environment(EVOLINK_BASE_URL=address, EVOLINK_API_KEY="k"))
        yield shell.start(*DRAW[:-1], str(tmp_path_factory.mktemp("unreached") / "cat.png"))
        shell.close()


def test_unreachable_service(reaching_out: subprocess.Popen[str], snapshot: SnapshotAssertion) -> None:
    """A service that can't be reached is reported."""
    ran = ended(reaching_out)
    assert ran.status == 1
    assert str(ran) == snapshot


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["models"], 0),
        (["--help"], 0),
        ([], 0),
        (["--nonsense"], 2),
        (["nonsense"], 2),
        (["models", "nonsense"], 2),
        (["generate", "x", "--model", "gpt-4o-image", "--n", "two"], 2),
        (["wait"], 2),
        (["wait", UNKNOWN, "other", "-o", "one.png"], 2),
        (["task", UNKNOWN], 3),
        (["wait", UNKNOWN], 3),
        (["save", UNKNOWN], 3),
        (["generate", "x" * 100_000, "--model", "gpt-4o-image"], 3),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else str(value),
)
def test_status_by_arguments(evolink: Evolink, snapshot: SnapshotAssertion, arguments: list[str], status: int) -> None:
    """The arguments decide the exit status."""
    ran = evolink(*arguments)
    assert ran.status == status
    assert status == 0 or str(ran) == snapshot


@pytest.mark.parametrize(
    ("variable", "status"),
    [
        ("EVOLINK_API_KEY=", 4),
        ("EVOLINK_API_KEY=two words", 4),
        ("EVOLINK_API_KEY=sk-of-somebody-else", 4),
        ("EVOLINK_BASE_URL=http://example.com", 2),
        ("EVOLINK_BASE_URL=https://example.com/v1", 2),
    ],
)
def test_status_by_environment(
    evolink: Evolink,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    status: int,
) -> None:
    """The environment decides the exit status."""
    monkeypatch.setenv(*variable.split("=", 1))
    for arguments in (DRAW, ("credits",)):
        ran = evolink(*arguments)
        assert ran.status == status
        assert str(ran) == snapshot


def test_key_without_quota(evolink: Evolink, answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A key without quota is distinguished from an account without credits."""
    details = {
        "code": "key_quota_exhausted",
        "message": "no",
        "limit_scope": "key",
        "action_url": "https://example.com/keys",
    }
    monkeypatch.setenv("EVOLINK_BASE_URL", answering(402, json.dumps({"error": details}).encode()))
    ran = evolink(*DRAW)
    assert ran.status == 4
    assert "used up its own quota: no; limit of: key; see: https://example.com/keys" in ran.err
    assert "raise the quota of the key" in ran.err
    assert "too few credits" not in ran.err
    (error,) = json.loads(evolink(*DRAW, "--json").out)["errors"]
    assert (error["kind"], error["limit_scope"], error["param"]) == ("KeyQuotaExhausted", "key", None)
