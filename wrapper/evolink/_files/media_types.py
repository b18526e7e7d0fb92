"""What type of file some bytes are: decided by the bytes, not by a name or a header."""

from collections.abc import Iterator

from evolink._contract.kinds import Kind, MediaType

HEAD = 12
"""Bytes at the beginning of a file that are enough to recognize it."""
UNKNOWN = ".bin"
"""The suffix of a file of no known type."""
_IN_LINKS = (".bmp", ".jxl", ".tif", ".tiff", ".mp4", ".mov", ".webm", ".mp3", ".wav", ".ogg", ".flac", ".m4a")
"""Suffixes that a file may take from its link."""


def detect_common_suffix(kind: Kind, head: bytes) -> str | None:
    """Return the suffix of a file that is saved without `any_type`, such as `.png`; None if it is not one of those."""
    return next((found.suffix for found in _matches(kind, head) if not found.on_request), None)


def detect_any_suffix(kind: Kind, head: bytes, link: str) -> str:
    """Return the suffix that fits best: the one of the bytes; else the link's own, if it is one of media."""
    known = next((found.suffix for found in _matches(kind, head)), None)
    return known or _suffix_of_link(link) or UNKNOWN


def detect_media_type(kind: Kind, head: bytes) -> str | None:
    """Return the media type of a file, such as `image/png`; None if it is not known."""
    return next((found.name for found in _matches(kind, head)), None)


def list_suffixes(kind: Kind) -> list[str]:
    """Return every suffix that a result of a kind may have, the most common ones first."""
    first = [each.suffix for each in kind.media_types]
    return list(dict.fromkeys([*first, *(other for each in kind.media_types for other in each.other_suffixes)]))


def names_type(kind: Kind, suffix: str) -> bool:
    """Whether a file suffix names one of the types of a kind, as `.PNG` does for images."""
    return suffix.lower() in list_suffixes(kind)


def means_same_type(kind: Kind, suffix: str, right: str) -> bool:
    """Whether a file suffix means what `right` means, as `.JPEG` does for `.jpg`."""
    others = (each.other_suffixes for each in kind.media_types if each.suffix == right)
    return suffix.lower() in {right, *next(others, ())}


def _matches(kind: Kind, head: bytes) -> Iterator[MediaType]:
    for each in kind.media_types:
        if all(head[offset : offset + len(mark)] == mark for offset, mark in each.signature.items()):
            yield each


def _suffix_of_link(link: str) -> str | None:
    """Return the suffix of a link's path, if it is one of media: a server must not make a program of a file."""
    path = link.partition("?")[0].partition("#")[0].lower()
    return next((suffix for suffix in _IN_LINKS if path.endswith(suffix)), None)
