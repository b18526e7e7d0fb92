"""What a call costs: what calls like it have cost, or else what the contract states."""

from dataclasses import dataclass
from typing import Any

from evolink._contract.billing import Request, charged_extras, image_count, stated_credits
from evolink._contract.models import find_model


@dataclass(frozen=True, slots=True)
class PriceClass:
    """What calls of the same price have in common.

    Attributes:
        model: The model, by its present name.
        extras: The parameters that cost more, with their values.
    """

    model: str
    extras: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.model, *(str(value) for _, value in self.extras)])


class Prices:
    """What is known about prices: the most credits that one result of each price class has cost."""

    def __init__(self) -> None:
        self._seen: dict[PriceClass, float] = {}

    def learn(self, request: Request, cost: float | None) -> None:
        """Note what a call has cost, or what was set aside for it."""
        if cost is not None and cost >= 0:
            found = price_class(request)
            self._seen[found] = max(cost / image_count(request), self._seen.get(found, 0.0))

    def known(self, request: Request) -> float | None:
        """Return what such calls have cost; None if none was seen."""
        price = self._seen.get(price_class(request))
        return None if price is None else price * image_count(request)

    def guess(self, request: Request) -> float | None:
        """Return what it may cost: what such calls have cost, or else what the contract states; None if unknown."""
        known = self.known(request)
        return stated_credits(request) if known is None else known


def price_class(request: Request) -> PriceClass:
    """Return what decides the price of one result: the model, and the values that cost extra."""
    model = str(request.get("model"))
    info = find_model(model)
    return PriceClass(info.name if info else model, charged_extras(request))
