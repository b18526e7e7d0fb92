"""Bulk runs of many machines keep their limits with the run, where all workers find them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for them, and bring over those that stood in a table beside the queue."""
    op.add_column("batches", sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("batches", sa.Column("budget", sa.Double))
    op.add_column("batches", sa.Column("rate", sa.Double))
    if sa.inspect(op.get_bind()).has_table("shared_runs"):
        op.execute(
            "UPDATE batches SET shared = true, budget = old.budget, rate = old.rate"
            " FROM shared_runs AS old WHERE batches.id = old.batch"
        )
        op.drop_table("shared_runs")
