"""What a file is, by its first bytes: the media types that the mock takes as uploads, whatever a file is called."""

from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 4096
"""How many bytes at the start of a file decide its type."""


@dataclass(frozen=True, slots=True)
class _Signature:
    media_type: str
    start: bytes
    offset: int = 0
    within: bytes = b""

    def fits(self, head: bytes) -> bool:
        return head.startswith(self.start, self.offset) and self.within in head


def _signatures() -> Iterator[_Signature]:
    yield _Signature("image/png", b"\x89PNG\r\n\x1a\n")
    yield _Signature("image/jpeg", b"\xff\xd8\xff")
    yield from (_Signature("image/gif", version) for version in (b"GIF87a", b"GIF89a"))
    for form, media_type in ((b"WEBP", "image/webp"), (b"WAVE", "audio/wav"), (b"AVI ", "video/x-msvideo")):
        yield _Signature(media_type, form, 8, b"RIFF")
    yield _Signature("image/bmp", b"\0\0\0\0", 6, b"BM")
    yield from (_Signature("image/tiff", order) for order in (b"II*\0", b"MM\0*"))
    yield from (_Signature("image/avif", b"ftyp" + brand, 4) for brand in (b"avif", b"avis"))
    yield from (_Signature("image/heic", b"ftyp" + brand, 4) for brand in (b"heic", b"heix", b"hevc"))
    yield from (_Signature("image/heif", b"ftyp" + brand, 4) for brand in (b"mif1", b"msf1"))
    yield _Signature("application/pdf", b"%PDF-")
    yield from (_Signature("audio/mp4", b"ftyp" + brand, 4) for brand in (b"M4A ", b"M4B "))
    yield _Signature("video/quicktime", b"ftypqt  ", 4)
    yield _Signature("video/3gpp", b"ftyp3g", 4)
    yield _Signature("video/mp4", b"ftyp", 4)
    yield _Signature("video/quicktime", b"moov", 4)
    yield _Signature("video/webm", b"\x1a\x45\xdf\xa3", within=b"webm")
    yield _Signature("video/x-matroska", b"\x1a\x45\xdf\xa3")
    yield _Signature("video/x-flv", b"FLV\x01")
    yield _Signature("video/mpeg", b"\x00\x00\x01\xba")
    yield _Signature("audio/flac", b"fLaC")
    yield _Signature("video/ogg", b"OggS", within=b"theora")
    yield _Signature("audio/ogg", b"OggS")
    yield _Signature("audio/amr", b"#!AMR")
    yield _Signature("audio/aiff", b"AIF", 8, b"FORM")
    yield _Signature("audio/mpeg", b"ID3")
    yield from (_Signature("audio/aac", b"\xff" + second) for second in (b"\xf0", b"\xf1", b"\xf8", b"\xf9"))
    yield from (_Signature("audio/mpeg", b"\xff" + second) for second in (b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xe3"))


_SIGNATURES = tuple(_signatures())


def media_type_of(content: bytes) -> str:
    """Return the media type of a file; empty if it is none of those that are known here."""
    head = content[:HEAD]
    return next((each.media_type for each in _SIGNATURES if each.fits(head)), "")
