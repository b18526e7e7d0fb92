"""File names made of what a request asks for. The rows of batches and the calls of the command line share them."""

import re
import sys
from typing import Any
from unicodedata import category, normalize

_MARK = 12
"""Characters of a request's fingerprint that distinguish it from a million others."""
_LONGEST_WORDS = 40
_MOST_BYTES = 80
"""Bytes of the words: some file systems allow 143 for a name, to which a mark, a number and a suffix are added."""
_READ = 4 * _LONGEST_WORDS
"""Characters of a prompt that are looked at; a prompt may have megabytes."""
_ACCENTS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")


def mark_of(fingerprint: str, repeat: int = 1) -> str:
    """Return what distinguishes the files of a request from those of others.

    Args:
        fingerprint: The fingerprint of the request.
        repeat: Which call of this request it is, from 1.
    """
    return fingerprint[:_MARK] + (f".{repeat}" if repeat > 1 else "")


def name_by_prompt(prompt: Any, mark: str) -> str:
    """Return a file name without suffix: the first words of a prompt, and a mark. Every file system allows it."""
    words = _first_words(prompt) if isinstance(prompt, str) else ""
    return f"{words}-{mark}" if words else mark


def _first_words(prompt: str) -> str:
    """Return the first words of a prompt: letters and digits of any script, in small letters, joined by hyphens."""
    plain = normalize("NFC", _ACCENTS.sub("", normalize("NFKD", prompt[:_READ]))).lower()
    if sys.getfilesystemencoding() != "utf-8":  # file names can't have every letter
        plain = normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = "-".join("".join(each if _is_in_word(each) else " " for each in plain).split())
    if len(words) > _LONGEST_WORDS:
        words = words[: _LONGEST_WORDS + 1].rpartition("-")[0] or words[:_LONGEST_WORDS]
    return words.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip("-")


def _is_in_word(character: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, or a mark of a script that writes vowels as marks."""
    kind = category(character)
    return kind[0] in "LN" or (kind in {"Mn", "Mc"} and not "\ufe00" <= character <= "\ufe0f")
