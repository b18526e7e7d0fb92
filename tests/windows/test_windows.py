"""What can be checked of Windows on other systems; `make check` checks the types there."""

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evolink.batch._manifest.names import wrong_id
from evolink.cluster._loop import new_loop

HERE = Path(__file__).parent


def test_without_what_only_posix_has(tmp_path: Path) -> None:
    """Client, batch, command and mock import and work without the modules and functions that Windows lacks."""
    shutil.copy(HERE.parents[1] / "examples" / "harbour.png", tmp_path)
    environment = {**os.environ, "EVOLINK_JOURNAL": str(tmp_path / "journal.sqlite")}
    command = [sys.executable, str(HERE / "_program.py"), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert {"image.png", "command.png"} <= {path.name for path in tmp_path.iterdir()}, done.stderr
    assert len(list((tmp_path / "out").glob("a-*.png"))) == 2


def test_event_loop_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """psycopg gets an event loop that it can use on Windows, and the usual one elsewhere."""
    usual = object()
    monkeypatch.setattr(asyncio, "new_event_loop", lambda: usual)
    monkeypatch.setattr(sys, "platform", "linux")
    assert new_loop() is usual
    monkeypatch.setattr(sys, "platform", "win32")
    loop = new_loop()
    assert isinstance(loop, asyncio.SelectorEventLoop)
    loop.close()


def test_reserved_names() -> None:
    """Names that Windows keeps for devices, or changes, are no ids of rows anywhere, so that folders can be moved."""
    for name in ("con", "NUL.txt", "nul .txt", "COM1", "com¹", "lpt³.png", "CONIN$", "a.", "a ", "a:b", "a?", "x\\y"):
        assert wrong_id(name), name
    for name in ("cone", "com", "com10", "nul-1", "aux2"):
        assert wrong_id(name) is None, name
