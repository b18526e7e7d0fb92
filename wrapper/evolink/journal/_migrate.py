"""Migrates a journal's schema, or refuses one that is newer than this version knows."""

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from evolink.errors import JournalFailed

from ._database import Database
from ._schema import HEAD, REVISIONS

_LOCK = 0x65766C6D
"""PostgreSQL's advisory lock for changes of the schema."""
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps its state in globals, so only one thread of a process may use it."""


def migrate(database: Database, head: str = HEAD) -> None:
    """Migrate the schema. A journal with the latest one needs no Alembic.

    Args:
        database: The journal's.
        head: The version to migrate to.

    Raises:
        JournalFailed: It is newer than this version of the package, or the database is not a journal.
    """
    with database.reading() as connection:
        if _revision(connection, database) == head:
            return
    with database.writing() as connection:
        if database.file is None:
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # another process may take long
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if _revision(connection, database) != head:  # another process may have been faster
            _upgrade(connection, head)


def _revision(connection: Connection, database: Database) -> str | None:
    """Return the version of the schema; None if there is none.

    Raises:
        JournalFailed: This package does not know the version.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if "calls" in tables:
            raise JournalFailed(f"{database} holds other tables than a journal's: give it a database of its own")
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found not in REVISIONS:
        raise JournalFailed(
            f"the journal {database} was made by a newer version of evolink (its schema is {found}, the last one "
            f"known here is {REVISIONS[-1]}): upgrade evolink, or name another journal. Nothing was changed"
        )
    return found


def _upgrade(connection: Connection, head: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:
        command.upgrade(config, head)
