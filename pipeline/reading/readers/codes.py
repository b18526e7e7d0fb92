"""Reads the page of task failure codes: tables of codes, then a section on each."""

import re
from collections import Counter

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import Prose, Reading

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


def read(page: Page, books: Phrasebooks) -> Reading:
    """Read the page.

    Raises:
        Refused: A code stands in the tables twice, or lacks its section: the page is doubled or cut off.
    """
    locale = books.locale_of_prose(page, "\n".join(page.lines), "")
    failures: dict[str, dict[str, object]] = {}
    schema = {"type": "string", "enum": [], "x-evolink-failures": failures}
    reading = Reading("codes", locale, None, {"components": {"schemas": {"TaskErrorCode": schema}}})
    text = "\n".join(page.lines)
    open_tags = Counter(_OPENED.findall(text)) - Counter(_CLOSED.findall(text))
    if open_tags:
        raise page.refuse(len(page.lines), f"<{min(open_tags)}> without its end", "the page is cut off")
    sections = _walk(page, reading, failures)
    schema["enum"] = list(failures)
    missing = sorted(set(failures) - sections)
    if sections and missing:
        raise page.refuse(len(page.lines), f"no section on {', '.join(missing)}", "the page is cut off")
    unlisted = sorted(sections - set(failures))
    if unlisted:
        raise page.refuse(1, f"no table row for {', '.join(unlisted)}", "a code stands in a table and has a section")
    return reading


def _walk(page: Page, reading: Reading, failures: dict[str, dict[str, object]]) -> set[str]:
    """Take every line: rows of codes, the sections on them, other prose; code blocks are no prose."""
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
                raise page.refuse(number, f"a second section on {section['code']}", "a doubled page can't be trusted")
            sections.add(section["code"])
            at = (*_SCHEMA, "x-evolink-failures", section["code"])
            if section["code"] not in failures:
                raise page.refuse(number, f"no table row for {section['code']}", "a code stands in a table first")
        elif _HEADING.match(line):
            at = _SCHEMA if line.startswith(("# ", "## ")) else at
        elif row := _ROW.match(line):
            _row(page, reading, failures, number, row)
        else:
            _cells(reading, number, line, at)
    if fence:
        raise page.refuse(len(page.lines), "a code block without its end", "the page is cut off")
    return sections


def _row(page: Page, reading: Reading, failures: dict[str, dict[str, object]], number: int, row: re.Match[str]) -> None:
    code = row["code"]
    if code in failures:
        raise page.refuse(number, f"a second row for {code}", "a doubled page can't be trusted")
    at = (*_SCHEMA, "x-evolink-failures", code)
    failures[code] = {}
    reading.lines[at] = number
    reading.prose += [Prose(at, number, cell, number) for cell in row["cells"].split("|")]


def _cells(reading: Reading, number: int, line: str, at: tuple[str, ...]) -> None:
    """Note a line's prose; the cells of another table are sentences of their own."""
    cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
    reading.prose += [Prose(at, number, cell, number) for cell in cells if cell.strip()]
