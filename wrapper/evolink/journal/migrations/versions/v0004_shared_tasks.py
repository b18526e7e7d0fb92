"""A task may be the answer to two calls."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Allow a call to have the task of another one; SQLite copies nothing when a column is added alone."""
    op.add_column("calls", sa.Column("shared_task", sa.Text))
    shared = sa.text("shared_task IS NOT NULL")
    op.create_index(
        "calls_shared_task", "calls", ["shared_task"], sqlite_where=shared, postgresql_where=shared, if_not_exists=True
    )
