"""The text under an image: the prompt, the model and the size."""

import math
import re
import unicodedata
from collections import Counter
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from evolink_mock.images.palettes import Palette, blend
from evolink_mock.images.spec import ImageSpec

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_TITLE_SHARE = 0.027  # of the geometric mean of the image's sides
_FACTS_SHARE = 0.0165
_MIN_TITLE, _MIN_FACTS = 11, 9
_MAX_LINES = 2
_MAX_CHARACTERS = 400  # more never fits
_LEADING = 1.3
_GAP = 0.4  # between prompt and facts, in titles
_ELLIPSIS = "…"
_MAX_SCRIPTS = 3
_SCRIPTS = {"CJK": "Han"}  # where the names of Unicode characters say it differently


class Caption:
    """The caption of one image, broken into lines.

    Args:
        image: The image.
        width: The pixels it may span.
    """

    def __init__(self, image: ImageSpec, width: int) -> None:
        scale = math.sqrt(image.width * image.height)
        self._title_size = max(_MIN_TITLE, round(scale * _TITLE_SHARE))
        self._facts_size = max(_MIN_FACTS, round(scale * _FACTS_SHARE))
        self._width = width
        self._lines = wrap(image.prompt, _font(self._title_size), width)
        across, down = image.stated or (image.width, image.height)
        self._facts = f"{image.model}   ·   {image.size}   ·   {across} x {down}"

    @property
    def height(self) -> int:
        """Its height in pixels, without a margin."""
        lines = _LEADING * (len(self._lines) * self._title_size + self._facts_size)
        return round(lines + _GAP * self._title_size)

    def write(self, canvas: Image.Image, left: int, top: int, palette: Palette) -> None:
        """Write the caption on the canvas."""
        draw = ImageDraw.Draw(canvas)
        for line in self._lines:
            draw.text((left, top), line, palette.ink, _font(self._title_size))
            top += round(_LEADING * self._title_size)
        top += round(_GAP * self._title_size)
        faint = blend(palette.ink, palette.paper, 0.35)
        draw.text((left, top), self._facts, faint, _font(self._facts_size))
        self._swatches(draw, left, top, palette)

    def _swatches(self, draw: ImageDraw.ImageDraw, left: int, top: int, palette: Palette) -> None:
        side = round(self._facts_size * 0.95)
        right = left + self._width
        room = self._width - _font(self._facts_size).getlength(self._facts) - side
        shown = palette.swatches[: max(0, int(room / (side * 1.4)))]
        for place, colour in enumerate(reversed(shown)):
            x = right - 1 - side - place * round(side * 1.4)
            draw.rounded_rectangle((x, top, x + side, top + side), radius=side // 4, fill=colour)


def wrap(text: str, font: Font, width: float) -> list[str]:
    """Return text as at most two lines of a width, with an ellipsis where it is cut."""
    words = legible(text[:_MAX_CHARACTERS]).split()
    lines: list[str] = []
    while words and len(lines) < _MAX_LINES:
        line, words = _fill(words, font, width)
        lines.append(line)
    if words or len(text) > _MAX_CHARACTERS:
        lines[-1:] = [_shorten(line, font, width) for line in lines[-1:]]
    return lines


def _fill(words: list[str], font: Font, width: float) -> tuple[str, list[str]]:
    """Return a line of the words that fit, and the remaining words; a word wider than the line is broken."""
    count = len(words)
    while count > 1 and font.getlength(" ".join(words[:count])) > width:
        count -= 1
    line = " ".join(words[:count])
    kept = len(line)
    while kept > 1 and font.getlength(line[:kept]) > width:
        kept -= 1
    rest = [line[kept:]] if kept < len(line) else []
    return line[:kept], rest + words[count:]


def _shorten(line: str, font: Font, width: float) -> str:
    while line and font.getlength(line + _ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip(" ,.;:") + _ELLIPSIS


def legible(text: str) -> str:
    """Return what the font can show of a text, since it would show everything else as empty boxes.

    Letters lose their accents, and any other run becomes an ellipsis. If nothing is left, the text is described: how
    long it is, and in which scripts.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    kept = "".join(character if character.isspace() or _has_glyph(character) else "\0" for character in bare)
    if any(character.isalnum() for character in kept):
        return re.sub("\0+", _ELLIPSIS, kept)
    scripts = _scripts(text)
    return f"{len(text.strip())} characters in {' and '.join(scripts)}" if scripts else kept.replace("\0", "")


def _scripts(text: str) -> list[str]:
    """Return the scripts of a text's letters, the most frequent first."""
    names = Counter(unicodedata.name(character, "").partition(" ")[0] for character in text if character.isalpha())
    return [_SCRIPTS.get(name, name.capitalize()) for name, _ in names.most_common(_MAX_SCRIPTS) if name]


@cache
def _has_glyph(character: str) -> bool:
    return _glyph(character) != _glyph(_UNASSIGNED)


def _glyph(character: str) -> bytes:
    image = Image.new("L", (2 * _MIN_TITLE, 2 * _MIN_TITLE))
    ImageDraw.Draw(image).text((0, 0), character, 255, _font(_MIN_TITLE))
    return image.tobytes()


@cache
def _font(size: int) -> Font:
    return ImageFont.load_default(size)


_PLAIN = str.maketrans("‚„–—×", "'\"--x")  # noqa: RUF001 - typography that the font lacks
_UNASSIGNED = "\U0010ffff"
