"""Every rule that is switched off for a line is switched off for a reason that the line states."""

import re
from collections.abc import Iterator

from tests.clone import ROOT, files_of

NOQA = re.compile(r"# noqa\b(?P<codes>: [A-Z]+\d+(?:, [A-Z]+\d+)*)?(?P<rest>.*)$")
REASON = re.compile(r" - (?P<after>.+)|.*\((?P<inside>.+)\)$")
EMPTY = re.compile(r"\W*(?:(?:for )?the same\b.*|as above.*|see (?:above|there).*|ditto.*)", re.IGNORECASE)


def noqas() -> Iterator[tuple[str, re.Match[str]]]:
    """Return each noqa of the repository with its place."""
    for path in files_of():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in {".py", ".pyi", ".ipynb"} and not name.startswith("generated/"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if (found := NOQA.search(line)) and "re.compile" not in line:
                    yield f"{name}:{number}", found


def reason(found: re.Match[str]) -> str:
    """Return the reason that a noqa gives, or nothing if it gives none of its own."""
    given = REASON.match(found["rest"])
    text = (given["after"] or given["inside"] or "").strip() if given else ""
    return "" if EMPTY.fullmatch(text) else text


def test_noqa_reasons() -> None:
    """Every noqa names its rules and gives a reason of its own."""
    found = list(noqas())
    assert len(found) > 20
    assert [place for place, each in found if not each["codes"] or not reason(each)] == []
