"""What type of file some bytes are: decided by the bytes, not by a name or a header."""

from evolink._contract.kinds import DOCUMENTS, IMAGES, KINDS, Kind, MediaType

HEAD = 64
"""Bytes at the beginning of a file that are enough to recognize it."""
UNKNOWN = ".bin"
"""The suffix of a file of no known type."""
_IN_LINKS = (".bmp", ".jxl", ".tif", ".tiff", ".mp4", ".mov", ".webm", ".mp3", ".wav", ".ogg", ".flac", ".m4a")
"""Suffixes that a file may take from its link."""


def detect_common_suffix(kind: Kind, head: bytes) -> str | None:
    """Return the suffix of a file that is saved without `any_type`, such as `.png`; None if it is not one of those."""
    best = _find_type(kind, head)
    return best.suffix if best and not best.on_request else None


def detect_any_suffix(kind: Kind, head: bytes, link: str) -> str:
    """Return the suffix that fits best: the one of the bytes; else the link's own, if it is one of media."""
    best = _find_type(kind, head)
    return best.suffix if best else _suffix_of_link(link) or UNKNOWN


def detect_media_type(kind: Kind, head: bytes) -> str | None:
    """Return the media type of a file, such as `image/png`; None if it is not known."""
    best = _find_type(kind, head)
    return best.name if best else None


def detect_type(head: bytes) -> MediaType | None:
    """Return the type of any file that begins like this; None if it is not known."""
    return _find_type(IMAGES, head) or next((each for each in DOCUMENTS if each.fits(head)), None)


def shows_in_content(suffix: str) -> bool:
    """Whether a suffix names a type that the content would show, so that the name alone proves nothing."""
    known = (*DOCUMENTS, *(each for kind in KINDS.values() for each in kind.media_types))
    return any(suffix.lower() in {each.suffix, *each.other_suffixes} for each in known)


def find_kind_of_file(kind: Kind, head: bytes) -> Kind:
    """Return the kind that a file belongs to: a video may come with an image as its cover; else the one expected."""
    best = _find(kind, head)
    return best[0] if best else kind


def find_kind_of_suffix(kind: Kind, link: str) -> Kind:
    """Return the kind that the suffix of a link names; else the one expected."""
    path = _path_of(link)
    return next((each for each in _all_kinds(kind) if path.endswith(tuple(list_suffixes(each)))), kind)


def list_suffixes(kind: Kind) -> list[str]:
    """Return every suffix that a result of a kind may have, the most common ones first."""
    first = [each.suffix for each in kind.media_types]
    return list(dict.fromkeys([*first, *(other for each in kind.media_types for other in each.other_suffixes)]))


def names_type(kind: Kind, suffix: str) -> bool:
    """Whether a file suffix names one of the types of a kind or of another, as `.PNG` does for images."""
    return any(suffix.lower() in list_suffixes(each) for each in _all_kinds(kind))


def means_same_type(kind: Kind, suffix: str, right: str) -> bool:
    """Whether a file suffix means what `right` means, as `.JPEG` does for `.jpg`."""
    types = [each for known in _all_kinds(kind) for each in known.media_types if each.suffix == right]
    return suffix.lower() in {right, *(other for each in types for other in each.other_suffixes)}


def _find_type(kind: Kind, head: bytes) -> MediaType | None:
    best = _find(kind, head)
    return best[1] if best else None


def _find(kind: Kind, head: bytes) -> tuple[Kind, MediaType] | None:
    """Return the type that fits best, and its kind: a service may send files of several kinds in one task."""
    found = [(each, known) for each in _all_kinds(kind) if (known := each.find_type(head))]
    return max(found, key=lambda each: each[1].precision, default=None)


def _all_kinds(first: Kind) -> list[Kind]:
    return [first, *(each for each in KINDS.values() if each is not first)]


def _path_of(link: str) -> str:
    return link.partition("?")[0].partition("#")[0].lower()


def _suffix_of_link(link: str) -> str | None:
    """Return the suffix of a link's path, if it is one of media: a server must not make a program of a file."""
    path = _path_of(link)
    return next((suffix for suffix in _IN_LINKS if path.endswith(suffix)), None)
