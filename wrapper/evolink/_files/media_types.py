"""What kind of file some bytes are: decided by the bytes, not by a name or a header."""

HEAD = 12
"""Bytes that are enough to tell."""
UNKNOWN = ".bin"
"""The suffix of a file of no known type."""

_TYPES = (
    (".png", "image/png", {0: b"\x89PNG\r\n\x1a\n"}),
    (".jpg", "image/jpeg", {0: b"\xff\xd8\xff"}),
    (".gif", "image/gif", {0: b"GIF87a"}),
    (".gif", "image/gif", {0: b"GIF89a"}),
    (".webp", "image/webp", {0: b"RIFF", 8: b"WEBP"}),
)
"""Of the types that are saved unasked: the suffix, the media type, and the marks at their places."""
_ON_REQUEST = (
    *((".avif", "image/avif", {4: b"ftyp" + brand}) for brand in (b"avif", b"avis")),
    *((".heic", "image/heic", {4: b"ftyp" + brand}) for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc")),
    *((".heif", "image/heif", {4: b"ftyp" + brand}) for brand in (b"mif1", b"msf1")),
)
"""Of the types that are saved with any_type, the same: few programs open them."""
_SAME = {".jpeg": ".jpg"}
SUFFIXES = (*dict.fromkeys(suffix for suffix, *_ in (*_TYPES, *_ON_REQUEST)), *_SAME)
"""The suffixes of all known kinds of images."""
_MEDIA = (".bmp", ".jxl", ".tif", ".tiff", ".mp4", ".mov", ".webm", ".mp3", ".wav", ".ogg", ".flac", ".m4a")
"""Suffixes that a link may bring along."""


def suffix_of(head: bytes) -> str | None:
    """Return the file suffix that fits, such as `.png`; None if it is no image that is saved unasked."""
    return next((suffix for suffix, _, marks in _TYPES if _has(head, marks)), None)


def any_suffix_of(head: bytes, link: str) -> str:
    """Return the file suffix that fits best: of the bytes; else the link's own, unless the bytes deny it."""
    known = next((suffix for suffix, _, marks in (*_TYPES, *_ON_REQUEST) if _has(head, marks)), None)
    return known or _suffix_in(link) or UNKNOWN


def media_type_of(head: bytes) -> str:
    """Return the media type of some bytes."""
    known = (kind for _, kind, marks in (*_TYPES, *_ON_REQUEST) if _has(head, marks))
    return next(known, "application/octet-stream")


def names_a_picture(suffix: str) -> bool:
    """Whether a file suffix is that of a known kind of image."""
    return any(fits(suffix, known) for known, _, _ in (*_TYPES, *_ON_REQUEST))


def fits(suffix: str, right: str) -> bool:
    """Whether a file suffix says what `right` says, as `.JPEG` does for `.jpg`."""
    lowered = suffix.lower()
    return _SAME.get(lowered, lowered) == right


def _has(head: bytes, marks: dict[int, bytes]) -> bool:
    return all(head[place : place + len(mark)] == mark for place, mark in marks.items())


def _suffix_in(link: str) -> str | None:
    """Return the suffix of a link's path, if it is one of media: a server must not make a program of a file."""
    path = link.partition("?")[0].partition("#")[0].lower()
    return next((suffix for suffix in _MEDIA if path.endswith(suffix)), None)
