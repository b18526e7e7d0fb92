"""Bulk runs: their rows are calls that nobody has sent yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the table of batches, and the columns of calls for them; SQLite copies nothing for new columns."""
    op.create_table(
        "batches",
        sa.Column("id", _number, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("manifest", sa.Text),
        sa.Column("output", sa.Text),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("committed", sa.Double, nullable=False, server_default="0"),
        sa.Column("next_at", sa.Double, nullable=False, server_default="0"),
    )
    op.add_column("sessions", sa.Column("runner", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("calls", sa.Column("batch", _number))
    op.add_column("calls", sa.Column("row_id", sa.Text))
    op.add_column("calls", sa.Column("line", sa.Integer))
    op.add_column("calls", sa.Column("attempt", sa.Integer, nullable=False, server_default="1"))
    _indexes()


def _indexes() -> None:
    """Index calls by their batch, and fingerprints of calls of no batch only."""
    op.drop_index("calls_state", "calls")
    op.create_index("calls_state", "calls", ["state", "batch", "id"])
    op.create_index("calls_row", "calls", ["batch", "row_id", "attempt"], unique=True)
    op.drop_index("calls_fingerprint", "calls")
    single = sa.text("batch IS NULL")
    op.create_index("calls_fingerprint", "calls", ["fingerprint"], sqlite_where=single, postgresql_where=single)
