"""The limits of batches on many machines. They are kept in the journal: workers come and go and must all agree."""

from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from evolink.journal.shared import batches, shared_runs


@dataclass(frozen=True, slots=True)
class SharedLimits:
    """What all workers of a batch keep to.

    Attributes:
        budget: Credits that the batch may cost; None for no limit.
        rate: Calls that may start in a second; None for no limit.
    """

    budget: float | None = None
    rate: float | None = None


def note_limits(connection: Connection, batch: int, limits: SharedLimits) -> None:
    """Note the limits of a batch, in the caller's transaction; the latest count."""
    columns = {"budget": limits.budget, "rate": limits.rate}
    noted = insert(shared_runs).values(batch=batch, **columns)
    connection.execute(noted.on_conflict_do_update(index_elements=[shared_runs.c.batch], set_=columns))


def limits_of(connection: Connection, batch: int) -> SharedLimits:
    """Return the limits of a batch."""
    row = connection.execute(select(shared_runs).where(shared_runs.c.batch == batch)).first()
    return SharedLimits(row.budget, row.rate) if row else SharedLimits()


def submitted_limits(connection: Connection) -> dict[str, SharedLimits]:
    """Return the limits of all submitted batches by their names, the oldest first."""
    chosen = select(batches.c.name, shared_runs).join(batches, batches.c.id == shared_runs.c.batch)
    found = connection.execute(chosen.order_by(batches.c.id))
    return {row.name: SharedLimits(row.budget, row.rate) for row in found}
