"""Commands on machines without a home folder, without UTF-8, and with file names that are no text."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from evolink._keys.key_file import keys_path
from evolink._keys.user_folders import settings_folder, state_folder
from evolink.cli._envelope import json_for_stdout
from evolink.cli._standard_streams import show_every_character
from evolink.errors import ConfigurationError
from tests.cli.conftest import Evolink, Service

BYTES = os.fsdecode(b"caf\xe9")
"""A name of Latin-1, as old disks and archives have; no text in UTF-8."""
CAT = ("generate", "a cat", "--model", "nano-banana-beta")
posix = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")


def _raising(*_names: str, **_options: str) -> NoReturn:
    raise RuntimeError("could not determine the home directory")


def _relative(*_names: str, **_options: str) -> Path:
    return Path("~/.config/evolink")


@pytest.mark.parametrize("find", [_raising, _relative], ids=["now", "before"])
def test_no_home(
    find: Callable[..., Path], evolink: Evolink, service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a home folder, as in containers, nothing is paid for without a journal, and errors say what to set."""
    for name in ("user_config_path", "user_state_path"):
        monkeypatch.setattr(f"platformdirs.{name}", find)
    monkeypatch.delenv("EVOLINK_JOURNAL")
    assert (settings_folder(), state_folder()) == (None, None)
    with pytest.raises(ConfigurationError, match="no home folder"):
        keys_path()
    for command in (CAT, ("tasks",), ("resume",), ("batch", "status")):
        ran = evolink(*command)
        assert (ran.status, "there is no home folder here" in ran.err, "EVOLINK_JOURNAL" in ran.err) == (1, True, True)
    assert service.requests("POST") == []
    monkeypatch.delenv("EVOLINK_API_KEY")
    login = evolink("login", piped=service.key)
    assert (login.status, "set EVOLINK_API_KEY instead" in login.err) == (1, True)
    assert "no API key for" in evolink("credits").err
    monkeypatch.setenv("EVOLINK_JOURNAL", "off")
    monkeypatch.setenv("EVOLINK_API_KEY", service.key)
    assert evolink(*CAT, "-o", "cat.png").status == 0
    assert [each.name for each in tmp_path.iterdir()] == ["cat.png"]


@posix
@pytest.mark.usefixtures("journal")
def test_names_that_are_no_text(evolink: Evolink, service: Service, tmp_path: Path) -> None:
    """Files may go into folders whose names are no text: they are found again, and continued, without paying."""
    folder = tmp_path / BYTES
    first = evolink(*CAT, "-o", f"{BYTES}/{BYTES}.png")
    again = evolink(*CAT, "-o", f"{BYTES}/{BYTES}.png")
    assert (first.status, again.status, "already generated" in again.err) == (0, 0, True)
    (folder / "cats.txt").write_text("one cat\n")
    batch = ("batch", "run", f"{BYTES}/cats.txt", "--model", "nano-banana-beta", "--budget", "5", "-o", f"{BYTES}/cats")
    assert evolink(*batch).status == 0
    moved = folder.rename(tmp_path / f"{BYTES}-moved")
    assert evolink(*(each.replace(BYTES, moved.name) for each in batch)).status == 0
    assert len(service.requests("POST")) == 2, "a folder that was moved is the same batch"
    _, newest = json.loads(evolink("tasks", "--json").out)["data"]["calls"]
    assert Path(newest["results"][0]["path"]).exists()


def test_prompt_that_is_no_text(evolink: Evolink, service: Service) -> None:
    """A prompt in another encoding than the terminal's is refused in words that say so."""
    ran = evolink("generate", f"a {BYTES}", "--model", "nano-banana-beta")
    assert (ran.status, "it has bytes that are no text in its encoding" in ran.err) == (3, True)
    assert service.requests("POST") == []


@pytest.mark.parametrize(("encoding", "shown"), [
    ("utf-8", b"\xc3\xa9\xe2\x80\xa6\xf0\x9f\x98\x80caf\xe9"), ("cp1252", b"\xe9\x85\\U0001f600caf\xe9"),
], ids=["utf-8", "cp1252"])  # fmt: skip
def test_stdout_in_any_encoding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str, shown: bytes) -> None:
    """Stdout passes the names of files on as they are, escapes what it can't encode, and JSON stays JSON."""
    named, files = {"path": f"é…\U0001f600{BYTES}"}, [tmp_path / "text", tmp_path / "json"]
    texts: list[Callable[[], str]] = [lambda: named["path"], lambda: json_for_stdout(named)]
    for file, text in zip(files, texts, strict=True):
        with file.open("w", encoding=encoding) as stdout:
            monkeypatch.setattr(sys, "stdout", stdout)
            show_every_character()
            stdout.write(text())
    assert files[0].read_bytes() == shown
    assert json.loads(files[1].read_text(encoding="utf-8")) == named
