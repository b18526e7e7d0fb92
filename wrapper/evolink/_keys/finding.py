"""Which key a client uses: the one it is given, else that of the environment, else the one that was stored."""

import os
import re
from typing import Final

from evolink._keys.secret import Secret
from evolink.errors import ConfigurationError

VARIABLE: Final = "EVOLINK_API_KEY"
PUBLIC_SERVICE: Final = "https://api.evolink.ai"
KEYS_PAGE: Final = "https://evolink.ai/dashboard/keys"
"""Where people get a key of the public service."""
IN_PYTHON: Final = ", or pass api_key="
"""What the command line leaves out of a message."""


def find_key(api_key: str | None, origin: str) -> Secret:
    """Return the key for a service.

    Args:
        api_key: The key that the caller gave.
        origin: Scheme, host and port of the service, which a stored key must belong to.

    Raises:
        ConfigurationError: There is no usable key.
    """
    if api_key == "":
        raise ConfigurationError(f"api_key is empty: leave it out to use {VARIABLE} or the key that was stored")
    if api_key is not None:
        return check_key(Secret(api_key))
    if os.environ.get(VARIABLE):
        return check_key(Secret(os.environ[VARIABLE]), VARIABLE)
    from evolink._keys.stored_keys import find_stored_key

    stored = find_stored_key(origin)
    if stored is None:
        raise missing_key(origin)
    return check_key(stored.secret, f"the key in {stored.place}")


def check_key(key: Secret, what: str = "the API key") -> Secret:
    """Return a key that a header can carry.

    Args:
        key: The key.
        what: What errors call it.

    Raises:
        ConfigurationError: None can carry this one.
    """
    if not re.fullmatch(r"[!-~]+", key.reveal()):
        raise ConfigurationError(f"{what} contains spaces or characters that are not allowed in a header")
    return key


def missing_key(origin: str) -> ConfigurationError:
    """Return the error of a service for which there is no key."""
    return ConfigurationError(f"no API key for {origin}: {_how_to_have_one(origin)}{IN_PYTHON}")


def _how_to_have_one(origin: str) -> str:
    if origin == PUBLIC_SERVICE:
        return f"get one at {KEYS_PAGE}, then run `evolink login` or set {VARIABLE}"
    return (
        f"run `evolink login` or set {VARIABLE}, with a key of that service; "
        f"a mock prints its key when it starts, and those of EvoLink are at {KEYS_PAGE}"
    )
