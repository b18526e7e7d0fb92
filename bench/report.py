"""Writes docs/performance.md from what was recorded: `python -m bench.report`.

Its text is `performance.md` in this folder, which has no figures of its own: it asks for tables, each in a line
`{{name}}`.
"""

import re
from pathlib import Path
from typing import Final

from bench.recorded import BENCHES, ROOT, recorded
from bench.tables import TABLES, Results

PAGE: Final = ROOT / "docs/performance.md"
TEMPLATE: Final = Path(__file__).parent / "performance.md"
_TABLE: Final = re.compile(r"^\{\{(\w+)\}\}$", re.MULTILINE)


def render(template: str, results: Results) -> str:
    """Return the page: a template with the tables that it asks for."""
    return _TABLE.sub(lambda found: TABLES[found[1]](results), template)


def all_recorded() -> Results:
    """Return what was recorded, by bench."""
    return {name: result for name in BENCHES if (result := recorded(name))}


def write_page() -> Path:
    """Write the page, and return its path."""
    PAGE.write_text(render(TEMPLATE.read_text(encoding="utf-8"), all_recorded()), encoding="utf-8")
    return PAGE


if __name__ == "__main__":
    write_page()
