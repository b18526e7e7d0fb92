"""The least and the newest versions that the package says it works with: the tests pass on both.

The tests run in an environment of their own, on the installed wheel, in a folder where the tree is out of reach.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from ._copying import SUITES, copy_tests
from ._environment import Environment, uv
from .conftest import ROOT

PATHS = [f"tests/{suite}" for suite in SUITES]


@pytest.mark.bounds
@pytest.mark.parametrize("resolution", ["lowest-direct", "highest"])
def test_installed_versions(resolution: str, wheel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tests pass on the installed wheel with the lowest and the newest versions."""
    environment = Environment(tmp_path / "env")
    into = ("pip", "install", "--quiet", "--python", str(environment.python), "--only-binary", ":all:")
    # The bounds are resolved where they stand: seen from outside, they would not count as direct.
    extras = ("--extra", "batch", "--extra", "cli", "--extra", "keyring", "--extra", "mock")
    asked = ("--resolution", resolution, *extras, str(ROOT / "pyproject.toml"))
    resolved = tmp_path / "resolved.txt"
    uv("pip", "compile", "--quiet", "--python", str(environment.python), "--output-file", str(resolved), *asked)
    uv(*into, "--requirement", str(resolved))
    uv(*into, "--no-deps", str(wheel))  # all that it needs is there, in these versions
    uv(*into, "pytest", "hypothesis")
    versions = uv("pip", "freeze", "--python", str(environment.python))
    place = tmp_path / "place"
    assert copy_tests(place) > 30
    done = environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", *PATHS, folder=place, seconds=500)
    assert done.returncode == 0, versions + done.stdout[-6000:]
    with capsys.disabled():
        print(versions, done.stdout.splitlines()[-1])  # noqa: T201 - `make package` shows what was tested


def test_copied_imports(tmp_path: Path) -> None:
    """The copied tests find everything that they import."""
    assert copy_tests(tmp_path) > 30
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", *PATHS],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
