"""Files of the user in a request: what stands in a place for links is a link, or else the path of a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evolink._contract.link_places import LinkPlace, with_links

_LINK = "://"
_DATA = "data:"


def with_local_files(
    request: Mapping[str, Any], places: tuple[LinkPlace, ...]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a request with its files as paths, and each path as it was given, by its field.

    Args:
        request: The request.
        places: Its places for links.
    """
    given: dict[str, str] = {}

    def as_path(_place: LinkPlace, field: str, value: Any) -> Any:
        if not isinstance(value, str) or is_link(value):
            return value
        given[field] = value
        return Path(value).expanduser()

    return with_links(request, places, as_path), given


def is_link(text: str) -> bool:
    """Whether a text is a link or a data URI, and not the path of a file. A blank text is neither, and no path."""
    return _LINK in text or text.lower().startswith(_DATA) or not text.strip()
