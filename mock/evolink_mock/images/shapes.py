"""The shapes that scenes are made of. Sizes are in pixels, shares are of the image's side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from evolink_mock.images.palettes import Colour, blend

_FINE = 2  # shapes are drawn this much larger and shrunk, for smooth edges
_STEP = 3  # pixels between two points of a ridge
_RIM = 178  # the value of Pillow's radial gradient where it meets its square

Ridge = Callable[[float], float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, in pixels."""

    x: float
    y: float
    radius: float


def gradient(width: int, height: int, stops: Sequence[Colour]) -> Image.Image:
    """Paint colours from top to bottom, evenly spread."""
    column = Image.new("RGB", (1, height))
    spans = len(stops) - 1
    for row in range(height):
        place = row / max(1, height - 1) * spans
        span = min(int(place), spans - 1)
        column.putpixel((0, row), blend(stops[span], stops[span + 1], place - span))
    return _resize(column, (width, height), Image.Resampling.NEAREST)


def ridge(canvas: Image.Image, line: Ridge, top: Colour, bottom: Colour) -> None:
    """Fill all below a line with a gradient.

    Args:
        canvas: Painted on.
        line: Returns the height, as a share from the top, at a share of the width.
        top: The colour at the line's highest point.
        bottom: The colour at the bottom of the image.
    """
    width, height = canvas.size
    points = [(x, line(x / width) * height) for x in range(0, width + _STEP, _STEP)]
    first = max(0, int(min(y for _, y in points)))
    last = min(height, int(max(y for _, y in points)) + 1)
    if first >= height:
        return
    fill = gradient(width, height - first, (top, bottom))
    edge = [(x, y - first) for x, y in points]
    mask = shape(width, last - first, [*edge, (width + _STEP, last - first), (0, last - first)])
    canvas.paste(fill.crop((0, 0, width, last - first)), (0, first), mask)
    canvas.paste(fill.crop((0, last - first, width, height - first)), (0, last))


def shape(width: int, height: int, points: Sequence[Point]) -> Image.Image:
    """Return a smooth-edged mask of a polygon."""
    mask = Image.new("L", (width * _FINE, max(1, height) * _FINE))
    ImageDraw.Draw(mask).polygon([(x * _FINE, y * _FINE) for x, y in points], fill=255)
    return mask.reduce(_FINE)


def disc(canvas: Image.Image, circle: Circle, colour: Colour, opacity: float = 1.0) -> None:
    """Paint a smooth-edged disc."""
    _paste(canvas, circle, colour, _round_mask(circle.radius, 0.0, opacity))


def ring(canvas: Image.Image, circle: Circle, thickness: float, colour: Colour, opacity: float) -> None:
    """Paint a smooth-edged ring, its thickness measured inwards."""
    _paste(canvas, circle, colour, _round_mask(circle.radius, circle.radius - thickness, opacity))


def _round_mask(radius: float, hole: float, opacity: float) -> Image.Image:
    side = (int(2 * radius) + 2) * _FINE
    mask = Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    for size, fill in ((radius * _FINE, round(255 * opacity)), (hole * _FINE, 0)):
        if size > 0:
            draw.ellipse((side / 2 - size, side / 2 - size, side / 2 + size, side / 2 + size), fill=fill)
    return mask.reduce(_FINE)


def _paste(canvas: Image.Image, circle: Circle, colour: Colour, mask: Image.Image) -> None:
    corner = (round(circle.x - mask.width / 2), round(circle.y - mask.height / 2))
    canvas.paste(Image.new("RGB", mask.size, colour), corner, mask)


def glow(canvas: Image.Image, centre: Point, reach: Point, colour: Colour, opacity: float) -> None:
    """Paint light that fades from a centre and is gone at its reach across and down."""
    size = (max(1, round(2 * reach[0])), max(1, round(2 * reach[1])))
    fade = [round(255 * opacity * max(0.0, 1 - value / _RIM) ** 2) for value in range(256)]
    fading = Image.radial_gradient("L").point(fade)  # pyright: ignore[reportUnknownMemberType] - as below
    mask = _resize(fading, size, Image.Resampling.BICUBIC)
    corner = (round(centre[0] - reach[0]), round(centre[1] - reach[1]))
    canvas.paste(Image.new("RGB", size, colour), corner, mask)


def _resize(image: Image.Image, size: tuple[int, int], how: Image.Resampling) -> Image.Image:
    # Pillow's own types name numpy's, which is not installed.
    return image.resize(size, how)  # pyright: ignore[reportUnknownMemberType]
