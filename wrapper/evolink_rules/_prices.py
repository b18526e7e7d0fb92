"""Words for what a request is charged by, which limits nothing."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Show = Callable[[Any], str]


def _less(values: Any, show: Show) -> str:
    shown = [show(value) for value in values]
    return f"{', '.join(shown)} {'costs' if len(shown) == 1 else 'cost'} less"


def _factors(factors: Any, show: Show) -> str:
    return ", ".join(f"{show(value)} costs {factor:g} times as much" for value, factor in factors.items())


WORDS: Final[Mapping[str, Callable[[Any, Show], str]]] = {
    "x-evolink-automatic": lambda value, show: f"{show(value)} leaves it to the service",
    "x-evolink-base-units-per-second": lambda number, _: f"{number:,} UC for each second of the input",
    "x-evolink-billed-per-second": lambda _, __: "each second is charged",
    "x-evolink-billed-with-inputs": lambda _, __: "the seconds of these files are charged too",
    "x-evolink-charged-less": _less,
    "x-evolink-free-items": lambda number, _: f"the first {number} are free",
    "x-evolink-price-factors": _factors,
    "x-evolink-priced-by-value": lambda _, __: "the price depends on it",
    "x-evolink-reserved-seconds": lambda number, _: (
        f"credits for {number:g} seconds are reserved if the service decides"
    ),
}
