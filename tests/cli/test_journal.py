"""What the command line notes, and what it does about runs that were cut off."""

import json
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from evolink._http.default_journal import find_default_journal
from evolink.journal import Journal
from tests.cli.conftest import Evolink, Service
from tests.cli.running import Shell, ended

if TYPE_CHECKING:
    import subprocess

CAT = ("generate", "a cat", "--model", "gpt-4o-image", "-o", "pictures/")


pytestmark = pytest.mark.usefixtures("journal")


@pytest.fixture
def noting(shell: Shell, journal: Path) -> Shell:
    return Shell({**shell.environment, "EVOLINK_JOURNAL": str(journal)}, shell.started)


def noted(evolink: Evolink, *arguments: str) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = json.loads(evolink("tasks", "--json", *arguments).out)["data"]["calls"]
    return calls


def killed(noting: Shell, service: Service, method: str, *more: str) -> "subprocess.Popen[str]":
    """Start a run, and kill it when the service has had a request of the method."""
    process = noting.start(*CAT, *more)
    while not service.requests(method):
        threading.Event().wait(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process


def test_call_is_recorded(evolink: Evolink, tmp_path: Path) -> None:
    """A call is recorded with its cost and its files."""
    path = evolink(*CAT).out.strip()
    (call,) = noted(evolink)
    assert (call["state"], call["request"]["prompt"], call["output"]) == (
        "completed",
        "a cat",
        f"{tmp_path / path}".removesuffix(".png"),
    )
    assert call["results"][0]["path"] == str(tmp_path / path)
    assert call["results"][0]["size"] == Path(path).stat().st_size
    listed = evolink("tasks", "--verbose").out
    assert call["task_id"] in listed
    assert str(tmp_path / path) in listed
    assert f" {call['credits_used'] or call['credits_reserved']:g} " in listed


def test_task_of_the_journal(evolink: Evolink, service: Service) -> None:
    """`task` shows what the journal knows of the call: its prompt, what is set aside for it, and its files."""
    service.script("story=stuck")
    running = evolink("task", evolink(*CAT[:-2], "--no-wait").out.strip())
    assert "prompt    a cat\n" in running.out
    assert "reserved  2.5 credits" in running.out
    assert "to wait for it: evolink wait task-unified-" in running.err
    path = evolink(*CAT).out.strip()
    (call,) = (each for each in noted(evolink) if each["results"])
    saved = evolink("task", call["task_id"])
    assert (f"file      {path}\n" in saved.out, saved.err) == (True, "")


def test_repeated_after_crash(evolink: Evolink, noting: Shell, service: Service) -> None:
    """After a crash, the same command finds its task and pays once, also with a file of this machine."""
    Image.new("RGB", (400, 400), "red").save("cat.png")
    service.script("story=stuck")
    killed(noting, service, "GET", "--image", "cat.png")
    (before,) = noted(evolink)
    ran = evolink(*CAT, "--image", "./cat.png", "--timeout", "1")
    assert f"task {before['task_id']}" in ran.err
    assert "resuming the task of the same request" in ran.err
    assert [each.request.path for each in service.requests("POST")] == [
        "/api/v1/files/upload/stream",
        "/v1/images/generations",
    ]


def test_corrected_suffix(evolink: Evolink, service: Service) -> None:
    """A command finds its file though the suffix was corrected, and another prompt does not pay to replace it."""
    ran = [
        evolink("generate", prompt, "-m", "nano-banana-beta", "-o", "cat.jpg") for prompt in ("a cat", "a cat", "a dog")
    ]
    assert [(each.status, each.out) for each in ran] == [(0, "cat.png\n"), (0, "cat.png\n"), (2, "")]
    assert "cat.png already exists" in ran[2].err
    assert len(service.requests("POST")) == 1


def test_repeated_after_end(evolink: Evolink, service: Service) -> None:
    """After a success, the same command names its file, and --new pays for another."""
    first, again = evolink(*CAT), evolink(*CAT)
    assert (again.status, again.out, len(service.requests("POST"))) == (0, first.out, 1)
    assert "already generated" in again.err
    another = evolink(*CAT, "--new")
    assert another.out == first.out.replace(".png", ".2.png")
    assert len(service.requests("POST")) == 2


def test_repeated_after_timeout(evolink: Evolink, service: Service) -> None:
    """After a timeout, the same command resumes its task."""
    assert evolink(*CAT, "--timeout", "0").status == 1
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (0, 1)
    assert Path(ran.out.strip()).is_file()


def test_different_call(evolink: Evolink, service: Service) -> None:
    """Another prompt or destination is another call."""
    evolink(*CAT, "--timeout", "0")
    evolink(*CAT[:-1], "elsewhere/")
    evolink("generate", "a dog", *CAT[2:])
    assert len(service.requests("POST")) == 3


def test_new(evolink: Evolink, service: Service) -> None:
    """With --new, the same command pays again."""
    evolink(*CAT, "--timeout", "0")
    assert evolink(*CAT, "--new").status == 0
    assert len(service.requests("POST")) == 2


def test_killed_after_saving(evolink: Evolink, service: Service) -> None:
    """A command that was killed after saving is done."""
    command = (*CAT[:-1], "cat.png", "--n", "2")
    first = evolink(*command)
    again = evolink(*command)
    assert (again.status, len(service.requests("POST")), again.out) == (0, 1, first.out)
    assert "--new --overwrite pays again" in again.err
    (listed,) = json.loads(evolink(*command, "--json").out)["data"]["tasks"]
    assert (listed["status"], listed["files"], listed["resume"]) == ("completed", again.out.split(), None)


@pytest.mark.parametrize("spoil", ["another file", "another request", "one is gone", "new"])
def test_foreign_file(evolink: Evolink, service: Service, spoil: str) -> None:
    """An existing file of another request is not replaced."""
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
def test_unrecorded_file(evolink: Evolink, service: Service, journal: Path, place: str) -> None:
    """A saved file that was not recorded is kept."""
    command = (*CAT[:-1], place, "--n", "2")
    first = evolink(*command).out.split()
    with closing(sqlite3.connect(journal)) as there, there:
        there.execute("UPDATE results SET saved_at = NULL, size = NULL, sha256 = NULL WHERE position = 1")
    again = evolink(*command)
    assert (again.status, len(service.requests("POST")), again.out.split()) == (0, 1, first[1:])
    assert all(result["saved_at"] for call in noted(evolink) for result in call["results"])


def test_no_wait_creates_tasks(evolink: Evolink, service: Service) -> None:
    """With --no-wait, each command creates a new task."""
    ids = {evolink(*CAT, "--no-wait").out.strip() for _ in range(3)}
    assert len(ids) == len(service.requests("POST")) == 3


@pytest.mark.parametrize("before", [(), ("--no-wait",)])
def test_no_wait_with_held_call(evolink: Evolink, service: Service, before: tuple[str, ...]) -> None:
    """With --no-wait, a held call is reported, too."""
    service.script("fault=drop")
    assert evolink(*CAT, *before).status == 5
    for command in ((*CAT, "--no-wait"), CAT) if before else ((*CAT, "--no-wait"),):
        ran = evolink(*command)
        assert (ran.status, len(service.requests("POST"))) == (5, 1)
        assert "--new pays again" in ran.err
    assert evolink(*CAT, "--no-wait", "--new").status == 0


def test_repeated_while_running(evolink: Evolink, noting: Shell, service: Service) -> None:
    """While a command runs, the same command names its process."""
    service.script("fault=hang")
    process = noting.start(*CAT)
    while not service.requests("POST"):
        threading.Event().wait(0.01)
        assert process.poll() is None
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (1, 1)
    assert f"process {process.pid} on {socket.gethostname()} is at the same request" in ran.err
    assert "--new pays again" in ran.err
    process.kill()
    process.communicate()


def test_repeated_after_lost_response(evolink: Evolink, service: Service) -> None:
    """A lost response is followed by how to settle the call, also where the same command is repeated."""
    service.script("fault=drop")
    first, ran = evolink(*CAT), evolink(*CAT)
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert (first.status, ran.status) == (5, 5)
    for settles in ("tasks reconcile", f"tasks settle {key} --unpaid", f"--idempotency-key {key}"):
        assert (first.err.count(settles), ran.err.count(settles)) == (1, 1)
    assert "--new pays again" in ran.err
    assert [call["state"] for call in noted(evolink, "--state", "held")] == ["held"]
    assert len(service.requests("POST")) == 1


def test_resend_with_key(evolink: Evolink, service: Service) -> None:
    """With its key, a held call is resent."""
    service.script("fault=drop")
    evolink(*CAT)
    key = service.requests("POST")[0].request.headers["idempotency-key"]
    assert evolink(*CAT, "--idempotency-key", key).status == 0
    assert [each.request.headers["idempotency-key"] for each in service.requests("POST")] == [key, key]


def test_resume(evolink: Evolink, tmp_path: Path) -> None:
    """`resume` waits for unfinished tasks and saves their images to their paths."""
    evolink(*CAT, "--timeout", "0")
    ran = evolink("resume")
    path = Path(ran.out.strip())
    assert (ran.status, path.parent, path.is_file()) == (0, tmp_path / "pictures", True)
    again = evolink("resume")
    assert (again.status, again.out, again.err) == (0, "", "nothing to resume\n")


def test_files_named_as_if_waited(evolink: Evolink, service: Service) -> None:
    """What --no-wait has begun is finished by the same command or by `resume`, under names of its own."""
    fox = ("generate", "a red fox", "--model", "nano-banana-beta", "-o", "pictures/")
    printed = [evolink(*fox, "--no-wait").err.split()[-1] for _ in range(2)]
    assert Path(evolink(*fox).out.strip()).with_suffix("") == Path(printed[0])
    assert len(service.requests("POST")) == 2
    evolink(*fox, "--new", "--timeout", "0")
    saved = [Path(line) for line in evolink("resume").out.split()]
    assert saved[0].with_suffix("") == Path(printed[1]).absolute()
    assert len(set(saved)) == 2
    assert len(list(Path("pictures").iterdir())) == len(noted(evolink)) == 3


def test_resume_all_images(evolink: Evolink) -> None:
    """`resume` saves every image of a call."""
    evolink(*CAT, "--n", "2", "--timeout", "0")
    assert len(evolink("resume").out.splitlines()) == 2


def test_resume_held_calls(evolink: Evolink, service: Service) -> None:
    """`resume` lists held calls, and resends them only with --resend-held."""
    service.script("fault=drop")
    evolink(*CAT)
    ran = evolink("resume")
    assert (ran.status, len(service.requests("POST"))) == (5, 1)
    assert "gpt-4o-image, 0 s ago: a cat" in ran.err
    sent = evolink("resume", "--resend-held")
    assert (sent.status, len(service.requests("POST"))) == (0, 2)
    assert Path(sent.out.strip()).is_file()


@pytest.mark.parametrize("answer", ["code=401", "code=402"])
def test_refused_when_resent(evolink: Evolink, service: Service, answer: str) -> None:
    """A held call that is refused when it is resent stays held."""
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


def test_killed_while_sending(evolink: Evolink, noting: Shell, service: Service) -> None:
    """A call that was being sent when its process was killed is held."""
    service.script("fault=hang")
    killed(noting, service, "POST")
    assert evolink(*CAT).status == 5
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_interrupted_while_sending(evolink: Evolink, noting: Shell, service: Service) -> None:
    """A call that is interrupted while it is sent is held."""
    service.script("fault=hang")
    process = noting.start(*CAT)
    while not service.requests("POST"):
        threading.Event().wait(0.01)
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert (ran.status, ran.err.count("evolink tasks settle"), "KeyboardInterrupt" in ran.err) == (130, 2, False)
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_wait_is_recorded(evolink: Evolink) -> None:
    """`wait` records the end of a task, too."""
    task = evolink(*CAT, "--no-wait").out.strip()
    evolink("wait", task, "-o", "pictures/")
    (call,) = noted(evolink)
    assert call["state"] == "completed"
    assert call["results"][0]["saved_at"] is not None


def test_prune(evolink: Evolink) -> None:
    """`prune` forgets old calls."""
    evolink(*CAT)
    evolink("generate", "a dog", *CAT[2:], "--timeout", "0")
    assert evolink("tasks", "prune").out == "0 calls forgotten\n"
    assert evolink("tasks", "prune", "--older-than", "0s").out == "1 calls forgotten\n"
    assert [call["state"] for call in noted(evolink)] == ["submitted"]


def test_tasks_since(evolink: Evolink) -> None:
    """`tasks --since` lists recent calls."""
    evolink(*CAT)
    assert len(noted(evolink, "--since", "1h")) == 1
    assert noted(evolink, "--since", "0s") == []
    assert evolink("tasks", "--since", "yesterday").status == 2


def test_journal_off(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, journal: Path) -> None:
    """With the journal off, nothing is recorded, and a message says so."""
    monkeypatch.setenv("EVOLINK_JOURNAL", "off")
    assert evolink(*CAT).status == 0
    assert not journal.exists()
    assert evolink("tasks").status == 2
    assert evolink("resume").status == 2


def test_default_journal(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, service: Service) -> None:
    """By default, the journal is in the state folder of the user, apart for each service."""
    monkeypatch.delenv("EVOLINK_JOURNAL")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home" / "state"))
    evolink(*CAT)
    (file,) = (tmp_path / "home").rglob("*.sqlite")
    assert file.parent.name == "evolink"
    assert file.name == f"journal-127.0.0.1-{service.mock.base_url.rpartition(':')[2]}.sqlite"
    assert len(noted(evolink)) == 1
    monkeypatch.delenv("EVOLINK_BASE_URL")
    assert noted(evolink) == [], "what a mock has made, the public service has not"


@pytest.mark.parametrize(("address", "name"), [
    (None, "journal.sqlite"), ("https://api.evolink.ai/", "journal.sqlite"), ("nowhere", "journal.sqlite"),
    ("https://API.evolink.ai:443", "journal.sqlite"), ("https://gate.example/x", "journal-gate.example-https.sqlite"),
    ("http://[::1]:8787", "journal-1-8787.sqlite"), ("https://x:y", "journal.sqlite"),
])  # fmt: skip
def test_journal_of_each_service(monkeypatch: pytest.MonkeyPatch, address: str | None, name: str) -> None:
    """The default journal is named for its service, however its address is written."""
    monkeypatch.delenv("EVOLINK_JOURNAL", raising=False)
    monkeypatch.delenv("EVOLINK_BASE_URL", raising=False)
    assert Path(find_default_journal(address) or "").name == name


def test_unusable_journal(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, service: Service, tmp_path: Path) -> None:
    """Without a usable journal, nothing is paid for, but images can be saved."""
    task = evolink(*CAT, "--no-wait").out.strip()
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "taken" / "journal.sqlite"))
    ran = evolink(*CAT)
    assert (ran.status, len(service.requests("POST"))) == (1, 1)
    assert "EVOLINK_JOURNAL" in ran.err
    saved = evolink("wait", task, "-o", "pictures/")
    assert saved.status == 0
    assert "continuing without it" in saved.err


@pytest.mark.parametrize("verb", ["save", "wait"])
def test_resume_beside_a_file(evolink: Evolink, service: Service, verb: str) -> None:
    """`resume` names a command that saves elsewhere what a file is in the way of, and finishes the others."""
    if verb == "wait":
        service.script("story=stuck")
    for name in ("cat.png", "dog.png"):
        evolink(*CAT[:-1], name, "--timeout", "0")
    if verb == "save":
        evolink("wait", *(call["task_id"] for call in noted(evolink)))
    Path("cat.png").write_text("precious")
    ran = evolink("resume")
    command = ran.err.splitlines()[-1].split()
    (call,) = (call for call in noted(evolink) if call["output"].endswith("cat.png"))
    assert (ran.status, command) == (1, ["evolink", verb, call["task_id"], "-o", "."])
    assert (Path(ran.out.strip()).stem, Path("cat.png").read_text()) == ("dog", "precious")
    assert ran.err.count("already exists") == 1
    if verb == "save":
        assert Path(evolink(*command[1:]).out.strip()).is_file()
        assert evolink("resume").err == "nothing to resume\n"


@pytest.mark.parametrize("ended", [True, False])
def test_resume_without_its_folder(evolink: Evolink, *, ended: bool) -> None:
    """A call whose folder can't be reached any more keeps no other from being finished."""
    for name in ("gone/cat.png", "dog.png"):
        evolink(*CAT[:-1], name, "--timeout", "0")
    if ended:
        evolink("wait", *(call["task_id"] for call in noted(evolink)))
    Path("gone").rmdir()
    Path("gone").write_text("a file")
    ran = evolink("resume")
    assert (ran.status, Path(ran.out.strip()).stem) == (1, "dog")
    assert ran.err.count("gone") == 1


def test_resume_expired_link(evolink: Evolink, service: Service, journal: Path) -> None:
    """`resume` reports images whose links have expired, and the command that resumes them once."""
    for prompt in ("a cat", "a dog"):
        evolink("generate", prompt, *CAT[2:], "--timeout", "0")
    evolink("wait", *(call["task_id"] for call in noted(evolink)))
    service.mock.clock.advance(25 * 3600)
    ran = evolink("resume")
    assert ran.status == 1
    assert (ran.err.count("has expired"), ran.err.count("evolink resume")) == (2, 1)
    with Journal(journal) as opened:
        assert len(list(opened.unsaved())) == 2


def test_settle_with_task(evolink: Evolink, service: Service) -> None:
    """A held call is settled with its task, and finished by the suggested command."""
    service.script("fault=truncate")
    evolink(*CAT)
    (call,) = noted(evolink, "--state", "held")
    made = list(service.mock.world.tasks)[-1]
    ran = evolink("tasks", "settle", call["key"], "--task", made)
    assert (ran.status, ran.out) == (0, f"{made}\n")
    assert ran.err.endswith(":\n    evolink resume\n")
    assert Path(evolink("resume").out.strip()).is_file()
    assert len(service.requests("POST")) == 1


def test_settle_unpaid(evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """A held call is settled as unpaid without an API key or a network."""
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
def test_settle_options(evolink: Evolink, how: tuple[str, ...]) -> None:
    """`settle` needs either --task or --unpaid."""
    assert evolink("tasks", "settle", "some-key", *how).status == 2


def test_reconcile_without_list(
    evolink: Evolink, service: Service, answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the service has no list of tasks, a message says so, and calls stay held."""
    service.script("fault=drop")
    evolink(*CAT)
    monkeypatch.setenv("EVOLINK_BASE_URL", answering(404))
    ran = evolink("tasks", "reconcile")
    assert (ran.status, ran.out) == (1, "")
    assert "this service does not list its tasks; nothing was changed" in ran.err
    assert [call["state"] for call in noted(evolink)] == ["held"]


def test_reconcile_nothing(evolink: Evolink) -> None:
    """If no call is held, there is nothing to reconcile."""
    ran = evolink("tasks", "reconcile")
    assert (ran.status, ran.out, ran.err) == (0, "", "no call is held\n")
