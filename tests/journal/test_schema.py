"""The migrations make the tables that the code knows."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from evolink.journal import _schema
from evolink.journal._database import Database
from evolink.journal._migrate import migrate

MIGRATIONS = Path(_schema.__file__).parent / "migrations"


def test_the_migrations_and_the_tables_agree(address: str) -> None:
    database = Database(address)
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, _schema.metadata) == []


def test_a_difference_would_be_found(address: str) -> None:
    database = Database(address)
    migrate(database, "0001")
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), _schema.metadata)


def test_the_known_versions_are_those_of_the_migrations_in_their_order() -> None:
    found = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(found)) == _schema.REVISIONS
