"""Finds the model that is meant by a name which the contract does not know, or that can stand in for it."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from evolink_mock.world.model import Model

_PUNCTUATION = re.compile(r"[^a-z0-9]+")
_MOST_CLOSE = 3


def same_name(models: Mapping[str, Model], name: str) -> Model | None:
    """Return the model that a name means if case and punctuation do not count, as `mj-v8-1` means `mj-v8.1`.

    None if there is none, or more than one.
    """
    found = {model.name: model for known, model in models.items() if _letters(known) == _letters(name)}
    return next(iter(found.values())) if len(found) == 1 else None


def stand_ins(models: Mapping[str, Model], name: str) -> Iterator[Model]:
    """Yield the models of an operation, those with the most similar names first."""
    by_name = {model.name: model for model in models.values()}
    close = get_close_matches(name.casefold(), by_name, n=_MOST_CLOSE)
    yield from (by_name[each] for each in close)
    yield from (model for known, model in by_name.items() if known not in close)


def _letters(name: str) -> str:
    return _PUNCTUATION.sub("", name.casefold())
