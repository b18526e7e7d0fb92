"""The small application and its tests, which people copy together; and the page that lists all examples."""

import shutil
from pathlib import Path

import pytest

from evolink_mock import MockServer

from ._running import EXAMPLES, run

# Only the plugin that people have who installed the mock; those of this repository take seconds to load.
QUIETLY = ("-q", "-p", "evolink_mock.pytest_plugin", "-p", "no:cacheprovider")


def test_the_page_of_the_examples_names_each_of_them() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    there = {path.name for path in EXAMPLES.iterdir() if path.name not in {"README.md", "__pycache__"}}
    assert there == {"callbacks_app.py", "demo", "edit_image.py", "notebook.ipynb", "testing"}
    assert [name for name in there if f"({name}" not in told] == []


def test_the_tests_of_the_small_application_pass_where_it_lies(evolink_mock: MockServer, tmp_path: Path) -> None:
    project = shutil.copytree(EXAMPLES / "testing", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(evolink_mock, project, "-m", "pytest", *QUIETLY)
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout


@pytest.mark.parametrize("broken", ["if kept:", "raise NotDrawableError(motif) from failed"])
def test_the_tests_of_the_small_application_find_what_is_wrong_with_it(
    broken: str, evolink_mock: MockServer, tmp_path: Path
) -> None:
    project = shutil.copytree(EXAMPLES / "testing", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    code = (project / "postcards.py").read_text(encoding="utf-8")
    assert broken in code
    (project / "postcards.py").write_text(code.replace(broken, {"if kept:": "if False:"}.get(broken, "raise")))
    done = run(evolink_mock, project, "-m", "pytest", *QUIETLY)
    assert "1 failed, 4 passed" in done.stdout
