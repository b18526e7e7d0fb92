"""The key ring of the system, where there is one that protects what it keeps. Needs `evolink[keyring]`."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from evolink._keys.secret import Secret
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keyring.backend import KeyringBackend

_NAME = "evolink"
"""Under which the ring lists the keys; the user of each is the origin of its service."""
_LEAST_PRIORITY = 1
"""Of backends that `keyring` recommends. Others keep passwords in plain files, or nowhere."""


class KeyRing:
    """The key ring of this user.

    Args:
        backends: The rings that the system has, best first.
    """

    def __init__(self, backends: "list[KeyringBackend]") -> None:
        self._backends = backends

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._backends[0].name)

    def find(self, origin: str) -> Secret | None:
        """Return the key of a service; None if the ring has none.

        Raises:
            ConfigurationError: The ring can't be read, as when it stays locked.
        """
        try:
            found = next(filter(None, (each.get_password(_NAME, origin) for each in self._backends)), None)
        except Exception as error:  # backends raise errors of D-Bus, of the system and their own
            raise _failed("read", error) from error
        return None if found is None else Secret(found)

    def store(self, origin: str, key: Secret) -> bool:
        """Store the key of a service, and return whether that worked."""
        for each in self._backends:
            try:
                each.set_password(_NAME, origin, key.reveal())  # pyright: ignore[reportUnknownMemberType] - a decorated method
                if each.get_password(_NAME, origin) == key.reveal():
                    return True
            except Exception:  # noqa: BLE001, S112 - backends raise what they like, which may quote the key, and the caller has another place
                continue
        return False

    def remove(self, origin: str) -> None:
        """Remove the key of a service, if the ring has it.

        Raises:
            ConfigurationError: The ring can't be changed.
        """
        try:
            for each in self._backends:
                if each.get_password(_NAME, origin) is not None:
                    each.delete_password(_NAME, origin)
        except Exception as error:
            raise _failed("changed", error) from error


def find_key_ring() -> KeyRing | None:
    """Return the key ring; None if there is none, or only one that does not protect what it keeps."""
    if find_spec("keyring") is None:
        return None
    try:
        backends = list(_real_backends())
    except Exception:  # noqa: BLE001 - a backend that the user's settings name may be missing, or fail in its own ways
        return None
    return KeyRing(backends) if backends else None


def require_key_ring() -> KeyRing:
    """Return the key ring in which a key was stored.

    Raises:
        ConfigurationError: It can't be used now.
    """
    ring = find_key_ring()
    if ring is not None:
        return ring
    if find_spec("keyring") is None:
        raise ConfigurationError(
            "the API key is in the system keyring, which needs an extra; install it with: pip install "
            '"evolink[keyring]"'
        )
    raise ConfigurationError(
        "the API key is in the system keyring, which can't be reached from here: set EVOLINK_API_KEY, or run `evolink "
        "login`"
    )


def _real_backends() -> "Iterator[KeyringBackend]":
    import keyring
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    chosen = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    return (each for each in chosen if each.priority >= _LEAST_PRIORITY)


def _failed(what: str, error: Exception) -> ConfigurationError:
    return ConfigurationError(
        f"the system keyring can't be {what} ({type(error).__name__}): unlock it, or set EVOLINK_API_KEY"
    )
