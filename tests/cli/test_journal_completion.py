"""Completion of tasks and held calls from the journal, in this process and in real shells."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ptyprocess  # type: ignore[import-untyped]  # it has no types
import pyte
import pytest
from click.shell_completion import CompletionItem, ShellComplete

from evolink.cli._app import app
from evolink.journal import Journal
from tests.cli.conftest import Evolink, Service
from tests.cli.running import Shell

_PATIENCE = 30


pytestmark = pytest.mark.usefixtures("journal")


@pytest.fixture
def submit(evolink: Evolink) -> Callable[[str], str]:
    """Return what submits a prompt and returns the ID of its task."""
    return lambda prompt: evolink("generate", "-m", "nano-banana-beta", "--no-wait", "--", prompt).out.strip()


def offered(line: str) -> list[CompletionItem]:
    *before, begun = line.split(" ")
    return ShellComplete(app, {}, "evolink", "").get_completions(before, begun)


@pytest.mark.parametrize("command", ["task", "save", "wait", "wait task-unified-1-x"])
def test_tasks(submit: Callable[[str], str], command: str) -> None:
    """Tasks are offered, the newest first, with their age and the first line of their prompt."""
    older, newer = submit("a cat,\n\x1b[31m red"), submit("x" * 100)
    found = offered(f"{command} task-")
    assert [item.value for item in found] == [newer, older]
    assert [item.help for item in found] == [f"0 s ago: {'x' * 59}…", "0 s ago: a cat, [31m red"]
    assert [item.value for item in offered(f"{command} {older[:-1]}")] == [older]
    assert offered(f"{command} nothing") == []


def test_held_calls(evolink: Evolink, service: Service, submit: Callable[[str], str]) -> None:
    """`settle` is offered the calls that are held, and no others."""
    submit("a dog")
    service.script("fault=drop", on="create")
    assert evolink("generate", "a cat", "-m", "nano-banana-beta").status == 5
    (item,) = offered("tasks settle ")
    assert item.help == "0 s ago: a cat"
    assert evolink("tasks", "settle", item.value, "--unpaid").status == 0
    assert offered("tasks settle ") == []


@pytest.mark.parametrize("address", ["", "sqlite:///{}", "postgresql://user@192.0.2.1/x", "off", "text.txt"])
def test_no_journal(monkeypatch: pytest.MonkeyPatch, journal: Path, tmp_path: Path, address: str) -> None:
    """Completion makes no journal, asks no server, and takes what is no journal for none."""
    (tmp_path / "text.txt").write_text("no database")
    monkeypatch.setenv("EVOLINK_JOURNAL", address.format(journal) or str(journal))
    before = sorted(tmp_path.rglob("*"))
    assert offered("task ") == []
    assert sorted(tmp_path.rglob("*")) == before


def test_journal_is_only_read(journal: Path, submit: Callable[[str], str]) -> None:
    """A journal is completed from while another process uses it and afterwards, and stays as it is."""
    task = submit("a cat")
    with Journal(journal):
        assert [item.value for item in offered("task ")] == [task]
    there = {file: file.stat().st_mtime_ns for file in journal.parent.iterdir()}
    assert [item.value for item in offered("task ")] == [task]
    assert {file: file.stat().st_mtime_ns for file in journal.parent.iterdir()} == there


def test_nothing_slow_is_loaded(submit: Callable[[str], str]) -> None:
    """Neither the database's packages nor those that send are loaded for a completion."""
    submit("a cat")
    code = (
        "import sys\nfrom click.shell_completion import ShellComplete\nfrom evolink.cli._app import app\n"
        "print(len(ShellComplete(app, {}, 'evolink', '').get_completions(['task'], '')), *sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    number, *loaded = ran.stdout.split()
    assert number == "1"
    assert not {"sqlalchemy", "alembic", "evolink.journal", "evolink._http.wire", "httpx", "asyncio", "rich"} & {
        *loaded
    }


SETUP = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(evolink completion bash)"'),
    "zsh": (["-f", "-i"], 'autoload -U compinit; compinit -u; eval "$(evolink completion zsh)"'),
    "fish": (["--no-config", "-i"], "evolink completion fish | source"),
}


@pytest.mark.parametrize("name", SETUP)
def test_in_shell(name: str, submit: Callable[[str], str], shell: Shell, tmp_path: Path, journal: Path) -> None:
    """The shell itself inserts the ID of a task, and an option of the chosen model."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    task = submit("a cat")
    command = tmp_path / "bin" / "evolink"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m evolink.cli "$@"\n')
    command.chmod(0o755)
    arguments, setup = SETUP[name]
    typing = _Typing(
        [path, *arguments],
        {
            **shell.environment,
            "EVOLINK_JOURNAL": str(journal),
            "HOME": str(tmp_path),
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "TERM": "xterm",
        },
    )
    try:
        typing.type(f'{setup}; echo rea"dy"\r', until="ready")
        typing.type("evolink task t\t", until=task)
        typing.type("\x15evolink generate -m gpt-4o-image --mask\t", until="--mask-url")
    finally:
        typing.close()


class _Typing:
    """A shell in a terminal, into which a person types."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._screen = pyte.Screen(120, 24)
        self._stream = pyte.ByteStream(self._screen)
        self._process = ptyprocess.PtyProcess.spawn(command, env=environment, dimensions=(24, 120))

    def type(self, keys: str, until: str) -> None:
        """Type, and wait until a text is shown."""
        self._process.write(keys.encode())
        end = time.monotonic() + _PATIENCE
        while not any(until in line for line in self._screen.display):
            assert time.monotonic() < end, "\n".join(self._screen.display)
            if select.select([self._process.fd], [], [], 0.2)[0]:
                self._stream.feed(self._process.read(65536))

    def close(self) -> None:
        self._process.close(force=True)
