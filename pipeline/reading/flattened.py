"""Restores the lists of prose that was written on one line, as parameter tables write it.

Their program joined a page's list items with semicolons and left its headings between them. A heading decides which
items it restricts, so both are separated again before sentences are matched.
"""

import re

_WORDS = r"[A-Z][a-z0-9]*(?:-[a-z]+)*(?: (?:[a-z][a-z/-]*|&)){0,5}|[A-Z][a-z]+(?: (?:&|and|of|[A-Z][a-z]+)){1,4}"
_HEADING = re.compile(
    rf"(?<=[\w.)\]%>\"'`]) (?P<heading>(?:{_WORDS}|\d{{1,2}} [A-Z][a-z]+ [A-Z][a-z]+s)(?: \([^()]*\))?): (?=\S)"
)
# A clause that restricts the one before it is no item of its own: alone, the other would be half a rule.
_NEXT_ITEM = re.compile(
    r"; (?!(?:otherwise|else|except\w*|excluding|unless|but|however|if|when|while|where|only|and|or|nor|then|provided"
    r"|with|without|which|though|although|in that case|in this case|not)\b)",
    re.IGNORECASE,
)


def unflattened(text: str) -> str:
    """Return prose with its headings and list items on lines of their own, if it was one line with both."""
    line = text.strip()
    if "\n" in line or not (_HEADING.search(line) or _NEXT_ITEM.search(line)):
        return text
    first, *others = _NEXT_ITEM.split(line)
    opening, *headed = _headed(first)
    lines = [opening, *headed]
    for item in others:
        head, *rest = _headed(item)
        lines += [f"- {head}", *rest]
    return "\n".join(lines)


def _headed(item: str) -> list[str]:
    """Return an item, and behind it each heading that follows it in the same piece with the heading's first item."""
    lines: list[str] = []
    start, mark = 0, ""
    for found in _HEADING.finditer(item):
        lines += [mark + item[start : found.start()].strip(), "", f"{found['heading']}:"]
        start, mark = found.end(), "- "
    return [*lines, mark + item[start:].strip()]
