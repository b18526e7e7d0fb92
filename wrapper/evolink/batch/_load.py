"""From a manifest to rows in the journal, all of them or none; or only checked, as for `--dry-run`."""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

from evolink._contract.models import models
from evolink._costs.prices import Prices
from evolink._files.destination import resolve_batch_folder
from evolink._http.default_journal import require_journal
from evolink.batch._folder.bind import find_batch
from evolink.batch._folder.run_file_calls import RunFileCalls
from evolink.batch._forecast import Forecast
from evolink.batch._manifest.name_index import NameIndex
from evolink.batch._manifest.plan import Plan, checked_rows
from evolink.batch._manifest.source import Manifest, Rows
from evolink.journal import Batch, Journal, Row
from evolink.journal.shared import teach

if TYPE_CHECKING:
    from sqlalchemy import Connection


def load(
    batch: Batch,
    manifest: Manifest,
    prices: Prices,
    *,
    skip_bad: bool = False,
    go_on: Callable[[], object] = lambda: None,
    also: "Callable[[Connection], object]" = lambda _: None,
) -> Plan:
    """Check a manifest, and make the batch's rows those of it.

    Args:
        batch: The batch.
        manifest: The manifest.
        prices: What calls cost.
        skip_bad: Whether only rows that can't be run are left out, and not the whole manifest.
        go_on: Called before each row; raises if it is time to stop.
        also: Writes more in the same transaction; see `Batch.replace`.

    Raises:
        InvalidManifest: There are rows that can't be run; nothing has changed.
        OSError: The manifest can't be read.
        JournalFailed: The journal can't be written.
    """
    plan = Plan()
    with _index_of(batch.begun()) as known:
        found = checked_rows(manifest.read(), plan, prices, known, go_on, takes_files=manifest.takes_files)
        batch.replace(_all_good(found, plan, skip_bad=skip_bad), time.time(), also)
    return plan


def plan_of(manifest: Manifest, prices: Prices, known: Iterable[str] = ()) -> Plan:
    """Check a manifest, and change nothing; see `load`.

    Args:
        manifest: The manifest.
        prices: What calls cost.
        known: The names of rows that were sent before.
    """
    plan = Plan()
    with _index_of(known) as index:
        for _ in checked_rows(manifest.read(), plan, prices, index, lambda: None):
            pass
    return plan


def check(
    rows: Rows,
    output: str | os.PathLike[str] | None = None,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    journal: str | os.PathLike[str] | None = None,
) -> Plan:
    """Check every row of a manifest, and estimate what it may cost. Nothing is sent; no key or network is needed.

    Args:
        rows: As for `client.batch.run`.
        output: The output folder of a batch; what it has sent before costs nothing more.
        model: The model of rows that name none.
        columns: The columns of parameters that have another name there.
        journal: The address of the journal; the default one if None.

    Raises:
        ConfigurationError: One column is named for two parameters.
        JournalFailed: The journal can't be read.
        UnknownRun: Rows of the folder may have been paid, and it is unknown which.
        OSError: The manifest can't be read.
    """
    prices = Prices()
    with Journal(require_journal() if journal is None else journal) as opened:
        learn_prices(prices, opened)
        if output is None:
            return plan_of(Manifest.of(rows, columns, model), prices)
        sent = RunFileCalls()
        batch = find_batch(opened, resolve_batch_folder(output), sent)
        known = chain((str(facts["row"]) for facts in sent), batch.begun() if batch else ())
        return plan_of(Manifest.of(rows, columns, model), prices, known)


def learn_prices(prices: Prices, journal: Journal, forecast: Forecast | None = None) -> None:
    """Note what the newest calls of each model have cost.

    Args:
        prices: What calls cost; it learns.
        journal: Has the calls.
        forecast: What rows may cost; it learns too.
    """
    for model in models():
        calls = journal.latest(model)
        teach(prices, calls)
        if forecast:
            for call in calls:
                forecast.learn_call(call)


def _index_of(names: Iterable[str]) -> NameIndex:
    index = NameIndex()
    for name in names:
        index.add(name)
    return index


def _all_good(found: Generator[Row], plan: Plan, *, skip_bad: bool) -> Iterator[Row]:
    """Return rows; at the end, undo everything if some were bad."""
    with closing(found):
        yield from found
    if plan.error and not skip_bad:
        raise plan.error
