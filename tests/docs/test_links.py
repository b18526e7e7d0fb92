"""Links are valid, and figures are those of the code."""

import re
from pathlib import Path

import pytest

from tests.clients import MODES
from tests.contract.faults import catalogue
from tests.faults.scenarios import SCENARIOS

from ._blocks import PAGES, ROOT

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links(page: Path) -> None:
    """Every link to a file leads to an existing file."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link.strip()).exists()] == []


def test_readme_figures() -> None:
    """The figures of the README are those of the tests."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(SCENARIOS)} faults, from" in text
    assert f"all {len(SCENARIOS) * len(MODES)} runs" in text
    assert f"{len(catalogue())} deliberate faults" in text


def test_no_private_addresses() -> None:
    """No page has the address of a registry or a path of a machine."""
    forbidden = re.compile(r"--(?:extra-)?index-url|pypi\.org|/simple\b|/work/|/tmp/", re.IGNORECASE)
    assert [page.name for page in PAGES if forbidden.search(page.read_text(encoding="utf-8"))] == []
