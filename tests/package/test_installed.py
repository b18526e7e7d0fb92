"""The wheel in environments where only it and what it asks for are."""

from importlib.metadata import version
from pathlib import Path

import pytest
from mypy import api as mypy

from evolink_mock import MockServer

from ._environment import Environment

PROGRAM = """
import evolink, evolink_mock
with evolink_mock.MockServer(api_key="k", speed=500.0) as server:
    with evolink.EvoLink(api_key="k", base_url=server.base_url) as client:
        print(client.images.generate(model="nano-banana-beta", prompt="x").save("out")[0])
    print(server.request_log[0].request.headers["user-agent"])
"""


def test_isolation(bare: Environment, full: Environment, tmp_path: Path) -> None:
    """The environments can't import from the working tree."""
    for environment in (bare, full):
        done = environment.run("-c", "import evolink, evolink_api; print(evolink.__file__)", folder=tmp_path)
        assert done.stdout.startswith(str(environment.packages)), done.stderr
        assert environment.run("-c", "import pytest", folder=tmp_path).returncode == 1


def test_client_alone(bare: Environment, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The client works without extras."""
    code = f"""
import evolink
with evolink.EvoLink(api_key={evolink_mock.api_key!r}, base_url={evolink_mock.base_url!r}) as client:
    print(client.images.generate(model="nano-banana-beta", prompt="x").save("out")[0])
"""
    done = bare.run("-W", "error", "-c", code, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).stat().st_size > 1000


def test_mock_extra(full: Environment, tmp_path: Path) -> None:
    """The mock works with its extra."""
    done = full.run("-W", "error", "-c", PROGRAM, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    image, agent = done.stdout.splitlines()
    assert (tmp_path / image).stat().st_size > 1000
    assert agent == f"evolink-python/{version('evolink')}"


def test_cli_extra(full: Environment, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The command line works with its extra."""
    place = {"EVOLINK_BASE_URL": evolink_mock.base_url, "EVOLINK_API_KEY": evolink_mock.api_key}
    shown = full.command("evolink", "version", folder=tmp_path)
    assert version("evolink") in shown.stdout, shown.stderr
    drawn = full.command(
        "evolink", "generate", "a cat", "--model", "nano-banana-beta", folder=tmp_path, variables=place
    )
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / drawn.stdout.strip()).stat().st_size > 1000


def test_cli_alone(cli_alone: Environment, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The cli extra alone installs no database packages, generates, and says which extra keeps a journal."""
    assert not any((cli_alone.packages / name).exists() for name in ("alembic", "sqlalchemy", "PIL"))
    given = {"EVOLINK_BASE_URL": evolink_mock.base_url, "EVOLINK_API_KEY": evolink_mock.api_key}
    ask = ("generate", "a cat", "--model", "nano-banana-beta")
    done = cli_alone.command("evolink", *ask, folder=tmp_path, variables=given)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip()).stat().st_size > 1000
    assert 'no journal: install it with pip install "evolink[batch]"' in done.stderr
    off = cli_alone.command("evolink", *ask, folder=tmp_path, variables={**given, "EVOLINK_JOURNAL": "off"})
    assert off.returncode == 0
    assert "no journal" not in off.stderr


@pytest.mark.parametrize(
    "command",
    [
        "tasks",
        "resume",
        "batch run rows.csv -o out",
        "batch run rows.csv -o out --dry-run",
        "generate x -m nano-banana-beta",
    ],
)
def test_cli_alone_needs_journal(cli_alone: Environment, command: str, tmp_path: Path) -> None:
    """A command that needs a journal, or was asked to keep one, names the extra and sends nothing."""
    (tmp_path / "rows.csv").write_text("model,prompt\nnano-banana-beta,a cat\n")
    given = {"EVOLINK_API_KEY": "k", "EVOLINK_JOURNAL": str(tmp_path / "journal.sqlite")}
    done = cli_alone.command("evolink", *command.split(), folder=tmp_path, variables=given)
    assert done.returncode == 2
    assert 'needs an extra; install it with: pip install "evolink[batch]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_contract_extra(judging: Environment, evolink_mock: MockServer, tmp_path: Path) -> None:
    """The contract extra judges a server from any folder, whose settings it does not read, and leaves its report."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    given = {"EVOLINK_API_KEY": evolink_mock.api_key, "PYTEST_ADDOPTS": "--no-such-option"}
    few = ("--operation", "getCredits", "--operation", "listTasks", "--report", "report.html")
    done = judging.command(
        "evolink", "contract", "--base-url", f"{evolink_mock.base_url}/", *few, folder=tmp_path, variables=given
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "that were judged passed" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"pytest.ini", "report.html"}
    assert not (judging.packages / "uvicorn").exists()


def test_contract_without_extra(cli_alone: Environment, tmp_path: Path) -> None:
    """Without its extra, the command that judges says what to install."""
    done = cli_alone.command("evolink", "contract", folder=tmp_path)
    assert done.returncode == 2
    assert 'install it with: pip install "evolink[contract]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_command_without_extra(bare: Environment, tmp_path: Path) -> None:
    """Without its extra, the command says what to install."""
    done = bare.command("evolink", "--help", folder=tmp_path)
    assert done.returncode == 2
    assert 'pip install "evolink[cli]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_types(full: Environment, tmp_path: Path) -> None:
    """Type checkers see the types of the installed package."""
    (tmp_path / "use.py").write_text(
        "from evolink import EvoLink\n"
        "from evolink_mock import MockServer\n\n"
        "def use(client: EvoLink, server: MockServer) -> None:\n"
        '    images = client.images.generate(model="nano-banana-beta", prompt="x", size="16:9")\n'
        "    reveal_type(images)\n"
        "    reveal_type(server.base_url)\n"
        '    client.images.generate(model="nano-banana-beta", prompt="x", size="16:10")\n'
    )
    out, err, status = mypy.run(
        ["--strict", "--python-executable", str(full.python), "--cache-dir", str(tmp_path / "cache"),
         "--config-file", "", str(tmp_path / "use.py")]
    )  # fmt: skip
    assert status == 1, out + err
    assert 'Revealed type is "evolink._calls.images.Images"' in out
    assert 'Revealed type is "str"' in out
    assert [line.split(":")[1] for line in out.splitlines() if ": error:" in line] == ["8"]
