"""Which part of a list a request asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_SIZE_NAMES = ("page_size", "pageSize")
_DEFAULT_SIZE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list.

    Attributes:
        number: From 1.
        size: How many rows it has at most.
    """

    number: int
    size: int

    @property
    def part(self) -> slice:
        """The part of the list that is on it."""
        start = (self.number - 1) * self.size
        return slice(start, start + self.size)


def page_of(query: Mapping[str, Any]) -> Page:
    """Return the page that the checked parameters of a query ask for; the files API spells them in its own way."""
    size = next((query[name] for name in _SIZE_NAMES if name in query), _DEFAULT_SIZE)
    return Page(query.get("page", 1), size)
