"""Scenes: each paints a whole canvas in a palette, and looks the same at any resolution."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from evolink_mock.images.palettes import Colour, Palette, blend
from evolink_mock.images.shapes import Circle, Ridge, disc, glow, gradient, ridge, ring

Scene = Callable[[Image.Image, Palette, Random], None]


def paint_scene(width: int, height: int, palette: Palette, random: Random) -> Image.Image:
    """Return a random scene."""
    canvas = gradient(width, height, palette.sky)
    random.choice(_SCENES)(canvas, palette, random)
    return canvas


def _mountains(canvas: Image.Image, palette: Palette, random: Random) -> None:
    _stars(canvas, palette, random)
    _sun(canvas, palette, random, height=random.uniform(0.26, 0.42))
    count = random.randint(5, 7)
    for layer in range(count):
        depth = layer / (count - 1)
        colour = blend(palette.far, palette.near, depth**1.2)
        haze = blend(colour, palette.sky[2], 0.55 * (1 - depth))
        line = _jagged(random, level=0.44 + 0.44 * depth, swing=0.17 - 0.08 * depth, aspect=_aspect(canvas))
        ridge(canvas, line, colour, haze)


def _dunes(canvas: Image.Image, palette: Palette, random: Random) -> None:
    _sun(canvas, palette, random, height=random.uniform(0.3, 0.45))
    count = random.randint(6, 8)
    for layer in range(count):
        depth = layer / (count - 1)
        colour = blend(palette.far, palette.near, depth)
        if layer == count // 2:
            colour = blend(colour, palette.accent, 0.7)
        shine = blend(colour, palette.light, 0.35 * (1 - 0.6 * depth))
        line = _rolling(random, level=0.5 + 0.42 * depth, swing=0.075, aspect=_aspect(canvas))
        ridge(canvas, line, shine, colour)


def _orbits(canvas: Image.Image, palette: Palette, random: Random) -> None:
    width, height = canvas.size
    unit = min(width, height)
    x, y = width * random.uniform(0.42, 0.58), height * random.uniform(0.42, 0.55)
    glow(canvas, (x, y), (unit * 0.95, unit * 0.95), palette.light, 0.75)
    colours = [blend(palette.far, palette.near, random.random()) for _ in range(4)]
    for step, colour in enumerate([*colours[:2], palette.accent, *colours[2:]], start=1):
        orbit = Circle(x, y, unit * 0.1225 * step)
        ring(canvas, orbit, max(1.0, unit * 0.003), palette.light, 0.55)
        angle = random.uniform(0, 2 * math.pi)
        place = (x + orbit.radius * math.cos(angle), y + orbit.radius * math.sin(angle))
        disc(canvas, Circle(*place, unit * random.uniform(0.018, 0.05)), colour)
    disc(canvas, Circle(x, y, unit * 0.085), palette.light)
    for depth in (0.0, 0.5, 1.0):
        line = _rolling(random, level=0.84 + 0.07 * depth, swing=0.05, aspect=_aspect(canvas))
        ridge(canvas, line, blend(palette.far, palette.near, 0.4 + 0.6 * depth), palette.near)


def _arches(canvas: Image.Image, palette: Palette, random: Random) -> None:
    width, height = canvas.size
    unit = min(width, height)
    glow(canvas, (width / 2, height * 0.85), (width * 0.8, height * 0.8), palette.light, 0.8)
    _sun(canvas, palette, random, height=random.uniform(0.14, 0.22))
    colours = [palette.near, palette.accent, palette.far, palette.sky[0], palette.light]
    for across, down, reach in ((0.08, 0.9, 0.36), (0.92, 0.9, 0.33), (0.5, 0.86, 0.52)):
        radius = unit * reach * random.uniform(0.9, 1.0)
        arch = Circle(width * across, height * down, radius)
        _arch(canvas, arch, colours, palette)
        colours = [*colours[1:], colours[0]]
    line = _rolling(random, level=0.88, swing=0.02, aspect=_aspect(canvas))
    ridge(canvas, line, blend(palette.far, palette.near, 0.7), palette.near)


def _arch(canvas: Image.Image, outer: Circle, colours: list[Colour], palette: Palette) -> None:
    """Paint nested bands, with paper between them."""
    for step, colour in enumerate(colours):
        radius = outer.radius * (1 - step * 0.18)
        disc(canvas, Circle(outer.x, outer.y, radius), colour)
        disc(canvas, Circle(outer.x, outer.y, radius - outer.radius * 0.145), palette.paper)


def _sea(canvas: Image.Image, palette: Palette, random: Random) -> None:
    width, height = canvas.size
    unit = min(width, height)
    across = random.uniform(0.35, 0.65)
    glow(canvas, (width * across, height * 0.55), (width * 0.7, height * 0.7), palette.light, 0.8)
    disc(canvas, Circle(width * across, height * 0.55, unit * random.uniform(0.16, 0.22)), palette.light)
    ridge(canvas, lambda _: 0.58, blend(palette.far, palette.sky[2], 0.25), palette.near)
    for row in range(26):
        depth = row / 25
        down = height * (0.6 + 0.38 * depth**1.4)
        reach = unit * (0.06 + 0.3 * depth) * random.uniform(0.35, 1.0)
        drift = width * across + unit * random.uniform(-0.09, 0.09) * (0.4 + depth)
        thickness = max(1.0, unit * (0.0022 + 0.006 * depth))
        glow(canvas, (drift, down), (reach, 2.5 * thickness), palette.light, 1.0)


def _sun(canvas: Image.Image, palette: Palette, random: Random, *, height: float) -> None:
    width, tall = canvas.size
    unit = min(width, tall)
    centre = (width * random.uniform(0.22, 0.78), tall * height)
    radius = unit * random.uniform(0.07, 0.12)
    glow(canvas, centre, (radius * 7, radius * 7), palette.light, 0.65)
    disc(canvas, Circle(*centre, radius), palette.light)


def _stars(canvas: Image.Image, palette: Palette, random: Random) -> None:
    if sum(palette.sky[0]) > _DARK_SKY:
        return
    width, height = canvas.size
    unit = min(width, height)
    for _ in range(70):
        x, y = width * random.random(), height * 0.4 * random.random() ** 1.5
        star = Circle(x, y, unit * random.uniform(0.0007, 0.0022))
        disc(canvas, star, palette.light, random.uniform(0.4, 0.95))


def _jagged(random: Random, *, level: float, swing: float, aspect: float) -> Ridge:
    """Return a mountain line: folded waves, finer and weaker octave by octave."""
    octaves = [(2**k * random.uniform(0.8, 1.2) * aspect, random.uniform(0, 9), 0.48**k) for k in range(7)]
    weight = sum(share for _, _, share in octaves)

    def line(x: float) -> float:
        folded = sum(share * (1 - 2 * abs(math.sin(pitch * x * 2.2 + shift))) for pitch, shift, share in octaves)
        return level - swing * folded / weight

    return line


def _rolling(random: Random, *, level: float, swing: float, aspect: float) -> Ridge:
    """Return a soft line: three slow waves."""
    waves = [(k * random.uniform(1.6, 2.6) * aspect, random.uniform(0, 9), 1 / k) for k in (1, 2, 3)]

    def line(x: float) -> float:
        return level + swing * sum(share * math.sin(pitch * x + shift) for pitch, shift, share in waves) / 1.5

    return line


def _aspect(canvas: Image.Image) -> float:
    """Return a factor that keeps shapes as steep in a wide image as in a square one."""
    return max(0.7, canvas.width / canvas.height)


_DARK_SKY = 300  # sum of red, green and blue
_SCENES: tuple[Scene, ...] = (_mountains, _dunes, _orbits, _arches, _sea)
