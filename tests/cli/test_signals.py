"""Ctrl-C, SIGTERM, SIGHUP and a reader who leaves: the exit status says it, and no task is lost. Real processes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Evolink, Service
from tests.cli.running import COMMAND, Shell, ended
from tests.waiting import until_by

STOPS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)]


@pytest.mark.parametrize(("number", "status"), STOPS)
def test_interrupted_wait(shell: Shell, service: Service, number: int, status: int) -> None:
    """An interrupted wait prints the command that resumes the task."""
    service.script("story=stuck")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image", "-o", "cat.png")
    assert process.stderr
    _cost, task = process.stderr.readline(), process.stderr.readline().split()[-1]
    until_by(process, lambda: bool(service.requests("GET")))
    process.send_signal(number)
    ran = ended(process)
    assert ran.status == status
    assert ran.err.endswith(f"  to resume:\n    evolink wait {task} -o cat.png\n")
    assert ran.out == ""


def test_interrupted_wait_for_many(shell: Shell, evolink: Evolink, service: Service) -> None:
    """An interrupted wait for many tasks prints a command for each."""
    service.script("story=stuck", "story=stuck")
    tasks = [evolink("generate", "x", "--model", "gpt-4o-image", "--no-wait").out.strip() for _ in range(2)]
    process = shell.start("wait", *tasks)
    until_by(process, lambda: len(service.requests("GET")) > 2)
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 130
    assert all(f"    evolink wait {task}\n" in ran.err for task in tasks)


def test_interrupted_submission(shell: Shell, service: Service) -> None:
    """An interrupted submission prints its idempotency key."""
    service.script("fault=hang")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image")
    until_by(process, lambda: bool(service.requests("POST")))
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 130
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert "a task may have been created and charged" in ran.err
    assert f"--idempotency-key {key}" in ran.err


def test_json_after_ctrl_c(shell: Shell, service: Service) -> None:
    """After Ctrl-C, the JSON is complete."""
    service.script("story=stuck")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image", "--json")
    until_by(process, lambda: bool(service.requests("GET")))
    process.send_signal(signal.SIGINT)
    assert '"exit_code": 130' in ended(process).out


def _left_by_its_reader(command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    script = f'{{ {command}; echo "status $?" >&2; }} | true'
    return subprocess.run(["/bin/bash", "-c", script], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", ["models", "models --json", "version", "generate --help"])
def test_closed_pipe(shell: Shell, arguments: str) -> None:
    # The reader is gone before there is anything to read: starting Python takes longer than `true`.
    """A closed pipe causes no message."""
    ran = _left_by_its_reader(f"{sys.executable} -m evolink.cli {arguments}", {**shell.environment})
    assert ran.stderr == "status 141\n"


def test_closed_pipe_keeps_task(shell: Shell, tmp_path: Path) -> None:
    """After a closed pipe, the images are still saved."""
    command = " ".join([*COMMAND, "generate", "cat", "--model", "nano-banana-beta", "-o", "cat.png"])
    ran = _left_by_its_reader(command, {**shell.environment})
    assert ran.stderr.endswith("status 141\n")
    assert (tmp_path / "cat.png").exists()
