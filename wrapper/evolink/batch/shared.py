"""What workers on many machines use of a batch: how a row runs, and what follows from its outcome."""

from ._folder.bind import open_batch, set_aside
from ._forecast import Forecast, RecentCosts
from ._joint_reads import JointReads
from ._load import learn_prices, load
from ._manifest.source import Manifest
from ._options import BatchOptions
from ._outcome import Outage, RowEnd, RowOutcome, RowPhase, is_worth_another_call
from ._row_runner import RowHooks, RowRunner, RowTarget, Throttle
from ._store import Store
from ._thread import run_in_thread

__all__ = [
    "BatchOptions",
    "Forecast",
    "JointReads",
    "Manifest",
    "Outage",
    "RecentCosts",
    "RowEnd",
    "RowHooks",
    "RowOutcome",
    "RowPhase",
    "RowRunner",
    "RowTarget",
    "Store",
    "Throttle",
    "is_worth_another_call",
    "learn_prices",
    "load",
    "open_batch",
    "run_in_thread",
    "set_aside",
]
