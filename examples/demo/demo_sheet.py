"""The contact sheet: all results of the demo in rows of equal width."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_WIDTH = 2400
_MARGIN = 96
_HEAD = 168  # from the top to the first row: the heading
_GAP = 40
_CAPTION = 132  # between two rows: two lines and some space
_TARGET = 620  # height of a row in pixels, where possible
_GROUND, _INK, _FAINT = (22, 23, 26), (232, 230, 225), (138, 137, 134)
_HUGE, _LARGE, _SMALL = 44, 27, 22
_BADGE = 84  # across the mark of what plays
_ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class Print:
    """An image on the sheet with its two lines of caption.

    Attributes:
        picture: The image, or what stands for a video or a sound.
        title: The first line.
        facts: The second line.
        playing: Whether it is a video or a sound, which is marked.
    """

    picture: Image.Image
    title: str
    facts: str
    playing: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an image in pixels."""

    left: int
    top: int
    width: int
    height: int


def save_sheet(prints: Sequence[Print], heading: str, path: Path) -> None:
    """Save a sheet of at least one image under a heading.

    Raises:
        OSError: The sheet can't be written.
    """
    places = arrange([each.picture.width / each.picture.height for each in prints])
    bottom = max(place.top + place.height for place in places)
    sheet = Image.new("RGB", (_WIDTH, bottom + _CAPTION + _MARGIN // 2), _GROUND)
    text = _cut(heading, _HUGE, _WIDTH - 2 * _MARGIN)
    ImageDraw.Draw(sheet).text((_MARGIN, _MARGIN - 24), text, _INK, _font(_HUGE))
    for each, place in zip(prints, places, strict=True):
        _paste(sheet, each, place)
    sheet.save(path)


def arrange(shapes: Sequence[float]) -> list[Place]:
    """Place images, given as width divided by height, in full rows whose heights are near the target."""
    places: list[Place] = []
    top = _HEAD
    for row in _best_rows(shapes):
        height = round(_height(row))
        left = float(_MARGIN)
        for shape in row:
            right = left + shape * _height(row)
            places.append(Place(round(left), top, round(right) - round(left), height))
            left = right + _GAP
        top += height + _CAPTION
    return places


def _best_rows(shapes: Sequence[float]) -> list[Sequence[float]]:
    """Split the images into rows of similar height."""

    @cache
    def best(first: int, rows: int) -> tuple[float, list[Sequence[float]]]:
        """Return the unevenness of the best rows from an image on, and the rows."""
        if rows == 1:
            return (_height(shapes[first:]) - _TARGET) ** 2, [shapes[first:]]
        ways: list[tuple[float, list[Sequence[float]]]] = []
        for last in range(first + 1, len(shapes) - rows + 2):
            unevenness, others = best(last, rows - 1)
            row = shapes[first:last]
            ways.append(((_height(row) - _TARGET) ** 2 + unevenness, [row, *others]))
        return min(ways, key=lambda way: way[0])

    rows = max(1, round(sum(shapes) * _TARGET / (_WIDTH - 2 * _MARGIN)))
    return best(0, min(rows, len(shapes)))[1]


def _height(row: Sequence[float]) -> float:
    """Return the height at which a row is as wide as the sheet; a lone portrait stays lower."""
    return min((_WIDTH - 2 * _MARGIN - _GAP * (len(row) - 1)) / sum(row), 2.0 * _TARGET)


def _paste(sheet: Image.Image, each: Print, place: Place) -> None:
    small = each.picture.resize((place.width, place.height), Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]  (Pillow leaves one argument untyped)
    sheet.paste(small, (place.left, place.top))
    if each.playing:
        _mark(sheet, place)
    draw = ImageDraw.Draw(sheet)
    below = place.top + place.height + 12
    draw.text((place.left, below), _cut(each.title, _LARGE, place.width), _INK, _font(_LARGE))
    draw.text((place.left, below + 34), _cut(each.facts, _SMALL, place.width), _FAINT, _font(_SMALL))


def _mark(sheet: Image.Image, place: Place) -> None:
    """Put the sign of a player into the middle of a picture."""
    across = min(_BADGE, place.width // 3, place.height // 3)
    whole = across * 4  # drawn larger, then reduced, as Pillow's edges are hard
    badge = Image.new("RGBA", (whole, whole))
    draw = ImageDraw.Draw(badge)
    draw.ellipse((0, 0, whole - 1, whole - 1), (*_GROUND, 200))
    draw.polygon([(whole * 0.38, whole * 0.3), (whole * 0.38, whole * 0.7), (whole * 0.72, whole * 0.5)], _INK)
    small = badge.resize((across, across), Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]  (Pillow leaves one argument untyped)
    sheet.paste(small, (place.left + (place.width - across) // 2, place.top + (place.height - across) // 2), small)


def _cut(text: str, size: int, width: int) -> str:
    """Shorten text to a width in pixels."""
    if _font(size).getlength(text) <= width:
        return text
    while text and _font(size).getlength(text + _ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
