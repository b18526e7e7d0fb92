"""The kinds of results, as data: a new kind is a row of `KINDS`, and its operations are in the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evolink._contract.models import find_model
from evolink._contract.operations import makes


@dataclass(frozen=True)
class MediaType:
    """A type of file that a result may have.

    Attributes:
        name: The media type, such as `image/png`.
        suffix: The suffix of such a file.
        signature: The bytes that such a file has, by their offsets.
        on_request: Whether it is saved only with `any_type`: few programs open it.
        other_suffixes: More suffixes that mean the same.
        within: Bytes that such a file has somewhere in its head, where their offset varies.
    """

    name: str
    suffix: str
    signature: Mapping[int, bytes]
    on_request: bool = False
    other_suffixes: tuple[str, ...] = ()
    within: bytes = b""

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins like this is of this type."""
        return all(head.startswith(mark, offset) for offset, mark in self.signature.items()) and self.within in head

    @cached_property
    def precision(self) -> int:
        """How many bytes decide it: of two types that fit, the more precise one is right."""
        return sum(map(len, self.signature.values())) + len(self.within)


@dataclass(frozen=True)
class Kind:
    """A kind of results: all that sets images apart from what else the service makes.

    Attributes:
        name: The name of its resource, as in `client.images`; the tag of its operations in the contract.
        noun: One result in words; also the `type` that tasks of this kind have.
        media_types: The types of file that its results may have.
        common_types: Those that are saved without `any_type`, in words.
        largest: Bytes that a result may have.
        html: How a notebook shows the result behind `{url}`.
    """

    name: str
    noun: str
    media_types: tuple[MediaType, ...]
    common_types: str
    largest: int
    html: str

    def find_type(self, head: bytes) -> MediaType | None:
        """Return which of its types a file that begins like this is of, the most precise one; None if of no one."""
        return next((each for each in self._most_precise_first if each.fits(head)), None)

    @cached_property
    def _most_precise_first(self) -> list[MediaType]:
        return sorted(self.media_types, key=lambda each: -each.precision)


_EBML = b"\x1a\x45\xdf\xa3"

IMAGES = Kind(
    name="images",
    noun="image",
    media_types=(
        MediaType("image/png", ".png", {0: b"\x89PNG\r\n\x1a\n"}),
        MediaType("image/jpeg", ".jpg", {0: b"\xff\xd8\xff"}, other_suffixes=(".jpeg",)),
        MediaType("image/gif", ".gif", {0: b"GIF87a"}),
        MediaType("image/gif", ".gif", {0: b"GIF89a"}),
        MediaType("image/webp", ".webp", {0: b"RIFF", 8: b"WEBP"}),
        *(MediaType("image/avif", ".avif", {4: b"ftyp" + brand}, on_request=True) for brand in (b"avif", b"avis")),
        *(
            MediaType("image/heic", ".heic", {4: b"ftyp" + brand}, on_request=True)
            for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc")
        ),
        *(MediaType("image/heif", ".heif", {4: b"ftyp" + brand}, on_request=True) for brand in (b"mif1", b"msf1")),
        MediaType("image/bmp", ".bmp", {0: b"BM", 6: bytes(4)}, on_request=True),
        *(
            MediaType("image/tiff", ".tiff", {0: mark}, on_request=True, other_suffixes=(".tif",))
            for mark in (b"II*\0", b"MM\0*")
        ),
    ),
    common_types="a PNG, JPEG, WebP or GIF",
    largest=128 * 1024**2,  # twice what the largest image of the service takes without any compression
    html='<img src="{url}" style="max-width: 30em">',
)
VIDEOS = Kind(
    name="videos",
    noun="video",
    media_types=(
        MediaType("video/mp4", ".mp4", {4: b"ftyp"}, other_suffixes=(".m4v",)),
        MediaType("video/webm", ".webm", {0: _EBML}, within=b"webm"),
        MediaType("video/quicktime", ".mov", {4: b"ftypqt  "}, other_suffixes=(".qt",)),
        MediaType("video/quicktime", ".mov", {4: b"moov"}),
        MediaType("video/x-matroska", ".mkv", {0: _EBML}, on_request=True),
        MediaType("video/x-msvideo", ".avi", {0: b"RIFF", 8: b"AVI "}, on_request=True),
        MediaType("video/3gpp", ".3gp", {4: b"ftyp3gp"}, on_request=True),
    ),
    common_types="an MP4, WebM or MOV",
    largest=4 * 1024**3,  # several minutes of 4K as cameras record it
    html='<video src="{url}" controls style="max-width: 30em"></video>',
)
AUDIOS = Kind(
    name="audios",
    noun="audio",
    media_types=(
        MediaType("audio/mpeg", ".mp3", {0: b"ID3"}),
        *(
            MediaType("audio/mpeg", ".mp3", {0: b"\xff" + frame})
            for frame in (b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xe3")
        ),
        MediaType("audio/wav", ".wav", {0: b"RIFF", 8: b"WAVE"}, other_suffixes=(".wave",)),
        MediaType("audio/flac", ".flac", {0: b"fLaC"}),
        MediaType("audio/ogg", ".ogg", {0: b"OggS"}, other_suffixes=(".oga", ".opus")),
        *(
            MediaType("audio/mp4", ".m4a", {4: b"ftyp" + brand}, other_suffixes=(".m4b",))
            for brand in (b"M4A ", b"M4B ")
        ),
        *(MediaType("audio/aac", ".aac", {0: b"\xff" + frame}) for frame in (b"\xf1", b"\xf9")),
        MediaType("audio/aiff", ".aiff", {0: b"FORM", 8: b"AIFF"}, on_request=True, other_suffixes=(".aif",)),
    ),
    common_types="an MP3, WAV, FLAC, OGG, M4A or AAC",
    largest=1024**3,  # more than an hour without any compression
    html='<audio src="{url}" controls></audio>',
)

DOCUMENTS = (MediaType("application/pdf", ".pdf", {0: b"%PDF-"}),)
"""Types of file that a request may have and no result: those that a signature shows."""

KINDS = {kind.name: kind for kind in (IMAGES, VIDEOS, AUDIOS)}
"""The kinds by their names."""


def find_kind(name: str) -> Kind | None:
    """Return the kind of a name, such as `videos`; None if there is none, or the contract can't make it."""
    kind = KINDS.get(name)
    return kind if kind and makes(name) else None


def find_kind_of_model(model: str) -> Kind:
    """Return what a model makes, by the contract; images if the contract does not know it."""
    known = find_model(model)
    return KINDS.get(known.kind, IMAGES) if known else IMAGES


def find_kind_of_answer(answer: Mapping[str, Any]) -> Kind | None:
    """Return what a task makes, by the `type` in the service's answer; None if it has none that is known."""
    return next((kind for kind in KINDS.values() if kind.noun == answer.get("type")), None)
