"""The least and the newest versions that the package says it works with: the tests pass on both.

The tests run in an environment of their own, on the installed wheel, in a folder where the tree is out of reach.
"""

import re
import shutil
from pathlib import Path

import pytest

from ._environment import Environment, uv
from .conftest import ROOT

SUITES = ("unit", "e2e", "mock")
NEEDS_THE_TREE = re.compile(
    r"parents\[|\bfrom pipeline\b|\blint-imports\b|\bimport demo|\bfrom demo|syrupy|['\"]-n['\"]|tests\.fault"
)
"""What a file of tests says that can't run on the package alone, or needs plugins of this repository."""

pytestmark = pytest.mark.bounds


def copied(target: Path) -> int:
    """Copy the tests that need only the package; give how many files that are."""
    for suite in SUITES:
        shutil.copytree(ROOT / "tests" / suite, target / "tests" / suite, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "tests/__init__.py", "tests/clients.py"):
        shutil.copy(ROOT / name, target / name)
    files = sorted((target / "tests").rglob("test_*.py"))
    bound = [path for path in files if NEEDS_THE_TREE.search(path.read_text(encoding="utf-8"))]
    for path in bound:
        path.unlink()
    return len(files) - len(bound)


@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
def test_the_tests_pass_on_the_installed_wheel_with(resolution: str, wheel: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "env")
    into = ("pip", "install", "--quiet", "--python", str(environment.python), "--only-binary", ":all:")
    # The bounds are resolved where they stand: seen from outside, they would not count as direct.
    asked = ("--resolution", resolution, "--extra", "cli", "--extra", "mock", str(ROOT / "pyproject.toml"))
    resolved = tmp_path / "resolved.txt"
    uv("pip", "compile", "--quiet", "--python", str(environment.python), "--output-file", str(resolved), *asked)
    uv(*into, "--requirement", str(resolved))
    environment.install(wheel)
    uv(*into, "pytest", "hypothesis")
    versions = uv("pip", "freeze", "--python", str(environment.python))
    place = tmp_path / "place"
    assert copied(place) > 30
    done = environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", folder=place, seconds=400)
    assert done.returncode == 0, versions + done.stdout[-6000:]
    print(versions, done.stdout.splitlines()[-1])  # noqa: T201 - `make package` shows what was tested
