"""What the image of a result looks like: its size and caption as a value, without drawing it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from evolink_mock.images.formats import DEFAULT_FORMAT, FORMATS
from evolink_mock.images.reference import Picture, Reference, first_shown

_SIDE_PER_K = 1024
_REFERENCE_DEPTH = 2
_SMALLEST_CANVAS = 64  # pixels of a side
MOST_SHOWN = 4  # references
_LONGEST_SIDE, _MOST_PIXELS = 16_384, 16_777_216  # what the contract allows, where it has bounds
_RATIO = re.compile(r"(\d{1,9}(?:\.\d{1,9})?):(\d{1,9}(?:\.\d{1,9})?)")
_PIXELS = re.compile(r"(\d{1,9})[xX*×](\d{1,9})")
_IN_PROMPT = re.compile(r"--(?:ar|aspect) (\d{1,5}:\d{1,5})(?!\S)")
_QUALITY = re.compile(r"(\d{1,2}(?:\.\d{1,9})?)K", re.IGNORECASE)
RATIO_FIELDS = ("aspect_ratio", "ratio", "size")
QUALITY_FIELDS = ("quality", "resolution")


@dataclass(frozen=True, slots=True)
class ImageSpec:
    """All that decides the bytes of one image.

    Attributes:
        seed: Chooses palette and scene.
        prompt: Shown in the caption.
        model: Shown in the caption.
        size: The requested size, such as `16:9`; shown in the caption.
        width: Pixels.
        height: Pixels.
        reference: The image that this one edits, if the mock has it.
        fills: Whether that image is the scene itself; otherwise it stands in the scene, small.
        others: Further images that the request refers to.
        format: The file format, as the suffix of the file's name.
        captioned: Whether the scene is mounted, with the caption below it.
        transparent: Whether nothing is behind the scene and its caption, in a format that can say so.
        stated: The width and height that the caption states, where they are not its own.
    """

    seed: str
    prompt: str
    model: str
    size: str
    width: int
    height: int
    reference: "ImageSpec | Picture | None" = None
    fills: bool = False
    others: "tuple[ImageSpec | Picture, ...]" = ()
    format: str = DEFAULT_FORMAT
    captioned: bool = True
    transparent: bool = False
    stated: tuple[int, int] | None = None


def describe_image(
    fields: Mapping[str, Any], *, model: str, seed: str, references: Sequence[Reference], suffix: str
) -> ImageSpec:
    """Return the spec of an image result, its size and quality as the fields of the request say."""
    size = first_text(fields, RATIO_FIELDS) or canvas_size(fields) or ratio_in_prompt(fields) or "auto"
    quality = first_text(fields, (*QUALITY_FIELDS, "size"), _QUALITY)
    width, height = pixel_size(size, quality, first_shown(references))
    shown = [limit_references(each.shown, _REFERENCE_DEPTH) for each in references if each.shown][:MOST_SHOWN]
    return ImageSpec(
        seed=seed,
        prompt=str(fields.get("prompt", "")),
        model=model,
        size=size,
        width=width,
        height=height,
        reference=shown[0] if shown else None,
        others=tuple(shown[1:]),
        format=suffix,
        transparent=fields.get("background") == "transparent" and FORMATS[suffix].alpha,
    )


def canvas_size(fields: Mapping[str, Any]) -> str:
    """Return the size of the canvas that a request describes, such as `1024x768`; empty without one to draw on."""
    canvas = fields.get("canvas")
    sides = cast("dict[str, Any]", canvas) if isinstance(canvas, dict) else {}
    width, height = sides.get("width", 0), sides.get("height", 0)
    drawable = all(isinstance(side, int) and side >= _SMALLEST_CANVAS for side in (width, height))
    return f"{width}x{height}" if drawable else ""


def ratio_in_prompt(fields: Mapping[str, Any]) -> str:
    """Return the ratio that a prompt asks for as Midjourney's do, such as `--ar 16:9`; empty if it asks for none."""
    found = _IN_PROMPT.search(str(fields.get("prompt", "")))
    return found[1] if found else ""


def first_text(fields: Mapping[str, Any], names: Iterable[str], form: re.Pattern[str] | None = None) -> str:
    """Return the text of the first of some fields that has one, of a form if one is given; empty if none has."""
    texts = (str(fields[name]) for name in names if fields.get(name))
    return next((text for text in texts if form is None or form.fullmatch(text)), "")


def read_ratio(text: str) -> tuple[float, float] | None:
    """Return the ratio that a text such as `16:9` states, or None."""
    ratio = _RATIO.fullmatch(text)
    across, down = (float(ratio[1]), float(ratio[2])) if ratio else (0.0, 0.0)
    return (across, down) if across and down else None


def pixel_size(size: str, quality: str, reference: Reference | None = None) -> tuple[int, int]:
    """Return the width and height in pixels for a requested size and quality.

    The long side is exact and the short one rounded, so the ratio is right to half a pixel.

    Args:
        size: A ratio or a size in pixels; for anything else the image has the ratio of its reference, or is square.
        quality: `1K`, `2K`, `4K`: the long side in units of 1024 pixels; anything else is 1K.
        reference: The image being edited.
    """
    if pixels := _PIXELS.fullmatch(size):
        return _bounded(int(pixels[1]), int(pixels[2]))
    long_side = _SIDE_PER_K * float(known[1] if (known := _QUALITY.fullmatch(quality)) else 1)
    across, down = _ratio(size, reference)
    longest = max(across, down)
    return _bounded(round(long_side * across / longest), round(long_side * down / longest))


def _bounded(width: int, height: int) -> tuple[int, int]:
    """Return a size in pixels, or the largest one of its ratio that can be drawn."""
    scale = min(1.0, _LONGEST_SIDE / max(width, height, 1), math.sqrt(_MOST_PIXELS / max(1, width * height)))
    return max(1, round(width * scale)), max(1, round(height * scale))


def thumbnail(image: ImageSpec, longest: int) -> ImageSpec:
    """Return a small version without a caption; its sides are at most `longest` pixels."""
    scale = min(1.0, longest / max(image.width, image.height))
    width, height = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return replace(image, width=width, height=height, format="webp", captioned=False, transparent=False)


def _ratio(size: str, reference: Reference | None) -> tuple[float, float]:
    return read_ratio(size) or ((reference.width, reference.height) if reference else (1, 1))


def limit_references(image: "ImageSpec | Picture", depth: int) -> "ImageSpec | Picture":
    """Drop references of references beyond a depth, so that the spec of a chain of edits stays small."""
    if isinstance(image, Picture):
        return image
    inner = image.reference if depth else None
    others = tuple(limit_references(each, 0) for each in image.others) if depth else ()
    return replace(image, reference=inner and limit_references(inner, depth - 1), others=others)
