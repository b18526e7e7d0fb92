"""Rows of batches may have files of this machine."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Keep what a row asks for before its files are uploaded; SQLite copies nothing when a column is added alone."""
    op.add_column("calls", sa.Column("draft", sa.Text))
