"""The pre-commit hook of generated files runs for every file that the generator reads or writes."""

import re
import sys

import pytest
import yaml

from tests.clone import ROOT, Clone
from tests.pipeline.writer import model, raw

OBSERVED = """
import os, sys
opened = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.add(os.path.abspath(arguments[0]))
sys.addaudithook(note)
from pipeline.cli import main
for command in ("extract --pages ../pages", "merge", "generate", "check"):
    if main(command.split()):
        sys.exit(command)
modules = {os.path.abspath(module.__file__) for module in sys.modules.values() if getattr(module, "__file__", None)}
print(*(os.path.relpath(each) for each in opened | modules), sep="\\n")
"""


@pytest.fixture(scope="module")
def touched(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of the repository that the pipeline opens or imports, and all of generated/."""
    folder = tmp_path_factory.mktemp("pre-commit")
    clone = Clone(folder)
    (folder / "pages").mkdir()
    (folder / "pages" / "en--observed.md").write_text(raw(model("observed-1")), encoding="utf-8")
    seen = set(clone.run(sys.executable, "-c", OBSERVED).splitlines())
    committed = clone.git("ls-files").splitlines()
    return {name for name in committed if name in seen or name.startswith("generated/")}


def test_hook_files(touched: set[str]) -> None:
    """The hook runs for every file that the generator reads or writes."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    (pattern,) = (hook["files"] for hook in hooks if hook["id"] == "generated")
    assert {"README.md", "docs/models.md", "specs/wording.yaml", "pipeline/cli.py"} <= touched
    assert [name for name in sorted(touched) if not re.search(pattern, name)] == []
