"""Every command that is named exists: in pages and comments, with the subcommands and options that are named."""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from evolink.cli._app import app
from tests.clone import files_of

from ._blocks import ROOT, blocks_of

SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PIPELINE = set(re.findall(r'add\(\s*"([a-z]+)"', (ROOT / "pipeline" / "cli.py").read_text(encoding="utf-8")))
SUFFIXES = {".md", ".py", ".toml", ".yml", ".yaml", ".sh", ""}


def named(path: Path) -> Iterator[str]:
    """Return what a file shows as code: what stands between backticks, and the lines of a page's shell blocks."""
    yield from SPAN.findall(path.read_text(encoding="utf-8"))
    if path.suffix == ".md":
        yield from (line for block in blocks_of(path) if block.language == "sh" for line in block.text.splitlines())


@cache
def commands() -> list[tuple[str, list[str]]]:
    """Return each command of `make`, `evolink` and Python with the name of the file that names it."""
    names = {path: path.relative_to(ROOT).as_posix() for path in files_of()}
    found = []
    for path, name in names.items():
        if path.suffix in SUFFIXES and not name.startswith(("generated/", "tests/")):
            for text in named(path):
                for part in re.split(r"&&|\|\||[;|]", text):
                    words = part.removeprefix("$ ").split()
                    if len(words) > 1 and words[0] in {"make", "evolink", "python", ".venv/bin/python"}:
                        found.append(
                            (path.relative_to(ROOT).as_posix(), [words[0].removeprefix(".venv/bin/"), *words[1:]])
                        )
    return found


def test_make_targets_exist() -> None:
    """Every make target that is named exists."""
    asked = [(name, words[1]) for name, words in commands() if words[0] == "make"]
    assert len(asked) > 20
    assert [(name, word) for name, word in asked if re.fullmatch(r"[a-z-]+", word) and word not in TARGETS] == []


def test_evolink_commands_exist() -> None:
    """Every `evolink` command that is named exists, with its options."""
    asked = [(name, words[1:]) for name, words in commands() if words[0] == "evolink"]
    assert len(asked) > 20
    wrong = [(name, words, missing) for name, words in asked if (missing := list(unknown(app, words)))]
    assert wrong == []


def unknown(command: click.Command, words: list[str]) -> Iterator[str]:
    """Return the subcommands and options among the words that the command does not have."""
    if isinstance(command, click.Group) and words and re.fullmatch(r"[a-z-]+", words[0]) and words[0][0] != "-":
        inner = command.get_command(click.Context(command), words[0])
        yield from [words[0]] if inner is None else unknown(inner, words[1:])
        return
    context = click.Context(command, resilient_parsing=True)
    command.parse_args(context, model_of(words))
    options = {name for each in command.get_params(context) for name in (*each.opts, *each.secondary_opts)}
    yield from (word for word in words if re.fullmatch(r"--[a-z][a-z-]*", word) and word not in options)


def model_of(words: list[str]) -> list[str]:
    """Return the option that names a model, which decides what other options there are."""
    return next((words[at : at + 2] for at, word in enumerate(words[:-1]) if word in {"--model", "-m"}), [])


def test_python_modules_and_scripts_exist() -> None:
    """Every Python module and script that is named exists."""
    asked = [(name, words[1:]) for name, words in commands() if words[0] == "python"]
    assert len(asked) > 20
    assert [(name, words) for name, words in asked if not runs(words)] == []


def runs(words: list[str]) -> bool:
    """Return whether Python finds the module or script; of the pipeline, also whether it has the command."""
    if words[0] != "-m":
        return "/" not in words[0] or (ROOT / words[0]).is_file()
    if words[1] == "pipeline" and not words[2].startswith("{"):
        return words[2].rstrip(",") in PIPELINE
    return importlib.util.find_spec(words[1]) is not None
