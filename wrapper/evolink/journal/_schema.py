"""The journal's tables. `migrations/` makes them; a test keeps the two the same."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
)

from ._path_text import PathText

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""The schema's versions, oldest first; known here so that opening a journal of the last one loads no Alembic."""
HEAD = REVISIONS[-1]

metadata = MetaData()
_number = BigInteger().with_variant(Integer, "sqlite")

sessions = Table(
    "sessions",
    metadata,
    Column("id", _number, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started_at", Double, nullable=False),
    Column("runner", Boolean, nullable=False, server_default=false()),
)

calls = Table(
    "calls",
    metadata,
    Column("id", _number, primary_key=True),
    Column("key", String(96), nullable=False, unique=True),
    Column("model", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("sent_at", Double),
    Column("ended_at", Double),
    Column("task_id", Text, unique=True),
    Column("task_created", Double),
    Column("credits_expected", Double),
    Column("credits_reserved", Double),
    Column("credits_used", Double),
    Column("error_code", Text),
    Column("error_message", Text),
    Column("output", PathText),
    Column("session", _number),
    Column("fence", Integer, nullable=False),
    Column("batch", _number),
    Column("row_id", Text),
    Column("line", Integer),
    Column("attempt", Integer, nullable=False, server_default="1"),
    Column("shared_task", Text),
    Column("draft", Text),
)
Index("calls_state", calls.c.state, calls.c.batch, calls.c.id)
Index("calls_row", calls.c.batch, calls.c.row_id, calls.c.attempt, unique=True)
# PostgreSQL's indexes have the same conditions, which the migrations alone name: here, they would load its dialect.
_single = calls.c.batch.is_(None)
Index("calls_fingerprint", calls.c.fingerprint, sqlite_where=_single)

_shared = calls.c.shared_task.is_not(None)
Index("calls_shared_task", calls.c.shared_task, sqlite_where=_shared)

results = Table(
    "results",
    metadata,
    Column("call", _number, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("expires_at", Double),
    Column("path", PathText),
    Column("overwrite", Boolean, nullable=False, server_default=false()),
    Column("size", BigInteger),
    Column("sha256", String(64)),
    Column("saved_at", Double),
)
_unsaved = results.c.saved_at.is_(None)
Index("results_unsaved", results.c.expires_at, results.c.call, sqlite_where=_unsaved)

batches = Table(
    "batches",
    metadata,
    Column("id", _number, primary_key=True),
    Column("name", PathText, nullable=False, unique=True),
    Column("manifest", PathText),
    Column("output", PathText),
    Column("created_at", Double, nullable=False),
    Column("committed", Double, nullable=False, server_default="0"),
    Column("next_at", Double, nullable=False, server_default="0"),
)

shared_runs = Table(
    "shared_runs",
    metadata,
    Column("batch", _number, primary_key=True, autoincrement=False),
    Column("budget", Double),
    Column("rate", Double),
)
"""What the runs of many machines keep to. Not with the run itself, whose row changes with every call."""

uploads = Table(
    "uploads",
    metadata,
    Column("host", Text, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("url", Text),
    Column("file_id", Text),
    Column("size", BigInteger),
    Column("expires_at", Double),
    Column("session", _number),
    Column("claimed_until", Double),
)
"""Files that were uploaded, by the address of the files API and their content, and which session uploads one now."""
Index("uploads_expiry", uploads.c.expires_at)
