"""A database for what may not fit in memory, deleted when it is closed."""

import sqlite3

_CACHE_KB = 1024
"""Memory that SQLite may use before it writes to its own temporary file; with more it is slower, as the system's own
cache holds that file anyway."""


def scratch_database(*statements: str) -> sqlite3.Connection:
    """Return a new database, to be used by one thread at a time.

    Args:
        *statements: What creates its tables.
    """
    database = sqlite3.connect("", check_same_thread=False, isolation_level=None)
    for statement in (f"PRAGMA cache_size = -{_CACHE_KB}", "PRAGMA journal_mode = OFF", *statements):
        database.execute(statement)
    return database
