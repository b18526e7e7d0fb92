"""Copies the tests that need only the package out of the tree, with what they import of each other."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from .conftest import ROOT

SUITES = ("unit", "e2e", "mock")
NEEDS_THE_TREE = re.compile(
    r"parents\[|\b(?:from|import) pipeline\b|\blint-imports\b|\b(?:from|import) demo|syrupy|['\"]-n['\"]|tests\.fault"
)
"""What a file says that can't run on the package alone, or needs plugins of this repository."""


def copy_tests(target: Path) -> int:
    """Copy the tests of the suites that need only the package and return how many files of tests those are."""
    tests = [path for suite in SUITES for path in sorted((ROOT / "tests" / suite).rglob("test_*.py"))]
    kept = {path: needed for path in tests if not _needs_the_tree(path, needed := _needed(path))}
    for path in {ROOT / "pyproject.toml", *kept, *(each for needed in kept.values() for each in needed)}:
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return len(kept)


def _needs_the_tree(path: Path, needed: set[Path]) -> bool:
    return any(NEEDS_THE_TREE.search(each.read_text(encoding="utf-8")) for each in (path, *needed))


def _needed(path: Path) -> set[Path]:
    """Return the files of the tests that pytest loads with a file, and all that those and the file import."""
    found = {each for folder in _folders(path) if (each := folder / "conftest.py").is_file()}
    new = {path, *found}
    while new:
        new = {each for one in new for each in (*_imported(one), *_packages(one))} - found - {path}
        found |= new
    return found


def _packages(path: Path) -> Iterator[Path]:
    yield from (each for folder in _folders(path) if (each := folder / "__init__.py").is_file())


def _folders(path: Path) -> Iterator[Path]:
    """Return the folders of the tests around a file."""
    yield from (ROOT / folder for folder in path.relative_to(ROOT).parents[:-1])


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join((*package, *([node.module] if node.module else [])))
            names = [module, *(f"{module}.{each.name}" for each in node.names)]
        else:
            continue
        for name in names:
            found = ROOT.joinpath(*name.split(".")).with_suffix(".py")
            if name.startswith("tests.") and found.is_file():
                yield found
