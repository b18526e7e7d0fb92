"""The examples in the help of each command: all can be copied."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PIL import Image

from evolink.cli._app import app
from evolink.cli._command import Command, Group
from evolink_rules import models
from tests.cli.conftest import Evolink, Service

LONGEST = 78


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = {"evolink": app, **dict(commands(app, "evolink"))}
EXAMPLES = [
    (path, line) for path, command in COMMANDS.items() if isinstance(command, Command) for line in command.examples
]


def parsed(group: click.Group, words: list[str]) -> click.Context:
    """Parse the words of a command as the group does, and return the context of the innermost command."""
    ctx = group.make_context("evolink", words, obj=None)
    while isinstance(ctx.command, click.Group) and (left := rest_of(ctx)):
        name, command, rest = ctx.command.resolve_command(ctx, left)
        assert command is not None
        ctx = command.make_context(name, rest, parent=ctx)
    return ctx


def rest_of(ctx: click.Context) -> list[str]:
    """Return the arguments after a group's own; Click has no public name for the first of them."""
    first: list[str] = vars(ctx).get("_protected_args") or vars(ctx).get("protected_args", [])
    return [*first, *ctx.args]


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """Make the files and folders that the examples name."""
    for name in {word for _, line in EXAMPLES for word in line.split() if word.endswith("/") and "~" not in word}:
        (tmp_path / name).mkdir()
    for name in ("cat.png", "dog.jpg"):
        Image.new("RGB", (64, 64)).save(tmp_path / name)
    for name in ("prompts.txt", "prompts.csv", "prompts.jsonl"):
        (tmp_path / name).touch()


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command(path: str) -> None:
    """Every command and group has two or three examples of itself, which fit a terminal and say nothing hidden."""
    command = COMMANDS[path]
    assert isinstance(command, Command)
    assert 2 <= len(command.examples) <= 3
    assert all("evolink " in line and len(line) <= LONGEST for line in command.examples)
    assert path == "evolink" or all(path in line for line in command.examples)
    named = {name for names in command.rare.values() for name in names}
    assert named <= {param.name for param in command.params}


@pytest.mark.parametrize(("path", "line"), EXAMPLES)
def test_examples(path: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example is a command that is valid as it stands."""
    monkeypatch.setenv("EVOLINK_JOURNAL", "postgresql://user@host/database")
    alone = re.split(" [<>]", line.removeprefix('eval "$(').removesuffix(')"'))[0]
    words = shlex.split(alone, comments=True)
    begin = len(words) - words[::-1].index("evolink")
    ctx = parsed(app, [word for word in words[begin:] if word != "--help"])
    assert ctx.command_path.startswith(path)


@pytest.mark.parametrize("line", [line for path, line in EXAMPLES if path == "evolink generate"])
def test_requests(evolink: Evolink, service: Service, line: str) -> None:
    """The requests of the examples break no rule."""
    ran = evolink(*shlex.split(line)[1:], "--dry-run")
    assert ran.status == 0
    assert service.requests("POST") == []


@pytest.mark.parametrize("name", dict.fromkeys(info.name for info in models().values()))
def test_calls_of_models(evolink: Evolink, name: str) -> None:
    """The example in the help of a model is a call that the model accepts."""
    shown = evolink("generate", "-m", name, "-h").out.partition("Examples:\n")[2].partition("\n\n")[0]
    words = shlex.split(shown.replace("\\\n", ""))
    assert words[:3] == ["evolink", "generate", "-m"]
    ctx = parsed(app, words[1:])
    assert ctx.params["model"] == name


def test_groups() -> None:
    """Groups share the help of commands."""
    assert all(isinstance(command, Command | Group) for command in COMMANDS.values())
