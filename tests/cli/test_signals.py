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
def test_a_stopped_wait_tells_the_task(shell: Shell, service: Service, number: int, status: int) -> None:
    service.script("story=stuck")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image", "-o", "cat.png")
    assert process.stderr
    task = process.stderr.readline().split()[-1]
    until_by(process, lambda: bool(service.requests("GET")))
    process.send_signal(number)
    ran = ended(process)
    assert ran.status == status
    assert ran.err.endswith(f"  to resume:\n    evolink wait {task} -o cat.png\n")
    assert ran.out == ""


def test_a_stopped_wait_for_many_tells_each(shell: Shell, evolink: Evolink, service: Service) -> None:
    service.script("story=stuck", "story=stuck")
    tasks = [evolink("generate", "x", "--model", "gpt-4o-image", "--no-wait").out.strip() for _ in range(2)]
    process = shell.start("wait", *tasks)
    until_by(process, lambda: len(service.requests("GET")) > 2)
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 130
    assert all(f"    evolink wait {task}\n" in ran.err for task in tasks)


def test_a_stopped_submission_tells_its_key(shell: Shell, service: Service) -> None:
    service.script("fault=hang")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image")
    until_by(process, lambda: bool(service.requests("POST")))
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 130
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert "a task may have been created and charged" in ran.err
    assert f"--idempotency-key {key}" in ran.err


def test_json_is_whole_after_ctrl_c(shell: Shell, service: Service) -> None:
    service.script("story=stuck")
    process = shell.start("generate", "a cat", "--model", "gpt-4o-image", "--json")
    until_by(process, lambda: bool(service.requests("GET")))
    process.send_signal(signal.SIGINT)
    assert '"exit_code": 130' in ended(process).out


def _left_by_its_reader(command: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    script = f'{{ {command}; echo "status $?" >&2; }} | true'
    return subprocess.run(["/bin/bash", "-c", script], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", ["models", "models --json", "version", "generate --help"])
def test_a_reader_who_leaves_is_met_quietly(shell: Shell, arguments: str) -> None:
    # The reader is gone before there is anything to read: starting Python takes longer than `true`.
    ran = _left_by_its_reader(f"{sys.executable} -m evolink.cli {arguments}", {**shell.environment})
    assert ran.stderr == "status 141\n"


def test_a_reader_who_leaves_does_not_take_the_task_along(shell: Shell, tmp_path: Path) -> None:
    command = " ".join([*COMMAND, "generate", "cat", "--model", "nano-banana-beta", "-o", "cat.png"])
    ran = _left_by_its_reader(command, {**shell.environment})
    assert ran.stderr.endswith("status 141\n")
    assert (tmp_path / "cat.png").exists()
