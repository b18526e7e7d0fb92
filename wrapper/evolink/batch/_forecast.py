"""What a row may cost, as far as rows alike have shown it."""

from collections import OrderedDict, defaultdict
from threading import Lock

from evolink._task.credit_figures import MOST
from evolink.journal import Call, Price, State

from ._traits import Traits, is_link, model_of, traits_of, without

_WORST = 10.0
"""A row costs at most so many times what the dearest row alike has cost: what a budget takes on trust."""
_WORST_OF_FREE = 1.0
"""Credits that a row may cost at worst where rows alike were free."""
_SHOWN_BY_LINKS, _SHOWN_BY = 3, 8
"""Different values of a parameter that show, in rows alike otherwise, that it does not matter to the price."""
_SAME = 2.0
"""Prices that differ by no more than this factor are the same for that: the dearest of them is expected anyway."""
_REMEMBERED = 20_000
_TINY = 1e-9


class Forecast:
    """What rows may cost; it learns from those that were answered.

    Rows are alike in price if every parameter that could matter is alike. A parameter no longer matters once three
    links, or eight other values, have cost the same in rows alike otherwise. It matters again when such a row turns
    out far dearer.

    Any thread may ask it: rows are taken in the journal's.

    Attributes:
        overrun: How many times what was set aside a task has cost at most; at least 1.
        rises: How often rows turned out dearer than rows alike.
    """

    def __init__(self) -> None:
        self.overrun = 1.0
        self.rises = 0
        self._lock = Lock()
        self._dearest: dict[Traits, float] = {}
        self._immaterial: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._evidence: defaultdict[tuple[str, Traits], dict[str, float]] = defaultdict(dict)
        self._traits: OrderedDict[str, Traits] = OrderedDict()

    def price(self, call: Call) -> Price:
        """Return what is known of a call's price."""
        with self._lock:
            dearest = self._dearest.get(self._alike(call))
        return Price() if dearest is None else Price(dearest, _WORST * dearest or _WORST_OF_FREE)

    def learn(self, call: Call, reserved: float | None, used: float | None = None) -> bool:
        """Take in what was set aside for a call, and what it has cost, as far as that is known.

        Returns:
            Whether rows alike are dearer than was known, so that what was reserved for them is too little.
        """
        told = [figure for figure in (reserved, used) if figure is not None and 0 <= figure < MOST]
        if not told or (used is None and not reserved):
            return False  # that nothing is set aside does not say that nothing will be charged; only the end does
        with self._lock:
            if used and reserved:
                self.overrun = max(self.overrun, min(used, MOST) / reserved)
            dearer = self._learn(call, max(told))
            self.rises += dearer
        return dearer

    def learn_end(self, call: Call, reserved: float | None, used: float | None, *, completed: bool) -> bool:
        """Take in the end of a call's task; see `learn`."""
        if not completed:
            return self.learn(call, reserved, used or None)  # that a failure cost nothing says nothing of the price
        if used is None and not reserved:  # the service will never tell: only what is documented is left
            reserved = call.credits_expected
        return self.learn(call, reserved, used)

    def _learn(self, call: Call, cost: float) -> bool:
        known = self._dearest.get(alike := self._alike(call))
        if known is not None and cost <= known + _TINY:
            return False
        if known is not None and cost > _SAME * known and self._immaterial[model_of(alike)]:
            self._doubt(model_of(alike))
            alike = self._alike(call)
        self._note(alike, cost)
        return known is not None

    def _note(self, alike: Traits, cost: float) -> None:
        """Note the dearest price of a kind, and look whether it shows that a parameter does not matter."""
        self._dearest[alike] = max(cost, self._dearest.get(alike, 0.0))
        model = model_of(alike)
        for name, value in alike:
            if name == "model" or name in self._immaterial[model]:
                continue
            seen = self._evidence[name, without(alike, frozenset({name}))]
            seen[value] = self._dearest[alike]
            enough = _SHOWN_BY_LINKS if is_link(value) else _SHOWN_BY
            if len(seen) >= enough and max(seen.values()) <= _SAME * min(seen.values()):
                self._ignore(model, name)
                return

    def _ignore(self, model: str, name: str) -> None:
        """Ignore a parameter from now on, and in what was noted so far."""
        self._immaterial[model] |= {name}
        noted, self._dearest = self._dearest, {}
        self._evidence.clear()
        for traits, cost in noted.items():
            self._note(without(traits, self._immaterial[model]) if model_of(traits) == model else traits, cost)

    def _doubt(self, model: str) -> None:
        """Consider every parameter again, and forget what was noted without them."""
        self._immaterial[model] = frozenset()
        self._evidence.clear()
        self._dearest = {traits: cost for traits, cost in self._dearest.items() if model_of(traits) != model}

    def _alike(self, call: Call) -> Traits:
        traits = self._traits.pop(call.fingerprint, None) or traits_of(call.request)
        self._traits[call.fingerprint] = traits
        if len(self._traits) > _REMEMBERED:
            self._traits.popitem(last=False)
        return without(traits, self._immaterial[model_of(traits)])


def learn_call(forecast: Forecast, call: Call) -> bool:
    """Take in what the journal has of a call; see `Forecast.learn`."""
    if call.state in {State.COMPLETED, State.FAILED}:
        completed = call.state is State.COMPLETED
        return forecast.learn_end(call, call.credits_reserved, call.credits_used, completed=completed)
    return forecast.learn(call, call.credits_reserved, call.credits_used)
