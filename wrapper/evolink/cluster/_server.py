"""The PostgreSQL database that many machines share: the journal and the queue are both in it."""

from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from evolink.errors import ConfigurationError
from evolink.journal.shared import Database

_SCHEMES = frozenset({"postgresql", "postgres"})


class Server:
    """The database's address, for SQLAlchemy and for psycopg. It never shows its password.

    Args:
        address: As `postgresql://user@host/database`.

    Attributes:
        address: The same, as the journal takes it.
        database: Runs our own statements.

    Raises:
        ConfigurationError: It is not an address of PostgreSQL.
    """

    def __init__(self, address: str) -> None:
        if _scheme(address) not in _SCHEMES:
            raise ConfigurationError(
                "machines share a journal on PostgreSQL, such as postgresql://user@host/database; a file is for one"
            )
        self.address = address
        self.database = Database(address)

    def __repr__(self) -> str:
        return f"<Server {self}>"

    def __str__(self) -> str:
        return str(self.database)

    @property
    def for_psycopg(self) -> str:
        """The address as libpq takes it, with the password."""
        return self.database.url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def queue_failures(database: Database, done: str) -> Generator[None]:
    """Raise what PgQueuer's statements meet in the database as `JournalFailed`."""
    try:
        yield
    except psycopg.Error as error:
        raise database.failed(done, error) from error


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.partition("+")[0]
    except ValueError:
        return ""
