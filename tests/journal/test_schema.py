"""The migrations make the tables that the code knows."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from evolink.journal import Journal, _schema
from evolink.journal._database import Database
from evolink.journal._migrate import migrate

MIGRATIONS = Path(_schema.__file__).parent / "migrations"


def test_migrations_match_tables(address: str) -> None:
    """The migrations create the tables of the schema."""
    database = Database(address)
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, _schema.metadata) == []


def test_schema_difference_is_found(address: str) -> None:
    """The comparison finds a difference between migrations and tables."""
    database = Database(address)
    migrate(database, "0001")
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), _schema.metadata)


def test_revisions_match_migrations() -> None:
    """The known versions are those of the migrations, in their order."""
    found = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(found)) == _schema.REVISIONS


def test_threads_create_journals(tmp_path: Path) -> None:
    """Threads can create journals at the same moment."""
    together = threading.Barrier(8)

    def make(number: int) -> int:
        together.wait(60)
        with Journal(tmp_path / f"{number}.sqlite") as journal:
            return len(list(journal.calls()))

    with ThreadPoolExecutor(together.parties) as threads:
        assert list(threads.map(make, range(together.parties))) == [0] * together.parties
