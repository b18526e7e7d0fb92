"""Help: whole, readable in 80 columns, made from the contract."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink_rules import models
from tests.cli.conftest import Evolink
from tests.models import REPRESENTATIVES

COMMANDS = [
    *("generate", "wait", "task", "save", "tasks", "resume", "batch"),
    *("models", "credits", "mock", "completion", "version"),
]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        *([name] for name in COMMANDS),
        ["tasks", "prune"],
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


def test_all_commands_tested(evolink: Evolink) -> None:
    """The help of every command is tested."""
    listed = evolink("--help").out.partition("Commands:")[2].splitlines()
    assert [line.split()[0] for line in listed if line.strip()] == COMMANDS


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_help_of_model(evolink: Evolink, snapshot: SnapshotAssertion, name: str) -> None:
    """With --model, the help shows only the parameters of that model."""
    ran = evolink("generate", "--help", "--model", name)
    assert ran.out == snapshot
    listed = re.findall(r"^  (--\S.*?)(?:  |$)", ran.out.partition(f"Parameters of {name}:")[2], re.MULTILINE)
    shown = [set(re.findall(r"--[\w-]+", flags)) for flags in listed]
    own = {f"--{each.replace('_', '-')}" for each in models()[name].schema["properties"].keys() - {"model", "prompt"}}
    assert set().union(*shown) >= own
    assert all(flags & own for flags in shown)


def test_help_of_nested_parameters(evolink: Evolink) -> None:
    """With --model, the help shows how what is inside an object is set."""
    nested = {
        info.name: (name, field["properties"])
        for info in models().values()
        for name, field in info.schema["properties"].items()
        if "properties" in field
    }
    model, (name, inner) = next(iter(nested.items()))
    shown = evolink("generate", "--help", "--model", model).out
    assert all(f"    --set {name}.{each}=…" in shown for each in inner)


def test_help_with_environment(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help follows the model of the environment."""
    named = evolink("generate", "--help", "--model", "gpt-4o-image").out
    monkeypatch.setenv("EVOLINK_MODEL", "gpt-4o-image")
    assert evolink("generate", "--help").out == named


def test_no_command(evolink: Evolink) -> None:
    """Without a command, the help is printed."""
    assert evolink().out == evolink("--help").out
