"""The names of rows and of their files. They depend on the row alone, so they stay when other rows come or go."""

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from evolink._files.prompt_name import mark_of, name_by_prompt

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any suffix."""
_LONGEST_ID = 180
"""Bytes: file systems allow 255, and a number, a mark and a suffix are added."""
_SHORT_MARK = 8
_SEPARATOR = "@"


@dataclass(frozen=True, slots=True)
class RowName:
    """The names of one row.

    Attributes:
        row_id: Its name in the journal; another one as soon as its request is another.
        stem: How the names of its files begin.
    """

    row_id: str
    stem: str


def name_with_id(row_id: str, fingerprint: str) -> RowName:
    """Return the name of a row that has an id: its files begin with that."""
    return RowName(f"{row_id}{_SEPARATOR}{mark_of(fingerprint)}", row_id)


def name_by_request(prompt: Any, fingerprint: str, repeat: int) -> RowName:
    """Return the name of a row without an id, made from what it asks for.

    Args:
        prompt: Its prompt; the names of its files begin with the first words.
        fingerprint: The fingerprint of its request.
        repeat: Which row with this request it is, from 1.
    """
    mark = mark_of(fingerprint, repeat)
    return RowName(f"{_SEPARATOR}{mark}", file_stem(f"{_SEPARATOR}{mark}", prompt))


def id_in(row_id: str) -> str | None:
    """Return the id in a row's name in the journal; None if it has none."""
    return row_id.rpartition(_SEPARATOR)[0] or None


def file_stem(row_id: str, prompt: Any) -> str:
    """Return how the names of a row's files begin, from its name in the journal."""
    given, _, mark = row_id.rpartition(_SEPARATOR)
    return given or name_by_prompt(prompt, mark)


def number_stems(stem: str, files: int) -> list[str]:
    """Return the names of a row's files without suffixes; if there are several, each has a number."""
    return [stem] if files == 1 else [f"{stem}-{number}" for number in range(1, files + 1)]


def stem_with_mark(row_id: str, stem: str) -> str:
    """Return another stem, for when the first is taken, as by a result of what the row was before."""
    mark = row_id.rpartition(_SEPARATOR)[2]
    return f"{stem}.{mark[:_SHORT_MARK]}"


def stem_with_key(key: str, stem: str) -> str:
    """Return a stem that no other call has: if a new batch pays for the same rows again, the others are taken."""
    return f"{stem}.{key[-_SHORT_MARK:]}"


def folded(name: str) -> str:
    """Return a name in the form that it shares with those that some file system takes for the same."""
    return normalize("NFC", normalize("NFC", name).casefold())


def wrong_id(row_id: Any) -> str | None:
    """Return why something can't be the id of a row; None if it can."""
    if isinstance(row_id, bool) or not isinstance(row_id, str | int):
        return "must be a string or an integer"
    text = str(row_id)
    if not text.strip() or text != text.strip():
        return "must not be empty, and must not begin or end with a space"
    if _FORBIDDEN.search(text) or text.startswith(".") or text.endswith(".") or _RESERVED.fullmatch(text):
        return "can't be a file name on every system"
    return "is too long for a file name" if len(text.encode()) > _LONGEST_ID else None
