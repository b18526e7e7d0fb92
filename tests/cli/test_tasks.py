"""`evolink task`, `wait` and `save`: tasks by their ids, whichever process made them."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Evolink, Service
from tests.cli.running import stable


def made(evolink: Evolink, *more: str, model: str = "nano-banana-beta") -> str:
    return evolink("generate", "a cat", "--model", model, "--no-wait", *more).out.strip()


def test_a_task_is_shown_as_it_stands(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    service.script("story=stuck")
    ran = evolink("task", made(evolink))
    assert re.sub("(pending|processing), \\d+ %", "AT WORK", stable(ran.out)) == snapshot
    assert (ran.status, ran.err) == (0, "")


def test_a_completed_task_shows_its_links_and_their_end(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    task = made(evolink, "--n", "2", model="gpt-4o-image")
    evolink("wait", task)
    assert str(evolink("task", task)) == snapshot


def test_a_failed_task_can_be_looked_at(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    service.script("story=content_policy_violation")
    task = made(evolink)
    assert evolink("wait", task).status == 1
    assert str(evolink("task", task)) == snapshot


def test_a_wait_gives_links(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    assert str(evolink("wait", made(evolink))) == snapshot


def test_a_wait_saves(evolink: Evolink) -> None:
    task = made(evolink, "--n", "2", model="gpt-4o-image")
    ran = evolink("wait", task, "-o", "cat.png")
    assert ran.out == "cat-1.png\ncat-2.png\n"
    assert all(Path(name).is_file() for name in ran.out.split())


def test_a_wait_for_many_gives_each_and_tells_of_those_that_fail(evolink: Evolink, service: Service) -> None:
    service.script("story=service_error")
    failed, *good = [made(evolink) for _ in range(4)]
    ran = evolink("wait", failed, *good, "task-unified-1700000000-unknown0", "-o", "all/")
    assert ran.status == 1
    assert {Path(line) for line in ran.out.splitlines()} == {Path("all", f"{task}-1.png") for task in good}
    assert f"task {failed} failed" in ran.err
    assert "task task-unified-1700000000-unknown0: there is nothing here" in ran.err


def test_one_id_given_twice_is_one_task(evolink: Evolink) -> None:
    task = made(evolink)
    assert len(evolink("wait", task, task).out.splitlines()) == 1


def test_many_that_end_alike_have_that_exit_status(evolink: Evolink) -> None:
    assert evolink("wait", "task-unified-1-aaaaaaaa", "task-unified-1-bbbbbbbb").status == 3


def test_what_a_wait_tells_to_do_works(evolink: Evolink, service: Service) -> None:
    service.script("story=slow")
    stopped = evolink("generate", "a cat", "--model", "nano-banana-beta", "-o", "my cat.png", "--timeout", "0.1")
    command = stopped.err.splitlines()[-1].strip()
    assert command.startswith("evolink wait task-unified-")
    ran = evolink(*command.replace("'my cat.png'", "my_cat.png").split()[1:])
    assert ran.out == "my_cat.png\n"


@pytest.mark.parametrize(("target", "stem"), [("cat.png", "cat"), ("cats/", "cats/{task}")])
def test_saving_again_after_half_a_save_is_not_in_its_own_way(
    evolink: Evolink, service: Service, target: str, stem: str
) -> None:
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


def test_a_completed_task_is_saved_as_often_as_one_likes(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    task = made(evolink)
    evolink("wait", task)
    assert evolink("save", task, "-o", "one.png").out == "one.png\n"
    assert evolink("save", task, "-o", "two.png").out == "two.png\n"
    assert str(evolink("save", task, "-o", "two.png")) == snapshot


def test_a_running_task_is_not_saved(evolink: Evolink, service: Service, snapshot: SnapshotAssertion) -> None:
    service.script("story=stuck")
    assert str(evolink("save", made(evolink))) == snapshot
