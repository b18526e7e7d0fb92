"""Which parameter is meant by another name for it, as the contract's lists of synonyms say."""

import re
from collections.abc import Iterable, Iterator, Sequence

Rows = Iterable[Sequence[str]]
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")


def synonyms() -> Sequence[Sequence[str]]:
    """Return the rows of names that mean the same."""
    import evolink_contract  # not above: the pipeline, which generates it, takes its words from here

    rows: list[list[str]] = evolink_contract.index()["info"].get("x-evolink-synonyms", [])
    return rows


def same_meaning(name: str, known: Iterable[str], rows: Rows | None = None) -> list[str]:
    """Return which of some names mean the same as another one, in the order of the rows.

    Args:
        name: The name; `aspect-ratio` and `aspectRatio` are the same as `aspect_ratio`.
        known: The names to choose from.
        rows: The rows of names that mean the same; those of the contract if None.
    """
    by_folded = {_folded(each): each for each in known}
    found = dict.fromkeys(_row_mates(_folded(name), synonyms() if rows is None else rows))
    return [by_folded[each] for each in found if each in by_folded]


def _row_mates(name: str, rows: Rows) -> Iterator[str]:
    for row in rows:
        if name in row:
            yield from row


def _folded(name: str) -> str:
    return _CAMEL.sub("_", name.strip("-")).replace("-", "_").casefold()
