"""Where a bulk run's journal is, unless the caller says so."""

import os

from evolink.errors import ConfigurationError

_VARIABLE = "EVOLINK_JOURNAL"
_OFF = "off"


def usual_journal() -> str:
    """Give the address of the journal: the environment's EVOLINK_JOURNAL, else a file in the user's state folder.

    Raises:
        ConfigurationError: The environment says that there should be none.
    """
    told = os.environ.get(_VARIABLE, "").strip()
    if told.lower() == _OFF:
        raise ConfigurationError(f"a bulk run needs a journal, or a crash would lose what is paid: unset {_VARIABLE}")
    if told:
        return told
    from platformdirs import user_state_path  # noqa: PLC0415 - an extra

    return str(user_state_path("evolink") / "journal.sqlite")
