"""The small application and its tests, which people copy together; and the page that lists all examples."""

import shutil
from pathlib import Path

import pytest

from evolink_mock import MockServer

from ._running import EXAMPLES, run

# Only the plugin that people have who installed the mock; those of this repository take seconds to load.
QUIETLY = ("-q", "-p", "evolink_mock.pytest_plugin", "-p", "no:cacheprovider")


def test_examples_page() -> None:
    """The page of examples lists each of them."""
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    there = {path.name for path in EXAMPLES.iterdir() if path.name not in {"README.md", "__pycache__"}}
    assert len(there) > 10
    assert [name for name in there if f"({name}" not in page] == []


def test_example_tests_pass(evolink_mock: MockServer, tmp_path: Path) -> None:
    """The tests of the example application pass."""
    project = shutil.copytree(EXAMPLES / "testing", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(evolink_mock, project, "-m", "pytest", *QUIETLY)
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout


@pytest.mark.parametrize("broken", ["if kept:", "raise NotDrawableError(motif) from failed"])
def test_example_tests_find_errors(broken: str, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The tests of the example application find the errors put into it."""
    project = shutil.copytree(EXAMPLES / "testing", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    code = (project / "postcards.py").read_text(encoding="utf-8")
    assert broken in code
    (project / "postcards.py").write_text(code.replace(broken, {"if kept:": "if False:"}.get(broken, "raise")))
    done = run(evolink_mock, project, "-m", "pytest", *QUIETLY)
    assert "1 failed, 4 passed" in done.stdout
