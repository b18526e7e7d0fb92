"""Restores the lists of prose that was written on one line, as parameter tables write it.

Their program joined a page's list items with semicolons and left its headings between them. A heading decides which
items it restricts, so both are separated again before sentences are matched.
"""

import re
from collections.abc import Iterator

from pipeline.reading.words import folded

_WORDS = (
    r"(?!Mutually |Incompatible )[A-Z][a-z0-9]*(?:-[a-z]+)*(?: (?:[a-z][a-z/-]*|&)){0,5}"
    r"|[A-Z][a-z]+(?: (?:&|and|of|[A-Z][a-z]+)){1,4}|[A-Z][a-z]+(?:-[A-Za-z]+)+ [A-Z][a-z]+"
)
_HEADING = re.compile(
    rf"(?:(?<=[\w.)\]%>|×\"'`]) (?P<heading>(?:{_WORDS}|\d{{1,2}} [A-Z][a-z]+ [A-Z][a-z]+s)(?: \([^()]*\))?)"
    r"|(?<=: )(?P<inner>[A-Z][a-z]+(?: [A-Z][a-z]+)+)): (?=\S)"
)
# What begins a paragraph of its own: a numbered way of writing a value, or a table.
_PARAGRAPH = re.compile(r" (?=[①-⑨] ?[A-Z]|(?:Method|Option|Mode|Approach) \d ?[-–—:.] ?[A-Z])")
_TABLE = re.compile(r" (?=\|(?: [^|]+ \|)+ \|-{3})")
# A bound is said by its heading and its number together.
_BOUND = re.compile(r"(?:Max|Min)\w*\b[^:]{0,40}: \d")
# A clause that restricts the one before it is no item of its own: alone, the other would be half a rule.
_NEXT_ITEM = re.compile(
    r"; (?!(?:else|excluding|if|when|while|where|only|and|or|nor|then|provided|with|without|which|though|although"
    r"|in that case|in this case|not|(?:sending|passing|supplying) it"
    r"|[Oo]therwise|[Ee]xcept\w*|[Uu]nless|[Bb]ut|[Hh]owever)\b)"
)


# One list of formats is said in one sentence with its heading.
_ALONE = re.compile(r"(?m)^([^-\n].*\bformats:)\n- (?=[^\n]*(?:\n\n|\Z))")


def unflattened(text: str) -> str:
    """Return folded prose, with its headings and list items on lines of their own if it was one line with both."""
    line = text.strip()
    if "\n" in line:
        return folded(text)
    return "\n\n".join(_with_lines(folded(each)) for each in _paragraphs(line))


def _paragraphs(line: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(line):
        yield from [paragraph] if paragraph.startswith("|") else _TABLE.split(paragraph, maxsplit=1)


def _with_lines(line: str) -> str:
    if not (_HEADING.search(line) or _NEXT_ITEM.search(line)):
        return line
    first, *others = _NEXT_ITEM.split(line)
    opening, *headed = _headed(first)
    lines = [opening, *headed]
    for item in others:
        head, *rest = _headed(item)
        lines += [f"- {head}", *rest]
    return _ALONE.sub(r"\1 ", "\n".join(lines))


def _headed(item: str) -> list[str]:
    """Return an item, and behind it each heading that follows it in the same piece with the heading's first item."""
    lines: list[str] = []
    start, mark = 0, ""
    for found in _HEADING.finditer(item):
        lines += [mark + item[start : found.start()].strip(), ""]
        words = found.start("heading" if found["heading"] else "inner")
        if _BOUND.match(item, words):
            start, mark = words, ""
        else:
            lines.append(f"{found['heading'] or found['inner']}:")
            start, mark = found.end(), "- "
    return [*lines, mark + item[start:].strip()]
