"""The scheduled workflow, played on a clone: what its pull request contains passes the check of generated files."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.clone import ROOT, Clone
from tests.pipeline.writer import Item, model, raw

STEPS = ("report", "update everything", "open a pull request")
BEFORE = model("brush-9", Item("style", {"type": "string", "maxLength": 80}))
AFTER = model("brush-9", Item("style", {"type": "string", "maxLength": 50}), Item("seed", {"type": "integer"}))
GH = """#!/bin/sh
case "$1 $2" in
"pr list") echo 0 ;;
"pr create") printf '%s\\n' "$@" > "$PULL_REQUEST" ;;
esac
"""


@pytest.fixture(scope="module")
def steps() -> dict[str, dict[str, Any]]:
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "drift.yml").read_text(encoding="utf-8"))["jobs"]["drift"]
    named = {
        each["name"]: {**each, "env": {**job["env"], **each.get("env", {})}} for each in job["steps"] if "name" in each
    }
    return {start: next(step for name, step in named.items() if name.startswith(start)) for start in STEPS}


class Service:
    """What the workflow needs of GitHub: a repository to push to, and a command that opens pull requests."""

    def __init__(self, folder: Path, clone: Clone) -> None:
        self.clone, self.repository, self.asked = clone, folder / "hub" / "owner" / "evolink", folder / "pull-request"
        clone.git("clone", "--quiet", "--bare", str(clone.root), str(self.repository))
        with (folder / "gitconfig").open("a", encoding="utf-8") as settings:
            settings.write(f'[url "{folder}/hub/"]\n\tinsteadOf = https://github.com/\n')
        command = folder / "bin" / "gh"
        command.parent.mkdir()
        command.write_text(GH, encoding="utf-8")
        command.chmod(0o755)

    def play(self, step: dict[str, Any]) -> None:
        """Run a step as a runner does, with the expressions of the workflow replaced."""
        expressions = {
            "github.workspace": str(self.clone.root), "github.token": "token",
            "github.event.repository.default_branch": "main",
        }  # fmt: skip
        variables = {name: str(value) for name, value in step["env"].items()}
        for expression, value in expressions.items():
            variables = {name: text.replace(f"${{{{ {expression} }}}}", value) for name, text in variables.items()}
        path = f"{self.clone.folder / 'bin'}:{self.clone.environment['PATH']}"
        summary = str(self.clone.folder / "summary.md")
        runner = {"PATH": path, "GITHUB_STEP_SUMMARY": summary, "GITHUB_REPOSITORY": "owner/evolink"}
        self.clone.run(
            "bash", "-e", "-c", step["run"], variables={**variables, **runner, "PULL_REQUEST": str(self.asked)}
        )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, steps: dict[str, dict[str, Any]]) -> Service:
    """The service after a run of the workflow, which found that a page had changed."""
    folder = tmp_path_factory.mktemp("drift")
    clone = Clone(folder)
    pages = folder / "documentation-pages"
    pages.mkdir()
    (pages / "en--brush.md").write_text(raw(BEFORE), encoding="utf-8")
    for arguments in (("extract", "--pages", str(pages)), ("merge",), ("generate",)):
        clone.pipeline(*arguments)
    clone.commit("a model")
    service = Service(folder, clone)
    (pages / "en--brush.md").write_text(raw(AFTER), encoding="utf-8")
    for name in STEPS:
        service.play(steps[name])
    return service


def test_pull_request_text(service: Service) -> None:
    """The pull request describes the change."""
    asked = service.asked.read_text(encoding="utf-8")
    assert "Drift of the documentation: breaking" in asked
    body = (service.clone.folder / "documentation-drift.md.text").read_text(encoding="utf-8")
    assert "request.style.maxLength" in body
    assert "Not regenerated" not in body


def test_pull_request_files(service: Service) -> None:
    """The pull request has every generated file, and nothing remains in the working tree."""
    changed = service.clone.git("diff", "--name-only", "main", "drift/documentation").split()
    expected = {
        "specs/extracts/en--brush.yaml", "specs/openapi.yaml", "generated/evolink_contract/requests.py",
        "generated/evolink_api/models/brush_9_request.py", "docs/models/brush-9.md",
        "tests/cli/__snapshots__/test_models.ambr",
    }  # fmt: skip
    assert expected <= set(changed)
    left = service.clone.git("status", "--porcelain", "--ignored").splitlines()
    assert [line for line in left if "cache" not in line and ".venv" not in line] == []


def test_pull_request_passes_check(service: Service, tmp_path: Path) -> None:
    """A checkout of the pull request passes the check and the snapshot tests."""
    branch = tmp_path / "branch"
    service.clone.git("clone", "--quiet", "--branch", "drift/documentation", str(service.repository), str(branch))
    checkout = Clone(tmp_path / "checkout", branch)
    assert "generated: compared" in checkout.pipeline("check")
    checkout.run(sys.executable, "-m", "pytest", "-q", "-n", "0", "tests/cli/test_models.py", "tests/cli/test_help.py")
