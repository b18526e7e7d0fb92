"""The keys that `evolink login` has stored, each for one service."""

from contextlib import suppress
from typing import Literal, NamedTuple

from evolink._keys.key_file import keys_path, read_entries, write_entries
from evolink._keys.key_ring import find_key_ring, require_key_ring
from evolink._keys.secret import Secret
from evolink.errors import ConfigurationError

Store = Literal["keyring", "file"]


class StoredKey(NamedTuple):
    """A stored key.

    Attributes:
        secret: The key.
        store: What it is stored in.
        place: The same in words.
    """

    secret: Secret
    store: Store
    place: str


def find_stored_key(origin: str) -> StoredKey | None:
    """Return the key of a service; None if none was stored for it.

    The key ring is asked only if the key was stored there.

    Args:
        origin: Scheme, host and port of the service. No other one gets its key.

    Raises:
        ConfigurationError: The key can't be read, or others could read it.
    """
    entries = read_entries()
    if origin not in entries:
        return None
    entry = entries[origin]
    if entry is not None:
        return _in_file(entry)
    ring = require_key_ring()
    found = ring.find(origin)
    return None if found is None else StoredKey(found, "keyring", f"the keyring ({ring.name})")


def find_stored_origins() -> list[str]:
    """Return the origins of the services for which a key was stored.

    Raises:
        ConfigurationError: The file can't be read, or others could read it.
    """
    return list(read_entries())


def store_key(origin: str, key: Secret) -> StoredKey:
    """Store the key of a service in place of an earlier one: in the key ring if there is one, else in a file.

    Raises:
        ConfigurationError: It can't be stored, or others could read it.
    """
    entries = read_entries()
    ring = find_key_ring()
    if ring is not None and ring.store(origin, key):
        write_entries({**entries, origin: None})
        return StoredKey(key, "keyring", f"the keyring ({ring.name})")
    write_entries({**entries, origin: key})
    if ring is not None:
        with suppress(ConfigurationError):  # what it may still have is not asked for any more
            ring.remove(origin)
    return _in_file(key)


def forget_key(origin: str) -> bool:
    """Remove the key of a service, and return whether there was one.

    Raises:
        ConfigurationError: It can't be removed.
    """
    entries = read_entries()
    if origin not in entries:
        return False
    if entries.pop(origin) is None:
        require_key_ring().remove(origin)
    write_entries(entries)
    return True


def _in_file(key: Secret) -> StoredKey:
    return StoredKey(key, "file", str(keys_path()))
