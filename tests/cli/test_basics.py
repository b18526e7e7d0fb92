"""What people type first: `-h`, `--version`, `python -m evolink`, and words that are mistyped."""

import runpy
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from evolink._contract.kinds import KINDS
from evolink._version import __version__
from evolink.cli import _guesses as guesses
from evolink.cli._app import app
from evolink.cli._command import Command
from evolink.cli._docs_address import docs_address
from evolink.cli._shell_words import quoted
from evolink_rules import models, synonyms
from tests.cli.conftest import Evolink


def test_version(evolink: Evolink) -> None:
    """`--version` prints the version."""
    assert evolink("--version") == (0, f"evolink {__version__}\n", "")


@pytest.mark.parametrize("command", [[], ["generate"], ["batch"], ["batch", "run"], ["tasks", "settle"]], ids=str)
def test_short_help(evolink: Evolink, command: list[str]) -> None:
    """`-h` is `--help`."""
    assert evolink(*command, "-h") == evolink(*command, "--help")


def test_module(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m evolink` runs the command line, whose help, errors and examples can be copied as they are."""
    shown = []
    for arguments in (["--help"], ["generat"], ["a cat"]):
        monkeypatch.setattr("sys.argv", ["evolink", *arguments])
        with pytest.raises(SystemExit):
            runpy.run_module("evolink", run_name="__main__")
        shown.append("".join(capsys.readouterr()))
    assert "Usage: python -m evolink [OPTIONS]" in shown[0]
    assert '  python -m evolink generate "a cat in a hat"' in shown[0]
    assert "see python -m evolink --help" in shown[1]
    assert '    python -m evolink generate "a cat" -m MODEL' in shown[2]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("gen", "No such command 'gen'. Did you mean 'generate'?"),
        ("Genrate", "No such command 'Genrate'. Did you mean 'generate'?"),
        ("qqq", "No such command 'qqq'."),
        ("batch sub", "No such command 'sub'. Did you mean 'submit'?"),
        ("tasks prun", "No such command 'prun'. Did you mean 'prune'?"),
        ("generate x --siz 1", "No such option '--siz'. Did you mean '--size'?"),
        ("generate x --ouptut=a", "No such option '--ouptut'. Did you mean '--output'?"),
        ("generate -model gpt-4o-image", "No such option '-model'. Did you mean '--model'?"),
        ("credits -q", "No such option '-q'."),
        ("-v", "No such option '-v'. Did you mean '--version' or '--verbose'?"),
        ("--model x", "No such option '--model'. The options of a command go after its name."),
        ("completion bahs", "'bahs' is not one of 'bash', 'zsh', 'fish'. Did you mean 'bash'?"),
        ("tasks --state hold", "'held', 'resent'. Did you mean 'held'?"),
        (
            "models gpt4o-image",
            "No such model 'gpt4o-image'. Did you mean 'gpt-4o-image', 'gpt-image-2' or 'gpt-image-1.5'?",
        ),
        ("models gtp", "No such model 'gtp'. Did you mean 'gpt'?"),
        ("mock --port x", "Invalid value for '--port': 'x' is not a whole number."),
        ("generate x --model", "Option '--model' requires an argument."),
        ("generate x --count 0", "Invalid value for '--count': 0 is not between 1 and 100."),
        ("tasks --limit 0", "Invalid value for '--limit': 0 is less than 1."),
        ("completion", "Missing argument 'bash|zsh|fish'. Choose from: bash, zsh, fish."),
        ("tasks settle KEY", "Use either --task ID or --unpaid."),
        ("credits please", "Got unexpected extra argument (please)."),
        ("models --kind vidoe", "'vidoe' is not one of audios, images, videos. Did you mean 'videos'?"),
    ],
)
def test_did_you_mean(evolink: Evolink, line: str, message: str) -> None:
    """A mistyped command, option or choice is answered by what may be meant, always in the same form."""
    ran = evolink(*line.split())
    first, last = ran.err.splitlines()
    assert (ran.status, ran.out) == (2, "")
    assert first.startswith("evolink: ")
    assert first.endswith(message)
    assert last.startswith("  see evolink")
    assert last.endswith(" --help")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("help", "Help is an option:\n    evolink --help"),
        ("help batch run", "Help is an option:\n    evolink batch run --help"),
        ("models zzz", "No such model 'zzz'. To list all models:\n    evolink models"),
    ],
)
def test_corrected(evolink: Evolink, line: str, message: str) -> None:
    """What is meant is said as a command to copy, which works."""
    ran = evolink(*line.split())
    assert (ran.status, ran.out, ran.err) == (2, "", f"evolink: {message}\n")
    assert evolink(*message.splitlines()[1].split()[1:]).status == 0


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('image "a cat"', 'generate "a cat" -m MODEL'),
        ("videos", "generate PROMPT -m MODEL"),
        ("create a cat -m gpt-4o-image", 'generate "a cat" -m gpt-4o-image'),
        ('gpt-4o-image "a cat" --size 1:1', 'generate "a cat" --size 1:1 -m gpt-4o-image'),
        ('edit cat.png "at night" -m gpt-4o-image', 'generate "at night" --image cat.png -m gpt-4o-image'),
        ('estimate "a cat" -m gpt-4o-image', 'generate "a cat" -m gpt-4o-image --dry-run'),
        ('--model gpt-4o-image "a cat"', 'generate "a cat" --model gpt-4o-image'),
        ("balance", "credits"),
        ("download", "save ID"),
        ("status task-unified-1-a", "task task-unified-1-a"),
        ("list", "tasks"),
        ("auth status", "login --status"),
        ("auth --key sk-secret", "login"),
        ('image "a cat" --api-key sk-secret', 'generate "a cat" -m MODEL'),
        ("prompts.csv -o out", "batch run prompts.csv -o out"),
        ("batch prompts.txt", "batch run prompts.txt"),
        ("models show gpt-4o-image", "models gpt-4o-image"),
        ("models list", "models"),
        ("tasks list --all", "tasks --all"),
        ("login status", "login --status"),
        ("credits show", "credits"),
    ],
)
def test_guessed_command(evolink: Evolink, line: str, meant: str) -> None:
    """A command as somebody guesses it is answered by the one that is meant, with its arguments and never a key."""
    ran = evolink(*shlex.split(line))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0][-1] == ":"
    assert ran.err.splitlines()[1] == f"    evolink {meant}"
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("generate x -m nano-banana-beta -n 2", "Did you mean '--count'?"),
        ("generate x -m gpt-4o-image -n 2", "Did you mean '--count' or '--n'?"),
        ("generate x -m nano-banana-beta --ratio 1:1", "Did you mean '--size'?"),
        ("generate x -m sora-2 --seconds 5", "Did you mean '--duration'?"),
        ("generate x -m gpt-4o-image --mask a.png", "Did you mean '--mask-url'?"),
        ("generate x --estimate", "Did you mean '--dry-run'?"),
        ("generate x --file x.png", "Did you mean '--output'?"),
        ("generate x --api-key secret", "No option takes a key: run `evolink login`, or set EVOLINK_API_KEY."),
        ("tasks -n 5", "Did you mean '--limit'?"),
        ("cancel task-unified-1-a", "The service documents no way to cancel a task: it runs to its end."),
    ],
)
def test_guessed_option(evolink: Evolink, line: str, hint: str) -> None:
    """An option as other programs or models name it is answered by the one of this command and model."""
    ran = evolink(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith(hint)
    assert "secret" not in ran.err


def test_guesses() -> None:
    """Every row of guesses leads to what there is, and no command stands among the guesses."""
    data = tomllib.loads(Path(guesses.__file__).with_name("_guesses.toml").read_text(encoding="utf-8"))
    ctx = click.Context(app)
    names = {*app.list_commands(ctx)}
    for meant, words in data["commands"].items():
        assert meant.split()[0] in {*names, "run"}  # which `batch` has
        assert names.isdisjoint(words)
    assert {word for kind in KINDS.values() for word in (kind.name, kind.noun)} <= {*data["commands"]["generate"]}
    flags = {flag.strip("-").replace("-", "_") for command in _commands(app) for flag in _flags(command)}
    assert [row for row in data["options"] if not flags & {*row}] == []
    known = {name for info in models().values() for name in info.schema["properties"]}
    assert [row for row in synonyms() if not known & {*row}] == []


def _commands(group: click.Group) -> Iterator[click.Command]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield command
        if isinstance(command, click.Group):
            yield from _commands(command)


def _flags(command: click.Command) -> Iterator[str]:
    for param in command.params:
        yield from (*param.opts, *param.secondary_opts)


def test_groups_without_command(evolink: Evolink) -> None:
    """A group without a command prints its help."""
    assert evolink("batch") == evolink("batch", "--help")


def test_verbose(evolink: Evolink) -> None:
    """`--verbose` may stand before the command and after it."""
    assert evolink("--verbose", "models", "gpt-4o-image").status == evolink("models", "--verbose").status == 0


def test_address_of_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evolink: Evolink) -> None:
    """Every help ends with the address of the documentation: that of the installed package, if it has one."""
    assert evolink("models", "-h").out.endswith("\nDocumentation: https://docs.evolink.ai\n")
    metadata = tmp_path / f"evolink-{__version__}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Name: evolink\nProject-URL: Documentation, https://evolink.example/\n\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    docs_address.cache_clear()
    assert docs_address() == "https://evolink.example/"
    metadata.write_text("Name: evolink\n\nProject-URL: Documentation, https://text.example/\n", encoding="utf-8")
    docs_address.cache_clear()
    assert docs_address() == "https://docs.evolink.ai"
    docs_address.cache_clear()


@pytest.mark.parametrize(
    ("word", "posix", "windows"),
    [
        ("cat.png", "cat.png", "cat.png"),
        ("a cat", '"a cat"', '"a cat"'),
        ("", "''", '""'),
        ("it's", '"it\'s"', '"it\'s"'),
        ('a "cat"', "'a \"cat\"'", r'"a \"cat\""'),
        ("$5!", "'$5!'", '"$5!"'),
        (r"C:\my cats", r"'C:\my cats'", r'"C:\my cats"'),
        ("a\nb", '"a\nb"', '"a\nb"'),
    ],
)
def test_words_to_copy(word: str, posix: str, windows: str) -> None:
    """A word in a command to copy is read by a shell as it was."""
    assert (quoted(word, "posix"), quoted(word, "nt")) == (posix, windows)
    assert shlex.split(posix) == [word]


def test_short_help_in_a_context_of_its_own() -> None:
    """A command that is first seen in a context of its own, as completion makes them, has -h afterwards as well."""
    command = Command("any")
    assert "-h, --help" in command.get_help(click.Context(command))
