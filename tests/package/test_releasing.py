"""A release happens only where tag, version and changelog agree, and its workflow may do no more than it must."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import ROOT

SCRIPT = ROOT / "tools" / "release.py"
WORKFLOWS = ROOT / ".github" / "workflows"
FRAGMENT = "Squares may be round."


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A repository in small, of version 7.8.9, whose changes are gathered by towncrier with our settings."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(re.sub(r'^version = ".*"', 'version = "7.8.9"', text, flags=re.MULTILINE))
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    (tmp_path / "changes").mkdir()
    shutil.copy(ROOT / "changes" / "README.md", tmp_path / "changes")
    (tmp_path / "changes" / "+square.fixed.md").write_text(FRAGMENT)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)  # noqa: S607 - git, wherever it is
    done = towncrier(tmp_path, "build", "--yes", "--version", "7.8.9")
    assert done.returncode == 0, done.stderr
    return tmp_path


def towncrier(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "towncrier", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def release(root: Path, tag: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "tools" / "release.py"), tag]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_notes(ready: Path) -> None:
    """The changes of the version are printed if tag, version and changelog agree."""
    done = release(ready, "v7.8.9")
    assert (done.returncode, done.stdout) == (0, f"### Fixed\n\n- {FRAGMENT}\n"), done.stderr


def test_notes_of_older_versions(ready: Path) -> None:
    """The changes of older versions are not printed."""
    text = (ready / "CHANGELOG.md").read_text()
    (ready / "CHANGELOG.md").write_text(f"{text}\n## 1.0.0 (2020-01-01)\n\n### Added\n\n- Squares.\n")
    assert release(ready, "v7.8.9").stdout == f"### Fixed\n\n- {FRAGMENT}\n"


@pytest.mark.parametrize("tag", ["v7.8.8", "7.8.9", "v7.8.9rc1", ""])
def test_wrong_tag(tag: str, ready: Path) -> None:
    """A tag of another version is refused."""
    done = release(ready, tag)
    assert done.returncode == 1
    assert "it should be v7.8.9" in done.stderr


def test_missing_changes(ready: Path) -> None:
    """A version without changes in the changelog is refused."""
    shutil.copy(ROOT / "CHANGELOG.md", ready)
    text = (ready / "CHANGELOG.md").read_text().split("\n## ")[0]
    (ready / "CHANGELOG.md").write_text(text)
    assert "the newest version in CHANGELOG.md is None" in release(ready, "v7.8.9").stderr


def test_remaining_fragments(ready: Path) -> None:
    """Remaining fragments are refused, and all problems are reported together."""
    (ready / "changes" / "+more.added.md").write_text("More.")
    done = release(ready, "v0")
    assert done.stderr.count("\n") == 2
    assert "changes/ still has +more.added.md" in done.stderr


def test_fragments_are_valid() -> None:
    """The fragments in `changes/` have valid names and types."""
    done = towncrier(ROOT, "build", "--draft", "--version", "next")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["+round.feature.md", "+round.md", "notes.txt"])
def test_invalid_fragment(name: str, ready: Path) -> None:
    """A fragment with an invalid name or type is reported."""
    (ready / "changes" / name).write_text("Round.")
    assert name in towncrier(ready, "build", "--draft", "--version", "next").stderr


def jobs(name: str) -> dict[str, Any]:
    found: dict[str, Any] = workflow(name)["jobs"]
    return found


def workflow(name: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    return read


def test_release_trigger() -> None:
    """Only a tag starts a release."""
    assert workflow("release.yml")[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads `on` as True


def test_permissions() -> None:
    """Each job of a release has only the permissions that it needs."""
    assert workflow("release.yml")["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs("release.yml").items()} == {
        "build": {"contents": "read"},
        "publish": {"id-token": "write", "attestations": "write"},
        "announce": {"contents": "write"},
    }


def test_publishing_runs_no_code() -> None:
    """Jobs that may publish run no code of the repository."""
    for name in ("publish", "announce"):
        steps = jobs("release.yml")[name]["steps"]
        assert not [step for step in steps if "checkout" in step.get("uses", "") or "make" in step.get("run", "")]


def test_release_is_tested() -> None:
    """A release is tested before it is published."""
    steps = [step.get("run", "") for step in jobs("release.yml")["build"]["steps"]]
    order = [next(n for n, run in enumerate(steps) if word in run) for word in ("release.py", "make test", "hatchling")]
    assert order == sorted(order)
    assert jobs("release.yml")["publish"]["needs"] == "build"


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.stem)
def test_pinned_actions(path: Path) -> None:
    """Every action of others in every workflow is pinned by its hash."""
    used = re.findall(r"uses: (?!\./)(\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    assert all(
        re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) and re.fullmatch(r"  # v[\d.]+", comment) for name, comment in used
    )


def test_no_secrets() -> None:
    """No workflow uses a secret."""
    for path in WORKFLOWS.glob("*.yml"):
        assert "secrets." not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.stem)
def test_workflow_commands_exist(path: Path) -> None:
    """Every make target and script that a workflow calls exists."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    runs = "\n".join(step.get("run", "") for job in jobs(path.name).values() for step in job["steps"])
    assert set(re.findall(r"\bmake ([a-z-]+)", runs)) <= targets
    assert all((ROOT / script).is_file() for script in re.findall(r"python (\S+\.py)", runs))


def test_pre_commit_tools() -> None:
    """The pre-commit hooks run the tools of the lock file."""
    hooks = [
        hook
        for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
        for hook in repo["hooks"]
    ]
    assert hooks
    assert {hook["language"] for hook in hooks} == {"system"}
    assert all((ROOT / hook["entry"].split()[0]).exists() for hook in hooks)
