"""Splits the prose of a reading into sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.reading.flattened import unflattened
from pipeline.reading.structure import Prose, Reading
from pipeline.reading.words import normalise, sentence_hash
from pipeline.yamlio import Path_

BULLET = re.compile(r"^\s*(?:[-*•·・◦]|\d{1,2}[.)])\s+")
_QUOTE = re.compile(r"^(?:\s*>)+\s?")
_END = re.compile(
    r"(?<=[。!?])|(?<=[^\s.]\.)(?=\s+[A-Z\u3040-\u9fff\uac00-\ud7af(])"
    r"|(?<=[\u3040-\u9fff]\.)(?=[\u3040-\u9fff])"
)
_HEADING = re.compile(r"\s*(?:#+ .*|[^.!?]{1,120}:[\s*_]*|\*\*[^*]{1,120}\*\*)\s*")
_NO_WORDS = re.compile(r"[\W_]*")
_LITERAL = re.compile(r"`[^`]+`|\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b|(?<!\w)\.[a-z][a-z0-9]{1,4}\b")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes:
        text: The words, normalised: no markup, one form of each mark, single spaces.
        at: The node of the fragment that it describes.
        line: Its line in the page.
        literals: Whether it contains code literals.
        under: The heading, or the list items around it, under which it stands; empty if there is none.
        cut: Whether its end was cut off.
        item: The first sentence of its paragraph or list item.
    """

    text: str
    at: Path_
    line: int
    literals: bool = False
    under: str = ""
    cut: bool = False
    item: str = ""

    @property
    def hash(self) -> str:
        """The name of the sentence in a phrasebook, which must not quote it."""
        return sentence_hash(self.text)


def sentences(reading: Reading) -> Iterator[Sentence]:
    """Return every sentence of a page, each with the line of the page where it starts."""
    for prose in reading.prose:
        found = list(_sentences_of(prose, reading.page.lines))
        if prose.cut and found:
            found[-1] = replace(found[-1], cut=True)
        yield from found


def _sentences_of(prose: Prose, page_lines: Sequence[str]) -> Iterator[Sentence]:
    start = prose.line
    for under, block in _blocks(unflattened(prose.text)):
        item = ""
        for piece in _END.split(block):
            text = normalise(piece)
            if _NO_WORDS.fullmatch(text):
                continue
            line = _locate(text, page_lines, start, prose.end)
            start = max(start, line)
            item = item or text
            yield Sentence(text, prose.at, line, _LITERAL.search(piece) is not None, under, item=item)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Return paragraphs and list items, each as one line with what it stands under; fenced code is not prose."""
    block: list[str] = []
    outline = _Outline()
    indent = -1
    fenced = False
    for raw in text.splitlines():
        line = _QUOTE.sub("", raw)
        if line.strip().startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            continue
        item = BULLET.match(line)
        if not line.strip() or item:
            yield outline.under(indent), " ".join(block)
            outline.add(indent, " ".join(block))
            block, indent = [], len(line) - len(line.lstrip()) if item else -1
        block.append(BULLET.sub("", line).strip())
    yield outline.under(indent), " ".join(block)


class _Outline:
    """The headings and list items that a block may stand under."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def under(self, indent: int) -> str:
        """Return what a block of an indentation stands under; paragraphs have the indentation -1."""
        return " > ".join(normalise(text) for at, text in self._open if at < max(indent, 0))

    def add(self, indent: int, text: str) -> None:
        """Add a block: an item is over those that are indented more, a heading over all up to the next heading."""
        if not text or (indent < 0 and not _HEADING.fullmatch(text)):
            return
        self._open = [each for each in self._open if each[0] < indent]
        self._open.append((indent, text))


def _locate(text: str, lines: Sequence[str], start: int, end: int) -> int:
    head = re.sub(r"\s+", "", text)[:10]
    for number in range(start, min(max(end, start), len(lines)) + 1):
        if head in re.sub(r"\s+", "", normalise(lines[number - 1])):
            return number
    return start
