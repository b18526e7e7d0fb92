"""The pictures of the documentation: made from what is really there, small, and asking for nothing from outside."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from .conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(ROOT / "tools")
    import pictures_terminal  # noqa: PLC0415 - a script's part, found by its folder

    yield pictures_terminal
    sys.modules.pop("pictures_terminal")


def test_a_command_is_typed_and_its_words_and_colours_are_drawn(terminal: Any, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    typed = terminal.screens(r"printf '\033[32mgreen\033[0m & <white>\n'", tmp_path, environment)
    _, last = terminal.first(typed, bool)
    assert terminal.text(last[-1]).rstrip() == "green & <white>"
    drawn = terminal.svg([last], "a title")
    assert f'fill="{terminal._TONES["green"]}">green</text>' in drawn
    assert "&amp; &lt;white&gt;</text>" in drawn


def test_the_terminal_s_picture_shows_a_wait_and_its_end_and_loads_nothing() -> None:
    drawn = (PICTURES / "generate.svg").read_text(encoding="utf-8")
    assert drawn.count("http") == 1  # the name of the format
    assert "$ evolink generate" in drawn
    assert "processing" in drawn
    assert ">lighthouse.png</text>" in drawn


def test_the_page_s_picture_is_small_enough_to_be_looked_at() -> None:
    assert (PICTURES / "mock.png").stat().st_size < 300_000
    with Image.open(PICTURES / "mock.png") as shown:
        assert shown.size == (1360, 1000)
