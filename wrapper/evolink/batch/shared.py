"""What workers on many machines use of a batch: how a row lives, and what a run does about what it comes to."""

from ._again import next_call
from ._bind import known_or_new, set_aside
from ._forecast import Forecast
from ._lately import Lately
from ._life import Hooks, Life, Turns
from ._load import learn_prices, load
from ._manifest import manifest
from ._outcome import End, Outcome, Phase
from ._patience import Patience
from ._prices import Prices
from ._rate import per_second
from ._store import Store
from ._thread import in_a_thread

__all__ = [
    "End",
    "Forecast",
    "Hooks",
    "Lately",
    "Life",
    "Outcome",
    "Patience",
    "Phase",
    "Prices",
    "Store",
    "Turns",
    "in_a_thread",
    "known_or_new",
    "learn_prices",
    "load",
    "manifest",
    "next_call",
    "per_second",
    "set_aside",
]
