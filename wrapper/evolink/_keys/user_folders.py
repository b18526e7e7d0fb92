"""The folders in which this user's settings and state are kept, by the rules of the platform."""

from collections.abc import Callable
from pathlib import Path

_NAME = "evolink"


def settings_folder() -> Path | None:
    """Return the folder for settings; None if this user has no home folder, as in some containers."""
    from platformdirs import user_config_path

    return _of_user(user_config_path)


def state_folder() -> Path | None:
    """Return the folder for what is remembered, as the journal is; None if this user has no home folder."""
    from platformdirs import user_state_path

    return _of_user(user_state_path)


def _of_user(find: Callable[..., Path]) -> Path | None:
    try:
        path = find(_NAME, appauthor=False)
    except RuntimeError:  # there is no home folder, for which older versions return a path that begins with ~
        return None
    return path if path.is_absolute() else None
