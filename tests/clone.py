"""A clone of the working tree in which a test may change and commit everything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GIT = shutil.which("git") or "git"
_ROOMS = ("wrapper", "generated", "mock", "suite")
_GIT_CONFIG = "[user]\n\tname = a test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n"


def files_of(tree: Path = ROOT) -> list[Path]:
    """Return the files of a working tree that git keeps, or would keep once they are added."""
    listed = _run([GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], tree, os.environ)
    return [path for name in listed.split("\0") if name and (path := tree / name).is_file()]


class Clone:
    """The files of a working tree, committed to a repository of their own.

    Its commands run with this environment's tools, but with the clone's own code.
    """

    def __init__(self, folder: Path, source: Path = ROOT) -> None:
        self.folder = folder
        self.root = folder / "clone"
        for path in files_of(source):
            target = self.root / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "gitconfig").write_text(_GIT_CONFIG, encoding="utf-8")
        self.environment: dict[str, str] = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "GIT_", "MAKE"))},
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "PYTHONPATH": os.pathsep.join(str(self.root / room) for room in (".", *_ROOMS)),
        }
        self._link_tools()
        self.git("init", "--quiet")
        self.commit("start")

    def _link_tools(self) -> None:
        """Put this environment where `make` looks for it, so that `make setup` has nothing to do."""
        venv = self.root / ".venv"
        venv.mkdir()
        for each in Path(sys.prefix).iterdir():
            if not each.name.startswith("."):
                (venv / each.name).symlink_to(each)
        (venv / ".locked").touch()
        (venv / ".ready").touch()

    def git(self, *arguments: str) -> str:
        """Run git in the clone and return what it prints."""
        return self.run(GIT, *arguments)

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def run(self, *command: str, variables: Mapping[str, str] | None = None) -> str:
        """Run a command in the clone and return what it prints; a failure fails the test."""
        return _run([*command], self.root, {**self.environment, **(variables or {})})

    def pipeline(self, *arguments: str) -> str:
        """Run the clone's pipeline."""
        return self.run(sys.executable, "-m", "pipeline", *arguments)


def _run(command: list[str], folder: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout
