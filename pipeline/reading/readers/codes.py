"""Reads the page of task failure codes: tables of codes, then a section on each."""

import re
from collections import Counter

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks, script_of
from pipeline.reading.readers.draft import Draft
from pipeline.reading.structure import Reading

_ROW = re.compile(r"^\s*\|\s*`(?P<code>[a-z]+(?:_[a-z]+)+)`\s*\|(?P<cells>.+)\|\s*$")
_SECTION = re.compile(r"^###\s+`?(?P<code>[a-z]+(?:_[a-z]+)+)`?\s*$")
_HEADING = re.compile(r"^#{1,6}\s")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_RULE = re.compile(r"^\s*(?:\|?[\s:|-]+\|?|\*{3,}|</?[A-Za-z][^>]*>)\s*$")
_OPENED = re.compile(r"<([A-Z]\w*)(?:\s[^<>]*)?(?<!/)>")
_CLOSED = re.compile(r"</([A-Z]\w*)>")
_FEWEST = 3
_SCHEMA = ("components", "schemas", "TaskErrorCode")


def recognises(page: Page) -> bool:
    """Return whether the page has a table of codes."""
    return sum(_ROW.match(line) is not None for line in page.lines) >= _FEWEST


def read(page: Page, _books: Phrasebooks) -> Reading:
    """Read the page.

    Raises:
        Refused: A code appears in the tables twice or has no section, so the page is duplicated or cut off.
    """
    failures: dict[str, dict[str, object]] = {}
    schema = {"type": "string", "enum": [], "x-evolink-failures": failures}
    text = "\n".join(page.lines)
    draft = Draft(page, "codes", script_of(text), {"components": {"schemas": {"TaskErrorCode": schema}}})
    open_tags = Counter(_OPENED.findall(text)) - Counter(_CLOSED.findall(text))
    if open_tags:
        raise page.refuse(len(page.lines), f"<{min(open_tags)}> without its end", "the page is cut off")
    sections = _walk(draft, failures)
    schema["enum"] = list(failures)
    missing = sorted(set(failures) - sections)
    if sections and missing:
        raise page.refuse(len(page.lines), f"no section on {', '.join(missing)}", "the page is cut off")
    unlisted = sorted(sections - set(failures))
    if unlisted:
        raise page.refuse(1, f"no table row for {', '.join(unlisted)}", "a code is in a table and has a section")
    return draft.reading()


def _walk(draft: Draft, failures: dict[str, dict[str, object]]) -> set[str]:
    """Read every line: rows of codes, the sections on them, other prose; code blocks are not prose."""
    page = draft.page
    sections: set[str] = set()
    at: tuple[str, ...] = _SCHEMA
    fence = ""
    for number, line in enumerate(page.lines, 1):
        ticks = _FENCE.match(line)
        if ticks:
            fence = "" if fence else ticks[1]
        elif fence or not line.strip() or _RULE.match(line):
            continue
        elif section := _SECTION.match(line):
            if section["code"] in sections:
                raise page.refuse(
                    number, f"a second section on {section['code']}", "a duplicated page can't be trusted"
                )
            sections.add(section["code"])
            at = (*_SCHEMA, "x-evolink-failures", section["code"])
            if section["code"] not in failures:
                raise page.refuse(number, f"no table row for {section['code']}", "a code is in a table first")
        elif _HEADING.match(line):
            at = _SCHEMA if line.startswith(("# ", "## ")) else at
        elif row := _ROW.match(line):
            _row(draft, failures, number, row)
        else:
            draft.add_prose(at, _cells(number, line))
    if fence:
        raise page.refuse(len(page.lines), "a code block without its end", "the page is cut off")
    return sections


def _row(draft: Draft, failures: dict[str, dict[str, object]], number: int, row: re.Match[str]) -> None:
    code = row["code"]
    if code in failures:
        raise draft.page.refuse(number, f"a second row for {code}", "a duplicated page can't be trusted")
    at = (*_SCHEMA, "x-evolink-failures", code)
    failures[code] = {}
    draft.lines[at] = number
    draft.add_prose(at, [(number, cell) for cell in row["cells"].split("|")])


def _cells(number: int, line: str) -> list[tuple[int, str]]:
    """Return a line's prose; the cells of another table are sentences of their own."""
    cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
    return [(number, cell) for cell in cells if cell.strip()]
