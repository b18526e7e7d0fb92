"""A few requests that stand for all: together they ask for everything that results can be asked for. Pure."""

from collections.abc import Iterable, Iterator

from .budget import worst_price
from .earlier import goes_on
from .shaped_requests import ShapedRequest


def samples(requests: Iterable[ShapedRequest]) -> Iterator[ShapedRequest]:
    """Yield the cheapest requests that ask for something new, the cheapest first."""
    asked: set[tuple[str, str]] = set()
    for each in sorted(requests, key=_cost):
        wanted = _aspects(each)
        if not goes_on(each.operation.models[each.model], each.request) and not wanted <= asked:
            asked |= wanted
            yield each


def _cost(each: ShapedRequest) -> tuple[float, bool]:
    """Return what a request may cost, and whether it brings links, which somebody must serve."""
    return worst_price(each.operation, each.request), "://" in str(each.request)


def _aspects(each: ShapedRequest) -> set[tuple[str, str]]:
    kind = each.operation.makes
    chosen = {(kind, name) for name, value in vars(each.shape).items() if value is not None}
    return {(kind, ""), *chosen, *([(kind, "count")] if (each.count or 1) > 1 else [])}
