"""Bulk runs of many machines keep to limits that stand in the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make their table, unless it was made beside the queue before it belonged to the journal."""
    op.create_table(
        "shared_runs",
        sa.Column("batch", _number, primary_key=True, autoincrement=False),
        sa.Column("budget", sa.Double),
        sa.Column("rate", sa.Double),
        if_not_exists=True,
    )
