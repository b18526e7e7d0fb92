"""The keys that are there for a service, and whether the one in use works."""

import os
from typing import Any, Literal, NamedTuple

from evolink._keys.finding import VARIABLE, check_key, missing_key
from evolink._keys.secret import Secret
from evolink.errors import AuthenticationError, ConfigurationError, EvoLinkError, InsufficientCredits

Source = Literal["environment", "keyring", "file"]
"""Where a key may come from, first the one that goes before the others."""


class PresentKey(NamedTuple):
    """A key in one of the places where commands look for it.

    Attributes:
        secret: The key.
        source: Where it comes from.
        place: The same in words.
    """

    secret: "Secret"
    source: Source
    place: str

    @property
    def shown(self) -> str:
        """What people see of it: its last characters at most."""
        return f"…{self.secret.ending}"


class Check(NamedTuple):
    """What the service says about a key.

    Attributes:
        works: Whether it accepts the key; None if that is not known.
        remaining: The credits that are left, if known.
        trouble: Why the key does not work, or why that is not known.
    """

    works: bool | None
    remaining: float | None = None
    trouble: EvoLinkError | None = None


def find_keys(service: str) -> list[PresentKey]:
    """Return the keys for a service, at least one, first the one in use.

    Args:
        service: The origin of the service.

    Raises:
        ConfigurationError: There is none, or none that can be used.
    """
    from evolink._keys.stored_keys import find_stored_key

    given = os.environ.get(VARIABLE)
    found = [PresentKey(check_key(Secret(given), VARIABLE), "environment", VARIABLE)] if given else []
    try:
        stored = find_stored_key(service)
    except ConfigurationError:
        if not found:
            raise
    else:
        found += [PresentKey(stored.secret, stored.store, stored.place)] if stored else []
    if not found:
        raise missing_key(service)
    return found


def check(key: "Secret") -> Check:
    """Ask the service about a key, with the call that reads the credits. It costs nothing."""
    from evolink import EvoLink

    try:
        with EvoLink(api_key=key.reveal()) as client:
            left = client.credits()
    except AuthenticationError as error:
        return Check(works=False, trouble=error)
    except InsufficientCredits as error:
        return Check(works=True, remaining=0.0, trouble=error)
    except EvoLinkError as error:
        return Check(works=None, trouble=error)
    return Check(works=True, remaining=left.remaining if left.key_unlimited else _least(left))


def _least(left: Any) -> float | None:
    known = [each for each in (left.remaining, left.key_remaining) if each is not None]
    return min(known, default=None)
