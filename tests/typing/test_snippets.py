"""The Python of the documentation type-checks, as strictly as pyright can."""

import re
from pathlib import Path

from tests.docs._blocks import BLOCKS, Block

from .test_typing import pyright

STRICT = "# pyright: strict, reportUnusedImport=false\n"
GENERATED = "docs/models/"
"""The pages of models, whose calls `tests/e2e/test_every_model.py` runs."""
PYTHON = [
    block
    for block in BLOCKS
    if block.language == "python" and "--8<--" not in block.text and not block.page.startswith(GENERATED)
]
WRONG = 'from evolink import EvoLink\n\nEvoLink().images.submit(model="gpt-4o-image", prompt="x", n=3)\n'


def test_snippets(tmp_path: Path) -> None:
    """Nothing is underlined in any block, and a wrong one would be."""
    for at, block in enumerate([*PYTHON, Block("wrong", 1, "python", "", WRONG)]):
        name = block.title.rpartition("/")[2]  # others import those that are named
        if name.endswith(".py"):
            (tmp_path / name).write_text(block.text, encoding="utf-8")
        (tmp_path / f"block_{at}.py").write_text(f"{STRICT}{block.text}", encoding="utf-8")
    errors = re.findall(r"block_(\d+)\.py:(\d+):\d+ - error: (.*)", pyright(tmp_path, tmp_path).stdout)
    found = {f"{PYTHON[int(at)]}, line {line}: {what}" for at, line, what in errors if int(at) < len(PYTHON)}
    assert found == set()
    assert {int(at) for at, _, _ in errors} == {len(PYTHON)}
