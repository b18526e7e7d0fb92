"""Help: whole, readable in 80 columns, made from the contract."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink_rules import models
from tests.cli.conftest import Evolink

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
def test_help_is_whole(evolink: Evolink, snapshot: SnapshotAssertion, arguments: list[str]) -> None:
    ran = evolink(*arguments, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot
    assert max(map(len, ran.out.splitlines())) <= 80


def test_every_command_has_its_help_tested(evolink: Evolink) -> None:
    listed = evolink("--help").out.partition("Commands:")[2].splitlines()
    assert [line.split()[0] for line in listed if line.strip()] == COMMANDS


@pytest.mark.parametrize("name", [name for name, info in models().items() if name == info.name])
def test_help_for_one_model_tells_its_parameters_only(evolink: Evolink, snapshot: SnapshotAssertion, name: str) -> None:
    ran = evolink("generate", "--help", "--model", name)
    assert ran.out == snapshot
    told = re.findall(r"^  (--\S.*?)(?:  |$)", ran.out.partition(f"Parameters of {name}:")[2], re.MULTILINE)
    shown = [set(re.findall(r"--[\w-]+", flags)) for flags in told]
    own = {f"--{each.replace('_', '-')}" for each in models()[name].schema["properties"].keys() - {"model", "prompt"}}
    assert set().union(*shown) >= own
    assert all(flags & own for flags in shown)


def test_help_follows_the_model_of_the_environment(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    named = evolink("generate", "--help", "--model", "gpt-4o-image").out
    monkeypatch.setenv("EVOLINK_MODEL", "gpt-4o-image")
    assert evolink("generate", "--help").out == named


def test_no_command_is_help(evolink: Evolink) -> None:
    assert evolink().out == evolink("--help").out
