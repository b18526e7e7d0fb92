"""The files for containers and for continuous integration are well formed, by the tools that judge such files."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ACTION = ROOT / "examples" / "github" / "actions" / "evolink-mock" / "action.yml"
WORKFLOWS = sorted((ROOT / "examples" / "github" / "workflows").glob("*.yml"))
OWN = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMPOSE = ROOT / "examples" / "containers" / "compose.yaml"


@pytest.mark.skipif(not (BIN / "hadolint").exists(), reason="hadolint has no wheel for this system")
def test_dockerfile() -> None:
    """hadolint finds nothing in the Dockerfile."""
    done = subprocess.run([BIN / "hadolint", ROOT / "mock" / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.compose-spec", [COMPOSE]),
        ("vendor.github-actions", [ACTION]),
        ("vendor.github-workflows", [*WORKFLOWS, *OWN]),
    ],
    ids=["compose", "action", "workflows"],
)
def test_schema(schema: str, files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Each file is what its schema says; the schemas come with the tool."""
    from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped] # noqa: PLC0415 - not in each worker

    with pytest.raises(SystemExit) as ended:
        check_jsonschema(["--builtin-schema", schema, *map(str, files)])
    assert ended.value.code == 0, capsys.readouterr()


def test_shell(tmp_path: Path) -> None:
    """shellcheck finds nothing in the steps that are written in shell."""
    for number, script in enumerate(scripts()):
        (tmp_path / f"{number}.sh").write_text(script)
    done = subprocess.run(
        [BIN / "shellcheck", "--shell=bash", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("path", [*WORKFLOWS, *OWN, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    """What others wrote is named by its commit, with its version beside it."""
    lines = [line for line in path.read_text().splitlines() if "uses:" in line and "./" not in line]
    assert [line for line in lines if not (len(line.split("@")[1].split()[0]) == 40 and "# v" in line)] == []


def scripts() -> Iterator[str]:
    """Yield the shell of all steps but those in which GitHub writes something first."""
    documents = [yaml.safe_load(path.read_text()) for path in (ACTION, *WORKFLOWS, *OWN)]
    steps = [step for each in documents for step in steps_of(each)]
    yield from (step["run"] for step in steps if "${{" not in step.get("run", "${{"))


def steps_of(document: dict) -> list[dict]:  # type: ignore[type-arg]
    if "runs" in document:
        return list(document["runs"]["steps"])
    return [step for job in document["jobs"].values() for step in job["steps"]]
