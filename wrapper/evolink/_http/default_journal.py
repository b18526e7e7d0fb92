"""Where the journal is, unless the caller says so, and whether there can be one."""

import os
from importlib.util import find_spec

from evolink.errors import ConfigurationError

VARIABLE = "EVOLINK_JOURNAL"
OFF = "off"
_NEEDED = ("alembic", "filelock", "platformdirs", "sqlalchemy")


def can_keep_journal() -> bool:
    """Return whether the packages that a journal needs are installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def refuse_without_extra(what: str) -> None:
    """Refuse what needs a journal if there can be none.

    Args:
        what: What needs it, as the subject of a sentence in the singular.

    Raises:
        ConfigurationError: The packages that a journal needs are not installed.
    """
    if not can_keep_journal():
        raise ConfigurationError(f'{what} needs an extra; install it with: pip install "evolink[batch]"')


def find_default_journal() -> str | None:
    """Return its address: the environment's EVOLINK_JOURNAL, else a file in the state folder; None if it is off."""
    address = os.environ.get(VARIABLE, "").strip()
    if address:
        return None if address.lower() == OFF else address
    from platformdirs import user_state_path

    return str(user_state_path("evolink", appauthor=False) / "journal.sqlite")


def require_journal() -> str:
    """Return its address for a batch, which can't do without a journal.

    Raises:
        ConfigurationError: The environment says that there should be none.
    """
    address = find_default_journal()
    if address is None:
        raise ConfigurationError(f"a batch needs a journal, or a crash would lose what is paid: unset {VARIABLE}")
    return address
