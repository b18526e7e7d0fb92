"""The kinds of results, as data: a new kind is a row of `KINDS`, and its operations are in the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink._contract.models import find_model


@dataclass(frozen=True)
class MediaType:
    """A type of file that a result may have.

    Attributes:
        name: The media type, such as `image/png`.
        suffix: The suffix of such a file.
        signature: The bytes that such a file has, by their offsets.
        on_request: Whether it is saved only with `any_type`: few programs open it.
        other_suffixes: More suffixes that mean the same.
    """

    name: str
    suffix: str
    signature: Mapping[int, bytes]
    on_request: bool = False
    other_suffixes: tuple[str, ...] = ()


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
    ),
    common_types="a PNG, JPEG, WebP or GIF",
    largest=128 * 1024**2,  # twice what the largest image of the service takes without any compression
    html='<img src="{url}" style="max-width: 30em">',
)

KINDS = {kind.name: kind for kind in (IMAGES,)}
"""The kinds by their names."""


def find_kind_of_model(model: str) -> Kind:
    """Return what a model makes, by the contract; images if the contract does not know it."""
    known = find_model(model)
    return KINDS.get(known.kind, IMAGES) if known else IMAGES


def find_kind_of_answer(answer: Mapping[str, Any]) -> Kind | None:
    """Return what a task makes, by the `type` in the service's answer; None if it has none that is known."""
    return next((kind for kind in KINDS.values() if kind.noun == answer.get("type")), None)
