"""The words of the documentation as they are compared: without markup, in half-width forms, with single spaces."""

import hashlib
import re
import unicodedata
from functools import lru_cache

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"\*\*|__|^#+\s*|##|</?[A-Za-z][^>]*>|`")


@lru_cache(maxsize=16_384)
def normalise(text: str) -> str:
    """Return a piece of prose in the form in which patterns are matched."""
    text = _LINK.sub(r"\1", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", " ", _MARKUP.sub("", text)).strip()


def sentence_hash(text: str) -> str:
    """Return the first 16 hex digits of SHA-256 over the normalised words, ignoring case and spaces."""
    return hashlib.sha256(re.sub(r"\s+", "", normalise(text)).casefold().encode()).hexdigest()[:16]
