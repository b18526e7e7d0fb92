"""Run a block in its own folder, with a mock server and the files of its page."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from packaging.requirements import Requirement

from evolink_mock import MockServer
from tests.listening import free_port
from tests.pipeline.scratch import Scratch
from tests.pipeline.writer import Item, model, raw

from ._blocks import BLOCKS, ROOT, Block
from ._warm import Warm

KEY = "test"
ADDRESS = "http://127.0.0.1:8787"
"""The mock's address on the pages, which is replaced by that of the test's server."""
FREE = "nothing was sent, nothing was charged"
"""What an error says that comes before anything is paid."""
QUICK = ("-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:hypothesispytest")
"""Options that skip plugins which take longer to load than the tests to run."""
_SERVER = re.compile(r"(evolink mock|python -m evolink_mock)\b")
_BIN = Path(sys.executable).parent
_PAGE = raw(model("brush-9", Item("style", {"type": "string"})))


def play(block: Block, warm: Warm, folder: Path) -> str:
    """Run a block as a reader would, with a drawing in its folder, and return its output. A failure is an error.

    Python is run twice, as readers do who paste it again: the second time it may be refused, if that is free.
    """
    _furnish(block.page, folder)
    with _stage(warm, folder) as (stage, address):
        text = block.text.replace(ADDRESS, address)
        if block.language == "python":
            printed = stage.python(text)
            stage.python(text, refused=FREE)
            return printed
        return stage.shell(text)


def answered(command: str, warm: Warm, folder: Path) -> str:
    """Run a command that may fail, and return its stdout."""
    with _stage(warm, folder) as (stage, _):
        return stage.stdout(command)


def pytest_on(page: str, folder: Path, warm: Warm, server: MockServer | None) -> str:
    """Run the tests of a page with a key for a server, or without a key, and return what pytest says."""
    _furnish(page, folder)
    files = [other.title for other in BLOCKS if other.page == page and other.title.startswith("test_")]
    return report_of(files, folder, warm, server)


def report_of(files: Sequence[str], folder: Path, warm: Warm, server: MockServer | None) -> str:
    """Run the tests of some files; see `pytest_on`."""
    environment = _environment(folder, warm)
    if server:
        environment |= {"EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": server.api_key}
    done = warm.run(["python", "-m", "pytest", "-q", *QUICK, *files], folder, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def imported(path: Path, folder: Path, warm: Warm, server: MockServer) -> None:
    """Import a file as other programs would: pytest, uvicorn, Celery, Django."""
    environment = _environment(folder, warm) | {"EVOLINK_BASE_URL": server.base_url, "EVOLINK_API_KEY": server.api_key}
    environment |= {"HOOK_ADDRESS": "https://images.example.com/hooks", "HOOK_TOKEN": "t" * 43}
    code = f"import sys, importlib; sys.path.insert(0, {str(path.parent)!r}); importlib.import_module({path.stem!r})"
    done = warm.run(["python", "-c", code], folder, environment)
    assert done.returncode == 0, done.stderr


def _furnish(page: str, folder: Path) -> None:
    shutil.copy(ROOT / "examples" / "harbour.png", folder)
    for other in BLOCKS:
        if other.page == page and other.title.endswith(".py"):
            (folder / other.title).write_text(other.text, encoding="utf-8")


def _environment(folder: Path, warm: Warm) -> dict[str, str]:
    """Return an environment without a key, in the shell's variables or stored on this machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COV_", "EVOLINK_"))}
    return kept | {
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "PATH": f"{warm.commands}{os.pathsep}{_BIN}{os.pathsep}{os.environ['PATH']}",
    }


@contextmanager
def _stage(warm: Warm, folder: Path) -> Generator[tuple["_Stage", str]]:
    with MockServer(api_key=KEY, speed=200.0) as server:
        port = free_port()
        server.callbacks_to = f"http://127.0.0.1:{port}"
        environment = _environment(folder, warm) | {
            "EVOLINK_BASE_URL": server.base_url,
            "EVOLINK_API_KEY": KEY,
            "EVOLINK_JOURNAL": str(folder / "journal.sqlite"),
        }
        yield _Stage(warm, folder, environment, port), server.base_url


class _Stage:
    def __init__(self, warm: Warm, folder: Path, environment: dict[str, str], port: int) -> None:
        self._warm = warm
        self._folder = folder
        self._environment = environment
        self._port = port

    def python(self, text: str, refused: str = "\0") -> str:
        script = re.sub(r"(?<=^PORT = )\d+", str(self._port), text, flags=re.MULTILINE)
        done = self._warm.run(["python", "-W", "error", "-c", script], self._folder, self._environment)
        assert (done.returncode, done.stderr) == (0, "") or refused in done.stderr, done.stdout + done.stderr
        return done.stdout

    def stdout(self, command: str) -> str:
        return self._warm.run(shlex.split(command), self._folder, self._environment).stdout

    def shell(self, text: str) -> str:
        lines = text.replace("\\\n", " ").splitlines()
        if _SERVER.match(text):
            return "".join(map(self._serve, lines))
        script = [line for line in lines if not _checked_otherwise(line)]
        if not script:
            return "checked without being run"
        where, script_text = self._place("\n".join(script))
        return self._run(["bash", "-euo", "pipefail", "-c", script_text], where) or "done"

    def _place(self, script: str) -> tuple[Path, str]:
        """Return the folder that a script expects: a clone, a small tree of the pipeline, or any folder."""
        if ".venv/bin/python" not in script:
            return self._folder, script
        script = script.replace(".venv/bin/python", sys.executable)
        if "-m pipeline" not in script:
            return ROOT, script
        scratch = Scratch(self._folder)
        scratch.page(_PAGE)
        self._environment |= {"PYTHONPATH": str(scratch.root)}
        return scratch.root, script.replace("FOLDER", str(scratch.pages))

    def _run(self, command: Sequence[str], where: Path) -> str:
        done = subprocess.run(
            command, cwd=where, env=self._environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _serve(self, line: str) -> str:
        """Start a server, wait until it prints its address, and stop it with Ctrl-C."""
        program, *words = shlex.split(line, comments=True)
        command = [str(_BIN / program), *words, "--port", str(free_port())]  # the last --port counts
        server = subprocess.Popen(
            command,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert server.stdout
        printed = ""
        while "EVOLINK_API_KEY" not in printed:
            line = server.stdout.readline()
            assert line, printed
            printed += line
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
        assert server.returncode == 0, printed
        return printed


def _checked_otherwise(line: str) -> bool:
    """Check a line that must not be run: the make target exists, or the package has these extras."""
    words = shlex.split(line, comments=True)
    if words[:1] == ["make"]:
        done = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 - make as readers call it
        assert done.returncode == 0, done.stderr
        return True
    if words[:2] == ["pip", "install"]:
        assert [_is_ours(word) for word in words[2:]] == [True], line
        return True
    return not words


def _is_ours(text: str) -> bool:
    wanted = Requirement(text)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return wanted.name == project["name"] and wanted.extras <= set(project["optional-dependencies"])
