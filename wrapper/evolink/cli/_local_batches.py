"""The batches of this machine's journal, for `evolink batch status`."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evolink._costs.words import amount, in_credits
from evolink.cli._time_spans import age

from ._held import CONTINUE_BATCH
from ._report import command_line
from ._row_model import model_options
from ._row_names import count_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evolink.journal import Batch, Journal

STATE_WORDS = {
    "completed": "done",
    "submitted": "running",
    "intent": "being sent",
    "planned": "to send",
    "unsaved": "not saved",
    "failed": "failed",
    "refused": "refused",
    "held": "held",
    "resent": "being sent again",
}
"""In the order of the output."""
_ENDED = frozenset({"completed", "failed", "refused"})
_SAME = 1e-6
"""Credits by which sums may differ and be the same."""


@dataclass(frozen=True, slots=True)
class LocalBatch:
    """The status of a batch of this machine.

    Attributes:
        folder: Where its files go.
        manifest: The file of its rows; None if they came from a program.
        states: Rows by the state of their last call; `unsaved` rows are paid, and have results that are not saved.
        cost: Credits that it has cost, according to the service.
        set_aside: Credits that are reserved, or are expected to be charged, for calls that have not ended.
        created_at: When it was started, Unix seconds.
        processes: The processes that have calls of it in progress.
        model: The option that names the model of rows that name none, if it is needed.
    """

    folder: str
    manifest: str | None
    states: "Mapping[str, int]"
    cost: float
    set_aside: float
    created_at: float
    processes: tuple[str, ...]
    model: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether no row is left to send, to wait for or to save."""
        return self.states.keys() <= _ENDED


def local_batches(journal: "Journal", limit: int, folder: str | None) -> list[LocalBatch]:
    """Return the newest batches of a journal, the newest last.

    Args:
        journal: The journal.
        limit: How many at most.
        folder: Only those of a folder.
    """
    found = (_status(journal, batch) for batch in reversed(journal.runs.newest(limit, folder)))
    return [each for each in found if each.states]


def _status(journal: "Journal", batch: "Batch") -> LocalBatch:
    states: dict[str, int] = {}
    for (state, unsaved), number in batch.standing().items():
        name = "unsaved" if state == "completed" and unsaved else str(state)
        states[name] = states.get(name, 0) + number
    cost = sum(total.used for total in batch.tallies().values())
    return LocalBatch(
        batch.output or batch.name,
        batch.manifest,
        states,
        cost,
        max(0.0, batch.spent - cost),
        batch.created_at,
        tuple(journal.runs.holders(batch)),
        tuple(model_options(batch)),
    )


def batch_lines(batch: LocalBatch) -> Iterator[str]:
    """Yield the lines that show a batch."""
    rows = sum(batch.states.values())
    counts = ", ".join(
        f"{batch.states[state]:,} {word}" for state, word in STATE_WORDS.items() if state in batch.states
    )
    yield f"{batch.folder}: {count_rows(rows)}: {counts}"
    aside = f", {amount(batch.set_aside)} more set aside" if batch.set_aside > _SAME else ""
    yield f"  cost {in_credits(batch.cost)}{aside}; started {age(time.time() - batch.created_at)} ago"
    for process in batch.processes:
        yield f"  in progress in {process}"
    if "held" in batch.states:
        yield "  held rows may have been charged, and are never resent automatically; see evolink tasks settle"
    if not batch.is_done and not batch.processes and batch.manifest:
        yield f"  {CONTINUE_BATCH}"
        yield f"    {command_line('batch', 'run', batch.manifest, *batch.model, '-o', batch.folder)}"


def batch_record(batch: LocalBatch) -> dict[str, Any]:
    """Return a batch as a JSON object."""
    return {
        "folder": batch.folder,
        "manifest": batch.manifest,
        "rows": sum(batch.states.values()),
        "states": dict(batch.states),
        "cost": batch.cost,
        "set_aside": batch.set_aside,
        "created_at": batch.created_at,
        "processes": list(batch.processes),
    }
