"""Rules between rooms that the import linter can't see, since tests are no packages."""

import ast
from pathlib import Path

import pytest

SUITE = sorted((Path(__file__).parents[1] / "contract").rglob("*.py"))


@pytest.mark.parametrize("path", SUITE, ids=lambda each: each.name)
def test_the_contract_suite_shares_no_code_with_the_checks_it_judges(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.split(".")[0] in {"evolink_rules", "evolink", "pipeline"}]


def test_there_is_a_suite_to_look_at() -> None:
    assert len(SUITE) > 5
