"""What the runs of many machines keep to: it stands in the journal, for workers come and go and must all agree."""

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from evolink.journal.shared import batches, shared_runs


@dataclass(frozen=True, slots=True)
class SharedLimits:
    """What all workers of a run keep to.

    Attributes:
        budget: Credits that the run may take up; None for no limit.
        rate: Calls that may begin in a second; None for no limit.
    """

    budget: float | None = None
    rate: float | None = None


def note_limits(connection: Connection, batch: int, limits: SharedLimits) -> None:
    """Note what a run keeps to, in the caller's transaction; the last word counts."""
    told = {"budget": limits.budget, "rate": limits.rate}
    noted = insert(shared_runs).values(batch=batch, **told)
    connection.execute(noted.on_conflict_do_update(index_elements=[shared_runs.c.batch], set_=told))


def limits_of(connection: Connection, batch: int) -> SharedLimits:
    """Return what a run keeps to."""
    row = connection.execute(select(shared_runs).where(shared_runs.c.batch == batch)).first()
    return SharedLimits(row.budget, row.rate) if row else SharedLimits()


def runs(connection: Connection) -> dict[str, SharedLimits]:
    """Return the runs that were submitted, oldest first, by their names."""
    chosen = select(batches.c.name, shared_runs).join(batches, batches.c.id == shared_runs.c.batch)
    found = connection.execute(chosen.order_by(batches.c.id))
    return {row.name: SharedLimits(row.budget, row.rate) for row in found}
