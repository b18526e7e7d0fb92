"""What is in the wheel and in the sdist, and what they say of themselves."""

import re
import runpy
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from .conftest import ROOT, build

without_relative_links: Callable[[str, Mapping[str, str]], str] = runpy.run_path(
    str(ROOT / "tools" / "index_readme.py")
)["without_relative_links"]

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


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
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
    assert description(metadata) == without_relative_links(
        (ROOT / "README.md").read_text(encoding="utf-8"), project().get("urls", {})
    )


def description(metadata: Message) -> str:
    payload = metadata.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def addresses(text: str) -> list[str]:
    """Return what the links and images of a Markdown text lead to."""
    tokens = [each for token in MarkdownIt().enable("table").parse(text) for each in token.children or ()]
    return [str(token.attrs[name]) for token in tokens for name in ("href", "src") if name in token.attrs]


def test_description_has_no_dead_links(metadata: Message) -> None:
    """The description has no link into the repository's files, which an index does not have."""
    text = description(metadata)
    assert "](" in text
    assert [each for each in addresses(text) if not each.startswith("https://")] == []
    assert "<!--" not in text
    images = re.findall(r"!\[([^\]]+)\]\(docs/", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert images
    assert not [words for words in images if words in text]


def test_links_follow_project_urls() -> None:
    """Once the project has addresses, the links of the description lead there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    urls = {"Documentation": "https://docs.example/", "Repository": "https://code.example/evolink"}
    found = addresses(without_relative_links(text, urls))
    assert len(found) == len(addresses(text))
    assert {"https://docs.example/cli.html", "https://code.example/evolink/blob/main/CONTRIBUTING.md"} <= set(found)
    assert [each for each in found if not each.startswith("https://")] == []


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
        *{"CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "tools"},
    }


def test_wheel_from_sdist(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """The sdist builds an identical wheel."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    again = build(source, "wheel", tmp_path / "dist")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()
