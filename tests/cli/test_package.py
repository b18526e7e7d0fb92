"""What the command needs, loads and prints about itself. Real processes: each begins with nothing loaded."""

import json
import subprocess
import sys

import pytest

from evolink.cli import main
from evolink_contract import document
from evolink_rules import models
from tests.cli.conftest import Evolink
from tests.cli.running import Ran, Shell

NAMES = [name for name, info in models().items() if name == info.name]
HEAVY = ["PIL", "asyncio", "evolink_api", "evolink_contract", "evolink_mock", "httpx", "jsonschema_rs", "rich"]


def python(code: str, shell: Shell) -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**shell.environment}
    )
    return Ran(done.returncode, done.stdout, done.stderr)


STEPS = [
    (["--help"], {*HEAVY, "dataclasses", "pathlib", "evolink._client", "evolink._http", "evolink.cli._error_texts"}),
    (["nope"], {*HEAVY, "dataclasses", "evolink._client", "evolink._http", "evolink.cli.generate"}),
    (["batch", "--help"], {*HEAVY, "evolink._client", "evolink.cli.batch_run"}),
    (["completion", "bash"], {*HEAVY, "evolink._client"}),
    (["credits", "--help"], {*HEAVY, "evolink._client"}),
    (["generate", "--help"], {*HEAVY, "evolink._task.flow"} - {"evolink_contract"}),
    (["models"], {"httpx", "evolink_mock", "jsonschema_rs", "evolink._task.flow", "asyncio"}),
]
"""Commands in the order in which they load more, and what must not be loaded after each."""


def test_commands_are_light(shell: Shell) -> None:
    """No help, unknown command or completion loads what it does not need; nor does `models` load what sends."""
    code = (
        "import io, json, sys; from evolink.cli import main; loaded = []\n"
        "out, sys.stdout, sys.stderr = sys.stdout, io.StringIO(), io.StringIO()\n"
        f"for arguments in {[arguments for arguments, _ in STEPS]}:\n"
        "    main(arguments); loaded.append(list(sys.modules))\n"
        "print(json.dumps(loaded), file=out)"
    )
    loaded = json.loads(python(code, shell).out)
    for (arguments, never), there in zip(STEPS, loaded, strict=True):
        assert (arguments, never & {*there}) == (arguments, set())


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_missing_cli_extra(shell: Shell, missing: str) -> None:
    """Without the cli extra, a line says how to install it."""
    ran = python(
        f"import sys; sys.modules[{missing!r}] = None; from evolink.cli import main; sys.exit(main(['models']))", shell
    )
    assert ran == (2, "", 'evolink: the command line needs an extra; install it with: pip install "evolink[cli]"\n')


def test_missing_mock_extra(shell: Shell) -> None:
    """Without the mock extra, `mock` says how to install it."""
    ran = python(
        "import sys; sys.modules['uvicorn'] = None; from evolink.cli import main; sys.exit(main(['mock']))", shell
    )
    assert (ran.status, ran.out) == (2, "")
    assert 'pip install "evolink[mock]"' in ran.err


def test_version(evolink: Evolink) -> None:
    """`version` shows what a bug report needs."""
    versions = dict(line.split() for line in evolink("version").out.splitlines())
    assert list(versions) == ["evolink", "contract", "python", "httpx"]
    assert versions["contract"] == document()["info"]["version"]
    assert versions["python"] == sys.version.split()[0]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts(evolink: Evolink, name: str) -> None:
    """Each shell has a completion script."""
    ran = evolink("completion", name)
    assert ran.status == 0
    assert f"_EVOLINK_COMPLETE={name}_complete" in ran.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("evolink gen", {"generate"}),
        ("evolink generate --model gem", {name for name in NAMES if name.startswith("gem")}),
        ("evolink generate --model gpt-4o-image --size 1024", {"1024x1024", "1024x1536"}),
        ("evolink models nano", {name for name in NAMES if name.startswith("nano")}),
    ],
)
def test_completions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, expected: set[str]
) -> None:
    """Commands, models and values are completed."""
    monkeypatch.setenv("_EVOLINK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit):
        main([])
    assert {line.partition(",")[2] for line in capsys.readouterr().out.splitlines()} == expected
