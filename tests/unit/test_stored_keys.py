"""Keys that `evolink login` stores: which client uses them, and who else could read them."""

import os
import stat
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from evolink import EvoLink
from evolink._http.settings import Settings, make_settings, origin_of
from evolink._keys.key_file import correct_permissions, keys_path
from evolink._keys.secret import Secret
from evolink._keys.stored_keys import find_stored_key, find_stored_origins, forget_key, store_key
from evolink.errors import ConfigurationError

KEY, OTHER_KEY = "sk-stored-0123456789", "sk-another-0123456789"
SERVICE, MOCK = "https://api.evolink.ai", "http://127.0.0.1:8787"


class Ring(KeyringBackend):
    """A key ring in memory, which counts how often it is read."""

    priority: float = 5
    name = "Ring of the test"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.reads = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.reads += 1
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlainRing(Ring):
    """One that keeps what it is given in a plain file, as `keyrings.alt` does."""

    priority = 0.5


class DeafRing(Ring):
    """One that keeps nothing, and does not say so."""

    def set_password(self, *_: str) -> None:
        pass


class LockedRing(Ring):
    """One that stays locked."""

    def get_password(self, *_: str) -> str | None:
        raise RuntimeError("the prompt was dismissed")

    def set_password(self, *_: str) -> None:
        raise RuntimeError("the prompt was dismissed")


def no_ring() -> KeyringBackend:
    """Return what `keyring` has where there is no key ring."""
    return fail.Keyring()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of stored keys, which is not there yet."""
    monkeypatch.delenv("EVOLINK_API_KEY", raising=False)
    monkeypatch.delenv("EVOLINK_BASE_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return keys_path().parent


@pytest.fixture(autouse=True)
def set_ring() -> Iterator[Callable[[KeyringBackend], None]]:
    """Have no key ring, and yield what sets one."""
    keyring.set_keyring(no_ring())
    yield keyring.set_keyring
    keyring.set_keyring(no_ring())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def shown(error: BaseException) -> str:
    """Return a traceback with the variables of all functions but the test's own."""
    trace = error.__traceback__ and error.__traceback__.tb_next
    return "".join(traceback.TracebackException(type(error), error, trace, capture_locals=True).format())


def key_of(settings: Settings) -> str:
    return settings.key.reveal()


def test_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The argument goes before the environment, and that before the stored key."""
    store_key(SERVICE, Secret(KEY))
    assert key_of(make_settings(None, None, 30)) == KEY
    monkeypatch.setenv("EVOLINK_API_KEY", OTHER_KEY)
    assert key_of(make_settings(None, None, 30)) == OTHER_KEY
    assert key_of(make_settings("sk-given", None, 30)) == "sk-given"


@pytest.mark.parametrize("address", [MOCK, "https://api.evolink.ai.example", "https://api.evolink.ai:444"])
def test_another_service(address: str) -> None:
    """A stored key is not sent to another service."""
    store_key(SERVICE, Secret(KEY))
    with pytest.raises(ConfigurationError, match="no API key for"):
        make_settings(None, address, 30)


@pytest.mark.parametrize(
    "spelling", ["https://API.evolink.ai/", "https://api.evolink.ai:443", "https://api.evolink.ai"]
)
def test_same_service(spelling: str) -> None:
    """A service is the same in every spelling of its address."""
    store_key(SERVICE, Secret(KEY))
    store_key(MOCK, Secret(OTHER_KEY))
    assert key_of(make_settings(None, spelling, 30)) == KEY
    assert origin_of("http://[::1]:80/below") == "http://[::1]"


@pytest.mark.skipif(os.name != "posix", reason="this system has no modes of files")
def test_modes(folder: Path) -> None:
    """Nobody else can open the file or its folder, whatever there was before; nothing else is left there."""
    folder.mkdir(mode=0o755)
    old = os.umask(0)
    try:
        store_key(SERVICE, Secret(KEY))
        store_key(SERVICE, Secret(OTHER_KEY))
    finally:
        os.umask(old)
    assert (mode(folder), mode(keys_path()), files_in(folder)) == (0o700, 0o600, [".gitignore", "keys.json"])


@pytest.mark.skipif(os.name != "posix", reason="this system has no modes of files")
@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620])
def test_exposed_file(bits: int) -> None:
    """A file that others could open is not used, with the way to correct that, and without showing the key."""
    store_key(SERVICE, Secret(KEY))
    keys_path().chmod(bits)
    with pytest.raises(ConfigurationError, match=r"chmod 600 .*keys\.json") as caught:
        EvoLink()
    assert KEY not in shown(caught.value)
    assert correct_permissions()
    assert (mode(keys_path()), key_of(make_settings(None, None, 30))) == (0o600, KEY)
    assert not correct_permissions()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"a": 1}', f'{{"{SERVICE}": {{"key": "{KEY}"', "\xff", '{"a": {"key": 1}}']
)
def test_damaged_file(folder: Path, content: str) -> None:
    """A damaged file is said to be one, and its content is not shown."""
    folder.mkdir(parents=True)
    keys_path().write_text(content, encoding="latin-1")
    keys_path().chmod(0o600)
    for use in (EvoLink, lambda: store_key(SERVICE, Secret(OTHER_KEY))):
        with pytest.raises(ConfigurationError, match="damaged: remove") as caught:
            use()
        assert not [key for key in (KEY, OTHER_KEY) if key in shown(caught.value)]
    assert keys_path().read_text(encoding="latin-1") == content


def test_failed_write(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A write that fails leaves the earlier key, no other file, and no key in the traceback."""
    store_key(SERVICE, Secret(KEY))
    monkeypatch.setattr("os.fsync", _fail)
    with pytest.raises(ConfigurationError, match="No space left") as caught:
        store_key(SERVICE, Secret(OTHER_KEY))
    assert OTHER_KEY not in shown(caught.value)
    assert (key_of(make_settings(None, None, 30)), files_in(folder)) == (KEY, [".gitignore", "keys.json"])


def _fail(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_unusable_stored_key() -> None:
    """A stored key that no header can carry is an error that names its place, and does not show it."""
    store_key(SERVICE, Secret("two words"))
    with pytest.raises(ConfigurationError, match=r"the key in .*keys\.json contains spaces") as caught:
        EvoLink()
    assert "two words" not in shown(caught.value)


def test_forgetting(folder: Path) -> None:
    """A key is removed with the rest of a write that was killed; those of other services stay."""
    store_key(SERVICE, Secret(KEY))
    store_key(MOCK, Secret(OTHER_KEY))
    assert (forget_key(SERVICE), forget_key(SERVICE), find_stored_origins()) == (True, False, [MOCK])
    (folder / "keys-killed.tmp").write_text(KEY)
    assert forget_key(MOCK)
    assert files_in(folder) == [".gitignore"]


def test_disk_without_permissions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk opens every file to all users, no key is written."""
    make = tempfile.mkstemp

    def make_open(**options: Any) -> tuple[int, str]:
        handle, name = make(**options)
        os.fchmod(handle, 0o644)
        return handle, name

    monkeypatch.setattr(tempfile, "mkstemp", make_open)
    with pytest.raises(ConfigurationError, match="files have no permissions"):
        store_key(SERVICE, Secret(KEY))
    assert files_in(folder) == [".gitignore"]


def test_key_ring(set_ring: Callable[[KeyringBackend], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the key ring is not in the file, which has the ring asked for its service only."""
    ring = Ring()
    set_ring(ring)
    stored = store_key(SERVICE, Secret(KEY))
    assert (stored.store, stored.place) == ("keyring", "the keyring (Ring of the test)")
    assert KEY not in keys_path().read_text(encoding="utf-8")
    assert key_of(make_settings(None, None, 30)) == KEY
    ring.reads = 0
    assert find_stored_key(MOCK) is None
    monkeypatch.setenv("EVOLINK_API_KEY", OTHER_KEY)
    make_settings(None, None, 30)
    assert ring.reads == 0
    assert forget_key(SERVICE)
    assert not ring.kept


@pytest.mark.parametrize(
    "ring", [no_ring(), PlainRing(), DeafRing(), LockedRing()], ids=lambda ring: type(ring).__name__
)
def test_no_real_key_ring(ring: KeyringBackend, set_ring: Callable[[KeyringBackend], None]) -> None:
    """Where there is no key ring that protects what it keeps, or it can't be used, the file has the key."""
    set_ring(ring)
    assert store_key(SERVICE, Secret(KEY)).store == "file"
    assert key_of(make_settings(None, None, 30)) == KEY


def test_key_ring_that_takes_no_more(set_ring: Callable[[KeyringBackend], None]) -> None:
    """A key that goes into the file leaves no earlier one in the key ring."""
    ring, deaf = Ring(), DeafRing()
    set_ring(ring)
    store_key(SERVICE, Secret(OTHER_KEY))
    deaf.kept = ring.kept
    set_ring(deaf)
    assert store_key(SERVICE, Secret(KEY)).store == "file"
    assert not deaf.kept


@pytest.mark.parametrize(("ring", "why"), [(LockedRing(), "unlock it"), (no_ring(), "can't be reached from here")])
def test_lost_key_ring(ring: KeyringBackend, why: str, set_ring: Callable[[KeyringBackend], None]) -> None:
    """A key ring that can't be read now is an error that says so, also when the key is to be removed."""
    set_ring(Ring())
    store_key(SERVICE, Secret(KEY))
    set_ring(ring)
    for use in (EvoLink, lambda: forget_key(SERVICE)):
        with pytest.raises(ConfigurationError, match=why):
            use()
    assert find_stored_origins() == [SERVICE]
