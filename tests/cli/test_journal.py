"""What the command line notes, and what it does about runs that were cut off."""

import json
import signal
import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from evolink.journal import Journal
from tests.cli.conftest import Evolink, Service
from tests.cli.running import Shell, ended

if TYPE_CHECKING:
    import subprocess

CAT = ("generate", "a cat", "--model", "gpt-4o-image", "-o", "pictures/")


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "state" / "journal.sqlite"
    monkeypatch.setenv("EVOLINK_JOURNAL", str(file))
    return file


@pytest.fixture
def noting(shell: Shell, journal: Path) -> Shell:
    return Shell({**shell.environment, "EVOLINK_JOURNAL": str(journal)}, shell.started)


def noted(evolink: Evolink, *arguments: str) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = json.loads(evolink("tasks", "--json", *arguments).out)["data"]["calls"]
    return calls


def killed(noting: Shell, service: Service, method: str) -> "subprocess.Popen[str]":
    """Start a run, and kill it when the service has had a request of the method."""
    process = noting.start(*CAT)
    while not service.requests(method):
        threading.Event().wait(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process


def test_a_run_is_noted_with_its_cost_and_its_files(evolink: Evolink, tmp_path: Path) -> None:
    path = evolink(*CAT).out.strip()
    (call,) = noted(evolink)
    assert (call["state"], call["request"]["prompt"], call["output"]) == ("completed", "a cat", f"{tmp_path}/pictures/")
    assert call["results"][0]["path"] == str(tmp_path / path)
    assert call["results"][0]["size"] == Path(path).stat().st_size
    listed = evolink("tasks").out
    assert call["task_id"] in listed
    assert f"{call['credits_reserved']:g}" in listed


def test_the_same_command_after_a_crash_finds_its_task_and_pays_once(
    evolink: Evolink, noting: Shell, service: Service
) -> None:
    service.script("story=stuck")
    killed(noting, service, "GET")
    (before,) = noted(evolink)
    ran = evolink(*CAT, "--timeout", "1")
    assert f"task {before['task_id']}" in ran.err
    assert "resuming the task of the same request" in ran.err
    assert len(service.requests("POST")) == 1


def test_the_same_command_after_its_end_makes_another(evolink: Evolink, service: Service) -> None:
    assert (evolink(*CAT).status, evolink(*CAT).status) == (0, 0)
    assert len(service.requests("POST")) == 2


def test_the_same_command_after_a_time_out_goes_on(evolink: Evolink, service: Service) -> None:
    assert evolink(*CAT, "--timeout", "0").status == 1
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (0, 1)
    assert Path(ran.out.strip()).is_file()


def test_another_prompt_or_place_is_another_call(evolink: Evolink, service: Service) -> None:
    evolink(*CAT, "--timeout", "0")
    evolink(*CAT[:-1], "elsewhere/")
    evolink("generate", "a dog", *CAT[2:])
    assert len(service.requests("POST")) == 3


def test_new_pays_for_another_on_purpose(evolink: Evolink, service: Service) -> None:
    evolink(*CAT, "--timeout", "0")
    assert evolink(*CAT, "--new").status == 0
    assert len(service.requests("POST")) == 2


def test_a_run_that_was_killed_when_all_was_saved_is_done(evolink: Evolink, service: Service) -> None:
    command = (*CAT[:-1], "cat.png", "--n", "2")
    first = evolink(*command)
    again = evolink(*command)
    assert (again.status, len(service.requests("POST")), again.out) == (0, 1, first.out)
    assert "--new --overwrite pays for another image" in again.err
    (told,) = json.loads(evolink(*command, "--json").out)["data"]["tasks"]
    assert (told["status"], told["files"], told["resume"]) == ("completed", again.out.split(), None)


@pytest.mark.parametrize("spoil", ["another file", "another request", "one is gone", "new"])
def test_a_file_in_the_way_that_is_not_this_request_s_stays_in_the_way(
    evolink: Evolink, service: Service, spoil: str
) -> None:
    command = (*CAT[:-1], "cat.png", "--n", "2")
    evolink(*command)
    if spoil == "another file":
        Path("cat-2.png").write_bytes(b"precious")
    if spoil == "one is gone":
        Path("cat-2.png").unlink()
    if spoil == "another request":
        command = ("generate", "a dog", *command[2:])
    ran = evolink(*command, *(["--new"] if spoil == "new" else []))
    assert (ran.status, len(service.requests("POST"))) == (2, 1)
    assert "--overwrite replaces" in ran.err


@pytest.mark.parametrize("place", ["cat.png", "cat", "pictures/"])
def test_a_run_that_was_killed_before_its_file_was_noted_keeps_the_file(
    evolink: Evolink, service: Service, journal: Path, place: str
) -> None:
    command = (*CAT[:-1], place, "--n", "2")
    first = evolink(*command).out.split()
    with closing(sqlite3.connect(journal)) as there, there:
        there.execute("UPDATE results SET saved_at = NULL, size = NULL, sha256 = NULL WHERE position = 1")
    again = evolink(*command)
    assert (again.status, len(service.requests("POST")), again.out.split()) == (0, 1, first[1:])
    assert all(result["saved_at"] for call in noted(evolink) for result in call["results"])


def test_who_does_not_wait_is_given_a_new_task_each_time(evolink: Evolink, service: Service) -> None:
    ids = {evolink(*CAT, "--no-wait").out.strip() for _ in range(3)}
    assert len(ids) == len(service.requests("POST")) == 3


@pytest.mark.parametrize("before", [(), ("--no-wait",)])
def test_who_does_not_wait_is_told_of_a_lost_answer_too(
    evolink: Evolink, service: Service, before: tuple[str, ...]
) -> None:
    service.script("fault=drop")
    assert evolink(*CAT, *before).status == 5
    for command in ((*CAT, "--no-wait"), CAT) if before else ((*CAT, "--no-wait"),):
        ran = evolink(*command)
        assert (ran.status, len(service.requests("POST"))) == (5, 1)
        assert "--new pays for another image" in ran.err
    assert evolink(*CAT, "--no-wait", "--new").status == 0


def test_the_same_command_beside_itself_says_which_process_is_at_it(
    evolink: Evolink, noting: Shell, service: Service
) -> None:
    service.script("fault=hang")
    process = noting.start(*CAT)
    while not service.requests("POST"):
        threading.Event().wait(0.01)
        assert process.poll() is None
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (1, 1)
    assert f"process {process.pid} on {socket.gethostname()} is at the same request" in ran.err
    assert "--new pays for another image" in ran.err
    process.kill()
    process.communicate()


def test_a_lost_answer_is_held_and_the_same_command_says_what_can_be_done(evolink: Evolink, service: Service) -> None:
    service.script("fault=drop")
    assert evolink(*CAT).status == 5
    ran = evolink(*CAT)
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert ran.status == 5
    assert f"--idempotency-key {key}" in ran.err
    assert "--new pays for another image" in ran.err
    assert [call["state"] for call in noted(evolink, "--state", "held")] == ["held"]
    assert len(service.requests("POST")) == 1


def test_naming_the_key_sends_a_held_call_again_under_it(evolink: Evolink, service: Service) -> None:
    service.script("fault=drop")
    evolink(*CAT)
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert evolink(*CAT, "--idempotency-key", key).status == 0
    assert [each.request.headers["idempotency-key"] for each in service.requests("POST")] == [key, key]


def test_resume_waits_for_what_was_left_and_saves_it_where_it_was_wanted(evolink: Evolink, tmp_path: Path) -> None:
    evolink(*CAT, "--timeout", "0")
    ran = evolink("resume")
    path = Path(ran.out.strip())
    assert (ran.status, path.parent, path.is_file()) == (0, tmp_path / "pictures", True)
    again = evolink("resume")
    assert (again.status, again.out, again.err) == (0, "", "nothing to resume\n")


def test_resume_saves_every_picture_of_a_call(evolink: Evolink) -> None:
    evolink(*CAT, "--n", "2", "--timeout", "0")
    assert len(evolink("resume").out.splitlines()) == 2


def test_resume_tells_of_held_calls_and_sends_them_only_when_told_so(evolink: Evolink, service: Service) -> None:
    service.script("fault=drop")
    evolink(*CAT)
    ran = evolink("resume")
    assert (ran.status, len(service.requests("POST"))) == (5, 1)
    assert "gpt-4o-image, 0s ago: a cat" in ran.err
    sent = evolink("resume", "--resend-held")
    assert (sent.status, len(service.requests("POST"))) == (0, 2)
    assert Path(sent.out.strip()).is_file()


@pytest.mark.parametrize("answer", ["code=401", "code=402"])
def test_a_held_call_that_is_refused_under_its_key_is_still_found_by_the_same_command(
    evolink: Evolink, service: Service, answer: str
) -> None:
    service.script("fault=drop")
    evolink(*CAT)
    (held,) = noted(evolink)
    service.script(answer, answer)
    ran = evolink(*CAT, "--idempotency-key", held["key"])
    assert ran.status == 5
    assert "may have been created and charged" in ran.err
    assert evolink("resume", "--resend-held").status == 5
    again = evolink(*CAT)
    assert (again.status, len(service.requests("POST"))) == (5, 3)
    assert f"--idempotency-key {held['key']}" in again.err
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_a_run_that_was_killed_under_way_is_held(evolink: Evolink, noting: Shell, service: Service) -> None:
    service.script("fault=hang")
    killed(noting, service, "POST")
    assert evolink(*CAT).status == 5
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_interrupted_under_way_it_is_held(evolink: Evolink, noting: Shell, service: Service) -> None:
    service.script("fault=hang")
    process = noting.start(*CAT)
    while not service.requests("POST"):
        threading.Event().wait(0.01)
    process.send_signal(signal.SIGINT)
    assert ended(process).status == 130
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_what_is_waited_for_by_its_id_is_noted_too(evolink: Evolink) -> None:
    task = evolink(*CAT, "--no-wait").out.strip()
    evolink("wait", task, "-o", "pictures/")
    (call,) = noted(evolink)
    assert call["state"] == "completed"
    assert call["results"][0]["saved_at"] is not None


def test_prune_forgets_what_is_over(evolink: Evolink) -> None:
    evolink(*CAT)
    evolink("generate", "a dog", *CAT[2:], "--timeout", "0")
    assert evolink("tasks", "prune").out == "0 calls forgotten\n"
    assert evolink("tasks", "prune", "--older-than", "0s").out == "1 calls forgotten\n"
    assert [call["state"] for call in noted(evolink)] == ["submitted"]


def test_calls_are_chosen_by_age(evolink: Evolink) -> None:
    evolink(*CAT)
    assert len(noted(evolink, "--since", "1h")) == 1
    assert noted(evolink, "--since", "0s") == []
    assert evolink("tasks", "--since", "yesterday").status == 2


def test_off_notes_nothing_and_says_so(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, journal: Path) -> None:
    monkeypatch.setenv("EVOLINK_JOURNAL", "off")
    assert evolink(*CAT).status == 0
    assert not journal.exists()
    assert evolink("tasks").status == 2
    assert evolink("resume").status == 2


def test_without_a_word_it_is_in_the_user_s_state_folder(
    evolink: Evolink, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("EVOLINK_JOURNAL")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home" / "state"))
    evolink(*CAT)
    (file,) = (tmp_path / "home").rglob("journal.sqlite")
    assert file.parent.name == "evolink"


def test_a_journal_that_cannot_be_had_keeps_from_paying_and_not_from_saving(
    evolink: Evolink, monkeypatch: pytest.MonkeyPatch, service: Service, tmp_path: Path
) -> None:
    task = evolink(*CAT, "--no-wait").out.strip()
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "taken" / "journal.sqlite"))
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (1, 1)
    assert "EVOLINK_JOURNAL" in ran.err
    saved = evolink("wait", task, "-o", "pictures/")
    assert saved.status == 0
    assert "continuing without it" in saved.err


def test_a_dead_picture_is_told(evolink: Evolink, service: Service, journal: Path) -> None:
    evolink(*CAT, "--timeout", "0")
    (call,) = noted(evolink)
    evolink("wait", call["task_id"])
    service.mock.clock.advance(25 * 3600)
    ran = evolink("resume")
    assert ran.status == 1
    assert "has expired" in ran.err
    with Journal(journal) as opened:
        assert len(list(opened.unsaved())) == 1


def test_a_held_call_is_settled_with_its_task_and_finished_by_the_command_that_is_told(
    evolink: Evolink, service: Service
) -> None:
    service.script("fault=truncate")
    evolink(*CAT)
    (call,) = noted(evolink, "--state", "held")
    made = list(service.mock.world.tasks)[-1]
    ran = evolink("tasks", "settle", call["key"], "--task", made)
    assert (ran.status, ran.out) == (0, f"{made}\n")
    assert ran.err.endswith(":\n    evolink resume\n")
    assert Path(evolink("resume").out.strip()).is_file()
    assert len(service.requests("POST")) == 1


def test_a_held_call_that_was_not_charged_is_settled_without_a_key_or_a_network(
    evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.script("fault=drop")
    evolink(*CAT)
    (call,) = noted(evolink, "--state", "held")
    with monkeypatch.context() as without:
        without.delenv("EVOLINK_API_KEY")
        ran = evolink("tasks", "settle", call["key"], "--unpaid", "--json")
    assert json.loads(ran.out)["data"]["settled"] == {"key": call["key"], "state": "refused", "task_id": None}
    assert evolink(*CAT).status == 0
    assert evolink("tasks", "settle", call["key"], "--task", "task-unified-1-x").status == 3, "it is held no more"


@pytest.mark.parametrize("how", [(), ("--task", "task-unified-1-x", "--unpaid")])
def test_a_call_is_settled_in_one_way_or_the_other(evolink: Evolink, how: tuple[str, ...]) -> None:
    assert evolink("tasks", "settle", "some-key", *how).status == 2


def test_a_service_that_lists_no_tasks_says_so_and_what_is_held_stays(evolink: Evolink, service: Service) -> None:
    service.script("fault=drop")
    evolink(*CAT)
    ran = evolink("tasks", "reconcile")
    assert (ran.status, ran.out) == (1, "")
    assert "this service does not list its tasks: nothing was changed" in ran.err
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_where_no_call_is_held_there_is_nothing_to_reconcile(evolink: Evolink) -> None:
    ran = evolink("tasks", "reconcile")
    assert (ran.status, ran.out, ran.err) == (0, "", "no call is held\n")
