"""A manifest looked at, and nothing noted: what `--dry-run` tells."""

import os
from collections.abc import Mapping
from itertools import chain

from evolink._files.destination import batch_folder
from evolink._http.default_journal import require_journal
from evolink.journal import Journal

from ._bind import known_run
from ._check import Plan
from ._load import examine, learn_prices
from ._manifest import Rows, manifest
from ._prices import Prices
from ._run_rows import RunRows


def check(
    rows: Rows,
    output: str | os.PathLike[str] | None = None,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    journal: str | os.PathLike[str] | None = None,
) -> Plan:
    """Check every row of a manifest, and reckon what it may cost. Nothing is sent; it needs no key and no network.

    Args:
        rows: As for `client.batch.run`.
        output: The folder of a run; what it has sent before costs nothing more.
        model: The model of rows that name none.
        columns: The columns of parameters that have another name there.
        journal: The address of the journal; the usual one if None.

    Raises:
        ConfigurationError: What columns are said to be makes no sense.
        JournalFailed: The journal can't be read.
        UnknownRun: Rows of the folder may have been paid, nobody knows which.
        OSError: The manifest can't be read.
    """
    prices = Prices()
    with Journal(require_journal() if journal is None else journal) as opened:
        learn_prices(prices, opened)
        if output is None:
            return examine(manifest(rows, columns), model=model, prices=prices)
        run = RunRows()
        batch = known_run(opened, batch_folder(output), run)
        known = chain((str(facts["row"]) for facts in run), batch.begun() if batch else ())
        return examine(manifest(rows, columns), model=model, prices=prices, known=known)
