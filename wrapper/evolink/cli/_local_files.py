"""Files of the user in a request: what stands in a place for links is a link, or else the path of a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evolink._contract.link_places import LinkPlace, with_links


def with_local_files(
    request: Mapping[str, Any], places: tuple[LinkPlace, ...]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a request with its files as paths, and each path as it was given, by its field.

    Args:
        request: The request.
        places: Its places for links.
    """
    given: dict[str, str] = {}

    def as_path(place: LinkPlace, field: str, value: Any) -> Any:
        if not isinstance(value, str) or not place.names_path(value):
            return value
        given[field] = value
        return Path(value)

    return with_links(request, places, as_path), given
