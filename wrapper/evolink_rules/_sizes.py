"""Checks a size that is written in pixels, such as `1024x768`, beside the words and ratios that name one."""

import re
from typing import Any, Final

from ._limits import RATIO, SIDES, SIZES, STEP, TOTAL
from ._messages import message

_PIXELS: Final = re.compile(r"([1-9]\d{0,8})[xX×]([1-9]\d{0,8})", re.ASCII)

Pixels = tuple[int, int]


def pixels_of(text: Any) -> Pixels | None:
    """Return width and height of a size in pixels, or None for everything else."""
    found = _PIXELS.fullmatch(text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


class Sizes:
    """The words and ratios that a size may be, if it is not written in pixels."""

    def __init__(self, parent_schema: dict[str, Any], value: list[str], schema_path: list[str | int]) -> None:
        del parent_schema, schema_path  # positional arguments of the library
        self.limit = value

    def validate(self, instance: Any) -> None:
        if isinstance(instance, str) and instance not in self.limit and pixels_of(instance) is None:
            raise ValueError(message(SIZES, self.limit))


class _OfPixels:
    """A rule of sizes in pixels, which holds for no other text."""

    keyword = ""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        del parent_schema, schema_path  # positional arguments of the library
        self.limit = value

    def validate(self, instance: Any) -> None:
        size = pixels_of(instance)
        if size is not None and not self.holds(*size):
            raise ValueError(message(self.keyword, self.limit))

    def holds(self, width: int, height: int) -> bool:
        raise NotImplementedError


class Sides(_OfPixels):
    """The least and the greatest side."""

    keyword = SIDES

    def holds(self, width: int, height: int) -> bool:
        return all(_within(side, self.limit) for side in (width, height))


class Total(_OfPixels):
    """The least and the greatest number of pixels."""

    keyword = TOTAL

    def holds(self, width: int, height: int) -> bool:
        return _within(width * height, self.limit)


class Ratio(_OfPixels):
    """The least and the greatest ratio of width to height, each as text: `1:16`."""

    keyword = RATIO

    def holds(self, width: int, height: int) -> bool:
        (least, low), (most, high) = (map(float, each.split(":")) for each in self.limit)
        return width * low >= height * least and width * high <= height * most


class Step(_OfPixels):
    """The number whose multiples the sides are."""

    keyword = STEP

    def holds(self, width: int, height: int) -> bool:
        return all(side % int(self.limit) == 0 for side in (width, height))


def _within(number: int, limits: list[int | None]) -> bool:
    """Whether a number is between two limits, of which either may be missing."""
    least, most = limits
    return (least is None or number >= least) and (most is None or number <= most)
