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


def test_progress_moves_with_the_estimate_and_leaves_no_trace(
    environment: dict[str, str], snapshot: SnapshotAssertion
) -> None:
    with MockServer(speed=25.0) as slow:
        seen = Seen(DRAW, {**environment, "EVOLINK_BASE_URL": slow.base_url, "EVOLINK_API_KEY": slow.api_key})
    assert seen.status == 0
    moving = re.compile(r"(pending|processing) [━╸╺]+ +(\d+) % 0:00:\d\d of about 2 s")
    shares = [int(found[2]) for view in seen.views if (found := moving.search(view))]
    assert shares == sorted(shares)
    assert len(set(shares)) > 1
    assert stable(seen.last) == snapshot
    assert COLOUR.search(seen.raw)


def test_a_wait_for_many_counts(environment: dict[str, str], evolink: Evolink) -> None:
    tasks = [evolink("generate", "x", "--model", "nano-banana-beta", "--no-wait").out.strip() for _ in range(2)]
    seen = Seen(["wait", *tasks, "-o", "all/"], environment)
    assert seen.status == 0
    assert all(f"all/{task}-1.png" in seen.last for task in tasks)
    assert any("of 2 ended" in view for view in seen.views)
    assert "ended" not in seen.last


def test_a_failure_leaves_a_clean_screen(
    environment: dict[str, str], service: Service, snapshot: SnapshotAssertion
) -> None:
    service.script("story=content_policy_violation")
    seen = Seen(DRAW, environment)
    assert seen.status == 1
    assert stable(seen.last) == snapshot


def test_no_colour_where_none_is_wanted(environment: dict[str, str]) -> None:
    seen = Seen(DRAW, {**environment, "NO_COLOR": "1"})
    assert b"\x1b" in seen.raw  # it moves all the same
    assert not COLOUR.search(seen.raw)


def test_no_colour_in_pipes_whatever_is_wanted(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for arguments in (["models"], [*DRAW]):
        ran = evolink(*arguments)
        assert "\x1b" not in ran.out + ran.err


def test_a_simple_terminal_gets_plain_lines(environment: dict[str, str]) -> None:
    assert b"\x1b" not in Seen(DRAW, {**environment, "TERM": "dumb"}).raw


def test_the_models_fit_the_width(environment: dict[str, str], snapshot: SnapshotAssertion) -> None:
    assert Seen(["models"], environment).last == snapshot
