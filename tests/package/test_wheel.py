"""What is in the wheel and in the sdist, and what they say of themselves."""

import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from .conftest import ROOT, build

PACKAGES = {
    "evolink": "wrapper",
    "evolink_rules": "wrapper",
    "evolink_api": "generated",
    "evolink_contract": "generated",
    "evolink_mock": "mock",
    "evolink_suite": "suite",
}


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="session")
def metadata(wheel: Path, names: set[str]) -> Message:
    (name,) = (each for each in names if each.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(name))


def project() -> dict[str, object]:
    table: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def test_wheel_files(names: set[str]) -> None:
    """The wheel has every file of the six packages and nothing else."""
    tree = {
        str(path.relative_to(ROOT / room))
        for package, room in PACKAGES.items()
        for path in (ROOT / room / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if ".dist-info/" not in name} == tree


@pytest.mark.parametrize("package", PACKAGES)
def test_py_typed(package: str, names: set[str]) -> None:
    """Each package is marked as typed."""
    assert f"{package}/py.typed" in names


def test_licence(names: set[str], metadata: Message) -> None:
    """The wheel includes and names the licence."""
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert metadata["License-Expression"] == "MIT"


def test_metadata(metadata: Message) -> None:
    """The metadata is that of `pyproject.toml`."""
    table = project()
    assert (metadata["Name"], metadata["Version"]) == ("evolink", table["version"])
    assert metadata["Requires-Python"] == table["requires-python"]
    assert {"cli", "mock", "all"} <= set(metadata.get_all("Provides-Extra", []))
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_payload(decode=True) == (ROOT / "README.md").read_bytes()


def test_entry_points(wheel: Path, names: set[str]) -> None:
    """The wheel provides the command and the pytest plugin."""
    (name,) = (each for each in names if each.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        entry_points = archive.read(name).decode()
    assert "evolink = evolink.cli:main" in entry_points
    assert "evolink_mock = evolink_mock.pytest_autoload" in entry_points


def test_sdist_files(sdist: Path) -> None:
    """The sdist has everything that the wheel is built from."""
    with tarfile.open(sdist) as archive:
        top = {name.split("/")[1] for name in archive.getnames()}
    assert top - {"PKG-INFO", ".gitignore"} == {
        *{"wrapper", "generated", "mock", "suite"},
        *{"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml"},
    }


def test_wheel_from_sdist(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """The sdist builds an identical wheel."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    again = build(source, "wheel", tmp_path / "dist")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
