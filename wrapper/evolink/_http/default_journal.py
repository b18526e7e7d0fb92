"""Where the journal is, unless the caller says so."""

import os

from evolink.errors import ConfigurationError

VARIABLE = "EVOLINK_JOURNAL"
OFF = "off"


def usual_journal() -> str | None:
    """Return its address: the environment's EVOLINK_JOURNAL, else a file in the state folder; None if it is off."""
    told = os.environ.get(VARIABLE, "").strip()
    if told:
        return None if told.lower() == OFF else told
    from platformdirs import user_state_path

    return str(user_state_path("evolink") / "journal.sqlite")


def bulk_journal() -> str:
    """Return its address for a bulk run, which goes by it.

    Raises:
        ConfigurationError: The environment says that there should be none.
    """
    address = usual_journal()
    if address is None:
        raise ConfigurationError(f"a bulk run needs a journal, or a crash would lose what is paid: unset {VARIABLE}")
    return address
