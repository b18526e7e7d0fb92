"""Splits the name of a page's file into its stem and the mark of a version."""

import re
from dataclasses import dataclass

# A mark follows the last dot and starts with a letter, or is a date: `veo3.1-fast` has none, `veo3.1-fast.beta` has.
_NAME = re.compile(r"(?P<stem>.+)\.(?P<mark>[A-Za-z][\w-]*|(?P<date>\d{4}-\d\d(?:-\d\d)?))")


@dataclass(frozen=True)
class NameParts:
    """A page's stem, its mark, and its date if the mark is one; without a mark it is the plain version."""

    stem: str
    mark: str = ""
    date: str = ""


def name_parts(name: str) -> NameParts:
    """Return the parts of a page's name."""
    found = _NAME.fullmatch(name)
    return NameParts(name) if found is None else NameParts(found["stem"], found["mark"], found["date"] or "")
