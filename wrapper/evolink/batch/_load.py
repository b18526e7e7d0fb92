"""From a manifest to rows in the journal: all of them, or none."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing

from evolink._contract.models import models
from evolink.journal import Batch, Journal, Row

from ._check import Plan, checked
from ._forecast import Forecast, learn_call
from ._manifest import Manifest, Rows, lines
from ._prices import Prices
from ._seen import Seen


def load(
    batch: Batch,
    rows: Rows | Manifest,
    *,
    model: str | None,
    prices: Prices,
    skip_bad: bool,
    go_on: Callable[[], object],
) -> Plan:
    """Check a manifest, and make the run's rows those of it.

    Args:
        batch: The run.
        rows: The manifest.
        model: The model of rows that name none.
        prices: What calls cost.
        skip_bad: Whether rows that can't be run are left out, and not the whole manifest.
        go_on: Called before each row; raises if it is time to leave.

    Raises:
        InvalidManifest: There are rows that can't be run; nothing has changed.
        OSError: The manifest can't be read.
        JournalFailed: The journal can't be written.
    """
    plan = Plan()
    with Seen() as known:
        _learn_names(known, batch)
        found = checked(lines(rows, model), plan, prices, known, go_on)
        batch.replace(_all_good(found, plan, skip_bad=skip_bad), time.time())
    return plan


def examine(rows: Rows | Manifest, *, model: str | None, prices: Prices, known: Iterable[str] = ()) -> Plan:
    """Check a manifest, and change nothing; see `load`. The names of rows that were sent before are `known`."""
    plan = Plan()
    with Seen() as names:
        for row_id in known:
            names.first(row_id, 0)
        for _ in checked(lines(rows, model), plan, prices, names, lambda: None):
            pass
    return plan


def learn_prices(prices: Prices, journal: Journal, forecast: Forecast | None = None) -> None:
    """Look at what the newest calls of each model have cost.

    Args:
        prices: What calls cost; it learns.
        journal: Knows the calls.
        forecast: What rows may cost; it learns too.
    """
    for model in models():
        for call in journal.latest(model):
            prices.learn(call.request, call.credits_used if call.credits_used is not None else call.credits_reserved)
            if forecast:
                learn_call(forecast, call)


def _learn_names(known: Seen, batch: Batch) -> None:
    for row_id in batch.begun():
        known.first(row_id, 0)


def _all_good(found: Generator[Row], plan: Plan, *, skip_bad: bool) -> Iterator[Row]:
    """Return rows; at the end, undo everything if some were bad."""
    with closing(found):
        yield from found
    if plan.error and not skip_bad:
        raise plan.error
