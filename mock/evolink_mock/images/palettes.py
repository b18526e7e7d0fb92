"""Palettes chosen by eye; an image's seed picks one."""

from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together.

    Attributes:
        sky: From the top of the image to the horizon.
        light: The sun or moon, and what reflects it.
        far: The most distant shape.
        near: The closest shape.
        accent: Used sparingly.
        paper: The mount around the scene.
        ink: Text on the paper.
    """

    sky: tuple[Colour, Colour, Colour]
    light: Colour
    far: Colour
    near: Colour
    accent: Colour
    paper: Colour
    ink: Colour

    @property
    def swatches(self) -> tuple[Colour, ...]:
        """The colours to show in the caption."""
        return (*self.sky, self.far, self.near, self.accent)


def pick(random: Random) -> Palette:
    """Return a random palette."""
    return random.choice(_PALETTES)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """Return a mix of two colours; a share of 0 is the first, of 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue


def _palette(codes: str) -> Palette:
    top, middle, low, light, far, near, accent, paper, ink = (_colour(code) for code in codes.split())
    return Palette((top, middle, low), light, far, near, accent, paper, ink)


_PALETTES = tuple(
    _palette(codes)
    for codes in (
        # sky: top, middle, low   light  far    near   accent paper  ink
        "2b3a67 9d6b8f f6b38e ffe9c9 b57a8e 1f2340 ef6f5e f7f1e7 2a2638",  # dusk over hills
        "0d1b3e 23527c 8fc1b5 fdf6d8 5c95a0 0b1c2c f2a65a f4f3ec 14202e",  # northern night
        "f7d6bf f3b391 e8836b fff4dd d4705f 5b2a3c 2f6f73 fbf4ea 4a2733",  # apricot morning
        "cfe4e4 a9cfc9 f2e6c8 fffaf0 8fb8a8 1f4a46 e07a5f f8f5ec 22403d",  # sage and clay
        "1c1033 54216b d4467b ffd9a0 8a2f79 180d2e ffb347 f6efee 2a1738",  # violet heat
        "3a7ca5 8ec6d8 f5e7c4 fff8e1 6fa3b8 17394f f4845f f9f6ee 1b3444",  # clear coast
        "e9d8a6 ee9b00 ca6702 fff3d0 bb5a1b 3d1a12 0a9396 faf4e4 40210f",  # desert noon
        "d8d4ee b4a7d6 f6c9d0 fffdf7 9a8fc4 33305c e8707e f7f4f8 302c4e",  # lilac mist
    )
)
