"""Streams that are closed or full: each command ends with its documented status, and nothing that was paid is lost."""

import io
import shlex
import subprocess
from pathlib import Path

import pytest

from evolink.cli._report import Report
from evolink.journal import Journal, State
from tests.cli.conftest import Service
from tests.cli.running import COMMAND, Ran, Shell

DRAW = ("generate", "a cat", "-m", "gpt-4o-image", "-o", "cat.png")
CLOSED = ("2>&-", ">&-", "<&- >&- 2>&-")
PIP = 'install it with: pip install "evolink[contract]"'
FULL = ("2>/dev/full", ">/dev/full")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite"


def led(shell: Shell, journal: Path, *arguments: str, to: str) -> Ran:
    """Run a command whose streams the shell leads somewhere."""
    script = f"{shlex.join([*COMMAND, *arguments])} {to}"
    environment = {**shell.environment, "EVOLINK_JOURNAL": str(journal), "PYTHONUNBUFFERED": ""}
    ran = subprocess.run(["/bin/sh", "-c", script], env=environment, capture_output=True, text=True, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def the_task(journal: Path) -> str:
    with Journal(journal) as opened:
        (call,) = opened.calls()
    assert call.state in {State.COMPLETED, State.SUBMITTED, State.FAILED}
    assert call.task_id
    return call.task_id


@pytest.mark.parametrize("to", [*CLOSED, *FULL])
def test_generate_with_broken_streams(shell: Shell, service: Service, journal: Path, to: str) -> None:
    """With broken streams, an image is paid for once, recorded and saved."""
    ran = led(shell, journal, *DRAW, to=to)
    assert ran.status == (1 if ">/dev/full" in to.split() else 0)
    assert Path("cat.png").read_bytes().startswith(b"\x89PNG")
    task = the_task(journal)
    assert len(service.requests("POST")) == 1
    assert "Traceback" not in ran.err
    assert (task in ran.err) is not ("2>" in to)
    assert ("cat.png" in ran.out) is (">" not in to.replace("2>", "").replace("/dev", ""))


def test_image_for_closed_stdout(shell: Shell, service: Service, journal: Path) -> None:
    """An image for a closed stdout is not paid for."""
    ran = led(shell, journal, *DRAW[:-1], "-", to=">&-")
    assert (ran.status, service.requests("POST")) == (2, [])
    assert "stdout is closed" in ran.err


def test_image_for_full_stdout(shell: Shell, journal: Path) -> None:
    """An image that a full stdout does not take can be saved again."""
    ran = led(shell, journal, *DRAW[:-1], "-", to=">/dev/full")
    assert ran.status == 1
    assert f"evolink wait {the_task(journal)} -o -" in ran.err


@pytest.mark.parametrize("to", [">&-", "2>&-", ">/dev/full", "2>/dev/full"])
def test_id_with_broken_streams(shell: Shell, service: Service, journal: Path, to: str) -> None:
    """The ID of a running task is printed to the stream that works."""
    service.script("story=stuck")
    waiting = ["--timeout", "0.1"] if "2>" in to else ["--no-wait"]
    ran = led(shell, journal, *DRAW, *waiting, to=to)
    assert ran.status == (1 if waiting[0] == "--timeout" or "full" in to else 0)
    assert the_task(journal) in ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "to"),
    [
        *(
            (each, ">/dev/full")
            for each in ("--help", "generate --help", "version --json", "models", "credits", "tasks --json")
        ),
        *((each, "2>&- >&-") for each in ("--help", "version --json", "tasks", "completion bash")),
    ],
)
def test_full_stdout(shell: Shell, journal: Path, arguments: str, to: str) -> None:
    """Each command reports a full stdout."""
    ran = led(shell, journal, *arguments.split(), to=to)
    assert "Traceback" not in ran.err
    assert ran.status == (1 if "full" in to else 0)
    if "full" in to:
        assert "No space left on device" in ran.err


@pytest.mark.parametrize(
    ("arguments", "status", "to"),
    [
        ("generate x -m no-such-model", 3, "2>/dev/full"),
        ("generate -m gpt-4o-image", 3, "<&- 2>&-"),
        ("task task-unified-0-none", 3, ">&- 2>/dev/full"),
        ("nonsense", 2, "2>&-"),
        ("batch run none.csv", 2, "2>/dev/full"),
        ("resume", 0, "2>&-"),
    ],
)
def test_error_without_streams(shell: Shell, journal: Path, arguments: str, status: int, to: str) -> None:
    """An error keeps its exit status if both streams are closed."""
    ran = led(shell, journal, *arguments.split(), to=to)
    assert (ran.status, ran.err) == (status, "")
    assert "Traceback" not in ran.out


@pytest.mark.parametrize("to", ["2>&-", ">&- <&-", ">/dev/full", "2>/dev/full"])
def test_batch_with_broken_streams(shell: Shell, service: Service, journal: Path, tmp_path: Path, to: str) -> None:
    """A batch is completed with broken streams."""
    Path("rows.csv").write_text("prompt\na\nb\n", encoding="utf-8")
    command = ("batch", "run", "rows.csv", "-m", "gpt-4o-image", "-o", "out")
    ran = led(shell, journal, *command, to=to)
    assert "Traceback" not in ran.err
    assert sum("idempotency-key" in each.request.headers for each in service.requests("POST")) == 2
    assert len(list((tmp_path / "out").glob("*.png"))) == 2
    assert ran.status == (1 if to == ">/dev/full" else 0)


def test_messages_in_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal breaks messages between words, and no command that is to be copied."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", "30")
    report = Report(as_json=False)
    for text in (
        "already generated by task one, 6 s ago",
        "a mock:\n",
        "to wait for it: evolink wait task-1 -o .",
        PIP,
    ):
        report.print_message(text)
    assert screen.getvalue().splitlines() == [
        "already generated by task one,",
        "    6 s ago",
        "a mock:",
        "",
        "to wait for it: evolink wait task-1 -o .",
        PIP,
    ]
