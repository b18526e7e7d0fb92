"""Where the journal is, unless the caller says so, and whether there can be one."""

import os
import re
from importlib.util import find_spec

from evolink._http.web_address import read_web_address
from evolink._keys.finding import PUBLIC_SERVICE
from evolink._keys.user_folders import state_folder
from evolink.errors import ConfigurationError, JournalFailed

VARIABLE = "EVOLINK_JOURNAL"
OFF = "off"
_OF_PUBLIC_SERVICE = "journal.sqlite"
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


def is_journal_kept() -> bool:
    """Return whether there is a journal unless the caller names one: its packages are installed, and it has a place."""
    address = os.environ.get(VARIABLE, "").strip()
    return can_keep_journal() and (address.lower() != OFF if address else state_folder() is not None)


def find_default_journal(service: str | None = None) -> str | None:
    """Return its address: the environment's EVOLINK_JOURNAL, else a file in the state folder; None if it is off.

    Each service has a file of its own there: what a mock has made is not what the public service would make, and what
    it charges says nothing of prices.

    Args:
        service: The address of the service; if None, the environment's EVOLINK_BASE_URL, then the public service.

    Raises:
        JournalFailed: There is no state folder, as this user has no home.
    """
    address = os.environ.get(VARIABLE, "").strip()
    if address:
        return None if address.lower() == OFF else address
    folder = state_folder()
    if folder is None:
        raise JournalFailed(f"the journal has no place: there is no home folder here, and {VARIABLE} is not set")
    used = service or os.environ.get("EVOLINK_BASE_URL", "").strip() or PUBLIC_SERVICE
    return str(folder / _file_of(used))


def _file_of(service: str) -> str:
    try:
        url = read_web_address(service)
    except ValueError:  # no client can use it
        return _OF_PUBLIC_SERVICE
    if not url.host or url.text.rstrip("/") == PUBLIC_SERVICE:
        return _OF_PUBLIC_SERVICE
    place = re.sub(r"[^a-z0-9.]+", "-", f"{url.host}-{url.port or url.scheme}".lower()).strip("-")
    return f"journal-{place}.sqlite"


def require_journal(service: str | None = None) -> str:
    """Return its address for a batch, which can't do without a journal.

    Args:
        service: The address of the service, as for `find_default_journal`.

    Raises:
        ConfigurationError: The environment says that there should be none.
        JournalFailed: There is no place for it.
    """
    address = find_default_journal(service)
    if address is None:
        raise ConfigurationError(f"a batch needs a journal, or a crash would lose what is paid: unset {VARIABLE}")
    return address
