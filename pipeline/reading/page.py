"""One page as text: decoded, named, and without the parts addressed to machines instead of readers."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Problem, Refused
from pipeline.reading.words import visible

_MAX_BYTES = 4_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Of a line without its indentation, which several white spaces in a row would make slow to match.
_INDEX = re.compile(
    r"(?:>\s*)?(#+\s*)?(documentation index|fetch the complete documentation index at:?.*"
    r"|use this file to discover all available pages.*|.*\bllms\.txt\b.*|built with \[?mintlify.*)$",
    re.IGNORECASE,
)
_AGENTS = re.compile(
    r"(?:>\s*)?(?:#+\s*)?(?:<\s*)?(?:\*\*)?(?:(?:agent|ai|llm)(?:\s+agent)?[-_ ]?instructions?"
    r"|instructions? for (?:ai|llms?|agents?))\b",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(r"#|`{3}|-{3}")


@dataclass(frozen=True)
class Page:
    """One page of the documentation.

    Attributes:
        name: The file's name without its suffix: `en--get-task-detail`.
        lines: The text, line by line; lines that were removed are empty, so that line numbers stay correct.
        raw: The bytes of the file.
    """

    name: str
    lines: tuple[str, ...]
    raw: bytes

    def refuse(self, line: int, what: str, why: str) -> Refused:
        """Return the refusal of this page, to be raised."""
        return Refused([Problem(self.name, line, "error", what, why)])


def read_page(path: Path) -> Page:
    """Read a page from a file.

    Raises:
        Refused: It is empty, too large, or not UTF-8 text.
    """
    return page_of(path.stem, path.read_bytes())


def page_of(name: str, raw: bytes) -> Page:
    """Return a page from its bytes.

    Raises:
        Refused: It is empty, too large, or not UTF-8 text.
    """
    page = Page(name, (), raw)
    if len(raw) > _MAX_BYTES:
        raise page.refuse(1, f"{len(raw)} bytes", f"a page has at most {_MAX_BYTES}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise page.refuse(line, f"byte 0x{raw[error.start]:02x}", "a page is UTF-8 text") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, text_line in enumerate(lines, 1):
        if "\ufffd" in text_line or _CONTROL.search(text_line):
            raise page.refuse(number, "a character that was lost or is not text", "a page is UTF-8 text")
    if not text.strip():
        raise page.refuse(1, "nothing but white space", "a page has text")
    return Page(name, tuple(_set_aside(lines)), raw)


def _set_aside(lines: list[str]) -> list[str]:
    """Return the lines with the index block and blocks addressed to agents blanked: they are not documentation."""
    kept = ["" if _INDEX.match(line.strip()) else visible(line) for line in lines]
    for start, line in enumerate(kept):
        if not _AGENTS.match(line.lstrip()):
            continue
        for at in _agents_block(kept, start):
            kept[at] = ""
    return kept


def _agents_block(lines: list[str], start: int) -> range:
    """Return the lines of a block that starts with an 'agent instructions' line.

    A quoted block ends with its quote, a tagged one at its closing tag, one under a heading at the next part of the
    page, any other at the next blank line.
    """
    first = lines[start].lstrip()
    end = start + 1
    if first.startswith("<"):
        while end < len(lines) and not lines[end - 1].lstrip().startswith("</"):
            end += 1
    elif first.startswith(">"):
        while end < len(lines) and lines[end].lstrip().startswith(">"):
            end += 1
    elif first.startswith("#"):
        while end < len(lines) and not _NEXT_PART.match(lines[end]):
            end += 1
    else:
        while end < len(lines) and lines[end].strip():
            end += 1
    return range(start, end)
