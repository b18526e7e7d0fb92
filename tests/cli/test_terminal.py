"""What a person sees: a real pseudo-terminal of 80 by 24, read by a terminal emulator."""

import re
import sys
from collections.abc import Sequence

import ptyprocess  # type: ignore[import-untyped]  # it has no types
import pyte
import pytest
from syrupy.assertion import SnapshotAssertion

from evolink_mock import MockServer
from tests.cli.conftest import Evolink, Service
from tests.cli.running import Shell, stable

DRAW = ("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat.png")
COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]\d")


class Seen:
    """A command in a terminal, run to its end.

    Attributes:
        views: Everything that the screen showed, one view after each piece of output.
        raw: The output with its control sequences.
        status: The exit status.
    """

    def __init__(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        screen = pyte.Screen(80, 24)
        stream = pyte.ByteStream(screen)
        command = [sys.executable, "-m", "evolink.cli", *arguments]
        process = ptyprocess.PtyProcess.spawn(command, env=environment, dimensions=(24, 80))
        self.views: list[str] = []
        self.raw = b""
        while True:
            try:
                piece = process.read()
            except EOFError:
                break
            self.raw += piece
            stream.feed(piece)
            self.views.append("\n".join(line.rstrip() for line in screen.display).rstrip())
        self.status: int = process.wait()

    @property
    def last(self) -> str:
        return self.views[-1]


@pytest.fixture
def environment(shell: Shell) -> dict[str, str]:
    chosen = {**shell.environment, "TERM": "xterm-256color"}
    del chosen["COLUMNS"]
    return chosen


def test_live_progress(environment: dict[str, str], snapshot: SnapshotAssertion) -> None:
    """Live progress shows the estimate, and is removed at the end."""
    with MockServer(speed=25.0) as slow:
        seen = Seen(DRAW, {**environment, "EVOLINK_BASE_URL": slow.base_url, "EVOLINK_API_KEY": slow.api_key})
    assert seen.status == 0
    moving = re.compile(r"(pending|processing) [━╸╺]+ +(\d+) % 0:00:\d\d of about 2 s")
    shares = [int(found[2]) for view in seen.views if (found := moving.search(view))]
    assert shares == sorted(shares)
    assert len(set(shares)) > 1
    assert stable(seen.last) == snapshot
    assert COLOUR.search(seen.raw)


def test_live_progress_for_many(environment: dict[str, str], evolink: Evolink) -> None:
    """Live progress counts the tasks that have ended."""
    tasks = [evolink("generate", "x", "--model", "nano-banana-beta", "--no-wait").out.strip() for _ in range(2)]
    seen = Seen(["wait", *tasks, "-o", "all/"], environment)
    assert seen.status == 0
    assert all(f"all/{task}-1.png" in seen.last for task in tasks)
    assert any("of 2 ended" in view for view in seen.views)
    assert "ended" not in seen.last


def test_live_progress_after_failure(
    environment: dict[str, str], service: Service, snapshot: SnapshotAssertion
) -> None:
    """Live progress is removed after a failure."""
    service.script("story=content_policy_violation")
    seen = Seen(DRAW, environment)
    assert seen.status == 1
    assert stable(seen.last) == snapshot


def test_no_color(environment: dict[str, str]) -> None:
    """NO_COLOR turns colour off."""
    seen = Seen(DRAW, {**environment, "NO_COLOR": "1"})
    assert b"\x1b" in seen.raw  # it moves all the same
    assert not COLOUR.search(seen.raw)


def test_no_colour_in_pipes(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipes get no colour."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    for arguments in (["models"], [*DRAW]):
        ran = evolink(*arguments)
        assert "\x1b" not in ran.out + ran.err


def test_dumb_terminal(environment: dict[str, str]) -> None:
    """A simple terminal gets plain lines."""
    assert b"\x1b" not in Seen(DRAW, {**environment, "TERM": "dumb"}).raw


def test_width_of_models(environment: dict[str, str], snapshot: SnapshotAssertion) -> None:
    """The table of models fits the width of the terminal."""
    assert Seen(["models"], environment).last == snapshot
