"""`evolink login` and `logout`: a key is stored for its service, and shown to nobody."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from ptyprocess import PtyProcess  # type: ignore[import-untyped]  # it has no types
from syrupy.assertion import SnapshotAssertion

from evolink._keys.key_file import keys_path
from evolink.cli.contract import _find_key
from tests.cli.conftest import Evolink, Service
from tests.cli.running import COMMAND, Ran, Shell

KEYS_PAGE = "https://evolink.ai/dashboard/keys"


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no key in the environment, and none stored."""
    monkeypatch.delenv("EVOLINK_API_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def key(service: Service) -> str:
    return service.key


def shown(ran: Ran, key: str) -> str:
    """Return what a command has printed, of which no line holds the key."""
    assert key not in ran.out + ran.err
    return str(ran).replace(str(keys_path()), "KEYS.JSON").replace(key[-4:], "LAST")


def test_missing_key(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """Without a key, commands say where to get one and how to set it."""
    assert str(evolink("credits")) == snapshot(name="another service")
    monkeypatch.delenv("EVOLINK_BASE_URL")
    ran = evolink("generate", "a cat", "--model", "nano-banana-beta")
    assert str(ran) == snapshot(name="the public service")
    assert (ran.status, KEYS_PAGE in ran.err) == (4, True)


def test_login_and_out(evolink: Evolink, key: str, snapshot: SnapshotAssertion) -> None:
    """A key that is piped in is stored, used and removed."""
    assert shown(evolink("login", piped=f"{key}\n"), key) == snapshot(name="login")
    assert shown(evolink("login", "--status"), key) == snapshot(name="status")
    assert evolink("credits").status == 0
    assert shown(evolink("logout"), key) == snapshot(name="logout")
    assert shown(evolink("logout"), key) == snapshot(name="logout again")
    assert evolink("login", "--status").status == 4


def test_variable_goes_first(
    evolink: Evolink, key: str, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    """A key of the environment goes before the stored one, and every command about keys says so."""
    monkeypatch.setenv("EVOLINK_API_KEY", "sk-of-somebody-else-1234")
    assert shown(evolink("login", piped=key), key) == snapshot(name="login")
    assert shown(evolink("login", "--status"), key) == snapshot(name="status")
    assert shown(evolink("logout"), key) == snapshot(name="logout")


def test_wrong_key(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """A key that the service does not accept is not stored, unless it is not checked."""
    wrong = "sk-of-somebody-else-5678"
    assert shown(evolink("login", piped=wrong), wrong) == snapshot(name="login")
    assert not keys_path().exists()
    assert evolink("login", "--no-check", piped=wrong).status == 0
    assert shown(evolink("login", "--status"), wrong) == snapshot(name="status")


def test_service_that_does_not_answer(
    evolink: Evolink, answering: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that can't be checked is not stored, and the way to store it nevertheless is said."""
    monkeypatch.setenv("EVOLINK_BASE_URL", answering(404))
    ran = evolink("login", piped="sk-0123456789abcdef")
    assert (ran.status, "--no-check stores it anyway" in ran.err, keys_path().exists()) == (1, True, False)


@pytest.mark.parametrize("piped", ["", " \n", "two words", "sk-one\nsk-two", "schlüssel", "k" * 5000])
def test_no_key_in_stdin(evolink: Evolink, piped: str) -> None:
    """What can't be a key is refused without being repeated."""
    ran = evolink("login", piped=piped)
    assert (ran.status, ran.out, keys_path().exists()) == (2, "", False)
    assert not piped.strip() or piped.strip() not in ran.err


@pytest.mark.parametrize("arguments", [["KEY"], ["--key=KEY"], ["--key", "KEY"], ["-kKEY"], ["--", "KEY"]], ids=str)
def test_key_on_command_line(evolink: Evolink, arguments: list[str]) -> None:
    """A key on the command line is refused, and the refusal does not repeat it."""
    ran = evolink("login", *(each.replace("KEY", "sk-seen-by-all") for each in arguments), piped="")
    assert (ran.status, "seen-by-all" in ran.err) == (2, False)


def test_typed_key(shell: Shell, key: str, tmp_path: Path) -> None:
    """A terminal does not show the key that is typed."""
    environment = {**shell.environment, "XDG_CONFIG_HOME": str(tmp_path)}
    environment.pop("EVOLINK_API_KEY")
    terminal = PtyProcess.spawn([*COMMAND, "login"], env=environment)
    seen = b""
    while b"not shown" not in seen:
        seen += terminal.read()
    terminal.write(f"{key}\n".encode())
    try:
        while True:
            seen += terminal.read()
    except EOFError:
        assert terminal.wait() == 0
    assert (key.encode() in seen, b"works at" in seen, KEYS_PAGE.encode() in seen) == (False, True, True)
    assert key in (tmp_path / "evolink" / "keys.json").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="this system has no modes of files")
def test_exposed_file(evolink: Evolink, key: str) -> None:
    """A file that others could open is refused, and corrected by the next login, which says so."""
    evolink("login", piped=key)
    keys_path().chmod(0o644)
    refused = evolink("credits")
    assert (refused.status, "other users" in refused.err) == (4, True)
    ran = evolink("login", piped=key)
    assert "it is not any more" in ran.err
    assert keys_path().stat().st_mode & 0o777 == 0o600


def test_key_of_judged_server(evolink: Evolink, service: Service) -> None:
    """`evolink contract` uses the key that was stored for its server, and no other."""
    evolink("login", piped=service.key)
    assert _find_key(f"{service.mock.base_url}/") == service.key
    assert [_find_key(address) for address in ("https://api.evolink.ai", "no address", "http://[")] == [""] * 3


def test_json(evolink: Evolink, key: str) -> None:
    """`--json` has the same facts: the source, its place, the end of the key, and whether it works."""
    evolink("login", piped=key)
    ran = evolink("login", "--status", "--json")
    facts = json.loads(ran.out)["data"]["login"]
    assert facts == {
        "service": os.environ["EVOLINK_BASE_URL"],
        "source": "file",
        "place": str(keys_path()),
        "key_ending": key[-4:],
        "works": True,
        "remaining": 100.0,
    }
    assert key not in ran.out
