"""What a row may cost, judged by what rows like it have cost."""

import json
import re
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from threading import Lock
from typing import Any

from evolink._contract.models import find_model
from evolink._task.answer_fields import MAX_CREDITS
from evolink._task.base import BaseTask
from evolink.journal import Call, Price, State
from evolink.journal.shared import Database, latest_of

_WORST = 10.0
"""A row costs at most so many times what the dearest row like it has cost: what a budget assumes."""
_WORST_OF_FREE = 1.0
"""Credits that a row may cost at worst if rows like it were free."""
_SHOWN_BY_LINKS, _SHOWN_BY = 3, 8
"""Different values of a parameter that show, in rows alike otherwise, that it does not affect the price."""
_SAME = 2.0
"""Prices that differ by no more than this factor are the same for that: the dearest of them is expected anyway."""
_REMEMBERED, _DISTINCT = 20_000, 1_000
"""Calls whose factors are remembered, more than are in flight, and how many of those factors are shared."""
_TINY = 1e-9
_LATEST = 50
"""Calls in each state that `RecentCosts` reads."""
_HAVE_COST = (State.SUBMITTED, State.COMPLETED, State.FAILED)
"""The states in which a call's cost is known."""
_PRICELESS = frozenset({"prompt", "callback_url"})
_LONGEST = 64
_LINK = re.compile(r"https?://|data:|sha256:", re.ASCII | re.IGNORECASE)

PriceFactors = tuple[tuple[str, str], ...]
"""Everything that may affect the price of a row: each parameter but the text of its prompt and its callback URL.

In the order of their names, each with its value as JSON, or that value's hash.
"""
_Figures = tuple[float | None, float | None]


class Forecast:
    """What rows may cost; it learns from those that were answered.

    Rows are alike in price if every parameter that may affect it is alike. A parameter no longer matters once three
    links, or eight other values, have cost the same in rows alike otherwise. It matters again when such a row turns
    out far dearer.

    Any thread may use it: rows are taken in the journal's.

    Attributes:
        overrun: How many times what was set aside a task has cost at most; at least 1.
        rises: How often rows turned out dearer than rows like them.
    """

    def __init__(self) -> None:
        self.overrun = 1.0
        self.rises = 0
        self._lock = Lock()
        self._dearest: dict[PriceFactors, float] = {}
        self._immaterial: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._evidence: defaultdict[tuple[str, PriceFactors], dict[str, float]] = defaultdict(dict)
        self._factors: OrderedDict[str, PriceFactors] = OrderedDict()
        self._distinct: dict[PriceFactors, PriceFactors] = {}

    def price(self, call: Call) -> Price:
        """Return what is known of a call's price."""
        with self._lock:
            dearest = self._dearest.get(self._material(call))
        return Price() if dearest is None else Price(dearest, _WORST * dearest or _WORST_OF_FREE)

    def learn(self, call: Call, reserved: float | None, used: float | None = None) -> bool:
        """Note what was set aside for a call, and what it has cost, as far as that is known.

        Returns:
            Whether rows like it are dearer than was known, so that too little was reserved for them.
        """
        figures = [figure for figure in (reserved, used) if figure is not None and 0 <= figure < MAX_CREDITS]
        if not figures or (used is None and not reserved):
            return False  # a reservation of nothing does not mean that nothing is charged; only the end shows that
        with self._lock:
            if used and reserved:
                self.overrun = max(self.overrun, min(used, MAX_CREDITS) / reserved)
            dearer = self._learn(call, max(figures))
            self.rises += dearer
        return dearer

    def learn_end(self, call: Call, reserved: float | None, used: float | None, *, completed: bool) -> bool:
        """Note the end of a call's task; see `learn`."""
        if not completed:
            return self.learn(call, reserved, used or None)  # a free failure shows nothing about the price
        if used is None and not reserved:  # the service will never say: only the documented price is left
            reserved = call.credits_expected
        return self.learn(call, reserved, used)

    def learn_task(self, call: Call, task: BaseTask) -> bool:
        """Note the end of a call's task as the task has it; see `learn`."""
        return self.learn_end(call, task.credits_reserved, task.credits_used, completed=task.completed)

    def learn_call(self, call: Call) -> bool:
        """Note what the journal has of a call; see `learn`."""
        if call.state in {State.COMPLETED, State.FAILED}:
            completed = call.state is State.COMPLETED
            return self.learn_end(call, call.credits_reserved, call.credits_used, completed=completed)
        return self.learn(call, call.credits_reserved, call.credits_used)

    def _learn(self, call: Call, cost: float) -> bool:
        known = self._dearest.get(factors := self._material(call))
        if known is not None and cost <= known + _TINY:
            return False
        if known is not None and cost > _SAME * known and self._immaterial[_model_in(factors)]:
            self._doubt(_model_in(factors))
            factors = self._material(call)
        self._note(factors, cost)
        return known is not None

    def _note(self, factors: PriceFactors, cost: float) -> None:
        """Note the dearest price of rows alike, and see whether it shows that a parameter does not matter."""
        self._dearest[factors] = max(cost, self._dearest.get(factors, 0.0))
        model = _model_in(factors)
        for name, value in factors:
            if name == "model" or name in self._immaterial[model]:
                continue
            seen = self._evidence[name, _without(factors, frozenset({name}))]
            seen[value] = self._dearest[factors]
            enough = _SHOWN_BY_LINKS if _is_list_or_link(value) else _SHOWN_BY
            if len(seen) >= enough and max(seen.values()) <= _SAME * min(seen.values()):
                self._ignore(model, name)
                return

    def _ignore(self, model: str, name: str) -> None:
        """Ignore a parameter from now on, and in what was noted so far."""
        self._immaterial[model] |= {name}
        noted, self._dearest = self._dearest, {}
        self._evidence.clear()
        for factors, cost in noted.items():
            same_model = _model_in(factors) == model
            self._note(_without(factors, self._immaterial[model]) if same_model else factors, cost)

    def _doubt(self, model: str) -> None:
        """Consider every parameter again, and forget what was noted without them."""
        self._immaterial[model] = frozenset()
        self._evidence.clear()
        self._dearest = {factors: cost for factors, cost in self._dearest.items() if _model_in(factors) != model}

    def _material(self, call: Call) -> PriceFactors:
        factors = self._factors.pop(call.fingerprint, None) or self._shared(price_factors(call.request))
        self._factors[call.fingerprint] = factors
        if len(self._factors) > _REMEMBERED:
            self._factors.popitem(last=False)
        return _without(factors, self._immaterial[_model_in(factors)])

    def _shared(self, factors: PriceFactors) -> PriceFactors:
        """Return the factors that are kept for all rows that are alike: most rows of a batch are."""
        if len(self._distinct) >= _DISTINCT:
            self._distinct.clear()
        return self._distinct.setdefault(factors, factors)


class RecentCosts:
    """The newest calls of a batch in the journal's database, which includes those of other workers.

    Not read through the journal: its own thread may be the one that asks.

    Args:
        database: The journal's.
        batch: The batch.
    """

    def __init__(self, database: Database, batch: int) -> None:
        self._database = database
        self._batch = batch
        self._known: dict[int, _Figures] = {}

    def teach(self, forecast: Forecast) -> bool:
        """Add what is new to a forecast, and return whether rows turned out dearer than rows like them."""
        calls = [call for state in _HAVE_COST for call in latest_of(self._database, self._batch, state, _LATEST)]
        before, self._known = self._known, {call.id: (call.credits_reserved, call.credits_used) for call in calls}
        dearer = [forecast.learn_call(call) for call in calls if before.get(call.id) != self._known[call.id]]
        return any(dearer)


def price_factors(request: Mapping[str, Any]) -> PriceFactors:
    """Return what may affect the price of a request, with its model by its present name."""
    material = {name: value for name, value in request.items() if name not in _PRICELESS and value is not None}
    material["model"] = _present_name(str(request.get("model")))
    return tuple((name, _shortened(value)) for name, value in sorted(material.items()))


def _model_in(factors: PriceFactors) -> str:
    return next(value for name, value in factors if name == "model")


def _without(factors: PriceFactors, names: frozenset[str]) -> PriceFactors:
    """Return factors without the values of some parameters; of a list, the number of values stays."""
    if not names:
        return factors
    return tuple((name, _size(value)) if name in names else (name, value) for name, value in factors)


def _is_list_or_link(value: str) -> bool:
    """Whether a value stands for a list or a link, which may differ for every image."""
    return value.partition(":")[0].isdigit() and ":" in value


def _shortened(value: Any) -> str:
    text = json.dumps(value, sort_keys=True)
    short = text if len(text) <= _LONGEST else blake2b(text.encode(), digest_size=16).hexdigest()
    if isinstance(value, list):
        return f"{len(value)}:{short}"  # pyright: ignore[reportUnknownArgumentType]  (the items' types do not matter)
    return f"1:{short}" if isinstance(value, str) and _LINK.match(value) else short


def _size(value: str) -> str:
    return value[: value.index(":") + 1] if _is_list_or_link(value) else "…"


def _present_name(model: str) -> str:
    known = find_model(model)
    return known.name if known else model
