"""`evolink task`, `wait` and `save`: tasks by their ids, whichever process made them."""

import re
import shlex
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Evolink, Service
from tests.cli.running import stable


def made(evolink: Evolink, *more: str, model: str = "nano-banana-beta") -> str:
    return evolink("generate", "a cat", "--model", model, "--no-wait", *more).out.strip()


def test_task(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """`task` shows the status of a task."""
    service.script("story=stuck")
    ran = evolink("task", made(evolink))
    assert re.sub("(pending|processing), \\d+ %", "AT WORK", stable(ran.out)) == snapshot
    assert (ran.status, ran.err.startswith("to wait for it: evolink wait task-unified-")) == (0, True)


def test_completed_task(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """A completed task shows its links and their expiry."""
    task = made(evolink, "--n", "2", model="gpt-4o-image")
    evolink("wait", task)
    assert str(evolink("task", task)) == snapshot


def test_failed_task(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """A failed task shows its error."""
    service.script("story=content_policy_violation")
    task = made(evolink)
    assert evolink("wait", task).status == 1
    assert str(evolink("task", task)) == snapshot


def test_wait_for_links(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """`wait` prints the links."""
    assert str(evolink("wait", made(evolink))) == snapshot


def test_wait_and_save(evolink: Evolink) -> None:
    """With -o, `wait` saves the images."""
    task = made(evolink, "--n", "2", model="gpt-4o-image")
    ran = evolink("wait", task, "-o", "cat.png")
    assert ran.out == "cat-1.png\ncat-2.png\n"
    assert all(Path(name).is_file() for name in ran.out.split())


def test_wait_for_many(evolink: Evolink, service: Service) -> None:
    """`wait` prints the results of many tasks, and reports failures."""
    service.script("story=service_error")
    failed, *good = [made(evolink) for _ in range(4)]
    ran = evolink("wait", failed, *good, "task-unified-1700000000-unknown0", "-o", "all/")
    assert ran.status == 1
    assert {Path(line) for line in ran.out.splitlines()} == {Path("all", f"{task}-1.png") for task in good}
    assert f"task {failed} failed" in ran.err
    assert "task task-unified-1700000000-unknown0: not found" in ran.err


def test_duplicate_id(evolink: Evolink) -> None:
    """An ID that is given twice is one task."""
    task = made(evolink)
    assert len(evolink("wait", task, task).out.splitlines()) == 1


def test_common_exit_status(evolink: Evolink) -> None:
    """Several tasks with the same error have its exit status."""
    assert evolink("wait", "task-unified-1-aaaaaaaa", "task-unified-1-bbbbbbbb").status == 3


def test_suggested_command(evolink: Evolink, service: Service) -> None:
    """The command that `wait` suggests works."""
    service.script("story=slow")
    stopped = evolink("generate", "a cat", "--model", "nano-banana-beta", "-o", "my cat.png", "--timeout", "0.1")
    command = stopped.err.splitlines()[-1].strip()
    assert command.startswith("evolink wait task-unified-")
    ran = evolink(*shlex.split(command)[1:])
    assert ran.out == "my cat.png\n"


@pytest.mark.parametrize(("target", "stem"), [("cat.png", "cat"), ("cats/", "cats/{task}")])
def test_save_again(evolink: Evolink, service: Service, target: str, stem: str) -> None:
    """The suggested command also works if some files were saved."""
    task = made(evolink, "--n", "2", model="gpt-4o-image")
    evolink("wait", task)
    first, second = (f"{stem.format(task=task)}-{number}.png" for number in (1, 2))
    Path("cats").mkdir()
    Path(second).write_text("in the way")
    half = evolink("wait", task, "-o", target)
    assert (half.status, half.out) == (1, f"{first}\n")
    command = half.err.splitlines()[-1].split()
    assert evolink(*command[1:]).out == f"{first}\n{second}\n"
    assert len(service.requests("POST")) == 1


def test_save_repeatedly(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """A completed task can be saved repeatedly."""
    task = made(evolink)
    evolink("wait", task)
    assert evolink("save", task, "-o", "one.png").out == "one.png\n"
    assert evolink("save", task, "-o", "two.png").out == "two.png\n"
    assert str(evolink("save", task, "-o", "two.png")) == snapshot


def test_save_running_task(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    """A running task is not saved."""
    service.script("story=stuck")
    assert str(evolink("save", made(evolink))) == snapshot
