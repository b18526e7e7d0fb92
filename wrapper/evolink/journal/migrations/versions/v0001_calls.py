"""Calls, their results, and the sessions that hold them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _sessions()
    _calls()
    _results()


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", _number, primary_key=True),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("started_at", sa.Double, nullable=False),
    )


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("id", _number, primary_key=True),
        sa.Column("key", sa.String(96), nullable=False, unique=True),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("sent_at", sa.Double),
        sa.Column("ended_at", sa.Double),
        sa.Column("task_id", sa.Text, unique=True),
        sa.Column("task_created", sa.Double),
        sa.Column("credits_expected", sa.Double),
        sa.Column("credits_reserved", sa.Double),
        sa.Column("credits_used", sa.Double),
        sa.Column("error_code", sa.Text),
        sa.Column("error_message", sa.Text),
        sa.Column("output", sa.Text),
        sa.Column("session", _number),
        sa.Column("fence", sa.Integer, nullable=False),
    )
    op.create_index("calls_state", "calls", ["state", "id"])
    op.create_index("calls_fingerprint", "calls", ["fingerprint"])


def _results() -> None:
    op.create_table(
        "results",
        sa.Column("call", _number, sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Double),
        sa.Column("path", sa.Text),
        sa.Column("overwrite", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("size", sa.BigInteger),
        sa.Column("sha256", sa.String(64)),
        sa.Column("saved_at", sa.Double),
    )
    unsaved = sa.text("saved_at IS NULL")
    op.create_index(
        "results_unsaved", "results", ["expires_at", "call"], sqlite_where=unsaved, postgresql_where=unsaved
    )
