"""What rows and their files are called. A name depends on the row alone, so it stays when other rows come or go."""

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any suffix."""
_LONGEST_ID = 180
"""Bytes: file systems take 255, and a number, a mark and a suffix are still to come."""
_MARK = 12
"""Characters of a request's fingerprint that tell it from a million others."""
_SHORT_MARK = 8
_LONGEST_WORDS = 40
_PARTED = "@"


@dataclass(frozen=True, slots=True)
class Name:
    """What one row is called.

    Attributes:
        row_id: Its name in the journal; another one as soon as its request is another.
        stem: How the names of its files begin.
    """

    row_id: str
    stem: str


def named(row_id: str, fingerprint: str) -> Name:
    """Name a row that has an id: its files are called by it."""
    return Name(f"{row_id}{_PARTED}{fingerprint[:_MARK]}", row_id)


def unnamed(prompt: Any, fingerprint: str, repeat: int) -> Name:
    """Name a row without an id by what it asks for.

    Args:
        prompt: Its prompt; the first words stand in the names of its files.
        fingerprint: Of its request.
        repeat: Which row with this request it is, from 1.
    """
    mark = fingerprint[:_MARK] + (f".{repeat}" if repeat > 1 else "")
    return Name(f"{_PARTED}{mark}", stem_of(f"{_PARTED}{mark}", prompt))


def id_of(row_id: str) -> str | None:
    """Return the id of a row from its name in the journal; None if it has none."""
    return row_id.rpartition(_PARTED)[0] or None


def stem_of(row_id: str, prompt: Any) -> str:
    """Return how the names of a row's files begin, from its name in the journal."""
    told, _, mark = row_id.rpartition(_PARTED)
    if told:
        return told
    words = _words(prompt) if isinstance(prompt, str) else ""
    return f"{words}-{mark}" if words else mark


def file_stems(stem: str, pictures: int) -> list[str]:
    """Return the names of a row's files without suffixes: of several, each has a number."""
    return [stem] if pictures == 1 else [f"{stem}-{number}" for number in range(1, pictures + 1)]


def second_choice(row_id: str, stem: str) -> str:
    """Return another stem, for where the first is taken: by a picture of what the row was before, say."""
    mark = row_id.rpartition(_PARTED)[2]
    return f"{stem}.{mark[:_SHORT_MARK]}"


def last_choice(key: str, stem: str) -> str:
    """Return a stem that is no other call's: where a new run pays for the same rows again, the others are taken."""
    return f"{stem}.{key[-_SHORT_MARK:]}"


def folded(name: str) -> str:
    """Return what two names have in common that some file system takes for one."""
    return normalize("NFC", normalize("NFC", name).casefold())


def wrong_with(row_id: Any) -> str | None:
    """Say why something can't be a row's id; None if it can."""
    if isinstance(row_id, bool) or not isinstance(row_id, str | int):
        return "must be a text or a whole number"
    text = str(row_id)
    if not text.strip() or text != text.strip():
        return "must not be empty, nor begin or end with a blank"
    if _FORBIDDEN.search(text) or text.startswith(".") or text.endswith(".") or _RESERVED.fullmatch(text):
        return "can't be the name of a file on every system"
    return "is too long for the name of a file" if len(text.encode()) > _LONGEST_ID else None


def _words(prompt: str) -> str:
    """Return the first words of a prompt, in letters that every file system takes."""
    plain = normalize("NFKD", prompt[: 4 * _LONGEST_WORDS]).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS + 1].rpartition("-")[0]
