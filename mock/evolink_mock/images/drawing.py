"""From a picture's facts to the bytes of a file: a painted scene on a paper mount, with a caption."""

import io
from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw

from evolink_mock.images.caption import Caption
from evolink_mock.images.formats import FORMATS
from evolink_mock.images.palettes import Palette, pick
from evolink_mock.images.scenes import paint
from evolink_mock.images.spec import ImageSpec

_MARGIN = 0.035  # of the short side
_GAP = 0.67  # between scene and caption, in margins
_MAX_CAPTION = 0.5  # of the height: a picture too small to read goes without words
_INSET = 0.3  # of the scene's side
_KEPT = 16  # drawn pictures that are remembered


@lru_cache(maxsize=_KEPT)
def draw(picture: ImageSpec) -> bytes:
    """Draw a picture; the same facts give the same bytes."""
    palette, random = _choices(picture)
    if not picture.captioned:
        return _encode(_scene(picture, picture.width, picture.height, palette, random), picture.format)
    canvas = Image.new("RGB", (picture.width, picture.height), palette.paper)
    margin = round(min(canvas.size) * _MARGIN)
    width, height = picture.width - 2 * margin, picture.height - 2 * margin
    caption = Caption(picture, width)
    room = round(caption.height + margin * _GAP)
    if room > height * _MAX_CAPTION:
        canvas.paste(_scene(picture, width, height, palette, random), (margin, margin))
        return _encode(canvas, picture.format)
    canvas.paste(_scene(picture, width, height - room, palette, random), (margin, margin))
    caption.write(canvas, margin, picture.height - margin - caption.height, palette)
    return _encode(canvas, picture.format)


def _choices(picture: ImageSpec) -> tuple[Palette, Random]:
    """Choose palette and chance; an edit keeps the palette of what it edits."""
    random = Random(picture.seed)  # noqa: S311 - chance that can be repeated, and guards nothing
    own = pick(random)
    return (_choices(picture.reference)[0] if picture.reference else own), random


def _scene(picture: ImageSpec, width: int, height: int, palette: Palette, random: Random) -> Image.Image:
    scene = paint(width, height, palette, random)
    if picture.reference:
        _hang(scene, picture.reference, palette)
    return scene


def _hang(scene: Image.Image, reference: ImageSpec, palette: Palette) -> None:
    """Hang the reference, small and framed, in the scene's upper left corner."""
    scale = _INSET * min(scene.width / reference.width, scene.height / reference.height)
    width, height = round(reference.width * scale), round(reference.height * scale)
    own_palette, random = _choices(reference)
    inner = _scene(reference, max(1, width), max(1, height), own_palette, random)
    gap = round(min(scene.size) * 0.05)
    mount = max(2, round(min(scene.size) * 0.012))
    frame = (gap, gap, gap + width + 2 * mount, gap + height + 2 * mount)
    ImageDraw.Draw(scene).rectangle(frame, fill=palette.paper)
    scene.paste(inner, (gap + mount, gap + mount))


def _encode(canvas: Image.Image, written: str) -> bytes:
    file = io.BytesIO()
    canvas.save(file, FORMATS[written].encoder, **FORMATS[written].options)
    return file.getvalue()
