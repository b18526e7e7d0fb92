"""Writes docs/performance.md from what was recorded, and the figures of the README: `python -m bench.report`.

The page's text is `performance.md` in this folder, which has no figures of its own: it asks for tables, each in a line
`{{name}}`. The README has one sentence with figures, and one line about `make demo`.
"""

import re
from pathlib import Path
from typing import Final

from bench.recorded import BENCHES, ROOT, recorded
from bench.rows import BLOCKING
from bench.tables import TABLES, Results

PAGE: Final = ROOT / "docs/performance.md"
README: Final = ROOT / "README.md"
TEMPLATE: Final = Path(__file__).parent / "performance.md"
_SAID: Final = re.compile(r"sends [\d.]+(\srequests per task and\s+has the result )[\d.]+( s after)")
_DEMO: Final = re.compile(r"(make demo +# )\d+ seconds plus downloads, \d+ MB")
_TABLE: Final = re.compile(r"^\{\{(\w+)\}\}$", re.MULTILINE)


def render(template: str, results: Results) -> str:
    """Return the page: a template with the tables that it asks for."""
    return _TABLE.sub(lambda found: TABLES[found[1]](results), template)


def render_readme(text: str, results: Results) -> str:
    """Return the README with the figures that were recorded; as it is if there are none.

    Raises:
        SystemExit: Its sentence is not there.
    """
    if _SAID.search(text) is None:
        raise SystemExit("README.md does not say how many requests a task needs, and when its result is there")
    demo = results["mock"].figures.get("demo", {}).get("make demo") if "mock" in results else None
    if demo:
        said = f"{demo['seconds']:.0f} seconds plus downloads, {demo['MB']:.0f} MB"
        text = _DEMO.sub(rf"\g<1>{said}", text)
    outcome = results["client"].figures["1,000 tasks"][BLOCKING] if "client" in results else None
    if outcome is None or outcome["median"] is None:
        return text
    return _SAID.sub(rf"sends {outcome['requests']:.1f}\g<1>{outcome['median']:.1f}\g<2>", text)


def all_recorded() -> Results:
    """Return what was recorded, by bench."""
    return {name: result for name in BENCHES if (result := recorded(name))}


def write_page() -> Path:
    """Write the page and the README, and return the path of the page."""
    results = all_recorded()
    PAGE.write_text(render(TEMPLATE.read_text(encoding="utf-8"), results), encoding="utf-8")
    README.write_text(render_readme(README.read_text(encoding="utf-8"), results), encoding="utf-8")
    return PAGE


if __name__ == "__main__":
    write_page()
