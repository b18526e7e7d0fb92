"""The loop of a shell, killed in the middle and run again."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evolink_mock import MockServer
from tests.waiting import until

from ._running import EXAMPLES, PNG, environment

LOOP = EXAMPLES / "safe_loop.sh"
BASH = shutil.which("bash")

pytestmark = [
    pytest.mark.skipif(BASH is None, reason="this system has no bash"),
    pytest.mark.evolink_mock(speed=20),  # a task takes seconds, so that the kill finds one under way
]


def start(server: MockServer, folder: Path) -> subprocess.Popen[str]:
    settings = environment(server, EVOLINK_JOURNAL=str(folder / "journal.sqlite"))
    settings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{settings['PATH']}"
    return subprocess.Popen(
        [str(BASH), str(LOOP), "prompts.txt", "images"],
        cwd=folder, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def test_killed_and_repeated(evolink_mock: MockServer, tmp_path: Path) -> None:
    """Killed while its second image is made and run again, it ends with all images, each paid for once."""
    prompts = ["a lighthouse", "", '-- it\'s "a" $boat', "a harbour without a newline"]
    (tmp_path / "prompts.txt").write_text("\n".join(prompts), encoding="utf-8")
    first = start(evolink_mock, tmp_path)
    until(lambda: len(evolink_mock.world.tasks) == 2)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    evolink_mock.clock.advance(600)
    second = start(evolink_mock, tmp_path)
    until(lambda: len(evolink_mock.world.tasks) == 3)
    evolink_mock.clock.advance(600)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 0, said
    files = sorted((tmp_path / "images").iterdir())
    assert [path.name for path in files] == ["0001.png", "0003.png", "0004.png"]
    assert all(path.read_bytes().startswith(PNG) for path in files)
    made = list(evolink_mock.world.tasks.values())
    assert sorted(task.request["prompt"] for task in made) == sorted(filter(None, prompts))
    assert evolink_mock.world.accounts[evolink_mock.api_key].used == pytest.approx(sum(task.reserved for task in made))


def test_stopped(evolink_mock: MockServer, tmp_path: Path) -> None:
    """Ctrl-C ends the loop, not only the line that it is at."""
    (tmp_path / "prompts.txt").write_text("a lighthouse\na boat\n", encoding="utf-8")
    loop = start(evolink_mock, tmp_path)
    until(lambda: len(evolink_mock.world.tasks) == 1)
    os.killpg(loop.pid, signal.SIGINT)
    loop.communicate(timeout=60)
    assert loop.returncode in {130, -signal.SIGINT}
    assert len(evolink_mock.world.tasks) == 1
