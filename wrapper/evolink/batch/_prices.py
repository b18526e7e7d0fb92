"""What a call costs: by what was seen of calls alike, else by what the contract states."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink._contract.charges import pictures

_EXAMPLE = "usage.credits_reserved"
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)

Request = Mapping[str, Any]


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
            self._seen[kind] = max(credits / pictures(request), self._seen.get(kind, 0.0))

    def known(self, request: Request) -> float | None:
        """Return what such calls have cost; None if none was seen."""
        price = self._seen.get(kind_of(request))
        return None if price is None else price * pictures(request)

    def guess(self, request: Request) -> float | None:
        """Return what it may cost: as seen, else as the contract has it; None if nobody knows."""
        known = self.known(request)
        return _stated(request) if known is None else known


def kind_of(request: Request) -> Kind:
    """Return what decides the price of one picture: the model, and the values that are charged extra."""
    info = _info(request)
    if info is None:
        return Kind(str(request.get("model")))
    extras = (
        (name, request[name])
        for name, schema in info.schema["properties"].items()
        if request.get(name) in schema.get("x-evolink-charged-extra", ())
    )
    return Kind(info.name, tuple(extras))


def _info(request: Request) -> Any:
    from evolink_rules import models

    return models().get(str(request.get("model")))


def _stated(request: Request) -> float | None:
    """Return what the contract says: its price list, or the documentation's example of a plain call."""
    info = _info(request)
    if info is None:
        return None
    listed = _listed(info.schema.get("x-evolink-prices", ()), request, info.schema["properties"])
    if listed is None and not kind_of(request).extras:
        listed = info.schema.get("x-evolink-example", {}).get(_EXAMPLE)
    return float(listed) * pictures(request) if isinstance(listed, int | float) else None


def _listed(table: Any, request: Request, properties: Mapping[str, Any]) -> float | None:
    """Return the price of the one row of a price list that fits; None if none does, or several."""
    closed = [(name, schema) for name, schema in properties.items() if "enum" in schema]
    chosen = {str(request.get(name, schema.get("default"))) for name, schema in closed}
    choices = {str(value) for _, schema in closed for value in schema["enum"]}
    prices = {
        float(row[-1])
        for row in table
        if row
        and _NUMBER.fullmatch(str(row[-1]).strip())
        and all(cell in chosen for cell in row[:-1] if cell in choices)
    }
    return prices.pop() if len(prices) == 1 else None
