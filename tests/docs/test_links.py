"""Links are valid."""

import re

from ._blocks import PAGES

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_links() -> None:
    """Every link to a file leads to an existing file."""
    links = [(page, link) for page in PAGES for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert len(links) > len(PAGES)
    assert [(page.name, link) for page, link in links if not (page.parent / link.strip().split("?")[0]).exists()] == []


def test_no_private_addresses() -> None:
    """No page has the address of a registry or a path of a machine."""
    forbidden = re.compile(r"--(?:extra-)?index-url|pypi\.org|/simple\b|/work/|/tmp/", re.IGNORECASE)
    assert [page.name for page in PAGES if forbidden.search(page.read_text(encoding="utf-8"))] == []
