"""Rules between rooms that the import linter can't see, since tests are no packages."""

import ast
from pathlib import Path

import pytest

SUITE = sorted((Path(__file__).parents[1] / "contract").rglob("*.py"))


@pytest.mark.parametrize("path", SUITE, ids=lambda each: each.name)
def test_suite_shares_no_code(path: Path) -> None:
    """The contract suite shares no code with the checks that it judges."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.split(".")[0] in {"evolink_rules", "evolink", "pipeline"}]


def test_suite_is_found() -> None:
    """There is a contract suite to examine."""
    assert len(SUITE) > 5
