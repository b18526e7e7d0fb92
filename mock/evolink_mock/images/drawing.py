"""Draws an image from its spec: a painted scene on a paper mount, with a caption."""

import io
from random import Random

from PIL import Image, ImageChops, ImageOps

from evolink_mock.images.caption import Caption
from evolink_mock.images.formats import FORMATS
from evolink_mock.images.palettes import Palette, pick
from evolink_mock.images.reading import open_picture
from evolink_mock.images.reference import Picture
from evolink_mock.images.scenes import paint_scene
from evolink_mock.images.sizes import cached
from evolink_mock.images.spec import ImageSpec

_MARGIN = 0.035  # of the short side
_GAP = 0.67  # between scene and caption, in margins
_MAX_CAPTION = 0.5  # of the height: an image too small for its caption has none
_INSET_SHARE = 0.3  # of the scene's side
_ROW_SHARE = 0.65  # of the scene's width, for all that stands in it


@cached
def draw(image: ImageSpec) -> bytes:
    """Return the bytes of an image's file; the same spec always gives the same bytes."""
    canvas, window = mount(image)
    left, top, width, height = window
    canvas.paste(paint(image, width, height), (left, top))
    if image.transparent:
        _cut_out(canvas, (left, top, left + width, top + height))
    return _encode(canvas, image.format)


def mount(image: ImageSpec) -> tuple[Image.Image, tuple[int, int, int, int]]:
    """Return the mount of an image with its caption, and the place of the scene: left, top, width and height."""
    palette, _ = _choices(image)
    canvas = Image.new("RGB", (image.width, image.height), palette.paper)
    if not image.captioned:
        return canvas, (0, 0, image.width, image.height)
    margin = round(min(canvas.size) * _MARGIN)
    width, height = image.width - 2 * margin, image.height - 2 * margin
    caption = Caption(image, width)
    room = round(caption.height + margin * _GAP)
    if room > height * _MAX_CAPTION:
        return canvas, (margin, margin, width, height)
    caption.write(canvas, margin, image.height - margin - caption.height, palette)
    return canvas, (margin, margin, width, height - room)


def paint(image: ImageSpec, width: int, height: int) -> Image.Image:
    """Return the scene of an image with sides of its own."""
    palette, random = _choices(image)
    return _scene(image, width, height, palette, random)


def _choices(image: ImageSpec) -> tuple[Palette, Random]:
    """Return the palette and random numbers of an image; an edit keeps the palette of the image it edits."""
    random = Random(image.seed)  # noqa: S311 - must be reproducible, and protects nothing
    own = pick(random)
    return (_choices(image.reference)[0] if isinstance(image.reference, ImageSpec) else own), random


def _scene(image: ImageSpec, width: int, height: int, palette: Palette, random: Random) -> Image.Image:
    shown = (image.reference, *image.others) if image.reference else ()
    if image.fills and image.reference:
        scene, shown = _paint_shown(image.reference, width, height), image.others
    else:
        scene = paint_scene(width, height, palette, random)
    gap = left = round(min(scene.size) * 0.05)
    for each in shown:
        framed = _frame(each, scene.size, palette, min(_INSET_SHARE, _ROW_SHARE / len(shown)))
        scene.paste(framed, (left, gap))
        left += framed.width + gap
    return scene


def _frame(shown: ImageSpec | Picture, size: tuple[int, int], palette: Palette, share: float) -> Image.Image:
    """Return a reference as it stands in a scene of some size: on a mount, with at most this share of the sides."""
    scale = share * min(size[0] / shown.width, size[1] / shown.height)
    inner = _paint_shown(shown, max(1, round(shown.width * scale)), max(1, round(shown.height * scale)))
    return ImageOps.expand(inner, max(2, round(min(size) * 0.012)), palette.paper)


def _paint_shown(shown: ImageSpec | Picture, width: int, height: int) -> Image.Image:
    """Return what a reference looks like with sides of its own; of a picture of another ratio, the middle."""
    if isinstance(shown, Picture):
        return ImageOps.fit(open_picture(shown), (width, height))
    palette, random = _choices(shown)
    return _scene(shown, width, height, palette, random)


def _cut_out(canvas: Image.Image, scene: tuple[int, int, int, int]) -> None:
    """Make the paper around the scene and the caption transparent."""
    paper = Image.new("RGB", canvas.size, canvas.getpixel((0, 0)))
    different = ImageChops.difference(canvas, paper).convert("L")
    alpha = different.point([0, *[255] * 255])  # pyright: ignore[reportUnknownMemberType] - names a type of numpy's
    alpha.paste(255, scene)
    canvas.putalpha(alpha)


def _encode(canvas: Image.Image, suffix: str) -> bytes:
    file = io.BytesIO()
    canvas.save(file, FORMATS[suffix].encoder, **FORMATS[suffix].options)
    return file.getvalue()
