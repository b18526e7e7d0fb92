"""`evolink batch run` as users see it: exit statuses, JSON, Ctrl-C, SIGKILL. Real processes, real signals."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ptyprocess  # type: ignore[import-untyped]  # it has no types
import pytest
from PIL import Image

from evolink_mock import MockServer
from tests.batch.conftest import cat, cats, files, posts, results
from tests.cli.running import COMMAND, Ran, Shell, ended, environment
from tests.waiting import until_by


@pytest.fixture
def shell(mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.chdir(tmp_path)
    variables = {
        "EVOLINK_BASE_URL": mock.base_url,
        "EVOLINK_API_KEY": mock.api_key,
        "EVOLINK_JOURNAL": "journal.sqlite",
    }
    processes = Shell(environment(**variables))
    yield processes
    processes.close()


def manifest(rows: list[dict[str, Any]]) -> str:
    Path("m.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return "m.jsonl"


def batch_run(shell: Shell, rows: list[dict[str, Any]], *more: str) -> Ran:
    return shell.run("batch", "run", manifest(rows), "-o", "out", *more)


def made(mock: MockServer) -> int:
    return len(mock.world.tasks)


def test_command_output(shell: Shell) -> None:
    """The command prints what it will do, what it has done and where the results are."""
    ran = batch_run(shell, cats(3), "--budget", "10")
    assert (ran.status, ran.out) == (0, "out/results.jsonl\n")
    assert ran.err == (
        "3 rows: 3 to send for about 4.8 credits ($0.07); 0 of 10 credits spent\n3 of 3 rows done; 4.8 credits\n"
    )
    again = batch_run(shell, cats(3))
    assert again.err == "3 rows; 3 done before\n3 of 3 rows done; 4.8 credits\n"
    one = batch_run(shell, cats(1), "--new")
    assert one.err == "1 row: 1 to send for about 1.6 credits ($0.02)\n1 of 1 row done; 1.6 credits\n"


def test_dry_run(shell: Shell, mock: MockServer) -> None:
    """A dry run needs no key and leaves nothing behind."""
    keyless = Shell({key: value for key, value in shell.environment.items() if key != "EVOLINK_API_KEY"})
    ran = batch_run(keyless, cats(3), "--dry-run")
    assert (ran.status, ran.out, ran.err) == (0, "3 rows: 3 to send for about 4.8 credits ($0.07)\n", "")
    assert posts(mock) == []
    assert not Path("out").exists()


def test_column_and_prompts(shell: Shell, mock: MockServer) -> None:
    """Columns with other names and files of prompts are read."""
    Path("m.csv").write_text("Text;name\na cat;c\n", encoding="utf-16")
    Path("m.txt").write_text("\ufeffa dog\n\na hare\n", encoding="utf-8")
    for arguments in (["m.csv", "--column", "prompt=Text", "--column", "id=name"], ["m.txt"]):
        for more in ([], ["--dry-run"]):
            ran = shell.run("batch", "run", *arguments, "-o", "out", "-m", "nano-banana-beta", *more)
            assert ran.status == 0, ran.err
    assert sorted(each["prompt"] for each in posts(mock)) == ["a cat", "a dog", "a hare"]
    assert "c.png" in files(Path("out"))


@pytest.mark.parametrize("wrong", ["prompt", "=text", "prompt="])
def test_column_option_is_checked(shell: Shell, wrong: str) -> None:
    """A --column that names no column is refused."""
    assert batch_run(shell, cats(1), "--column", wrong).status == 2


def test_rows_without_images(shell: Shell, mock: MockServer) -> None:
    """Rows without images are named by their lines."""
    fail = [cat(id=str(n), prompt="x" if n % 2 else "y" * 2001) for n in range(26)]
    ran = batch_run(shell, fail, "--skip-bad")
    assert ran.status == 1
    assert "rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 3 more have no results" in ran.err
    assert "for the reasons" in ran.err
    mock.world.script(mock.api_key, "fault=drop", on="createImageGeneration")
    assert "row 1 held: " in batch_run(shell, cats(1), "-o", "held").err


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_bad_rows_send_nothing(shell: Shell, mock: MockServer, more: list[str]) -> None:
    """All bad rows are reported, and nothing is sent."""
    ran = batch_run(shell, [cat(id="a", size="17:9"), cat(id="b"), cat(id="B")], *more)
    assert ran.status == 3
    assert "line 1, size: " in ran.err
    assert "line 3, id: " in ran.err
    assert posts(mock) == []


def test_json_problems(shell: Shell) -> None:
    """The JSON has every problem."""
    answer = json.loads(batch_run(shell, [cat(size="17:9") for _ in range(60)], "--json").out)
    assert (answer["ok"], answer["exit_code"], len(answer["data"]["problems"])) == (False, 3, 60)
    assert answer["data"]["problems"][0] == {
        "line": 1,
        "field": "size",
        "rule": "enum",
        "value": "'17:9'",
        "message": answer["data"]["problems"][0]["message"],
    }


@pytest.mark.parametrize(
    ("outcome", "status", "state"),
    [("fault=drop", 5, "held"), ("story=content_policy_violation", 1, "failed"), ("code=402", 4, None),
     ("code=400", 1, "refused")],
)  # fmt: skip
def test_exit_status(shell: Shell, mock: MockServer, outcome: str, status: int, state: str | None) -> None:
    """The exit status shows what is left to do."""
    mock.world.script(mock.api_key, outcome, on="createImageGeneration")
    ran = batch_run(shell, cats(3), "--json")
    assert ran.status == status, ran
    assert json.loads(ran.out)["exit_code"] == status
    assert state is None or state in [each["state"] for each in results(Path("out"))]


def test_spent_budget(shell: Shell) -> None:
    """A spent budget is reported with the number of credits that are needed."""
    ran = batch_run(shell, cats(5), "--budget", "5")
    assert ran.status == 1
    assert "3 of 5 rows done, 2 not sent; 4.8 credits\n" in ran.err
    assert "the budget does not cover the next row" in ran.err


@pytest.mark.parametrize("more", [["--rate", "fast"], ["--in-flight", "0"], ["--budget", "-1"]])
def test_invalid_options(shell: Shell, more: list[str]) -> None:
    """A command with invalid options is refused."""
    assert batch_run(shell, cats(1), *more).status == 2


def test_ctrl_c_and_resume(shell: Shell, mock: MockServer) -> None:
    """Ctrl-C ends the batch in order, and the same command resumes it."""
    process = shell.start("batch", "run", manifest(cats(30)), "-o", "out", "--in-flight", "5")
    until_by(process, lambda: made(mock) >= 8)
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 130, ran
    assert "run the same command to resume" in ran.err
    left = [each for each in results(Path("out")) if each["state"] != "completed"]
    assert left
    assert {each["state"] for each in left} <= {"planned", "submitted", "unsaved"}
    assert batch_run(shell, cats(30)).status == 0
    assert made(mock) == 30
    assert len(files(Path("out"))) == 30


def test_second_ctrl_c(shell: Shell, mock: MockServer) -> None:
    """Ctrl-C waits for what is being sent, and a second one does not."""
    mock.world.script(mock.api_key, "fault=hang", on="createImageGeneration")
    process = shell.start("batch", "run", manifest(cats(1)), "-o", "out")
    until_by(process, lambda: bool(posts(mock)))
    process.send_signal(signal.SIGINT)
    assert process.stderr
    assert "press Ctrl-C again to stop at once" in process.stderr.readline() + process.stderr.readline()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.0)
    process.send_signal(signal.SIGINT)
    assert ended(process).status == 130
    ran = batch_run(shell, cats(1))
    assert ran.status == 5, "its answer was lost, so it is held"
    assert made(mock) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_sigterm_and_sighup(shell: Shell, mock: MockServer, number: int) -> None:
    """SIGTERM and SIGHUP end a batch as Ctrl-C does."""
    process = shell.start("batch", "run", manifest(cats(30)), "-o", "out", "--in-flight", "5")
    until_by(process, lambda: made(mock) >= 3)
    process.send_signal(number)
    assert ended(process).status == 143
    assert batch_run(shell, cats(30)).status == 0
    assert made(mock) == 30


def test_terminal_closes(shell: Shell, mock: MockServer) -> None:
    """A terminal that closes ends the batch in order, though it sends two signals."""
    mock.world.script(mock.api_key, "fault=hang", on="createImageGeneration")
    command = [*COMMAND, "batch", "run", manifest(cats(1)), "-o", "out"]
    process = ptyprocess.PtyProcess.spawn(command, env={**shell.environment, "TERM": "xterm"})
    while not posts(mock):
        threading.Event().wait(0.01)
    os.close(process.fd)  # the system says so
    process.kill(signal.SIGHUP)  # and so does the shell
    threading.Event().wait(0.7)
    assert os.waitpid(process.pid, os.WNOHANG) == (0, 0), "what is being sent is waited for"
    process.kill(signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(process.pid, 0)[1]) == 143


def test_nohup(shell: Shell, mock: MockServer) -> None:
    """Under nohup, a batch continues."""
    nohup = subprocess.Popen(
        ["/usr/bin/nohup", *COMMAND, "batch", "run", manifest(cats(30)), "-o", "out", "--in-flight", "5"],
        env={**shell.environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until_by(nohup, lambda: made(mock) >= 3)
    nohup.send_signal(signal.SIGHUP)
    assert ended(nohup).status == 0
    assert made(mock) == 30


def test_killed_repeatedly(shell: Shell, mock: MockServer) -> None:
    """However often it is killed, nothing is lost and nothing is paid twice."""
    for wanted in (3, 12, 25):
        process = shell.start("batch", "run", manifest(cats(40)), "-o", "out", "--in-flight", "8")
        until_by(process, lambda wanted=wanted: made(mock) >= wanted)  # type: ignore[misc]
        process.kill()
        process.communicate()
    ran = batch_run(shell, cats(40))
    records = results(Path("out"))
    held = [each for each in records if each["state"] == "held"]
    assert ran.status == (5 if held else 0), ran
    assert len(records) == 40
    assert {each["state"] for each in records} <= {"completed", "held"}
    assert len({each["task_id"] for each in records if each["task_id"]}) == 40 - len(held)
    assert made(mock) <= 40, "nothing was paid twice"
    for each in records:
        for file in each["files"]:
            with Image.open(Path("out") / file["path"]) as image:
                image.load()
    assert len(files(Path("out"))) == 40 - len(held)


def test_advice_for_held_rows(shell: Shell, mock: MockServer) -> None:
    """The command that is advised for held rows finishes them."""
    mock.world.script(mock.api_key, "fault=truncate", "fault=drop", on="createImageGeneration")
    ran = batch_run(shell, cats(4), "--in-flight", "1", "--budget", "50")
    made_of_it = next(iter(mock.world.tasks))
    commands = [line.strip() for line in ran.err.splitlines() if line.startswith("    evolink ")]
    paid, unpaid = [each["key"] for each in results(Path("out")) if each["state"] == "held"]
    assert ran.status == 5
    assert commands == [
        "evolink tasks reconcile",
        *(f"evolink tasks settle {key} {how}" for key in (paid, unpaid) for how in ("--task ID", "--unpaid")),
        "evolink batch run m.jsonl -o out --budget 50.0 --resend-held",
    ]
    resumed = shell.run("resume")
    assert resumed.status == 5
    assert f"evolink tasks settle {paid} --task ID\n" in resumed.err
    assert shell.run(*commands[1].split()[1:-1], made_of_it).status == 0
    ran = shell.run(*commands[4].split()[1:])
    assert ran.err.rstrip().endswith(f"evolink batch run {Path('m.jsonl').resolve()} -o {Path('out').resolve()}")
    assert shell.run(*ran.err.split()[-6:][1:]).status == 0
    assert {each["state"] for each in results(Path("out"))} == {"completed"}
    assert made(mock) == 5, "a word that was wrong is paid for"


def test_killed_with_other_journals(shell: Shell, mock: MockServer) -> None:
    """Killed and resumed with one journal after another, nothing is paid twice."""
    for number in range(2):
        other = Shell({**shell.environment, "EVOLINK_JOURNAL": f"{number}.sqlite"})
        process = other.start("batch", "run", manifest(cats(12)), "-o", f"out-{number}", "--in-flight", "3")
        until_by(process, lambda so_far=4 * (number + 1): made(mock) >= so_far)  # type: ignore[misc]
        process.kill()
        process.communicate()
        Path(f"out-{number}").rename(f"out-{number + 1}")
    Path("out-2").rename("out")
    ran = batch_run(shell, cats(12))
    ended_rows = results(Path("out"))
    held = [each["key"] for each in ended_rows if each["state"] == "held"]
    assert ran.status == (5 if held else 0), ran
    assert [each["state"] for each in ended_rows].count("completed") == 12 - len(held)
    keys = [
        each.request.headers["idempotency-key"]
        for each in mock.request_log
        if "idempotency-key" in each.request.headers
    ]
    assert len(keys) == len(set(keys)), "no call was sent twice"
    assert 12 - len(held) <= made(mock) <= 12


def test_missing_files_advice(shell: Shell, mock: MockServer) -> None:
    """What is missing in a folder is reported with what to do about it."""
    assert batch_run(shell, cats(2)).status == 0
    Path("out/cat-001.png").unlink()
    mock.clock.advance(25 * 3600)
    ran = batch_run(shell, cats(2))
    assert ran.status == 1
    assert "1 of 2 rows done, 1 not saved, 1 with expired links; 3.2 credits\n" in ran.err
    assert "for the reasons" in ran.err
    Path("out/evolink-run.jsonl").unlink()
    other = Shell({**shell.environment, "EVOLINK_JOURNAL": "another.sqlite"})
    for more in ([], ["--dry-run"]):
        ran = batch_run(other, cats(2), *more)
        assert ran.status == 1
        assert "; --new begins a new batch there" in ran.err
    assert batch_run(other, cats(2), "--dry-run", "--new").status == 0
    assert made(mock) == 2


def test_second_runner_is_refused(shell: Shell, mock: MockServer) -> None:
    """A second batch with the same journal is refused, and the message names the first."""
    mock.world.script(mock.api_key, "story=stuck")
    first = shell.start("batch", "run", manifest(cats(1)), "-o", "out")
    until_by(first, lambda: made(mock) == 1)
    second = shell.run("batch", "run", "m.jsonl", "-o", "elsewhere")
    assert second.status == 1
    assert f"process {first.pid} on " in second.err
    assert made(mock) == 1


def test_moving_progress(shell: Shell) -> None:
    """The progress line moves on a terminal."""
    script = " ".join([*COMMAND, "batch", "run", manifest(cats(5)), "-o", "out"])
    done = subprocess.run(
        ["/usr/bin/script", "-qec", script, "/dev/null"],
        env={**shell.environment, "TERM": "xterm"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "5 rows: 5 to send" in done.stdout
    assert "5 of 5 rows done" in done.stdout
