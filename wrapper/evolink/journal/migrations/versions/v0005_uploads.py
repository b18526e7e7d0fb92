"""Files that were uploaded are remembered by their content."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of uploads."""
    op.create_table(
        "uploads",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("url", sa.Text),
        sa.Column("file_id", sa.Text),
        sa.Column("size", sa.BigInteger),
        sa.Column("expires_at", sa.Double),
        sa.Column("session", _number),
        sa.Column("claimed_until", sa.Double),
        if_not_exists=True,
    )
    op.create_index("uploads_expiry", "uploads", ["expires_at"], if_not_exists=True)
