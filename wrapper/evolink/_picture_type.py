"""What kind of picture some bytes are: decided by the bytes, not by a name or a header."""

HEAD = 12
"""Bytes that are enough to tell."""

_TYPES = (
    (".png", 0, b"\x89PNG\r\n\x1a\n"),
    (".jpg", 0, b"\xff\xd8\xff"),
    (".gif", 0, b"GIF87a"),
    (".gif", 0, b"GIF89a"),
    (".webp", 8, b"WEBP"),
)
_SAME = {".jpeg": ".jpg"}


def suffix_of(head: bytes) -> str | None:
    """Give the file suffix that fits, such as `.png`; None if it is no known picture."""
    for suffix, place, mark in _TYPES:
        if head[place : place + len(mark)] == mark:
            return suffix
    return None


def names_a_picture(suffix: str) -> bool:
    """Tell whether a file suffix is that of a known kind of picture."""
    return any(fits(suffix, known) for known, _, _ in _TYPES)


def fits(suffix: str, right: str) -> bool:
    """Tell whether a file suffix says what `right` says, as `.JPEG` does for `.jpg`."""
    lowered = suffix.lower()
    return _SAME.get(lowered, lowered) == right
