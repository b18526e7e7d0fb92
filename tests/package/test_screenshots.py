"""The screenshots of the documentation: real, small, and loading nothing."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from .conftest import ROOT

SCREENSHOTS = ROOT / "docs" / "screenshots"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "tools")
    import screenshots_terminal  # noqa: PLC0415 - a script's part, found by its folder

    yield screenshots_terminal
    sys.modules.pop("screenshots_terminal")


def test_terminal_svg(terminal: Any, tmp_path: Path) -> None:
    """The SVG shows the text of a command with its colours."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    typed = terminal.screens(r"printf '\033[32mgreen\033[0m & <white>\n'", tmp_path, environment)
    _, last = terminal.first(typed, bool)
    assert terminal.text(last[-1]).rstrip() == "green & <white>"
    drawn = terminal.svg([last], "a title")
    assert f'fill="{terminal._TONES["green"]}">green</text>' in drawn
    assert "&amp; &lt;white&gt;</text>" in drawn


def test_generate_svg() -> None:
    """The screenshot of `generate` shows a wait and its end, and loads nothing."""
    drawn = (SCREENSHOTS / "generate.svg").read_text(encoding="utf-8")
    assert drawn.count("http") == 1  # the name of the format
    assert "$ evolink generate" in drawn
    assert "processing" in drawn
    assert ">lighthouse.png</text>" in drawn


def test_mock_png() -> None:
    """The screenshot of the mock is small and has the expected size."""
    assert (SCREENSHOTS / "mock.png").stat().st_size < 300_000
    with Image.open(SCREENSHOTS / "mock.png") as shown:
        assert shown.size == (1360, 1000)


def test_drawing() -> None:
    """The picture on the first page of the documentation is a small file."""
    assert (SCREENSHOTS / "lighthouse.png").stat().st_size < 30_000
