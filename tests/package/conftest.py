"""The package as it is published: built once, and installed where the tree is out of reach."""

import subprocess
import sys
from pathlib import Path

import pytest

from ._environment import Environment

ROOT = Path(__file__).resolve().parents[2]


def build(source: Path, target: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install evolink` gives."""
    environment = Environment(tmp_path_factory.mktemp("bare") / "env")
    environment.install(wheel)
    return environment


@pytest.fixture(scope="session")
def full(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install "evolink[batch,cli,mock]"` installs."""
    environment = Environment(tmp_path_factory.mktemp("full") / "env")
    environment.install(wheel, "batch", "cli", "mock")
    return environment


@pytest.fixture(scope="session")
def judging(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install "evolink[contract]"` installs."""
    environment = Environment(tmp_path_factory.mktemp("contract") / "env")
    environment.install(wheel, "contract")
    return environment


@pytest.fixture(scope="session")
def cli_alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install "evolink[cli]"` installs."""
    environment = Environment(tmp_path_factory.mktemp("cli") / "env")
    environment.install(wheel, "cli")
    return environment


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "bounds: takes minutes and an index of packages; `make package` runs it")
