"""Help: whole, readable in 80 columns, made from the contract."""

import re

import click
import pytest
from syrupy.assertion import SnapshotAssertion

from evolink.cli._app import app
from evolink_rules import models
from tests.cli.conftest import Evolink
from tests.models import REPRESENTATIVES

COMMANDS = app.list_commands(click.Context(app))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        *([name] for name in COMMANDS),
        ["generate", "--help-all"],
        *(["tasks", name] for name in ("prune", "reconcile", "settle")),
        ["batch", "run"],
        ["batch", "submit"],
        ["batch", "work"],
        ["batch", "status"],
    ],
    ids=str,
)
def test_help(evolink: Evolink, snapshot: SnapshotAssertion, arguments: list[str]) -> None:
    """The help of each command is complete, and at most 80 columns wide."""
    ran = evolink(*arguments, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_help_of_model(evolink: Evolink, snapshot: SnapshotAssertion, name: str) -> None:
    """With --model, the help shows the parameters of that model, and no others."""
    ran = evolink("generate", "--help", "--model", name)
    assert ran.out == snapshot
    shown = re.findall(r"--(?:\[no-\])?([\w.-]+)", ran.out.partition(f"Parameters of {name}:")[2])
    own = models()[name].schema["properties"].keys() - {"model", "prompt"}
    short = {"image", "video", "audio"}
    assert {each.partition(".")[0].replace("-", "_") for each in shown} - short == own


def test_help_of_nested_parameters(evolink: Evolink) -> None:
    """With --model, the help has an option for what is inside an object, for each depth."""
    shown = evolink("generate", "--help", "--model", "kling-custom-element").out.partition("Examples")[0]
    assert "--video, --model-params.element-video-list.refer-videos.video-url FILE|URL" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_common_options(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help of `generate` fits a screen, and says where the rest is; no help is wider than 120 columns."""
    shown = evolink("generate", "--help").out
    assert len(shown.splitlines()) <= 22  # and the prompt, on a screen of 24
    assert "--idempotency-key" not in shown
    assert "--help-all" in shown
    assert "evolink generate -m NAME -h" in shown
    complete = evolink("generate", "--help-all").out
    assert all(line in complete for line in shown.splitlines() if line.startswith("  -"))
    assert "--idempotency-key" in complete
    for columns, widest in (("100", range(90, 101)), ("500", range(100, 121))):
        monkeypatch.setenv("COLUMNS", columns)
        assert max(map(len, evolink("batch", "run", "-h").out.splitlines())) in widest


def test_common_parameters(evolink: Evolink) -> None:
    """Without --model, the whole help shows only what models of several families have; all can be given."""
    shown = evolink("generate", "--help-all").out
    assert "--quality" in shown
    assert "--custom-mode" not in shown
    assert "No model: choose one" in evolink("generate", "x", "--custom-mode").err


def test_help_with_environment(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help follows the model of the environment."""
    named = evolink("generate", "--help", "--model", "gpt-4o-image").out
    monkeypatch.setenv("EVOLINK_MODEL", "gpt-4o-image")
    assert evolink("generate", "--help").out == named


def test_no_command(evolink: Evolink) -> None:
    """Without a command, the help is printed."""
    assert evolink().out == evolink("--help").out
