"""What a call costs: by what was seen of calls alike, else by what the contract states."""

from dataclasses import dataclass
from typing import Any

from evolink._contract.billing import Request, charged_extras, image_count, stated_credits
from evolink._contract.models import find_model


@dataclass(frozen=True, slots=True)
class Kind:
    """What calls of one price have in common.

    Attributes:
        model: The model, by its present name.
        extras: The parameters that cost more, with their values.
    """

    model: str
    extras: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.model, *(str(value) for _, value in self.extras)])


class Prices:
    """What is known about prices: credits for one picture, the dearest that was seen of each kind."""

    def __init__(self) -> None:
        self._seen: dict[Kind, float] = {}

    def learn(self, request: Request, credits: float | None) -> None:  # noqa: A002 - the service's word
        """Take in what a call has cost, or what was set aside for it."""
        if credits is not None and credits >= 0:
            kind = kind_of(request)
            self._seen[kind] = max(credits / image_count(request), self._seen.get(kind, 0.0))

    def known(self, request: Request) -> float | None:
        """Return what such calls have cost; None if none was seen."""
        price = self._seen.get(kind_of(request))
        return None if price is None else price * image_count(request)

    def guess(self, request: Request) -> float | None:
        """Return what it may cost: as seen, else as the contract has it; None if nobody knows."""
        known = self.known(request)
        return stated_credits(request) if known is None else known


def kind_of(request: Request) -> Kind:
    """Return what decides the price of one picture: the model, and the values that are charged extra."""
    model = str(request.get("model"))
    info = find_model(model)
    return Kind(info.name if info else model, charged_extras(request))
