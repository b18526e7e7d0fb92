"""Sorts models into families, so that a list of many can be read: `seedance`, whatever the version and the vendor."""

import re
from collections.abc import Mapping
from typing import Any

_FOLDER = re.compile(r"-series/([^/]+)/")
"""Where the documentation keeps the pages of a family."""
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*(?![a-z]*\d)|[a-z]+")
"""The words before a version: `gpt-image` of `gpt-image-2`."""


def families(schemas: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """Return the family of each model, from the folder of its page, or from its name if no page has an address.

    Args:
        schemas: The request schema of each model.
    """
    stated = {model: found for model, schema in schemas.items() if (found := _folder(schema))}
    known = sorted({*stated.values()}, key=len, reverse=True)
    return {model: stated.get(model) or _by_name(model, known) for model in schemas}


def _folder(schema: dict[str, Any]) -> str | None:
    addresses = [page.get("url") or "" for page in schema.get("x-evolink-pages", [])]
    return next((_words(found[1]) for each in addresses if (found := _FOLDER.search(each))), None)


def _by_name(model: str, known: list[str]) -> str:
    bare = _bare(model)
    return next((family for family in known if bare.startswith(_bare(family))), _words(model))


def _words(name: str) -> str:
    found = _WORDS.match(name.casefold())
    return found[0] if found else name.casefold()


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
