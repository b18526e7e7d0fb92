"""What a first look costs: `make demo` on a fresh clone, beside the installation of the mock from the same packages."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.recorded import ROOT
from bench.terminal import Progress

_ROUNDS = 2
_LEFT_OUT = {".git", ".venv", ".venv-demo", "node_modules", "site", "__pycache__", ".mypy_cache", ".ruff_cache"}
_MB = 1 << 20


def measure(progress: Progress) -> Mapping[str, Mapping[str, dict[str, float]]]:
    """Return the seconds of both, the least of two rounds, and the size of what they leave behind in MB.

    Whatever pip has in its cache counts for both, so the first round, which may download, counts for none.
    """
    found: dict[str, dict[str, float]] = {}
    works = {"pip install": _install, "make demo": _demo}
    for number in range(_ROUNDS + 1):
        for name, work in works.items():
            progress.show(f"{name}: round {number} of {_ROUNDS}" if number else f"{name}: fills pip's cache")
            with tempfile.TemporaryDirectory() as folder:
                seconds, size = _timed(work, Path(folder))
            if number:
                seconds = min(seconds, found.get(name, {}).get("seconds", seconds))
                found[name] = {"seconds": seconds, "MB": size}
    return {"demo": found}


def _timed(work: Callable[[Path], Path], folder: Path) -> tuple[float, float]:
    clone = folder / "clone"
    shutil.copytree(ROOT, clone, ignore=lambda _, names: _LEFT_OUT & set(names))
    began = time.monotonic()
    made = work(clone)
    return time.monotonic() - began, _size(made) / _MB


def _demo(clone: Path) -> Path:
    _run(["make", "demo", f"PYTHON={_base_python()}"], clone)
    return clone / ".venv-demo"


def _install(clone: Path) -> Path:
    environment = clone / "environment"
    _run([_base_python(), "-m", "venv", str(environment)], clone)
    _run([str(environment / "bin/python"), "-m", "pip", "install", "--quiet", f"{clone}[mock]"], clone)
    return environment


def _base_python() -> str:
    """Return the interpreter below this environment, as in a fresh clone of the repository."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


def _run(command: list[str], folder: Path) -> None:
    # Without the environment of this process: what `make` set for its own commands is not there on a fresh clone.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def _size(folder: Path) -> int:
    """Return the bytes of a folder on the disk."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))
