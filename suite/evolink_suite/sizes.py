"""Near misses of sizes that may be written in pixels, and which rules such a size breaks. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import isqrt
from typing import Any, Final

from .contract import Schema

_PIXELS: Final = re.compile(r"([1-9][0-9]{0,8})[xX×]([1-9][0-9]{0,8})", re.ASCII)
_VALUES: Final = "x-evolink-size-values"
BOUNDS: Final = tuple(f"x-evolink-size-{name}" for name in ("sides", "pixels", "ratio", "step"))
SIZES: Final = (_VALUES, *BOUNDS)
_ANY: Final = (1, 1_000_000)


def size_variations(schema: Schema, keyword: str) -> Iterator[tuple[str, bool]]:
    """Yield text that is just valid or just invalid by one of the keywords of sizes, and whether it is valid."""
    if keyword == _VALUES:
        yield from ((value, True) for value in schema[_VALUES])
        wrong = ("banana", "1024*768", "1024x", "x768", "0x0", "1024 x 768", "")
        yield from ((text, False) for text in (*wrong, f"{schema[_VALUES][0]} "))
        return
    found: dict[bool, list[str]] = {True: [], False: []}
    for width, height in product(_sides(schema), repeat=2):
        broken = _broken(schema, width, height)
        if broken <= {keyword}:
            found[not broken].append(f"{width}x{height}")
    for valid, sizes in found.items():
        yield from ((size, valid) for size in (*sizes[:1], *sizes[-1:]))
    if found[True]:
        yield found[True][0].replace("x", "X"), True
        yield found[True][0].replace("x", "×"), True


def breaks_a_size(schema: Schema, request: Mapping[str, Any]) -> bool:
    """Return whether a request has a size that its schema does not allow."""
    sized = {name: field for name, field in schema["properties"].items() if field.keys() & {*SIZES}}
    return any(_is_wrong(field, request[name]) for name, field in sized.items() if isinstance(request.get(name), str))


def _is_wrong(field: Schema, text: str) -> bool:
    found = _PIXELS.fullmatch(text)
    if found is None:
        return text not in field.get(_VALUES, [text])
    return bool(_broken(field, int(found[1]), int(found[2])))


def _broken(schema: Schema, width: int, height: int) -> set[str]:
    """Return the bounds that a size breaks."""
    sides, pixels, ratio, step = (schema.get(keyword) for keyword in BOUNDS)
    broken = {
        BOUNDS[0]: sides and not all(_within(side, sides) for side in (width, height)),
        BOUNDS[1]: pixels and not _within(width * height, pixels),
        BOUNDS[2]: ratio and not _fraction(ratio[0]) <= width / height <= _fraction(ratio[1]),
        BOUNDS[3]: step and (width % step or height % step),
    }
    return {keyword for keyword, is_broken in broken.items() if is_broken}


def _within(number: int, limits: list[int | None]) -> bool:
    least, most = limits
    return (least or 0) <= number <= (most or number)


def _fraction(ratio: str) -> float:
    width, height = map(float, ratio.split(":"))
    return width / height


def _sides(schema: Schema) -> list[int]:
    """Return sides near the bounds, among which sizes are sought that break just one of them."""
    step = schema.get(BOUNDS[3], 1)
    least, most = schema.get(BOUNDS[0], (None, None))
    fewest, many = (isqrt(each or 1_000_000) for each in schema.get(BOUNDS[1], _ANY))
    ratios = [_fraction(each) for each in schema.get(BOUNDS[2], ("1:1", "1:1"))]
    roots = [root * ratio**power for root in (fewest, many) for ratio in ratios for power in (0, 0.5, -0.5)]
    ends = [each for each in (least, most) if each is not None]
    near = {int(at // step) * step + nudge * step for at in (*roots, *ends) for nudge in (-1, 0, 1, 2)}
    odd = {each + 1 for each in near if step > 1}
    return sorted(each for each in near | odd if each > 0)
