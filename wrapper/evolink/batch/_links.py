"""Links as people put several of them into one cell, and what shows that two were taken for one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

_SEPARATORS = ",;|，\uff1b、"
_SCHEME = r"[a-z][a-z0-9+.-]*:"
_BETWEEN = re.compile(rf"\s*[{_SEPARATORS}]\s*(?={_SCHEME}(?://|\w))|\s+", re.IGNORECASE)
"""Blanks and line breaks part links, and so does a separator that another link follows: links hold commas themselves.

`;base64,` of a data URL is followed by no scheme, so that it stays whole.
"""
_DATA = "data:"


def links_of(text: str) -> list[str]:
    """Return the links of a cell."""
    return [link for link in _BETWEEN.split(text.strip()) if link]


def wrong_links(request: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Return place, link and what is wrong for each link that was surely not meant as one.

    Args:
        request: A row's request.
        fields: What the model says of its parameters.
    """
    for name, schema in fields.items():
        value = request.get(name)
        if isinstance(value, str) and schema.get("format") == "uri":
            yield from _wrong(name, value)
        elif isinstance(value, list) and schema.get("items", {}).get("format") == "uri":
            for place, link in enumerate(cast("list[Any]", value)):  # type: ignore[redundant-cast]  # pyright wants it
                yield from _wrong(f"{name}[{place}]", link)


def _wrong(place: str, link: object) -> Iterator[tuple[str, str, str]]:
    if not isinstance(link, str) or link.lower().startswith(_DATA):
        return
    if link.rstrip().endswith(tuple(_SEPARATORS)):
        yield place, link, "must not end in a separator: several links are parted by blanks, line breaks, commas or ;"
    elif link.count("://") > 1:
        yield place, link, "holds :// twice: part two links by a blank, or write %3A// in a link that holds another"
