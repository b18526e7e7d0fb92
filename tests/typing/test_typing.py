"""mypy and pyright find in api.py what is marked there, and nothing else; `make check` judges it with its marks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
API = Path(__file__).with_name("api.py")
PYRIGHT = ROOT / "tools" / "node_modules" / ".bin" / "pyright"
MARK = re.compile(r"  # type: ignore\[[a-z-]+\]$", re.MULTILINE)


def mypy(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def pyright(path: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    if not PYRIGHT.exists():
        pytest.skip("pyright is not installed: npm ci --prefix tools")
    command = [str(PYRIGHT), "--pythonpath", sys.executable, str(path)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def lines_with_errors(output: str, path: Path) -> set[int]:
    found = re.findall(rf"{re.escape(path.name)}:(\d+)(?::\d+)?(?: -|:) error", output)
    return {int(number) for number in found}


def marked_lines() -> set[int]:
    return {number for number, line in enumerate(API.read_text().splitlines(), 1) if MARK.search(line)}


def test_without_marks(tmp_path: Path) -> None:
    """Without the marks, both report every wrong line and no other."""
    bare = tmp_path / "bare.py"
    bare.write_text(MARK.sub("", API.read_text()))
    assert len(marked_lines()) > 15
    assert lines_with_errors(mypy(bare).stdout, bare) == marked_lines()
    assert lines_with_errors(pyright(bare).stdout, bare) == marked_lines()
