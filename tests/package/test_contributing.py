"""Each recipe of CONTRIBUTING.md is short, and does what it says when it is followed as it stands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(part.split("\n", 1) for part in GUIDE.split("\n## ")[1:])
ROOMS = ("pipeline", "specs", "generated", "wrapper", "mock", "tests")


def block(section: str, number: int = 0) -> str:
    """Return a block of code, out of its list."""
    found = re.findall(r"```(?:yaml|python)\n(.*?)```", SECTIONS[section], re.DOTALL)[number]
    return re.sub(r"^   ", "", found, flags=re.MULTILINE)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path


def run(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    rooms = [str(clone), *(str(clone / room) for room in ("wrapper", "generated", "mock"))]
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=clone, env={**os.environ, "PYTHONPATH": os.pathsep.join(rooms)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def refused(clone: Path, request: str) -> str:
    return run(clone, "-c", f"import evolink_rules; print(*evolink_rules.violations({request}))").stdout


@pytest.mark.parametrize(("section", "steps"), [("Add a model", 1), ("Correct a fact", 1), ("Add a fault", 2)])
def test_a_recipe_has_under_ten_lines(section: str, steps: int) -> None:
    prose = re.sub(r"```.*?```", "", SECTIONS[section], flags=re.DOTALL)
    lines = [line for line in prose.splitlines() if line.strip()]
    assert 0 < len(lines) < 10 * steps


def test_what_the_recipes_name_is_there() -> None:
    named = re.findall(r"\]\(([^)]+)\)", GUIDE) + re.findall(
        r"`((?:specs|tests|changes|wrapper|docs)/[\w./-]*)`", GUIDE
    )
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_correction_shown_corrects(clone: Path) -> None:
    request = "{'model': 'gpt-4o-image', 'prompt': 'x', 'image_urls': ['https://x.example/a.png'] * 5}"
    assert not refused(clone, request).strip()
    correction = block("Correct a fact")
    assert yaml.safe_load(correction)["actions"]
    (clone / "specs" / "overlays" / "fewer.yaml").write_text(correction)
    for command in ("merge", "generate"):
        done = run(clone, "-m", "pipeline", command)
        assert done.returncode == 0, done.stderr
    assert "image_urls" in refused(clone, request)


def test_the_fault_of_a_server_that_is_shown_is_found(clone: Path) -> None:
    path = clone / "tests" / "contract" / "_faults_asked.py"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("KEYWORDS: Final = (\n", f"KEYWORDS: Final = (\n    {block('Add a fault')}", 1))
    done = run(clone, "-m", "tests.contract.faults", "--only", "2K is refused")
    assert "caught 1/1" in done.stdout, done.stdout + done.stderr


def test_the_fault_of_a_service_that_is_shown_is_survived(clone: Path) -> None:
    path = clone / "tests" / "faults" / "scenarios.py"
    before = path.read_text(encoding="utf-8")
    named, used = block("Add a fault", 1).strip().splitlines()
    after = before.replace("_AWAY = ", f"{named}\n_AWAY = ", 1)
    after = re.sub(r"^    \*\(_lost\(act\) for act in \(_GARBAGE.*$", f"    {used}", after, flags=re.MULTILINE)
    assert used in after
    path.write_text(after)
    done = run(clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/faults", "-k", "418")
    assert "2 passed" in done.stdout, done.stdout + done.stderr
