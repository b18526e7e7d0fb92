"""Splits prose into sentences and tells whether a sentence could carry a rule."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.reading.structure import Prose
from pipeline.yamlio import Path_

_BULLET = re.compile(r"^\s*(?:[-*•·・◦]|\d{1,2}[.)])\s+")
_QUOTE = re.compile(r"^(?:\s*>)+\s?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|__|^#+\s*|##|</?[A-Za-z][^>]*>|`")
_END = re.compile(r"(?<=[。！？!?])|(?<=[^\s.]\.)(?=\s+[A-Z\u3040-\u9fff\uac00-\ud7af(])")
_NO_WORDS = re.compile(r"[\W_]*")
_LITERAL = re.compile(r"`[^`]+`|\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b|(?<!\w)\.[a-z][a-z0-9]{1,4}\b")


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes:
        text: The words, normalised: no markup, half-width forms, single spaces.
        at: The node of the fragment that it speaks of.
        line: Its line in the page.
        literals: It holds code literals.
    """

    text: str
    at: Path_
    line: int
    literals: bool = False

    @property
    def hash(self) -> str:
        """Name of the sentence in a phrasebook that must not quote it."""
        return sentence_hash(self.text)


def sentence_hash(text: str) -> str:
    """Return the first 16 hex digits of SHA-256 over the normalised words, case and spaces apart."""
    return hashlib.sha256(re.sub(r"\s+", "", normalise(text)).casefold().encode()).hexdigest()[:16]


@lru_cache(maxsize=16_384)
def normalise(text: str) -> str:
    """Return the words of a piece of prose as they are matched."""
    text = _LINK.sub(r"\1", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", " ", _MARKUP.sub("", text)).strip()


def sentences(prose: Prose, page_lines: Sequence[str]) -> Iterator[Sentence]:
    """Return the sentences of a block of prose, each with the page's line where it starts."""
    start = prose.line
    for block in _blocks(prose.text):
        for piece in _END.split(block):
            text = normalise(piece)
            if _NO_WORDS.fullmatch(text):
                continue
            line = _locate(text, page_lines, start, prose.end)
            start = max(start, line)
            yield Sentence(text, prose.at, line, literals=_LITERAL.search(piece) is not None)


def _blocks(text: str) -> Iterator[str]:
    """Return paragraphs and list items, each as one line; fenced code is no prose."""
    block: list[str] = []
    fenced = False
    for raw in text.splitlines():
        line = _QUOTE.sub("", raw)
        if line.strip().startswith("```"):
            fenced = not fenced
            continue
        if fenced:
            continue
        if not line.strip() or _BULLET.match(line):
            yield " ".join(block)
            block = []
        block.append(_BULLET.sub("", line).strip())
    yield " ".join(block)


def _locate(text: str, lines: Sequence[str], start: int, end: int) -> int:
    head = re.sub(r"\s+", "", text)[:10]
    for number in range(start, min(max(end, start), len(lines)) + 1):
        if head in re.sub(r"\s+", "", normalise(lines[number - 1])):
            return number
    return start
