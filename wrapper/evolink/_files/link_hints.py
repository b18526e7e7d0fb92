"""What a text in a place for links is meant to be, if it is none: a file, or the only item of a list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from evolink._contract.link_places import ITEM, places_of
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from evolink._contract.file_limits import Violation

IS_LINK = frozenset({"pattern", "format"})
"""The rules that a link breaks that is none."""
NO_FILE = "there is no such file; a link begins with https://"
IN_A_LIST = ", such as ["
_INDEX = re.compile(r"\[\d+\]")


def as_missing_files(found: Iterable["Violation"], model: object) -> Iterator["Violation"]:
    """Yield violations; of a text that is neither a link nor a file, only that.

    Args:
        found: The violations. Those of texts that name files are not among them.
        model: The model of the request.
    """
    places = {".".join(place.path) for place in places_of(model)}
    every = list(found)
    texts = {
        each.field: each
        for each in every
        if each.rule in IS_LINK and _INDEX.sub(f".{ITEM}", each.field) in places and _may_be_path(each.value)
    }
    for each in every:
        if each.rule not in IS_LINK or each.field not in texts:
            yield each
        elif texts[each.field] is each:  # the last of its rules
            yield replace(each, message=NO_FILE)


def with_lists(found: Iterable["Violation"], model: object) -> Iterator["Violation"]:
    """Yield violations; where one file or link stands in the place of a list of them, with the list, as in Python."""
    lists = {".".join(place.path).removesuffix(f".{ITEM}") for place in places_of(model) if place.path[-1] == ITEM}
    for each in found:
        is_alone = each.rule == "type" and each.field in lists and isinstance(each.value, str | PurePath)
        yield replace(each, message=f"{each.message}{IN_A_LIST}{_item(each.value)}]") if is_alone else each


def _item(value: object) -> str:
    is_path = isinstance(value, PurePath) or _may_be_path(value)
    return f"Path({short_repr(str(value))})" if is_path else "'https://…'"


def _may_be_path(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "://" not in value and value[:5].lower() != "data:"
